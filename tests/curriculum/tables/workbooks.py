"""XLSX files made for the tests."""

import io
import zipfile

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


def archive(parts, *, base=None):
    """An XLSX with these parts beside or instead of those of ``base``; None drops a part."""
    kept = {}
    if base is not None:
        with zipfile.ZipFile(io.BytesIO(base)) as old:
            kept = {name: old.read(name) for name in old.namelist()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in (kept | parts).items():
            if data is not None:
                new.writestr(name, data)
    return stream.getvalue()
