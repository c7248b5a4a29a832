#!/usr/bin/env python3
"""Searches bilingual pages for damaged names by regular expressions, independently of docparity, and says what of it docparity reports.

    search.py TREE... [--found FINDINGS.json] [--show KIND] [--seed N]

TREE is a folder of bilingual pages; FINDINGS.json is what `docparity check TREE --format json` wrote. Each kind is counted by
locale: places found here that docparity names on their line, and all of them. A place is one name on one line. What differs in
case only, or has an ending of the reader's language, is no damage here, and neither is what the pair's English half alone has
wrong. `--show KIND` prints 50 places that docparity does not report,
`--show all` all of them.
"""

import argparse
import collections
import difflib
import json
import random
import re
from pathlib import Path

PAIR = re.compile(
    r'<span data-ttu-id="[^"]*">(.*?)</span><span class="sxs-lookup"><span data-stu-id="[^"]*">(.*?)</span></span>', re.S)
CODE = re.compile(r"`[^`]*`")
TARGET = re.compile(r"\]\([^)]*\)|\]\[[^\]]*\]|https?://\S+|<[^>]*>")
SCOPE = re.compile(r"\b[A-Z][A-Za-z]+(?:-[A-Z][a-z]+)?(?:\.[A-Z][A-Za-z]+){1,2}\b")
SCOPE_VERB = re.compile(r"\.(?:Read|ReadWrite|Send|Create|Manage|Write|Initiate|AccessAsUser|Export|Join|Update|Submit|Invite)\b")
WORD_HEADER = re.compile(r"^([A-Za-z]+(?:-[A-Za-z]+)*): ([a-z]+(?:=[a-z]+)?)$", re.M)
DOTTED = re.compile(r"\b[a-z][A-Za-z]+(?:\.[A-Za-z]+)+\b")
CAMEL = re.compile(r"\b[a-z][a-z0-9]+(?:[A-Z][a-z0-9]+)+\b")
PASCAL = re.compile(r"\b[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+\b")
SNAKE = re.compile(r"\b[A-Za-z]+(?:_[A-Za-z0-9]+)+\b")
QUERY = re.compile(r"(?<![\w$])\$[a-z]{3,}\b")
OPTION = re.compile(r"(?:^|(?<=[ (|,]))--?[A-Za-z][A-Za-z-]+(?![\w-])")
CAPITALS = re.compile(r"\b(?=[A-Z0-9_]*_)[A-Z][A-Z0-9_]{3,}\b|\b[A-Z]{4,}[0-9]{3,}\b|\bE[A-Z]{4,}\b")
HEADER = re.compile(r"\*\*([A-Z][a-z]+(?:-[A-Z][A-Za-z]+)+)\*\* (?:response |request )?header")
ZONE = re.compile(r"^(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+)?$")
COMMAND = re.compile(r"\*\*((?:(?:Get|Set|New|Remove|Add|Connect|Install|Import|Invoke)-[A-Z][A-Za-z]+|[a-z]+(?: [a-z-]+)* --?[a-z][\w-]*|(?:npm|git|pip|dotnet|az|curl|node) [^*]+))\*\*")
BOLD = re.compile(r"\*\*([A-Za-z][A-Za-z0-9]*)\*\*")
FILE = re.compile(r"(?<![\w/.@])(?:%[A-Za-z]+%\\)?[A-Za-z][\w-]*\.(?:json|xml|exe|dll|js|ts|cs|config|yml|yaml|html|plist|manifest|cshtml)\b")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
VALUE = re.compile(r"-?\d+(?:[.,]\d+)*(?: ?(?:KB|MB|GB|TB|Kbps|Mbps|Gbps|ms|%))?$|[a-z]{2}-[A-Z]{2}$")
FOREIGN = re.compile(r"[\u0370-\u05ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
NAME = re.compile(r"^(?:.*/)?docs\.")
PRODUCTS = {"iPhone", "iPad", "iPadOS", "macOS", "tvOS", "eBook", "eBooks", "eDiscovery", "iOS"}


def halves(line):
    return PAIR.sub(lambda pair: pair[1], line), PAIR.sub(lambda pair: pair[2], line)


def plain(text):
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"[`*\\]|<a name=[^>]*></a>", "", text).strip()


def cells(line):
    return [plain(cell) for cell in re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))]


def stands(name, text):
    """Whether a text has a name, in any case and with any ending."""
    stem = name.lower()
    endings = ("ies", "es", "s") if len(stem) > 5 else ()
    return any(stem.removesuffix(ending) in text.lower() for ending in ("", *endings))


def broken(name, text):
    """What is left of a name in a text with spaces inside."""
    found = re.search(r"[ *]*".join(map(re.escape, name)), text, re.I)
    return found and " " in found[0] and found[0].count(" ") < len(re.findall("[A-Z]", name))


def said(text):
    """A text without what its readers do not see, and without its code."""
    return TARGET.sub("](", CODE.sub("`", text))


def is_elsewhere(own, english):
    """Whether the English half is that of another text: the localized one has names that are like none of its own."""
    names = [set(CAMEL.findall(said(half))) for half in (own, english)]
    strange = [name for name in names[0] if not stands(name, english)]
    return any(max((difflib.SequenceMatcher(None, name, other).ratio() for other in names[1]), default=0) < 0.6 for name in strange)


def row_places(head, section, shown, mine, theirs):
    """Every (kind, expected, found) of a row of a table."""
    is_member = head and head[0] in ("member", "value", "members", "values", "name") and "enum" in section
    if (head[:2] in (["member", "value"], ["value", "#"]) or is_member) and len(theirs) > 1:
        if re.fullmatch(r"-?\d+", theirs[1]) and mine[1] != theirs[1]:
            yield "enum-value", theirs[1], mine[1]
    if head and head[0] in ("member", "members", "value", "values", "enum") and re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", theirs[0]):
        if not stands(theirs[0], mine[0]):
            yield "enum-member", theirs[0], mine[0]
    if "header" in section:
        for one, other in zip(mine[1:], theirs[1:]):
            value = shown.get(theirs[0])
            if value and re.search(rf"\b{re.escape(value)}\b", other) and value not in one:
                yield "header-word", value, one
    if OPTION.fullmatch(theirs[0]) and theirs[0] not in mine[0]:
        yield "option-in-table", theirs[0], mine[0]
    for name, one, other in zip(head, mine, theirs):
        if name in ("type", "typ", "data type", "value type"):
            for kind, form in ("type-dotted", DOTTED), ("type-camel", CAMEL), ("type-pascal", PASCAL):
                for token in form.findall(other):
                    last = token.split(".")[-1]
                    if not stands(last, one):
                        yield kind, token, one
                    elif kind != "type-dotted" and re.search(rf"{token}[a-zäöüß]{{4,}}", one, re.I):
                        yield "type-stuck", token, one
                    elif kind == "type-dotted" and re.search(r"[a-z]\. [A-Za-z]", one):
                        yield "type-broken", token, one
        elif VALUE.match(other) and NUMBER.findall(other) and name not in ("value", "#"):
            if re.sub(r"\D", "", one) != re.sub(r"\D", "", other):
                yield "cell-value", other, one
        elif VALUE.match(other) and other not in one and not NUMBER.search(other):
            yield "cell-value", other, one


def text_places(line, own, english, code, is_row, is_heading):
    """Every (kind, expected, found) of a pair's two halves, wherever they stand."""
    mine, theirs, seen = said(own), said(english), TARGET.sub("](", own)
    own_codes, codes = (re.findall(r"`([^`]+)`", half) for half in (own, english))
    for scope in SCOPE.findall(plain(theirs)):
        if SCOPE_VERB.search(scope) and not is_row and scope not in own:
            yield "scope-in-prose", scope, plain(own)
    for option in OPTION.findall(theirs) if is_heading else ():
        if option not in mine and not option.startswith("--H"):
            yield "option-in-heading", option, mine
    for query in QUERY.findall(theirs):
        if not stands(query, seen):
            yield "query-option", query, mine
    for name in SNAKE.findall(theirs):
        if not stands(name, seen) and re.search(r"[a-z]", name):
            yield "snake-case", name, mine
    for name in CAPITALS.findall(theirs):
        if name not in seen:
            yield "capitals", name, mine
    for command in COMMAND.findall(english):
        if command not in own:
            yield "command-bold", command, mine
    for header in HEADER.findall(english):
        if header not in own:
            yield "header-in-bold", header, mine
    if ZONE.match(english.strip()) and english.strip() != own.strip():
        yield "time-zone", english.strip(), mine
    for file in FILE.findall(theirs):
        if not stands(file, seen):
            yield "file-name", file, mine
    for name in CAMEL.findall(theirs) if not is_elsewhere(own, english) else ():
        if name in PRODUCTS or stands(name, seen):
            continue
        half = len(name) // 2
        if is_heading:
            yield "camel-in-heading", name, mine
        elif is_row and english.strip("* ") == name:
            yield "camel-alone", name, mine
        elif re.search(rf"\*\*[^*]*\b{name}\b[^*]*\*\*|\[[^\]]*\b{name}\b[^\]]*\]\(", english):
            yield "camel-marked", name, mine
        elif broken(name, mine):
            yield "camel-broken", name, mine
        elif len(name) > 9 and re.search(rf"[^\x00-\xff]{name[half:]}\b|\b{name[:half + 1]}[a-z]*[^\x00-\xff]", mine, re.I):
            yield "camel-torn", name, mine
    for name in PASCAL.findall(theirs):
        if not stands(name, seen) and re.search(rf"\b{name}\b", code) and not is_row:
            yield "pascal-case", name, mine
    if is_row:
        heads = [name for name in re.findall(r"- \*\*([a-z]+)\*\*:", english)]
        for name in heads:
            if not re.search(rf"\*\*{name}\*\*", own, re.I):
                yield "list-head", name, mine
    for name in codes if len(own_codes) == len(codes) and own.count("`") == 2 * len(codes) else ():
        if name not in own and re.search(r"[a-z][A-Z]|[_=/{$.]|^-", name) and " " not in name:
            yield "code", name, own


def places(text):
    """Every (kind, line number, expected, found) of a page."""
    _, english_text = halves(text)
    shown = dict(WORD_HEADER.findall(english_text))
    code = "\n".join(re.split(r"^ *```.*$", english_text, flags=re.M)[1::2])
    requests = re.findall(r"^(?:GET|POST|PUT|PATCH|DELETE) (\S+)", english_text, re.M)
    last_parts = {re.split(r"[/.]", request.split("?")[0].split("(")[0])[-1] for request in requests}
    head, section, fenced = [], "", False
    for number, line in enumerate(text.split("\n"), 1):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        own, english = halves(line)
        is_heading, is_row = line.startswith("#"), line.lstrip().startswith("|") or bool(re.match(r"^\S.*\|", line))
        if fenced:
            continue
        if is_heading:
            section = plain(english).lower()
        if not is_row:
            head = []
        elif not head:
            head = [cell.lower() for cell in cells(english)]
            continue
        if own == english:
            continue
        action = re.search(r": ([a-z][A-Za-z]+)$", plain(english))
        if line.startswith("# ") and action and action[1] in last_parts and not stands(action[1], plain(own)):
            yield "action-title", number, action[1], plain(own)
        if is_row:
            mine, theirs = cells(own), cells(english)
            if len(mine) == len(theirs):
                for kind, expected, found in row_places(head, section, shown, mine, theirs):
                    yield kind, number, expected, found
        for pair in PAIR.finditer(line):
            for kind, expected, found in text_places(line, pair[1], pair[2], code, is_row, is_heading):
                yield kind, number, expected, found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trees", nargs="+", type=Path)
    parser.add_argument("--found", type=Path)
    parser.add_argument("--show", help="a kind, or `all`")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    told = collections.defaultdict(list)
    if arguments.found:
        for finding in json.loads(arguments.found.read_text())["findings"]:
            name = NAME.sub("", finding["path"])
            told[name, finding["line"]].append(f"{finding['expected']} {finding['message']}")
    counts, left = collections.Counter(), []
    for tree in arguments.trees:
        for path in sorted(tree.rglob("*.md")):
            name = NAME.sub("", path.as_posix())
            for kind, number, expected, found in sorted(set(places(path.read_text(encoding="utf-8-sig", errors="replace")))):
                is_told = any(expected in one for one in told[name, number])
                counts[kind, tree.name, is_told] += 1
                if arguments.show in (kind, "all") and not is_told:
                    left.append(f"{kind} {name}:{number}: {expected!r} -> {found[:160]!r}")
    for kind in sorted({kind for kind, *_ in counts}):
        told_of = [(tree.name.removeprefix("docs."), counts[kind, tree.name, True], counts[kind, tree.name, False]) for tree in arguments.trees]
        yes, no = sum(row[1] for row in told_of), sum(row[2] for row in told_of)
        print(f"{kind:18} {100 * yes / (yes + no):5.1f} %  {yes}/{yes + no}  ", "  ".join(f"{tree} {a}/{a + b}" for tree, a, b in told_of))
    random.Random(arguments.seed).shuffle(left)
    print("\n".join(left if arguments.show == "all" else left[:50]))


if __name__ == "__main__":
    main()
