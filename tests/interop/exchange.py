#!/usr/bin/env python3
"""Reads segments back with translate-toolkit, and fails when a unit or a text is lost.

    exchange.py DOCPARITY PATH LOCALE [--most 10000]

Needs `pip install translate-toolkit`.
"""
import json
import subprocess
import sys
import tempfile

from translate.storage import factory, po, tbx, tmx
from translate.storage.xliff2 import Xliff2File

tool, path, locale = sys.argv[1:4]
most = int(sys.argv[sys.argv.index("--most") + 1]) if "--most" in sys.argv else 10_000


def written(command, form, *more):
    with tempfile.NamedTemporaryFile(suffix="." + form) as file:
        subprocess.run([tool, command, "--format", form, "-o", file.name, *more, path], check=True)
        return open(file.name, "rb").read()


def fit(text):
    """What XML can hold."""
    return "".join("\ufffd" if (c < " " and c not in "\n\r\t") or c in "\ufffe\uffff" else c for c in text)


def same(form, units, wanted):
    got = [(str(unit.source or ""), str(unit.target or "")) for unit in units]
    assert len(got) == len(wanted), (form, len(got), len(wanted))
    for own, other in list(zip(got, wanted))[:most]:
        assert own == other, (form, own, other)
    print(f"{form}: {len(got)} units read back, {min(most, len(got))} compared")


lines = [json.loads(line) for line in written("segments", "jsonl", "--locale", locale).splitlines()]
texts = [(fit(unit["source"]), fit(unit["target"])) for unit in lines]

memory = tmx.tmxfile(sourcelanguage="en-US", targetlanguage=locale)
memory.parse(written("segments", "tmx", "--locale", locale))
same("tmx", memory.units, texts)
xliff = Xliff2File()
xliff.parse(written("segments", "xliff", "--locale", locale))
same("xliff", [unit for unit in xliff.units if not unit.isheader()], texts)
catalogue = po.pofile()
catalogue.parse(written("segments", "po", "--locale", locale))
same("po", [unit for unit in catalogue.units if not unit.isheader()], [pair for pair in texts if pair[0]])
terms = tbx.tbxfile()
terms.parse(written("glossary", "tbx"))
table = written("glossary", "csv").decode().splitlines()
assert len(terms.units) == len(table) - 1, (len(terms.units), len(table) - 1)
assert all(unit.source == unit.target for unit in terms.units)
print(f"tbx: {len(terms.units)} terms read back")
