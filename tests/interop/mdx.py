#!/usr/bin/env python3
"""Holds `mdx-syntax` against the MDX compiler, on real pages, on pages that are broken on purpose, and on invented ones.

    mdx.py DOCPARITY [--pages N] [--bar PERCENT] PATH...

The MDX pages below each PATH are taken, at most N of them, spread evenly. Of each there is a copy in which something is broken:
a closing tag, a brace or a quote is gone, or `<5` or a placeholder in braces is inserted. Both must agree on whether a page
compiles, and on the line at fault (give or take one), in at least PERCENT of the pages. Needs `npm`.
"""
import argparse
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

PACKAGES = ["@mdx-js/mdx@3.1.1", "remark-frontmatter@5.0.0", "remark-gfm@4.0.1", "remark-math@6.0.0"]
HERE = pathlib.Path(__file__).parent

# Pages on which both must agree.
INVENTED = [
    "import Kite from './kite'\n\n# Kites\n\n<Kite size={3} {...props}>\n\n- fly\n\n</Kite>\n",
    "Fly <b>high</b> {count + 1} times, or `<5` times.\n\n{/* a note */}\n",
    "<Tabs>\n    <Tab>\n        ## Deep {/* #deep */}\n\n        ```js\n        if (a < b) {\n        ```\n    </Tab>\n</Tabs>\n",
    "{kites.map((kite) => <li key={kite.id}>it's {kite.name}</li>)}\n",
    "export const meta = {\n  title: 'Kites',\n\n  tags: [`a ${1} b`, /[}]/g],\n}\n\n# {meta.title}\n",
    "| a | b |\n|---|---|\n| {1} | <br/> |\n",
    "> <Note>\n> quoted\n> </Note>\n",
    ":::note[Wind]\n\nMind the wind.\n\n:::\n",
    "See [the docs](<a b> \"{\") and \\{this\\} and \\<that.\n",
    "<Kite>\n\nhigh\n",
    "The wind $\\vec{w} = \\sqrt{x^2}$ blows {1} times.\n",
    "Lift:\n\n$$\n\\frac{\\rho v^2}{2} \\text{, as ever}\n$$\n",
    "The wind $\\vec{w}$ costs {a euro}.\n",
    "high\n\n</Kite>\n",
    "a <b>c\n\nd</b>\n",
    "up to <5 metres\n",
    "<https://example.com>\n",
    "<!-- a note -->\n",
    "{the name}\n",
    "import { Kite from './kite'\n",
    "import Kite from './kite\n",
    "<Kite size=3 />\n",
    "<Kite {props} />\n",
    "<Kite size={} />\n",
    "<Kite>\n</Wind>\n",
    "- <Kite>\n\nx\n\n</Kite>\n",
    "| a {b | c} |\n|---|---|\n| d | e |\n",
]


def broken(text, dice):
    """A copy of a page in which something is broken, or None where there is nothing to break."""
    ways = list(range(6))
    dice.shuffle(ways)
    body = re.match(r"---\n.*?\n---\n", text, re.S)
    start = body.end() if body else 0
    for way in ways:
        pattern = [r"</[A-Za-z][\w.]*>", r"[{}]", r"(?<=[=\s])[\"'](?=[^\n]*>)", r"(?<=\w) (?=\w)", r"(?<=\w) (?=\w)", r"(?<=[\w\"}/])>"][way]
        places = list(re.finditer(pattern, text[start:]))
        if not places:
            continue
        place = dice.choice(places)
        new = " <5 " if way == 3 else " {user name} " if way == 4 else ""
        return text[: start + place.start()] + new + text[start + place.end() :]
    return None


def judged(folder, files):
    """What the compiler says: the lines at fault by file."""
    shutil.copy(HERE / "mdx.mjs", folder)
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", *PACKAGES], cwd=folder, check=True)
    (folder / "list").write_text("\n".join(map(str, files)), encoding="utf-8")
    run = subprocess.run(["node", "mdx.mjs", "list"], cwd=folder, stdout=subprocess.PIPE, text=True, check=True)
    return {verdict["file"]: verdict for verdict in map(json.loads, run.stdout.splitlines())}


def found(tool, folder):
    """What docparity says: the line at fault by file."""
    run = [tool, "check", str(folder), "--select", "mdx-syntax", "--quiet", "--fail-on", "never", "--format", "json"]
    findings = json.loads(subprocess.run(run, capture_output=True, text=True, check=True).stdout)["findings"]
    return {finding["path"]: finding for finding in findings}


def written(folder, paths, most):
    """The pages, numbered, below `folder`."""
    pages = sorted(page for path in paths for page in pathlib.Path(path).rglob("*.mdx"))
    pages = pages[:: max(1, -(-len(pages) // most))] if pages else []
    dice = random.Random(1)
    texts = [("invented", text) for text in INVENTED]
    for page in pages:
        text = page.read_bytes().decode("utf-8", "replace")
        other = broken(text, dice)
        texts += [(str(page), text)] + ([(f"{page} (broken)", other)] if other else [])
    names = {}
    for number, (name, text) in enumerate(texts):
        file = folder / f"{number}.mdx"
        file.write_text(text, encoding="utf-8", newline="")
        names[str(file)] = name
    return names


def compare(names, theirs, ours):
    """The pages on which they disagree: how, and what both say."""
    for file, name in names.items():
        verdict, finding = theirs[file], ours.get(file)
        wrong = verdict["reason"] is not None
        if wrong != (finding is not None):
            yield "verdict", name, file, verdict, finding
        elif wrong and not any(abs(line - finding["line"]) <= 1 for line in verdict["lines"]):
            yield "line", name, file, verdict, finding


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--bar", type=float, default=99.5)
    options = parser.parse_intermixed_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder).resolve()
        (folder / "pages").mkdir()
        names = written(folder / "pages", options.paths, options.pages)
        theirs = judged(folder, names)
        apart = list(compare(names, theirs, found(options.tool, folder / "pages")))
    for kind, name, _, verdict, finding in apart:
        said = f"{finding['line']}: {finding['message']}" if finding else "nothing"
        print(f"{kind}: {name}: the compiler says {verdict['lines'][:1]} {verdict['reason']}, docparity {said}")
    refused = sum(verdict["reason"] is not None for verdict in theirs.values())
    agreed = 100 * (1 - len(apart) / len(names))
    print(f"{len(names)} pages, {refused} of them refused by the compiler; {agreed:.2f} % agreed")
    return agreed < options.bar or any(name == "invented" for _, name, *_ in apart)


if __name__ == "__main__":
    sys.exit(main())
