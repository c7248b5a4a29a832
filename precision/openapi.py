#!/usr/bin/env python3
"""Plants faults in the OpenAPI description of a locale, and says which of them docparity finds at their line.

    openapi.py PROJECT DESCRIPTION [--tool docparity] [--show]

PROJECT is a folder whose locales each have a description in JSON; DESCRIPTION is the path of one of them below it. Each fault is
planted alone, in a copy that holds the descriptions and a page of each locale. A fault counts as found where a finding stands
at its line that the sound project has not; of what was taken out, at the line of what held it.
"""

import argparse
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

METHODS = ("get", "post", "put", "patch", "delete")


def walk(node, path=()):
    """Every part of a description with the keys that lead there."""
    yield path, node
    parts = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, part in parts:
        yield from walk(part, (*path, key))


def at(root, path):
    for key in path:
        root = root[key]
    return root


def renamed(node, old, new):
    return {new if key == old else key: value for key, value in node.items()}


def put(value):
    return lambda root, path: at(root, path[:-1]).__setitem__(path[-1], value)


def drop(root, path):
    del at(root, path[:-1])[path[-1]]


def rename(new):
    def change(root, path):
        holder = at(root, path[:-2])
        holder[path[-2]] = renamed(holder[path[-2]], path[-1], new)
    return change


def add(key, value):
    return lambda root, path: at(root, path).__setitem__(key, value)


def insert(value):
    return lambda root, path: at(root, path).insert(1, value)


def is_schema(path):
    return len(path) > 1 and path[-2] == "properties"


def operation(path):
    return len(path) == 3 and path[0] == "paths" and path[2] in METHODS


# The name of a fault, which parts it is planted in, and how.
FAULTS = [
    ("path-translated", lambda p, n: len(p) == 2 and p[0] == "paths", rename("/übersetzt")),
    ("path-lost", lambda p, n: len(p) == 2 and p[0] == "paths", drop),
    ("operation-lost", lambda p, n: operation(p), drop),
    ("method-changed", lambda p, n: operation(p) and p[2] == "get", rename("head")),
    ("parameter-name", lambda p, n: len(p) == 6 and p[3] == "parameters" and p[5] == "name", put("名前")),
    ("parameter-lost", lambda p, n: len(p) == 5 and p[3] == "parameters", drop),
    ("parameter-place", lambda p, n: len(p) == 6 and p[3] == "parameters" and p[5] == "in", put("cookie")),
    ("parameter-required", lambda p, n: len(p) == 6 and p[3] == "parameters" and p[5] == "required", put(None)),
    ("body-lost", lambda p, n: len(p) == 4 and p[3] == "requestBody", drop),
    ("media-type", lambda p, n: len(p) > 1 and p[-2] == "content" and p[-1] == "application/json", rename("anwendung/json")),
    ("property-translated", lambda p, n: is_schema(p), rename("eigenschaft")),
    ("property-lost", lambda p, n: is_schema(p), drop),
    ("property-added", lambda p, n: p[-1:] == ("properties",) and isinstance(n, dict), add("erfunden", {"type": "string"})),
    ("type-changed", lambda p, n: p[-1:] == ("type",) and n == "string", put("integer")),
    ("format-changed", lambda p, n: p[-1:] == ("format",), put("datum")),
    ("format-lost", lambda p, n: p[-1:] == ("format",), drop),
    ("reference-translated", lambda p, n: p[-1:] == ("$ref",), put("#/components/schemas/Übersetzt")),
    ("required-lost", lambda p, n: p[-2:-1] == ("required",), drop),
    ("required-translated", lambda p, n: p[-2:-1] == ("required",), put("名前")),
    ("enumeration-translated", lambda p, n: p[-2:-1] == ("enum",), put("ストリーミング")),
    ("enumeration-lost", lambda p, n: p[-2:-1] == ("enum",), drop),
    ("enumeration-added", lambda p, n: p[-1:] == ("enum",), insert("erfunden")),
    ("default-changed", lambda p, n: p[-1:] == ("default",) and not isinstance(n, (dict, list)), put(99)),
    ("limit-changed", lambda p, n: p[-1:] in (("minimum",), ("maximum",), ("maxLength",)), put(7)),
    ("nullable-lost", lambda p, n: p[-1:] == ("nullable",), drop),
    ("code-changed", lambda p, n: len(p) == 5 and p[3] == "responses", rename("299")),
    ("code-lost", lambda p, n: len(p) == 5 and p[3] == "responses", drop),
    ("security-translated", lambda p, n: p == ("security", 0, "ApiKeyAuth"), rename("鍵")),
    ("scheme-lost", lambda p, n: len(p) == 3 and p[:2] == ("components", "securitySchemes"), drop),
    ("server-variable", lambda p, n: p[-1:] == ("default",) and "variables" in p, put("api.例")),
    ("example-key", lambda p, n: len(p) > 2 and p[-2] == "value" and isinstance(n, str), rename("キー")),
    ("example-key-lost", lambda p, n: len(p) > 2 and p[-2] == "value", drop),
    ("example-value", lambda p, n: "value" in p and isinstance(n, str) and n and " " not in n and p[-1] != "value", put("übersetzt")),
    ("example-number", lambda p, n: "value" in p and isinstance(n, int) and not isinstance(n, bool), put(424242)),
    ("tag-of-another", lambda p, n: len(p) == 5 and p[3] == "tags", put("別のタグ")),
    ("schema-lost", lambda p, n: len(p) == 3 and p[:2] == ("components", "schemas"), drop),
]


def dumped(root):
    return json.dumps(root, indent=2, ensure_ascii=False) + "\n"


def lines_of(sound, faulty, root, holder):
    """The lines at which a fault may be told: the first that differ; of what was taken out of `holder`, that of its key."""
    if holder is None:
        first = next(at for at, (one, two) in enumerate(zip(sound.split("\n"), faulty.split("\n"))) if one != two)
        return {first + 1, first + 2}
    put("here")(root, holder)
    return {next(at for at, line in enumerate(dumped(root).split("\n"), 1) if line.rstrip(",").endswith(': "here"'))}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("project", type=Path)
    parser.add_argument("description", type=Path)
    parser.add_argument("--tool", default="docparity")
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    asked.tool = str(Path(asked.tool).absolute()) if "/" in asked.tool else asked.tool
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        for source in asked.project.glob(f"*/{'/'.join(asked.description.parts[1:])}"):
            copy = folder / source.relative_to(asked.project)
            copy.parent.mkdir(parents=True)
            shutil.copy(source, copy)
            (folder / source.relative_to(asked.project).parts[0] / "start.md").write_text("# Start\n\nA page of its own.\n")
        file = folder / asked.description
        sound = json.loads(file.read_text())

        def check(text):
            file.write_text(text)
            run = [asked.tool, "check", ".", "--format", "json", "--select", "data-syntax,openapi-missing,openapi-added,openapi-value"]
            done = subprocess.run(run, cwd=folder, capture_output=True, text=True)
            findings = json.loads(done.stdout)["findings"]
            return [(one["path"], one["line"], one["message"]) for one in findings if one["path"] == str(asked.description)]

        text = dumped(sound)
        known = {message for _, _, message in check(text)}
        parts = list(walk(sound))
        found = planted = 0
        faults = [*FAULTS, ("quotation-mark-lost", None, None)]
        for number, (name, fits, change) in enumerate(faults):
            if fits is None:
                lines = text.split("\n")
                line = len(lines) // 2
                while lines[line].count('"') != 4:
                    line += 1
                lines[line] = lines[line].replace('"', "", 1)
                faulty, wanted = "\n".join(lines), {line + 1}
            else:
                places = [path for path, node in parts if fits(path, node)]
                if not places:
                    continue
                root, place = json.loads(text), places[(number * 7) % len(places)]
                change(root, place)
                faulty = dumped(root)
                wanted = lines_of(text, faulty, root, place[:-1] if change is drop else None)
            told = [(line, message) for _, line, message in check(faulty) if message not in known]
            planted += 1
            is_found = any(line in wanted for line, _ in told)
            found += is_found
            if asked.show or not is_found:
                print("found " if is_found else "MISSED", name, sorted(wanted), told[:3])
    print(f"{found} of {planted} planted faults found at their line")


if __name__ == "__main__":
    main()
