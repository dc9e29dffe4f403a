"""Question banks of other programs and of trainers' sheets, read into plain values and written.

Example: ``read(data, "gift").questions[0].content`` is a question in the form of
docs/question-format.md; ``.refused`` names the others, each with its line and the reason.
"""

from assessments.importers.formats import FORMATS, read
from assessments.importers.moodle_xml import write_moodle_xml
from assessments.importers.sheet import write_sheet, write_template
from assessments.importers.values import Bank, BankRefused, Imported, Refused, Written

__all__ = [
    "FORMATS",
    "Bank",
    "BankRefused",
    "Imported",
    "Refused",
    "Written",
    "read",
    "write_moodle_xml",
    "write_sheet",
    "write_template",
]
