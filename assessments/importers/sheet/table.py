"""The rows of an XLSX or CSV file as text, whatever the spreadsheet program made of them.

A formula is its text ("=1+1" stays so), a number its shortest decimals, TRUE is "true". A cell that a
program turned into a date or an error cannot be read back: it is a fault, with a sentence. What the
sheet claims about its own size is never believed; rows and columns are counted as they come.
"""

import csv
import datetime as dt
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice
from typing import Any

from openpyxl import load_workbook

from assessments.importers import figures
from assessments.importers.decoding import decode, numbered_lines
from assessments.importers.limits import QUESTIONS
from assessments.importers.sheet.archive import SAVE_AGAIN, checked
from assessments.importers.sheet.columns import known_title
from assessments.importers.values import BankRefused

COLUMNS = 60
#: A title or two may stand above the header row.
HEADER_WITHIN = 10
ROWS = QUESTIONS + HEADER_WITHIN
#: Commas in one line; more of them are columns, not text.
MOST_DELIMITERS = 10_000
DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True)
class Row:
    """One row, its number as the spreadsheet program shows it, and faults by the place of their cell."""

    number: int
    cells: tuple[str, ...]
    faults: dict[int, str] = field(default_factory=dict)


def xlsx_rows(data: bytes) -> list[Row]:
    """The rows of the first sheet.

    Raises:
        BankRefused: it is no honest XLSX, or has more rows or columns than a bank.
    """
    stream = checked(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells what it does not draw
            workbook = load_workbook(stream, read_only=True, keep_links=False)
            sheet = workbook.worksheets[0]
            sheet.reset_dimensions()
            rows = list(_counted(_row(*row) for row in enumerate(sheet.iter_rows(), start=1)))
            workbook.close()
    except BankRefused:
        raise
    except Exception:  # openpyxl raises whatever it trips over in a damaged file
        raise BankRefused(f"The .xlsx file is damaged. {SAVE_AGAIN}") from None
    return rows


def csv_rows(data: bytes) -> list[Row]:
    """The rows of a CSV file, divided by commas, semicolons or tabs as its header row is.

    Raises:
        BankRefused: not in UTF-8, a quotation mark that never closes, too many rows or columns.
    """
    text = decode(data)
    delimiter = _delimiter(text)
    reader = csv.reader(_lines(text, delimiter), delimiter=delimiter, strict=True)
    try:
        rows = (
            Row(number, tuple(map(str.strip, cells)))
            for number, cells in enumerate(reader, start=1)
        )
        return list(_counted(rows))
    except csv.Error:
        raise BankRefused(
            f"The file is not well-formed CSV: near line {reader.line_num} a quotation mark is not"
            " closed or stands inside a cell."
        ) from None


def _counted(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows that hold something, as long as they are not too many."""
    for row in rows:
        if row.number > ROWS:
            raise BankRefused(
                f"The sheet has more than {QUESTIONS:,} rows. Delete the empty rows below the last"
                " question, or split it."
            )
        if any(row.cells[COLUMNS:]):
            raise BankRefused(f"Row {row.number} has more than {COLUMNS} columns.")
        if any(row.cells) or row.faults:
            yield Row(row.number, row.cells[:COLUMNS], row.faults)


def _row(number: int, cells: Iterable[Any]) -> Row:
    texts: list[str] = []
    faults: dict[int, str] = {}
    for place, cell in enumerate(cells):
        if cell.data_type == "e":
            faults[place] = f"holds the error {cell.value}"
        elif isinstance(cell.value, dt.date | dt.time | dt.timedelta):
            faults[place] = "was turned into a date; format the column as text and type it again"
        texts.append("" if place in faults else _text(cell.value))
    return Row(number, tuple(texts), faults)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return figures.decimals(Fraction(repr(value)))
    return str(getattr(value, "text", value)).replace("\r\n", "\n").strip()


def _lines(text: str, delimiter: str) -> Iterator[str]:
    for number, line in numbered_lines(text):
        if line.count(delimiter) > MOST_DELIMITERS:
            raise BankRefused(f"Line {number} has more than {COLUMNS} columns.")
        yield line + "\n"


def _delimiter(text: str) -> str:
    """The sign that gives the most known titles in one of the first lines."""

    def titles(delimiter: str) -> int:
        return max(
            sum(bool(known_title(cell.strip(' "'))) for cell in line.split(delimiter, COLUMNS))
            for _, line in islice(numbered_lines(text), HEADER_WITHIN)
        )

    return max(DELIMITERS, key=titles)
