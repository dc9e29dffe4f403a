"""XLSX files made for the tests."""

import io

from openpyxl import Workbook


def workbook(rows, *, literal=False):
    """A workbook with these rows; ``literal`` keeps texts that begin with = from being formulas."""
    book = Workbook()
    sheet = book.worksheets[0]
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(number, place, value)
            if literal and isinstance(value, str):
                cell.data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
