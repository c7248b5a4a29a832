#!/usr/bin/env python3
"""Decides 500 issues in a workbook, takes it through LibreOffice's formats, and holds what comes back against what was decided.

    triage.py DOCPARITY [--soffice soffice]

Needs `pip install openpyxl` and Debian's `libreoffice-calc`.
"""
import argparse
import json
import pathlib
import subprocess
import tempfile

import openpyxl

PAGES, ISSUES = 25, 20
DECISIONS = ["accepted", "false positive", "won't fix", "accepted"]


def pair(at, localized, source):
    return (f'<span data-ttu-id="fab1e-{at}">{localized}</span><span class="sxs-lookup">'
            f'<span data-stu-id="fab1e-{at}">{source}</span></span>')


def page(number, shift=""):
    text = f"# {pair(100, 'Faro', 'Lighthouse')}\n\n{shift}"
    for at in range(ISSUES):
        wrong, right = [("muelle.md", "pier.md"), (f"+{at}.md", f"=x{at}.md"), (f"faro-{number}.md", f"light-{number}.md")][at % 3]
        text += pair(101 + at, f"Vea [faro {at}]({wrong}).", f"See [light {at}]({right}).") + "\n\n"
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("docparity", type=pathlib.Path)
    parser.add_argument("--soffice", default="soffice")
    args = parser.parse_args()
    tool = args.docparity.resolve()
    with tempfile.TemporaryDirectory() as place:
        work = pathlib.Path(place)

        def run(*arguments):
            return subprocess.run([tool, *arguments], cwd=work / "pages", capture_output=True, text=True)

        def convert(file, to, into):
            # A profile of its own: another LibreOffice may be running.
            profile = f"-env:UserInstallation=file://{work / 'profile'}"
            subprocess.run([args.soffice, profile, "--headless", "--convert-to", to, "--outdir", work / into, file],
                           check=True, capture_output=True)

        def write(folder, shift=""):
            for at in range(PAGES):
                path = work / "pages/docs.es-ES" / folder / f"faro-{at}.md"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(page(at, shift), encoding="utf-8")

        write("api")
        run("report", ".", "-o", "../all.xlsx", "--quiet")
        book = openpyxl.load_workbook(work / "all.xlsx")
        # The sheet of issues alone: a CSV file holds one.
        for name in book.sheetnames:
            if name != "Issues es-ES":
                del book[name]
        rows = book["Issues es-ES"].iter_rows()
        heads = {cell.value: at for at, cell in enumerate(next(rows))}
        decided = set()
        for at, row in enumerate(rows):
            row[heads["status"]].value = DECISIONS[at % 4]
            row[heads["assignee"]].value = "José"
            row[heads["remark"]].value = "=1+1" if at % 50 == 0 else f"visto, {at}"
            decided.add(row[heads["fingerprint"]].value)
        assert len(decided) == PAGES * ISSUES
        book.save(work / "decided.xlsx")
        convert(work / "decided.xlsx", "ods", "a")
        convert(work / "a/decided.ods", "xlsx", "b")
        # 44 is the comma, 34 the quote, 76 UTF-8.
        convert(work / "a/decided.ods", "csv:Text - txt - csv (StarCalc):44,34,76", "c")
        for sheet in ["a/decided.ods", "b/decided.xlsx", "c/decided.csv"]:
            (work / "known").unlink(missing_ok=True)
            told = run("triage", work / sheet, "--baseline", "../known")
            assert told.returncode == 0 and told.stdout.startswith("500 of 500 rows are decided"), (sheet, told.stdout, told.stderr[:500])
            json_of = lambda: json.loads(run("check", ".", "--baseline", "../known", "--format", "json", "--quiet").stdout)
            now = json_of()
            assert not now["findings"] and {it["finding"]["fingerprint"] for it in now["suppressed"]} == decided, sheet
            assert {it["decision"]["assignee"] for it in now["suppressed"]} == {"José"}
            # A new issue beside them is reported, and pages may move.
            for folder in ["api", "guide"]:
                for file in (work / "pages/docs.es-ES" / folder).glob("*.md"):
                    file.unlink()
            write("guide", "Otra línea.\n\n")
            extra = work / "pages/docs.es-ES/guide/nuevo.md"
            extra.write_text(page(99), encoding="utf-8")
            now = json_of()
            assert len(now["suppressed"]) == len(decided) and len(now["findings"]) == ISSUES, (sheet, len(now["findings"]))
            extra.unlink()
            for file in (work / "pages/docs.es-ES/guide").glob("*.md"):
                file.unlink()
            write("api")
            print(f"{sheet}: 500 decisions respected, no other issue silenced, also after the pages moved")


if __name__ == "__main__":
    main()
