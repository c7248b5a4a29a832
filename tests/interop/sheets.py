#!/usr/bin/env python3
"""Reads the workbook of a QA report back, and fails when a cell is a formula or a sheet is not as it should be.

    sheets.py REPORT.xlsx [REPORT.csv]

Needs `pip install openpyxl`.
"""
import csv
import sys

import openpyxl

csv.field_size_limit(10**9)
book = openpyxl.load_workbook(sys.argv[1])
wanted = ["Summary", "Patterns", "Memory", "Pages", "Issues", "Known"]
assert book.sheetnames == [name for name in wanted if name in book.sheetnames], book.sheetnames
assert {"Summary", "Patterns", "Pages", "Issues"} <= set(book.sheetnames), book.sheetnames
formulas = [cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
assert not formulas, formulas
links = [cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]
assert not links, links
for name in book.sheetnames[1:]:
    sheet = book[name]
    assert sheet.freeze_panes == "A2", sheet.freeze_panes
    assert sheet.auto_filter.ref.startswith("A1:"), sheet.auto_filter.ref
    assert sheet.column_dimensions["A"].width >= 8
risky = [cell for row in book["Issues"].iter_rows(min_row=2) for cell in row if str(cell.value or "")[:1] in "=+-@" and cell.value]
assert all(cell.quotePrefix for cell in risky), "a cell that begins like a formula without the mark"
issues = book["Issues"].max_row - 1
choices = [it.formula1 for it in book["Issues"].data_validations.dataValidation]
assert choices == ['"open,accepted,false positive,fixed,won\'t fix"'], choices
patterns = list(book["Patterns"].iter_rows(min_row=2, values_only=True))
assert sum(row[4] for row in patterns) == issues, "the patterns hold every issue"
if len(sys.argv) > 2:
    with open(sys.argv[2], encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    known = book["Known"].max_row - 1 if "Known" in book.sheetnames else 0
    assert len(rows) == issues + known, (len(rows), issues, known)
    assert not [cell for row in rows for cell in row.values() if cell[:1] in ("=", "+", "-", "@")]
print(f"{sys.argv[1]}: {issues} issues in {len(patterns)} patterns, {len(risky)} cells marked as text: ok")
