"""The formats that can be read, by name."""

from typing import Protocol

from assessments.importers.aiken import read_aiken
from assessments.importers.gift import read_gift
from assessments.importers.moodle_xml import read_moodle_xml
from assessments.importers.sheet import read_csv, read_xlsx
from assessments.importers.values import Bank, BankRefused


class Reader(Protocol):
    """Reads the bytes of a file; ``name`` is the file's, kept for show."""

    def __call__(self, data: bytes, *, name: str = "") -> Bank: ...


READERS: dict[str, Reader] = {
    "gift": read_gift,
    "aiken": read_aiken,
    "moodlexml": read_moodle_xml,
    "xlsx": read_xlsx,
    "csv": read_csv,
}
FORMATS = tuple(READERS)


def read(data: bytes, format: str, *, name: str = "") -> Bank:
    """Read a question bank.

    Args:
        data: the bytes of the file, at most 5 MB.
        format: one of ``FORMATS``.
        name: the name of the file, kept for show.

    Raises:
        BankRefused: the file as a whole cannot be read, or holds no question.
    """
    bank = READERS[format](data, name=name)
    if not bank.questions and not bank.refused:
        raise BankRefused("No question was found in the file.")
    return bank
