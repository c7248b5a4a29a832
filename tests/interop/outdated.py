#!/usr/bin/env python3
"""Reads the work list of translators back with translate-toolkit, and fails when a changed block or its proposal is lost.

    outdated.py DOCPARITY LOCALE [PATH…] [--source DIR] [--schemas DIR]

Without PATH on a repository that it makes. Needs `pip install translate-toolkit lxml`.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from exchange import fit, kept, same, valid
from translate.storage import po
from translate.storage.xliff import xlifffile
from translate.storage.xliff2 import Xliff2File

ENGLISH = "# Winch\n\nPulls a *barge*.\n\n- Turn `left`.\n- Stop.\n\n```sh\nwinch \"--left\" \\\\\n```\n\n| a | b |\n|--|--|\n| 1 | 2 |\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tool", type=pathlib.Path)
    parser.add_argument("locale")
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--source")
    parser.add_argument("--schemas", type=pathlib.Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = args.paths or [repository(pathlib.Path(folder), args.locale)]
        more = ["--source", args.source] if args.source else []

        def written(form):
            run = [args.tool.resolve(), "outdated", *paths, *more, "--locale", args.locale, "--format", form]
            return subprocess.run(run, check=True, capture_output=True).stdout

        pages = sorted(json.loads(written("json"))["pages"], key=lambda page: page["path"])
        blocks = [block for page in pages for block in page["changes"] if block["fate"] in ("added", "changed")]
        assert blocks, "nothing is outdated"
        texts = [(fit(block["newer"]["text"]), fit((block["translation"] or {"text": ""})["text"])) for block in blocks]
        older = [fit(block["older"]["text"]) if block["older"] else "" for block in blocks]
        for form, document in [("xliff", Xliff2File()), ("xliff-1.2", xlifffile())]:
            xliff = written(form)
            if args.schemas:
                valid(form, xliff, args.schemas)
            document.parse(xliff)
            same(form, [unit for unit in document.units if not unit.isheader()], texts)
        kept(xliff, bytes(document))
        catalogue = po.pofile()
        catalogue.parse(written("po"))
        units = [unit for unit in catalogue.units if not unit.isheader()]
        same("po", units, texts)
        assert [unit.isfuzzy() for unit in units] == [bool(target) for _, target in texts], "a proposal is fuzzy"
        before = [str(unit.prev_source or "") for unit in units]
        assert before == older, next(pair for pair in zip(before, older) if pair[0] != pair[1])
        print(f"po: {sum(map(bool, older))} units with the English that was translated")


def repository(folder, locale):
    """A repository whose English changed after it was translated."""

    def git(*arguments):
        who = ["-c", "user.name=Avery", "-c", "user.email=avery@example.com"]
        subprocess.run(["git", *who, *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL)

    git("init", "--quiet")
    for tree in ("en", locale):
        (folder / tree).mkdir()
        (folder / tree / "winch.md").write_text(ENGLISH)
    git("add", "--all")
    git("commit", "--quiet", "--message", "pages")
    newer = ENGLISH.replace("Stop.", "Stop <at> \"once\" & wait.").replace("--left", "--right").replace("| 2 |", "| 2 |\n| 3 | 4 |")
    (folder / "en" / "winch.md").write_text(newer)
    return str(folder)


if __name__ == "__main__":
    main()
