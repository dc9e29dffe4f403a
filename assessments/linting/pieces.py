"""The pieces of a question as the rules see them, read from its JSON; junk reads as if left out.

Worked example: ``number_of("2.5")`` is 5/2, ``number_of("two")`` is None.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

#: More letters than any honest number has; longer ones are junk, and would cost time.
LONGEST_NUMBER = 30

_NUMBER = re.compile(
    r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?|[+-]?[0-9]+/0*[1-9][0-9]*"
)


@dataclass(frozen=True)
class Choice:
    """An option. ``is_key``: whether it is right, by its flag or, where the scheme weighs, its weight."""

    uid: str
    text: str
    is_key: bool
    feedback: str
    safety: str
    is_pinned: bool
    gap: str

    @classmethod
    def of(cls, row: Mapping[str, Any], scheme: str) -> "Choice":
        return cls(
            uid=text_of(row, "uid"),
            text=text_of(row, "text"),
            is_key=_is_key(row, scheme),
            feedback=text_of(row, "feedback"),
            safety=text_of(row, "safety"),
            is_pinned=bool(row.get("pinned")),
            gap=text_of(row, "gap"),
        )


@dataclass(frozen=True)
class Pair:
    """A stem of a matching question with its choice; without stem, an extra choice."""

    uid: str
    text: str
    choice_uid: str
    choice: str
    feedback: str

    @property
    def is_extra(self) -> bool:
        return not (self.uid or self.text.strip())

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Pair":
        names = ("uid", "text", "choice_uid", "choice", "feedback")
        return cls(*(text_of(row, name) for name in names))


@dataclass(frozen=True)
class Form:
    """An accepted typed answer; ``tolerance`` is None where none was stated."""

    text: str
    tolerance: Fraction | None
    weight: Fraction
    feedback: str
    gap: str

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Form":
        weight = number_of(row.get("weight", 1))
        return cls(
            text=text_of(row, "text"),
            tolerance=number_of(row.get("tolerance")),
            weight=Fraction(0) if weight is None else weight,
            feedback=text_of(row, "feedback"),
            gap=text_of(row, "gap"),
        )


@dataclass(frozen=True)
class Gap:
    """A gap of a cloze text."""

    name: str
    kind: str

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Gap":
        return cls(text_of(row, "name"), text_of(row, "kind"))


@dataclass(frozen=True)
class Medium:
    """A picture, sound or film; its size in bytes."""

    kind: str
    alt: str
    transcript: str
    size: int

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Medium":
        size = row.get("bytes")
        return cls(
            kind=text_of(row, "kind"),
            alt=text_of(row, "alt"),
            transcript=text_of(row, "transcript"),
            size=size if isinstance(size, int) else 0,
        )


def rows_of(content: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """Return the rows of a list; what is no row is left out."""
    rows = content.get(name)
    if not isinstance(rows, (list, tuple)):
        return []
    return [row for row in rows if isinstance(row, Mapping)]


def text_of(row: Mapping[str, Any], name: str) -> str:
    """Return a text, empty if it is left out or none."""
    value = row.get(name)
    return value if isinstance(value, str) else ""


def number_of(value: Any) -> Fraction | None:
    """Return a number exactly, from "20", "2.5", "1e-3", "1/3" or 20; None for anything else."""
    if isinstance(value, int):
        return Fraction(value)
    if not isinstance(value, str) or len(value) > LONGEST_NUMBER:
        return None
    return Fraction(value) if _NUMBER.fullmatch(value.strip()) else None


def _is_key(row: Mapping[str, Any], scheme: str) -> bool:
    """By its weight where the scheme looks at weights and one is given, else by its flag."""
    weight = number_of(row.get("weight"))
    if weight is not None and scheme == "weights":
        return weight >= 1
    if weight is not None and scheme == "sum_of_weights":
        return weight > 0
    return bool(row.get("correct"))
