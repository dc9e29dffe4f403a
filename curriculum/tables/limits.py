"""How much a table may hold, and how it is read.

Example: a bank of questions (``what="question bank"``) of 5,001 rows is refused with "The sheet has more
than 5,000 rows. Delete the empty rows below the last question, or split it."
"""

from dataclasses import dataclass

MB = 1024 * 1024


class FileRefused(Exception):
    """The file as a whole cannot be read. ``reason`` is a sentence that says what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Limits:
    """The limits of one kind of table.

    Args:
        what: what the file is, as a word for sentences.
        row: what stands in one row, as a word for sentences.
        above: how many rows may stand above the first of ``rows``: a title or two, and the titles.
        guess: a text that says nothing about its encoding may be UTF-16 or windows-1252, as Excel saves.
        as_shown: keep every cell as the person sees it: blanks around it, the value of a formula, a
            date, an error. Else a formula is its text, and a date or an error is a fault of its row.
    """

    what: str
    row: str
    rows: int
    above: int = 10
    columns: int = 60
    cells: int = 100_000
    formulas: int = 200
    lines: int = 100_000
    megabytes: int = 5
    guess: bool = False
    as_shown: bool = False


def check_size(data: bytes, limits: Limits) -> None:
    """Refuse a file that is empty or too big."""
    if not data:
        raise FileRefused("The file is empty.")
    if len(data) > limits.megabytes * MB:
        raise FileRefused(
            f"The file is larger than {limits.megabytes} MB: split it into several files."
        )
