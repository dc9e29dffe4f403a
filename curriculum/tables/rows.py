"""The rows of an XLSX or CSV file as text, whatever the spreadsheet program made of them.

A number is its shortest decimals, TRUE is "true". Where every letter counts, a formula is its text
("=1+1" stays so), and a cell that a program turned into a date or an error is a fault, with a sentence,
for it cannot be read back; else both are what the person sees (``Limits.as_shown``). What the sheet
claims about its own size is never believed; rows and columns are counted as they come.
"""

import csv
import datetime as dt
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice
from typing import Any

from openpyxl import load_workbook

from curriculum.tables.archive import SAVE_AGAIN, checked
from curriculum.tables.decimals import decimals
from curriculum.tables.decoding import decode, numbered_lines
from curriculum.tables.limits import FileRefused, Limits

#: Commas in one line; more of them are columns, not text.
MOST_DELIMITERS = 10_000
DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True)
class Row:
    """One row, its number as the spreadsheet program shows it, and faults by the place of their cell."""

    number: int
    cells: tuple[str, ...]
    faults: dict[int, str] = field(default_factory=dict)


def xlsx_rows(data: bytes, limits: Limits) -> list[Row]:
    """The rows of the first sheet.

    Raises:
        FileRefused: it is no honest XLSX, or has more rows or columns than ``limits`` allow.
    """
    stream = checked(data, limits)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells what it does not draw
            workbook = load_workbook(
                stream, read_only=True, keep_links=False, data_only=limits.as_shown
            )
            sheet = workbook.worksheets[0]
            sheet.reset_dimensions()
            numbered = enumerate(sheet.iter_rows(), start=1)
            rows = list(_counted((_row(*row, limits) for row in numbered), limits))
            workbook.close()
    except FileRefused:
        raise
    except Exception:  # openpyxl raises whatever it trips over in a damaged file
        raise FileRefused(f"The .xlsx file is damaged. {SAVE_AGAIN}") from None
    return rows


def csv_rows(data: bytes, limits: Limits, score: Callable[[list[str]], int]) -> list[Row]:
    """The rows of a CSV file, divided by commas, semicolons or tabs.

    Args:
        score: how much the cells of one of the first rows look like ours, which tells what divides them.

    Raises:
        FileRefused: not in UTF-8, a quotation mark that never closes, too many rows or columns.
    """
    text = decode(data, limits)
    delimiter = _delimiter(text, limits, score)
    reader = csv.reader(_lines(text, delimiter, limits), delimiter=delimiter, strict=True)
    tidy = str if limits.as_shown else str.strip
    try:
        rows = (
            Row(number, tuple(map(tidy, cells))) for number, cells in enumerate(reader, start=1)
        )
        return list(_counted(rows, limits))
    except csv.Error:
        raise FileRefused(
            f"The file is not well-formed CSV: near line {reader.line_num} a quotation mark is not"
            " closed or stands inside a cell."
        ) from None


def _counted(rows: Iterable[Row], limits: Limits) -> Iterator[Row]:
    """The rows that hold something, as long as they are not too many."""
    for row in rows:
        if row.number > limits.rows + limits.above:
            raise FileRefused(
                f"The sheet has more than {limits.rows:,} rows. Delete the empty rows below the last"
                f" {limits.row}, or split it."
            )
        if any(row.cells[limits.columns :]):
            raise FileRefused(f"Row {row.number} has more than {limits.columns} columns.")
        if any(map(str.strip, row.cells)) or row.faults:
            yield Row(row.number, row.cells[: limits.columns], row.faults)


def _row(number: int, cells: Iterable[Any], limits: Limits) -> Row:
    texts: list[str] = []
    faults: dict[int, str] = {}
    for place, cell in enumerate(cells):
        if limits.as_shown:
            texts.append(_shown(cell.value))
            continue
        if cell.data_type == "e":
            faults[place] = f"holds the error {cell.value}"
        elif isinstance(cell.value, dt.date | dt.time | dt.timedelta):
            faults[place] = "was turned into a date; format the column as text and type it again"
        texts.append("" if place in faults else _text(cell.value).strip())
    return Row(number, tuple(texts), faults)


def _shown(value: Any) -> str:
    """A cell as the person sees it, near enough: a day without the midnight that Excel keeps with it."""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    return _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return decimals(Fraction(repr(value)))
    return str(getattr(value, "text", value)).replace("\r\n", "\n")


def _lines(text: str, delimiter: str, limits: Limits) -> Iterator[str]:
    for number, line in numbered_lines(text):
        if line.count(delimiter) > MOST_DELIMITERS:
            raise FileRefused(f"Line {number} has more than {limits.columns} columns.")
        yield line + "\n"


def _delimiter(text: str, limits: Limits, score: Callable[[list[str]], int]) -> str:
    """The sign that gives the cells that look most like ours in one of the first lines."""

    def looks(delimiter: str) -> int:
        return max(
            score([cell.strip(' "') for cell in line.split(delimiter, limits.columns)])
            for _, line in islice(numbered_lines(text), limits.above)
        )

    return max(DELIMITERS, key=looks)
