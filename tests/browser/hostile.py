#!/usr/bin/env python3
"""Writes a tree of pages that try to get out of a report: hostile.py DIR"""
import pathlib
import sys

TEXTS = [
    "<script>document.title='ran'</script>", "</script><script>document.title='ran'</script>",
    "<img src=x onerror=document.title='ran'>", "<!--<script>", "\" onmouseover=\"document.title='ran'",
    "javascript:document.title='ran'", "[x](javascript:alert(1))", "=cmd('x')", "@SUM(1)", "a\u202eb\u2066c",
    "{{ 7 * 7 }} {% if x %} ${7}", "]]> &amp; &lt;b&gt;", "<a href=\"javascript:alert(1)\">x</a>", "مرحبا <b>",
]


def pair(number, localized, source):
    return (f'<span data-ttu-id="1a2b3-{number}">{localized}</span><span class="sxs-lookup">'
            f'<span data-stu-id="1a2b3-{number}">{source}</span></span>')


folder = pathlib.Path(sys.argv[1]) / "docs.de-DE"
folder.mkdir(parents=True, exist_ok=True)
for at, text in enumerate(TEXTS):
    cell = text.replace("|", "")
    page = "---\ntitle: \"%s\"\nms.translationtype: MT\n---\n" % text.replace('"', "")
    page += '# <a name="page"></a>' + pair(101, "Seite " + text, "Page " + text)
    page += '\n\n## <a name="request-headers"></a>' + pair(102, "Anforderungsheader", "Request headers")
    page += f"\n|{pair(103, 'Header', 'Header')}|{pair(104, 'Wert', 'Value')}|\n|:---|:---|\n"
    page += f"|{pair(105, cell, 'Accept')}|{pair(106, cell, 'application/json')}|\n"
    page += f"\n```http\nGET /a/{text}\n```\n"
    name = text.replace("/", "").replace("\0", "")
    (folder / f"{at}{name}.md").write_text(page, encoding="utf-8")

arabic = folder.parent / "docs.ar-SA"
arabic.mkdir(exist_ok=True)
page = '# <a name="page"></a>' + pair(101, "صفحة", "Page") + '\n\n## <a name="request-headers"></a>'
page += pair(102, "رؤوس الطلب", "Request headers") + f"\n|{pair(103, 'الرأس', 'Header')}|{pair(104, 'القيمة', 'Value')}|\n|:---|:---|\n"
page += f"|{pair(105, 'قبول <script>', 'Accept')}|{pair(106, 'application/json', 'application/json')}|\n"
(arabic / "right-to-left.md").write_text(page, encoding="utf-8")
