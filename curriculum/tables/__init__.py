"""Tables that people hand in, as files or pasted, read into rows of text within limits.

Example: ``csv_rows(data, limits, score)`` and ``xlsx_rows(data, limits)`` give ``Row``s; whatever is
no honest table, or too much of one, is ``FileRefused`` with a sentence that says what to do.
"""

from curriculum.tables.decimals import decimals
from curriculum.tables.decoding import HOW_TO_SAVE, decode, numbered_lines
from curriculum.tables.limits import FileRefused, Limits, check_size
from curriculum.tables.rows import Row, csv_rows, xlsx_rows

__all__ = [
    "HOW_TO_SAVE",
    "FileRefused",
    "Limits",
    "Row",
    "check_size",
    "csv_rows",
    "decimals",
    "decode",
    "numbered_lines",
    "xlsx_rows",
]
