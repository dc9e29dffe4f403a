"""What one value in a file may be, and what is wrong with one that is not.

A kind is a Python type, several of them, or one of the classes below; each says what the column
behind it holds.
"""

import re
from dataclasses import dataclass
from typing import Any

from assessments.grading import PaperError
from assessments.grading.readings import exact

#: The most that a small column holds.
MOST = 32_767
_CODE = re.compile(r"[-a-zA-Z0-9_]+")


@dataclass(frozen=True)
class Text:
    """A text of at most so many letters; ``or_number``: a bare number will do."""

    most: int
    or_number: bool = False

    def fault(self, value: Any) -> str:
        if not isinstance(value, str) and not (self.or_number and _is_number(value)):
            return _cannot_be(value)
        return _too_long(spelt(value), self.most)


@dataclass(frozen=True)
class Code:
    """A name that can stand in an address, of at most so many letters."""

    most: int

    def fault(self, value: Any) -> str:
        if fault := Text(self.most).fault(value):
            return fault
        return "" if _CODE.fullmatch(value) else "holds more than letters, digits, - and _"


@dataclass(frozen=True)
class Whole:
    """A whole number between two ends, both included."""

    least: int
    most: int

    def fault(self, value: Any) -> str:
        if not isinstance(value, int) or isinstance(value, bool):
            return _cannot_be(value)
        return "" if self.least <= value <= self.most else f"must be {self.least} to {self.most}"


@dataclass(frozen=True)
class Number:
    """A number between two ends, both included: 2, 0.5, or as a text "1/3".

    ``places`` after the point are kept, None: any; written in at most ``letters``.
    """

    least: int
    most: int
    letters: int
    places: int | None = None

    def fault(self, value: Any) -> str:
        try:
            number = exact(spelt(value), "It")
        except PaperError:
            return _cannot_be(value)
        if not self.least <= number <= self.most:
            return f"must be {self.least} to {self.most}"
        if self.places is not None and number * 10**self.places % 1:
            return f"has more than {self.places} places after the point"
        return _too_long(spelt(value), self.letters)


def fault(value: Any, kind: Any, *, required: bool) -> str:
    """What is wrong with one value, or ""."""
    if required and isinstance(value, str) and not value.strip():
        return "is empty"
    if isinstance(kind, Text | Code | Whole | Number):
        return kind.fault(value)
    return "" if _is_of(kind, value) else _cannot_be(value)


def spelt(value: Any) -> Any:
    """A number as the text that its author wrote, 0.5 as "0.5"; what is none stays as it is."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if _is_number(value) else value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_of(kind: Any, value: Any) -> bool:
    """Whether a value is of the kind; yes and no are no numbers.

    Nothing here counts below 0, or further than the columns do.
    """
    if isinstance(value, bool):
        return kind is bool
    is_number = isinstance(value, int)
    return isinstance(value, kind) and not (is_number and not 0 <= value <= MOST)


def _cannot_be(value: Any) -> str:
    return f"cannot be {value!r:.60}"


def _too_long(text: str, most: int) -> str:
    length = len(text.strip())
    return f"has {length} letters; at most {most} fit" if length > most else ""
