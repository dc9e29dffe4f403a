"""From questions to an XLSX sheet, and the empty template.

Every cell is text, never a formula: a stem that begins with = + - or @ stays letters, in our file and
after somebody edits it. Each row is read back before it is let through; a question that would not
come back the same is refused by name.
"""

import io
from collections.abc import Iterable, Mapping

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assessments.importers.gathering import shortened
from assessments.importers.limits import check
from assessments.importers.parts import Maker
from assessments.importers.sameness import comparable
from assessments.importers.sheet.columns import (
    COLUMNS,
    EXAMPLES,
    MOST_OPTIONS,
    NUMBERED,
    USUAL_OPTIONS,
    titles,
)
from assessments.importers.sheet.forms import Cells
from assessments.importers.sheet.reader import content_of
from assessments.importers.sheet.rows import row_of
from assessments.importers.values import Content, QuestionRefused, Refused, Written

SHEET, EXPLANATIONS = "Questions", "Columns"
WIDE, NARROW = 30, 14
WIDE_TITLES = ("question", "case text", "rationale", "option", "feedback")


def write_sheet(contents: Iterable[Content]) -> Written:
    """Write a bank as XLSX; ``refused`` are the questions a row cannot hold."""
    rows: list[dict[str, str]] = []
    refused: list[Refused] = []
    for place, content in enumerate(contents, start=1):
        try:
            row = row_of(content)
            _check_same(content, row)
            rows.append(row)
        except QuestionRefused as refusal:
            code = content.get("code", "")
            name = code or shortened(content["stem"])
            refused.append(Refused(place, code, name, refusal.reason))
    return Written(_workbook(rows), tuple(refused))


def write_template() -> bytes:
    """An example of each type, and a second sheet that explains each column."""
    return _workbook(EXAMPLES)


def _check_same(content: Content, row: Mapping[str, str]) -> None:
    check(content)
    filled = Cells({title: text for title, text in row.items() if text})
    cases = {row["case"]: row["case text"]} if row.get("case") else {}
    again = comparable(content_of(Maker("sheet", row["id"]), row=filled, cases=cases))
    meant = comparable(content)
    keys = sorted(again.keys() | meant.keys())
    lost = [key for key in keys if again.get(key) != meant.get(key)]
    if lost:
        raise QuestionRefused(f"A row of the sheet cannot hold its {', '.join(lost)}.")


def _workbook(rows: Iterable[Mapping[str, str]]) -> bytes:
    rows = list(rows)
    options = max(
        [USUAL_OPTIONS]
        + [n for row in rows for n in range(1, MOST_OPTIONS + 1) if row.get(f"option {n}")]
    )
    header = titles(options)
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = SHEET
    _fill(sheet, [header, *([row.get(title, "") for title in header] for row in rows)])
    explained = workbook.create_sheet(EXPLANATIONS)
    _fill(explained, [["column", "what goes in"], *_explanations(options)])
    explained.column_dimensions["B"].width = 100
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _explanations(options: int) -> list[list[str]]:
    return [
        [
            f"{column.title} 1 to {options}" if column.title in NUMBERED else column.title,
            column.explains,
        ]
        for column in COLUMNS
    ]


def _fill(sheet: Worksheet, rows: list[list[str]]) -> None:
    sheet.freeze_panes = "A2"
    for place, title in enumerate(rows[0], start=1):
        column = sheet.column_dimensions[get_column_letter(place)]
        column.number_format = "@"  # or "1-2" becomes a date when somebody types it
        column.width = WIDE if title.startswith(WIDE_TITLES) else NARROW
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            if text:
                cell = sheet.cell(number, place, text)
                cell.data_type = "s"  # openpyxl would make a formula of "=…"
                cell.quotePrefix = True
                cell.number_format = "@"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.font = Font(bold=number == 1)
