#!/usr/bin/env python3
"""Searches bilingual pages for damaged names by regular expressions, independently of docparity, and says what of it docparity reports.

    search.py TREE... [--found FINDINGS.json] [--show KIND] [--seed N]

TREE is a folder of bilingual pages; FINDINGS.json is what `docparity check TREE --format json` wrote. Each kind is counted by
locale: places found here, and those on whose line docparity says anything. `--show` prints 50 places that it does not report.
"""

import argparse
import collections
import json
import random
import re
from pathlib import Path

PAIR = re.compile(
    r'<span data-ttu-id="[^"]*">(.*?)</span><span class="sxs-lookup"><span data-stu-id="[^"]*">(.*?)</span></span>', re.S)
LINE = re.compile(r"^.*$", re.M)
SCOPE = re.compile(r"\b[A-Z][A-Za-z]+(?:-[A-Z][a-z]+)?(?:\.[A-Z][A-Za-z]+){1,2}\b")
SCOPE_VERB = re.compile(r"\.(?:Read|ReadWrite|Send|Create|Manage|Write|Initiate|AccessAsUser|Export|Join|Update|Submit|Invite)\b")
WORD_HEADER = re.compile(r"^([A-Za-z]+(?:-[A-Za-z]+)*): ([a-z]+)$", re.M)
DOTTED = re.compile(r"\b[a-z][A-Za-z]+(?:\.[A-Za-z]+)+\b")
CAMEL = re.compile(r"\b[a-z][a-z0-9]+(?:[A-Z][a-z0-9]+)+\b")


def halves(line):
    return PAIR.sub(lambda pair: pair[1], line), PAIR.sub(lambda pair: pair[2], line)


def plain(text):
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"[`*\\]|<a name=[^>]*></a>", "", text).strip()


def cells(line):
    return [plain(cell) for cell in re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))]


def places(text):
    """Every (kind, line number, expected, found) of a page."""
    own_text, english_text = halves(text)
    shown = dict(WORD_HEADER.findall(english_text))
    requests = re.findall(r"^(?:GET|POST|PUT|PATCH|DELETE) (\S+)", english_text, re.M)
    last_parts = {re.split(r"[/.]", request.split("?")[0].split("(")[0])[-1] for request in requests}
    head, section, fenced = [], "", False
    for number, line in enumerate(text.split("\n"), 1):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        own, english = halves(line)
        if fenced or own == english:
            if "|" not in line:
                head = []
            if line.startswith("#"):
                section = plain(english).lower()
            continue
        if line.startswith("#"):
            section = plain(english).lower()
            action = re.search(r": ([a-z][A-Za-z]+)$", plain(english))
            if line.startswith("# ") and action and not re.search(rf"\b{action[1]}\b", plain(own)):
                known = "known" if action[1] in last_parts else "unknown"
                yield f"action-title-{known}", number, action[1], plain(own)
        if line.lstrip().startswith("|") or re.match(r"^\S.*\|", line):
            mine, theirs = cells(own), cells(english)
            if not head:
                head = [cell.lower() for cell in theirs]
                continue
            if len(mine) != len(theirs):
                continue
            if head[:2] in (["member", "value"], ["value", "#"]) and len(theirs) > 1 and mine[1] != theirs[1]:
                yield "enum-value", number, theirs[1], mine[1]
            if "header" in section and shown.get(theirs[0]):
                value = shown[theirs[0]]
                for one, other in zip(mine[1:], theirs[1:]):
                    if re.search(rf"\b{value}\b", other) and value not in one:
                        yield "header-word", number, value, one
            for name, one, other in zip(head, mine, theirs):
                if name in ("type", "typ"):
                    for token in DOTTED.findall(other):
                        if token not in one:
                            yield "type-dotted", number, token, one
                    for token in CAMEL.findall(other):
                        if token not in one:
                            yield "type-camel", number, token, one
        else:
            head = []
            for scope in SCOPE.findall(plain(english)):
                if SCOPE_VERB.search(scope) and scope not in own:
                    yield "scope-in-prose", number, scope, plain(own)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trees", nargs="+", type=Path)
    parser.add_argument("--found", type=Path)
    parser.add_argument("--show")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    lines = collections.defaultdict(set)
    if arguments.found:
        for finding in json.loads(arguments.found.read_text())["findings"]:
            lines[Path(finding["path"]).as_posix().split("/docs.", 1)[-1]].add(finding["line"])
    counts, left = collections.Counter(), []
    for tree in arguments.trees:
        for path in sorted(tree.rglob("*.md")):
            name = path.as_posix().split("/docs.", 1)[-1]
            for kind, number, expected, found in places(path.read_text(encoding="utf-8-sig", errors="replace")):
                said = number in lines[name]
                counts[kind, tree.name, said] += 1
                if kind == arguments.show and not said:
                    left.append(f"{name}:{number}: {expected!r} -> {found[:160]!r}")
    for kind in sorted({kind for kind, *_ in counts}):
        row = [f"{tree.name.removeprefix('docs.')} {counts[kind, tree.name, True]}/{counts[kind, tree.name, True] + counts[kind, tree.name, False]}" for tree in arguments.trees]
        print(f"{kind:24}", "  ".join(row))
    random.Random(arguments.seed).shuffle(left)
    print("\n".join(left[:50]))


if __name__ == "__main__":
    main()
