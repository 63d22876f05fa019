"""Fills in the first row of a review form: fill_form.py FORM FILLED '{"Your comment": "…"}'."""

import json
import sys

from openpyxl import load_workbook

form, filled, words = sys.argv[1:]
book = load_workbook(form)
sheet = book.worksheets[0]
columns = {cell.value: cell.column for cell in sheet[1]}
for header, text in json.loads(words).items():
    sheet.cell(row=2, column=columns[header]).value = text
book.save(filled)
print(json.dumps([list(row) for row in sheet.iter_rows(values_only=True)]))
