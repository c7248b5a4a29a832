#!/usr/bin/env python3
"""Holds the formats that other tools read against their schemas, on a run over real pages.

    formats.py DOCPARITY SCHEMAS PATH...

SCHEMAS is the folder with the schemas. Needs `pip install jsonschema lxml`.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema
from lxml import etree

tool, schemas, *paths = sys.argv[1:]
schemas = pathlib.Path(schemas)
JSON = {"sarif": "sarif-2.1.0.json", "gitlab": "gitlab-code-quality.json", "rdjson": "rdjson.json"}

with tempfile.TemporaryDirectory() as folder:
    files = {form: pathlib.Path(folder) / form for form in [*JSON, "junit"]}
    outputs = [f"--output={form}={file}" for form, file in files.items()]
    status = subprocess.run([tool, "check", *paths, *outputs, "--quiet"], stdout=subprocess.DEVNULL).returncode
    assert status in (0, 1), f"exit status {status}"
    for form, name in JSON.items():
        schema = json.loads((schemas / name).read_text(encoding="utf-8"))
        validator = jsonschema.validators.validator_for(schema)(schema)
        wrong = next(validator.iter_errors(json.loads(files[form].read_text(encoding="utf-8"))), None)
        assert wrong is None, f"{form}: {wrong}"
        print(f"{form}: {files[form].stat().st_size:,} bytes, valid")
    junit = etree.XMLSchema(etree.parse(schemas / "junit-10.xsd"))
    junit.assertValid(etree.parse(files["junit"]))
    print(f"junit: {files['junit'].stat().st_size:,} bytes, valid")
