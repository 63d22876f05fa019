"""Prints the rows of a workbook's only sheet, dates as text."""

import json
import sys

from openpyxl import load_workbook

(sheet,) = load_workbook(sys.argv[1]).worksheets
print(json.dumps([list(row) for row in sheet.iter_rows(values_only=True)], default=str))
