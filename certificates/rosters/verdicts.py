"""What is said of a row of a roster, and what to do about it.

A roster must not tell who is certified: only number *and* name together get an answer. An unknown
number, another woman's number and a certificate of another country get the very same words. A slip in
the number is told by its check character alone, and a number that stands twice by the roster alone:
neither says anything about a certificate.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from certificates.codes import read_number, same_name


class Verdict(StrEnum):
    """The status of one row, worst first: that is the order in which rows are shown."""

    REVOKED = "revoked"
    REPLACED = "replaced"
    SUSPENDED = "suspended"
    ASK = "ask"
    EXPIRED = "expired"
    NO_MATCH = "no_match"
    MISTYPED = "mistyped"
    TWICE = "twice"
    NO_NUMBER = "no_number"
    NO_NAME = "no_name"
    VALID = "valid"

    @property
    def label(self) -> str:
        """The status in a word or two."""
        return WORDS[self][0]

    @property
    def advice(self) -> str:
        """What to do about it."""
        return WORDS[self][1]


WORDS = {
    Verdict.VALID: ("Valid", "Compare the name with an identity document. Then she can be placed."),
    Verdict.EXPIRED: ("Expired", "Do not place her yet. Ask her trainer for a refresher."),
    Verdict.REVOKED: ("Withdrawn", "Do not place her. Ask the certification office."),
    Verdict.REPLACED: ("Replaced", "Ask her for her newer paper, and check that one."),
    Verdict.SUSPENDED: (
        "Cannot be confirmed at present",
        "Do not place her yet. Ask the certification office, and check again later.",
    ),
    Verdict.ASK: ("Ask the office", "Do not place her yet. Ask the certification office."),
    Verdict.NO_MATCH: (
        "No match",
        "Read number and name again from her paper, letter by letter. If they are right, ask the"
        " certification office.",
    ),
    Verdict.MISTYPED: (
        "Number mistyped",
        "A sign of the number is wrong or missing. Read it again from her paper.",
    ),
    Verdict.TWICE: (
        "The same number twice",
        "This number stands in more than one row. Find out whose it is, and check again.",
    ),
    Verdict.NO_NUMBER: ("No number", "Ask her for the number of her certificate."),
    Verdict.NO_NAME: ("No name", "Write her name as it stands on her paper."),
}


@dataclass(frozen=True)
class Question:
    """What one row asks: a number that can be one, the name in the form that compares, or why not."""

    number: str
    name: str
    fault: Verdict | None = None


def questions(asked: Sequence[tuple[str, str]]) -> list[Question]:
    """What each row asks; ``asked`` are numbers and names as typed.

    Example: a row with the number "" is a question with the fault ``NO_NUMBER``.
    """
    read = [(typed, read_number(typed), same_name(name)) for typed, name in asked]
    times = Counter(number for _, number, _ in read if number)
    return [
        Question(number or "", name, _fault(typed, number, name, times))
        for typed, number, name in read
    ]


def verdict_of(status: str) -> Verdict:
    """The verdict of a certificate that matches, by its status; one that is not known here is safe."""
    return ANSWERS.get(status, Verdict.ASK)


#: By the value of ``certificates.models.Status``.
ANSWERS = {
    "valid": Verdict.VALID,
    "expired": Verdict.EXPIRED,
    "revoked": Verdict.REVOKED,
    "suspended": Verdict.SUSPENDED,
    "replaced": Verdict.REPLACED,
}


def _fault(typed: str, number: str | None, name: str, times: Counter[str]) -> Verdict | None:
    if not any(sign.isalnum() for sign in typed):
        return Verdict.NO_NUMBER
    if number is None:
        return Verdict.MISTYPED
    if times[number] > 1:
        return Verdict.TWICE
    return None if name else Verdict.NO_NAME
