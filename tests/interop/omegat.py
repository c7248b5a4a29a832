#!/usr/bin/env python3
"""Takes XLIFF 1.2 through OmegaT as a translator does, and fails when anything but the texts that were translated anew is changed.

    omegat.py DOCPARITY PATH LOCALE

Needs Debian's `omegat` and `pip install lxml`. OmegaT makes the translated file twice: as the segments are, and with another
translation of each defective one, which stands in the memory of the project like what somebody typed. What it shows a translator
of a unit that has a target is that target.
"""
import argparse
import pathlib
import subprocess
import tempfile
from xml.sax.saxutils import escape

from lxml import etree

TAG = "{urn:oasis:names:tc:xliff:document:1.2}"
JAR = "/usr/share/omegat/OmegaT.jar"
PROJECT = """<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>en-US</source_lang><target_lang>{locale}</target_lang>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations><remove_tags>false</remove_tags>
</project></omegat>
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tool")
    parser.add_argument("path")
    parser.add_argument("locale")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        file = pathlib.Path(work, "segments.xlf")
        subprocess.run([args.tool, "segments", "--locale", args.locale, "--format", "xliff-1.2", "-o", file, args.path], check=True)
        before = file.read_bytes()
    units = list(tree(before).iter(TAG + "trans-unit"))
    assert units, "no segment"
    same(before, through_omegat(before, args.locale, {}), {})
    print(f"{len(units)} units came through OmegaT as they were")
    defective = {shown(unit.find(TAG + "target")) for unit in units if unit.find(TAG + "target").get("state") == "needs-review-translation"}
    anew = {text: f"anew {at}" for at, text in enumerate(sorted(defective)) if text.strip()}
    assert anew, "no defective unit"
    changed = same(before, through_omegat(before, args.locale, anew), anew)
    print(f"{changed} units were translated anew, and nothing else was changed")


def tree(text):
    return etree.fromstring(text, etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True))


def through_omegat(before, locale, anew):
    """The translated file that OmegaT makes, in a project whose memory holds these translations."""
    with tempfile.TemporaryDirectory() as work:
        project = pathlib.Path(work, "project")
        for folder in ("source", "target", "tm", "omegat", "glossary", "dictionary"):
            (project / folder).mkdir(parents=True)
        (project / "omegat.project").write_text(PROJECT.format(locale=locale))
        (project / "source" / "segments.xlf").write_bytes(before)
        units = "".join(f'<tu><tuv xml:lang="en-US"><seg>{escape(source)}</seg></tuv><tuv xml:lang="{locale}"><seg>{target}</seg></tuv></tu>'
                        for source, target in anew.items())
        (project / "omegat" / "project_save.tmx").write_text(
            '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header creationtool="OmegaT" creationtoolversion="3" segtype="paragraph" '
            f'o-tmf="OmegaT TMX" adminlang="en-US" srclang="en-US" datatype="plaintext"/><body>{units}</body></tmx>', encoding="utf-8")
        told = subprocess.run(["java", "-Djava.awt.headless=true", f"-Duser.home={work}", "-jar", JAR, project, "--mode=console-translate"],
                              capture_output=True, text=True, timeout=600)
        made = project / "target" / "segments.xlf"
        assert told.returncode == 0 and made.exists(), told.stdout + told.stderr
        return made.read_bytes()


def shown(target):
    """The target as OmegaT shows it: marks have numbers, those around all of it are left out, and so is the space around it."""
    def text(element):
        nonlocal marks
        made = element.text or ""
        for mark in element:
            number = marks
            marks += 1
            made += f"<m{number}>{text(mark)}</m{number}>{mark.tail or ''}"
        return made

    marks = 0
    while len(target) == 1 and not (target.text or "").strip() and not (target[0].tail or "").strip():
        target = target[0]
    return text(target).strip()


def same(before, after, anew):
    """The files are the same, but for the targets that were translated anew; how many these are."""
    units = [list(tree(text).iter(TAG + "trans-unit")) for text in (before, after)]
    changed = 0
    for was, unit in zip(*units, strict=True):
        assert dict(unit.attrib) == dict(was.attrib) and unit.getparent().getparent().attrib == was.getparent().getparent().attrib
        others = [[plain(it) for it in one if it.tag != TAG + "target"] for one in (was, unit)]
        assert others[0] == others[1], others
        target, earlier = unit.find(TAG + "target"), was.find(TAG + "target")
        if shown(earlier) in anew:
            changed += 1
            assert "".join(target.itertext()).strip() == anew[shown(earlier)], (etree.tostring(earlier), etree.tostring(target))
        else:
            assert plain(target) == plain(earlier), (etree.tostring(earlier), etree.tostring(target))
    return changed


def plain(element):
    """The element with its attributes, its text and what stands in it."""
    return element.tag, dict(element.attrib), element.text or "", [(plain(it), it.tail or "") for it in element]


if __name__ == "__main__":
    main()
