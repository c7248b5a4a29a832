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
own = [name for name in book.sheetnames if name.startswith("Issues")]
wanted = ["Summary", "Patterns", "Memory", "Pages", "Missing", "Review", *own, "Known"]
assert own and book.sheetnames == [name for name in wanted if name in book.sheetnames], book.sheetnames
assert {"Summary", "Patterns", "Pages"} <= set(book.sheetnames), book.sheetnames
formulas = [cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
assert not formulas, formulas
links = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]
assert all(cell.hyperlink.target.startswith("https://git.example/") and cell.column == 1 for cell in links), links
for name in book.sheetnames[1:]:
    sheet = book[name]
    assert sheet.freeze_panes == "A2", sheet.freeze_panes
    assert sheet.auto_filter.ref.startswith("A1:"), sheet.auto_filter.ref
    assert sheet.column_dimensions["A"].width >= 8
risky = [cell for name in own for row in book[name].iter_rows(min_row=2) for cell in row if str(cell.value or "")[:1] in "=+-@" and cell.value]
assert all(cell.quotePrefix for cell in risky), "a cell that begins like a formula without the mark"
issues = sum(book[name].max_row - 1 for name in own)
choices = {it.formula1 for name in own for it in book[name].data_validations.dataValidation}
assert choices == {'"open,accepted,false positive,fixed,won\'t fix"'}, choices
tall = [(name, row) for name in book.sheetnames[1:] for row, size in book[name].row_dimensions.items() if row > 1 and size.customHeight]
assert not tall, tall[:5]
assert all(book[name].print_area for name in own)
patterns = list(book["Patterns"].iter_rows(min_row=2, values_only=True))
assert sum(row[4] for row in patterns) == issues, "the patterns hold every issue"
if len(sys.argv) > 2:
    with open(sys.argv[2], encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    known = book["Known"].max_row - 1 if "Known" in book.sheetnames else 0
    assert len(rows) == issues + known, (len(rows), issues, known)
    assert not [cell for row in rows for cell in row.values() if cell[:1] in ("=", "+", "-", "@")]
print(f"{sys.argv[1]}: {issues} issues in {len(patterns)} patterns, {len(risky)} cells marked as text, {len(links)} links: ok")
