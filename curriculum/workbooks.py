"""Rows of text as a workbook or as CSV. Every cell is text: what somebody typed never becomes a formula."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

CSV_CONTENT_TYPE = "text/csv; charset=utf-8"
#: What a spreadsheet program takes for the beginning of a formula (OWASP: CSV injection).
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
#: A list is made for what happens within weeks. Whoever needs it later makes another, which is then true.
KEEP = dt.timedelta(days=30)


@dataclass(frozen=True)
class Mark:
    """What a file about people says of itself: who made it, when and why, and when it must be destroyed."""

    by: str
    on: dt.date
    why: str = ""

    @property
    def facts(self) -> dict[str, str]:
        destroy_by = self.on + KEEP
        return {
            "Made by": self.by,
            "Made on": self.on.isoformat(),
            "Reason": self.why or "None given",
            "Destroy by": destroy_by.isoformat(),
        }

    @property
    def line(self) -> str:
        """All of it, for the foot of a printed page."""
        return ". ".join(f"{name}: {text}" for name, text in self.facts.items())


def comma_separated(rows: Iterable[Sequence[str]], mark: Mark | None = None) -> bytes:
    """The rows as CSV that Excel reads as UTF-8; an apostrophe stands before what could be a formula.

    With a mark, which the first row's titles name, in columns at the end of every row: a program reads
    on by the titles, and a row that was copied elsewhere still says when it must go.
    """
    stream = io.StringIO()
    lines = _marked(rows, mark) if mark else rows
    csv.writer(stream).writerows([_defused(text) for text in row] for row in lines)
    return stream.getvalue().encode("utf-8-sig")


def _marked(rows: Iterable[Sequence[str]], mark: Mark) -> Iterator[list[str]]:
    for place, row in enumerate(rows):
        yield [*row, *(mark.facts.values() if place else mark.facts)]


def _defused(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def workbook(sheets: Mapping[str, Iterable[Sequence[str]]], mark: Mark | None = None) -> bytes:
    """A workbook with a sheet for each name; the first row of a sheet holds its titles.

    A mark gets a sheet of its own after the others, whose cells it leaves alone, and the foot of every
    printed page. Rows are written one after another, so that thousands fit into little memory.
    """
    book = Workbook(write_only=True)
    if mark:
        sheets = {**sheets, "About this file": mark.facts.items()}
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        if mark:
            sheet.oddFooter.left.text = mark.line.replace("&", "&&")[:250]  # one & begins a code
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
