"""Rows of text as an XLSX workbook. Every cell is text: what somebody typed never becomes a formula."""

import io
from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
