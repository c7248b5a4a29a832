#!/usr/bin/env python3
"""Plants one damaged name in each of many bilingual pages, and says which of them docparity reports on the line.

    plant.py TREE... [--tool docparity] [--each 60] [--seed 1] [--ops a,b] [--misses]

TREE is a folder of bilingual pages, whose name ends in its locale. A fault stands in the localized half of a pair whose halves
agreed on the name, on a line of which docparity says nothing on the sound page; kinds that the pages have too few places for are
planted in pages of our own besides. What is found elsewhere on a page is counted too: it should be nothing.
"""

import argparse
import collections
import json
import random
import re
import subprocess
import tempfile
from pathlib import Path

PAIR = re.compile(
    r'<span data-ttu-id="([^"]*)">(.*?)</span><span class="sxs-lookup"><span data-stu-id="[^"]*">(.*?)</span></span>')
CAMEL = re.compile(r"\b[a-z][a-z0-9]+(?:[A-Z][a-z0-9]+)+\b")
PASCAL = re.compile(r"\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b")
SCOPE = re.compile(r"\b[A-Z][A-Za-z]+(?:\.(?:Read|ReadWrite|Send|Create|Manage|AccessAsUser)[A-Za-z]*)(?:\.[A-Z][A-Za-z]+)?\b")
DOTTED = re.compile(r"\b[a-z][A-Za-z]+\.[A-Za-z]+\.[A-Za-z]+\b")
OPTION = re.compile(r"^-{1,2}[A-Za-z][A-Za-z-]+$")
CONTRARY = {"Ja": "Nein", "Nein": "Ja", "Sí": "No", "No": "Sí", "はい": "いいえ", "いいえ": "はい"}
LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", "абцдефгхийклмнопярстувшхыз"))


def cyrillic(name):
    return "".join(LETTERS.get(letter.lower(), letter) for letter in name)


class Page:
    def __init__(self, text):
        self.lines = text.split("\n")
        self.english = PAIR.sub(lambda pair: pair[3], text)
        self.code = "\n".join(self.english.split("```")[1::2])
        self.places = []
        fenced = False
        head = []
        for at, line in enumerate(self.lines):
            if line.lstrip().startswith("```"):
                fenced = not fenced
            elif not fenced:
                plain = PAIR.sub(lambda pair: pair[3], line)
                is_row = plain.lstrip().startswith("|")
                cells = [re.sub(r"[*`]", "", cell).strip() for cell in plain.strip().strip("|").split("|")] if is_row else []
                head = (head or [cell.lower() for cell in cells]) if is_row else []
                for pair in PAIR.finditer(line):
                    column = line[: pair.start()].count("|") - 1 if is_row else None
                    self.places.append((at, pair, cells, head, column))

    def put(self, at, pair, own):
        line = self.lines[at]
        start, end = pair.span(2)
        lines = [*self.lines]
        lines[at] = line[:start] + own + line[end:]
        return "\n".join(lines), at + 1


def same(pattern, pair):
    """The names that both halves have."""
    return [name for name in pattern.findall(pair[3]) if name in pair[2]]


def enum_value(page, place):
    at, pair, cells, head, column = place
    if head[:2] == ["member", "value"] and column == 1 and pair[2] == pair[3] and pair[3].isdigit():
        return str(int(pair[3]) + 3)


def fixed_header_word(page, place):
    at, pair, cells, head, column = place
    word = pair[3].strip().rstrip(".")
    shown = cells and re.search(rf"^{re.escape(cells[0])}: {re.escape(word)}$", page.english, re.M)
    if column and re.fullmatch(r"[a-z]{4,}", word) and word in pair[2] and shown:
        return pair[2].replace(word, "übersetzt")


def action_title(page, place):
    at, pair, *_ = place
    action = re.search(r": ([a-z][A-Za-z]+)$", pair[3])
    if page.lines[at].startswith("# ") and action and action[1] in pair[2] and f"/{action[1]}" in page.english:
        return pair[2].replace(action[1], "übersetzen")


def type_dotted(page, place):
    at, pair, cells, head, column = place
    names = same(DOTTED, pair)
    if names and column is not None and head and len(head) > column and head[column] == "type":
        return pair[2].replace(names[0], names[0].replace(".", ". ").capitalize())


def scope_in_prose(page, place):
    at, pair, cells, *_ = place
    names = same(SCOPE, pair)
    if names and not cells and not page.lines[at].startswith("#") and "`" not in pair[3]:
        return pair[2].replace(names[0], names[0].replace(".", ". ", 1), 1)


def name_transliterated(page, place):
    at, pair, cells, *_ = place
    names = [name for name in same(CAMEL, pair) if pair[2].count(name) == 1]
    in_code = any(f"`{name}" in pair[3] or f"{name}`" in pair[3] or f"({name}" in pair[3] for name in names)
    if names and not in_code and "](" not in pair[3] and "<!--" not in pair[3]:
        cut = re.search("[A-Z]", names[0]).start()
        return pair[2].replace(names[0], cyrillic(names[0][:cut]) + names[0][cut:])


def option_in_table(page, place):
    at, pair, cells, head, column = place
    if column == 0 and OPTION.match(pair[3]) and pair[2] == pair[3]:
        return "-übersetzt"


def command_bold(page, place):
    at, pair, *_ = place
    bold = [name for name in re.findall(r"\*\*([A-Za-z]+(?:-[A-Z][A-Za-z]+| [a-z]+ [a-z]+))\*\*", pair[3]) if f"**{name}**" in pair[2]]
    if bold and re.match(r"(?:Get|Set|New|Remove|Connect|Install)-|[a-z]+ [a-z]+ [a-z]+$", bold[0]):
        return pair[2].replace(bold[0], "Hole das Ding", 1)


def pascal_case(page, place):
    at, pair, *_ = place
    for name in same(PASCAL, pair):
        if re.search(rf"\b{name}\b", page.code) and pair[2].count(name) == 1 and "](" not in pair[3] and "`" not in pair[3]:
            return pair[2].replace(name, cyrillic(name))


def required_flag(page, place):
    at, pair, *_ = place
    return CONTRARY.get(pair[2]) if pair[3] in ("Yes", "No") else None


def small_number(page, place):
    at, pair, *_ = place
    alone = r"(?<![\w.,:/#$%-])\d{1,2}(?![\w:/%-]|[.,]\d)"
    numbers = re.findall(alone, pair[3])
    is_only = len(re.findall(r"\d+", pair[3])) == len(re.findall(r"\d+", pair[2])) == 1
    if numbers and is_only and numbers == re.findall(alone, pair[2]) and "`" not in pair[3] and "](" not in pair[3]:
        return pair[2].replace(numbers[0], str(int(numbers[0]) + 3))


OPS = [enum_value, fixed_header_word, action_title, type_dotted, scope_in_prose, name_transliterated, option_in_table, command_bold,
       pascal_case, required_flag, small_number]


def own_pages():
    """Pages for the kinds that pages of a REST API have few places for."""
    def pair(number, own, english):
        return (f'<span data-ttu-id="0a1b2-{number}">{own}</span><span class="sxs-lookup">'
                f'<span data-stu-id="0a1b2-{number}">{english}</span></span>')

    things = ["Lock", "Sluice", "Harbor", "Berth", "Crane", "Pilot", "Beacon", "Buoy", "Dock", "Quay", "Tide", "Anchor"]
    for number, thing in enumerate(things * 5):
        other = things[(number + 5) % len(things)]
        first = f"-{thing}{other}" if number % 2 else f"--{thing.lower()}-{other.lower()}"
        yield f"own/{number}.md", "\n".join([
            f"# {pair(101, f'{thing} öffnen', f'Open a {thing.lower()}')}", "",
            pair(102, f"Führen Sie **Get-{thing}State** aus.", f"Run **Get-{thing}State** to see it."), "",
            f"| {pair(103, 'Option', 'Option')} | {pair(122, 'Erforderlich', 'Required')} | {pair(104, 'Bedeutung', 'Meaning')} |", "|:--|:--|:--|",
            f"| {pair(105, first, first)} | {pair(123, 'Ja', 'Yes')} | {pair(106, 'Was zu öffnen ist.', 'What is opened.')} |",
            f"| {pair(107, '-Force', '-Force')} | {pair(124, 'Nein', 'No')} | {pair(108, 'Ohne zu fragen.', 'Does not ask.')} |", "",
            pair(125, f"Höchstens {number + 10} auf einmal.", f"At most {number + 10} at once."), "",
            pair(109, f"Ein Objekt {thing}{other}Document entsteht.", f"A {thing}{other}Document object is made."), "",
            "```json", f'{{"@type": "{thing}{other}Document"}}', "```", "",
            f"## {pair(111, 'Anforderungsheader', 'Request headers')}", "",
            f"| {pair(112, 'Name', 'Name')} | {pair(113, 'Beschreibung', 'Description')} |", "|:--|:--|",
            f"| Prefer | {pair(114, thing.lower() + 'ing', thing.lower() + 'ing')} |", "",
            f"## {pair(115, 'Beispiel', 'Example')}", "", "```http", f"GET https://harbor.example/{thing.lower()}s",
            f"Prefer: {thing.lower()}ing", "```", "",
            f"## {pair(116, 'Eigenschaften', 'Properties')}", "",
            f"| {pair(117, 'Eigenschaft', 'Property')} | {pair(118, 'Typ', 'Type')} | {pair(119, 'Beschreibung', 'Description')} |", "|:--|:--|:--|",
            f"| next{thing} | {pair(120, f'harbor.works.{thing.lower()}State', f'harbor.works.{thing.lower()}State')} | {pair(121, 'Was folgt.', 'What follows.')} |", "",
            pair(110, f"Die Anforderung braucht {thing}.ReadWrite.All als Berechtigung.", f"The request needs {thing}.ReadWrite.All as its permission."),
            ""])


def checked(tool, folder, texts):
    """The findings by page, of pages written into a folder."""
    for name, text in texts.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    run = [tool, "check", *sorted(one.name for one in folder.iterdir()), "--format", "json"]
    done = subprocess.run(run, cwd=folder, capture_output=True, text=True)
    pages = collections.defaultdict(list)
    for finding in json.loads(done.stdout)["findings"]:
        pages[finding["path"]].append((finding["rule"], finding["line"], finding["message"]))
    return pages


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trees", nargs="+", type=Path)
    parser.add_argument("--tool", default="docparity")
    parser.add_argument("--each", type=int, default=60)
    parser.add_argument("--pages", type=int, default=3000, help="so many pages are looked at, at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ops")
    parser.add_argument("--misses", action="store_true")
    asked = parser.parse_args()
    asked.tool = str(Path(asked.tool).absolute()) if "/" in asked.tool else asked.tool
    rng = random.Random(asked.seed)
    ops = [op for op in OPS if not asked.ops or op.__name__.replace("_", "-") in asked.ops.split(",")]
    files = {f"docs.{tree.name[-5:]}/{path.relative_to(tree)}": path for tree in asked.trees for path in sorted(tree.rglob("*.md"))}
    names = rng.sample(sorted(files), min(asked.pages, len(files)))
    texts = {name: files[name].read_text(encoding="utf-8-sig", errors="replace") for name in names}
    own = {f"docs.de-DE/{name}": text for name, text in own_pages()}
    names, texts = [*names, *own], texts | own
    wanted = collections.Counter()
    faults = {}
    with tempfile.TemporaryDirectory() as folder:
        sound = checked(asked.tool, Path(folder) / "sound", texts)
        for name in names:
            if all(wanted[op.__name__] >= asked.each for op in ops):
                break
            page = Page(texts[name])
            told = {line for _, line, _ in sound[name]}
            places = [place for place in page.places if place[0] + 1 not in told]
            for op in sorted(ops, key=lambda op: wanted[op.__name__]):
                planted = [(place, own) for place in places if wanted[op.__name__] < asked.each
                           and (own := op(page, place)) and own != place[1][2]]
                if planted:
                    place, own = rng.choice(planted)
                    faults[name] = (op.__name__.replace("_", "-"), *page.put(place[0], place[1], own), place[1][2], own)
                    wanted[op.__name__] += 1
                    break
        planted = checked(asked.tool, Path(folder) / "planted", {name: fault[1] for name, fault in faults.items()})
    found, elsewhere = collections.Counter(), 0
    for name, (op, _, line, before, after) in faults.items():
        known = collections.Counter((rule, at) for rule, at, _ in sound[name])
        new = [one for one in planted[name] if not known[one[0], one[1]]]
        is_found = any(at == line for _, at, _ in new)
        found[op] += is_found
        elsewhere += sum(at != line for _, at, _ in new)
        if asked.misses and not is_found:
            print(f"MISSED {op} {name}:{line}: {before[:90]!r} -> {after[:90]!r}")
    for op in ops:
        op = op.__name__
        count = found[op.replace("_", "-")]
        print(f"{op.replace('_', '-'):20} {count}/{wanted[op]}")
    total = sum(wanted.values())
    print(f"{sum(found.values())} of {total} planted faults found on their line, {elsewhere} findings elsewhere")


if __name__ == "__main__":
    main()
