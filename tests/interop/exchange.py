#!/usr/bin/env python3
"""Reads segments and terms back with translate-toolkit, and fails when a unit or a text is lost or a schema is broken.

    exchange.py DOCPARITY PATH LOCALE [--schemas DIR]

Needs `pip install translate-toolkit lxml`. DIR is what `tests/interop/schemas DIR` makes.
"""
import argparse
import io
import json
import pathlib
import subprocess
import tempfile

from lxml import etree
from translate.storage import po, tbx, tmx
from translate.storage.xliff import xlifffile
from translate.storage.xliff2 import Xliff2File

XLIFF = "{urn:oasis:names:tc:xliff:document:2.0}"
ITS = "{http://www.w3.org/2005/11/its}"
# https://www.w3.org/TR/its20/#lqissue-typevalues
ITS_TYPES = set("""terminology mistranslation omission untranslated addition duplication inconsistency grammar legal
    register locale-specific-content locale-violation style characters misspelling typographical formatting
    inconsistent-entities numbers markup pattern-problem whitespace internationalization length non-conformance
    uncategorized other""".split())
HUGE = {"huge_tree": True, "resolve_entities": False, "no_network": True}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tool")
    parser.add_argument("path")
    parser.add_argument("locale")
    parser.add_argument("--schemas", type=pathlib.Path)
    args = parser.parse_args()

    def written(command, form, *more):
        with tempfile.NamedTemporaryFile(suffix="." + form) as file:
            subprocess.run([args.tool, command, "--format", form, "-o", file.name, *more, args.path], check=True)
            return pathlib.Path(file.name).read_bytes()

    def segments(form, *more):
        return written("segments", form, "--locale", args.locale, *more)

    lines = [json.loads(line) for line in segments("jsonl").splitlines()]
    assert lines, "no segment"
    texts = [(fit(unit["source"]), fit(unit["target"])) for unit in lines]
    defective = [unit for unit in lines if unit["issues"]]
    issues = sum(len(unit["issues"]) for unit in lines)
    terms = len(written("glossary", "csv").decode().splitlines()) - 1
    files = {form: segments(form) for form in ("tmx", "xliff", "xliff-1.2", "po")} | {"tbx": written("glossary", "tbx")}
    round_trip(files, texts, args.locale, terms)
    quality(files["xliff"], issues, len(defective))
    reviewed(files["xliff-1.2"], lines)
    purged = etree.parse(io.BytesIO(segments("tmx", "--only-defective")), etree.XMLParser(**HUGE))
    assert purged.xpath("count(//tu)") == len(defective), "the defective units, and no other"
    if args.schemas:
        for form in ("tmx", "xliff", "xliff-1.2", "tbx"):
            valid(form, files[form], args.schemas)


def fit(text):
    """What XML can hold."""
    return "".join("\ufffd" if (c < " " and c not in "\n\r\t") or c in "\ufffe\uffff" else c for c in text)


def round_trip(files, texts, locale, terms):
    memory = tmx.tmxfile(sourcelanguage="en-US", targetlanguage=locale)
    memory.parse(files["tmx"])
    same("tmx", memory.units, texts)
    xliff = Xliff2File()
    xliff.parse(files["xliff"])
    same("xliff", [unit for unit in xliff.units if not unit.isheader()], texts)
    kept(files["xliff"])
    older = xlifffile()
    older.parse(files["xliff-1.2"])
    same("xliff-1.2", [unit for unit in older.units if not unit.isheader()], texts)
    kept(files["xliff-1.2"], bytes(older))
    catalogue = po.pofile()
    catalogue.parse(files["po"])
    same("po", [unit for unit in catalogue.units if not unit.isheader()], [pair for pair in texts if pair[0]])
    base = tbx.tbxfile()
    base.parse(files["tbx"])
    assert len(base.units) == terms, (len(base.units), terms)
    assert all(unit.source == unit.target for unit in base.units)
    print(f"tbx: {terms} terms read back")


def same(form, units, wanted):
    got = [(str(unit.source or ""), str(unit.target or "")) for unit in units]
    assert len(got) == len(wanted), (form, len(got), len(wanted))
    for own, other in zip(got, wanted):
        assert own == other, (form, own, other)
    print(f"{form}: {len(got)} units read back with the same texts")


def quality(xliff, issues, defective):
    """What the ITS module of XLIFF 2.1 asks for, which no schema at hand says."""
    root = etree.parse(io.BytesIO(xliff), etree.XMLParser(**HUGE)).getroot()
    assert root.get("version") == "2.1" and root.get(ITS + "version") == "2.0"
    units = 0
    marks = 0
    for unit in root.iter(XLIFF + "unit"):
        own = list(unit.iter(XLIFF + "mrk"))
        ids = [mark.get("id") for mark in own]
        assert len(ids) == len(set(ids)), "an id stands twice in a unit"
        for mark in own:
            assert mark.get("type") == "its:generic"
            assert mark.get(ITS + "locQualityIssueType") in ITS_TYPES, dict(mark.attrib)
            assert mark.get(ITS + "locQualityIssueComment")
            assert 0 <= float(mark.get(ITS + "locQualityIssueSeverity")) <= 100
        marks += len(own)
        units += bool(own)
    assert (marks, units) == (issues, defective), (marks, issues, units, defective)
    print(f"xliff: {marks} quality issues on {units} units")


def kept(before, after=None):
    """Nothing is lost in a round trip: each element has its attributes and its text."""
    tree = lambda text: [(it.tag, dict(it.attrib), it.text or "", it.tail or "") for it in etree.fromstring(text, etree.XMLParser(**HUGE)).iter()]
    if after is None:
        document = Xliff2File()
        document.parse(before)
        after = bytes(document)
    for one, other in zip(tree(before), tree(after), strict=True):
        assert (one[0], one[1], one[2].strip(), one[3].strip()) == (other[0], other[1], other[2].strip(), other[3].strip()), (one, other)
    print(f"{len(tree(before))} elements came through translate-toolkit as they were")


def reviewed(xliff, lines):
    """What a translator sees of a defective unit of XLIFF 1.2: the wrong part, the state, notes and a proposal."""
    tag = "{urn:oasis:names:tc:xliff:document:1.2}"
    units = list(etree.fromstring(xliff, etree.XMLParser(**HUGE)).iter(tag + "trans-unit"))
    parts = proposals = 0
    for unit, line in zip(units, lines, strict=True):
        target, marks = unit.find(tag + "target"), list(unit.iter(tag + "mrk"))
        assert target.get("state") == ("needs-review-translation" if line["issues"] else "translated")
        assert [note.text.split(" ")[0] for note in unit.iter(tag + "note")] == [issue["rule"] for issue in line["issues"]]
        assert sorted(mark.get("mtype") for mark in marks) == sorted("x-" + issue["rule"] for issue in line["issues"])
        parts += sum("".join(mark.itertext()) != "".join(target.itertext()) for mark in marks)
        proposal = [it.findtext(tag + "target") for it in unit.iter(tag + "alt-trans")]
        assert proposal == ([fit(line["proposal"])] if "proposal" in line else []), (proposal, line)
        proposals += len(proposal)
    assert proposals, "nothing is proposed"
    print(f"xliff-1.2: {parts} wrong parts marked, {proposals} proposals")


def valid(form, text, schemas):
    document = etree.parse(io.BytesIO(text), etree.XMLParser(**HUGE))
    if form == "tmx":
        schema = etree.DTD(str(schemas / "tmx14.dtd"))
    else:
        schema = etree.XMLSchema(etree.parse(str(schemas / {"xliff": "xliff-core-2.0.xsd", "xliff-1.2": "xliff-core-1.2-strict.xsd", "tbx": "tbx.xsd"}[form])))
    schema.assertValid(document)
    print(f"{form}: valid by {schemas.name}")


if __name__ == "__main__":
    main()
