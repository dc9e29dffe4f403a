"""The trainers' own format: a spreadsheet with one question in each row."""

from assessments.importers.sheet.reader import read_csv, read_xlsx
from assessments.importers.sheet.writer import write_sheet, write_template

__all__ = ["read_csv", "read_xlsx", "write_sheet", "write_template"]
