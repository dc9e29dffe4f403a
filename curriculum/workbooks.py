"""Rows of text as a workbook or as CSV. Every cell is text: what somebody typed never becomes a formula."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

CSV_CONTENT_TYPE = "text/csv; charset=utf-8"
#: What a spreadsheet program takes for the beginning of a formula (OWASP: CSV injection).
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def comma_separated(rows: Iterable[Sequence[str]]) -> bytes:
    """The rows as CSV that Excel reads as UTF-8; an apostrophe stands before what could be a formula."""
    stream = io.StringIO()
    csv.writer(stream).writerows([_defused(text) for text in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def _defused(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def workbook(sheets: Mapping[str, Iterable[Sequence[str]]]) -> bytes:
    """A workbook with a sheet for each name; the first row of a sheet holds its titles.

    Rows are written one after another, so that thousands fit into little memory.
    """
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "B2"
        for place, row in enumerate(rows):
            sheet.append([_text(sheet, text, is_title=place == 0) for text in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _text(sheet, text: str, *, is_title: bool) -> Cell | None:
    """A cell that stays text, in our file and when somebody types it again."""
    if not text:
        return None
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"  # openpyxl would make a formula of "=…"
    cell.number_format = "@"  # or "1/2" becomes a date
    cell.quotePrefix = True
    if is_title:
        cell.font = Font(bold=True)
    return cell
