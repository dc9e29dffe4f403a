"""What a question is made of: options, pairs, items, accepted answers, gaps and rubric rows.

Each is a plain value with the names of docs/question-format.md and can be read from its JSON.
A weight is a share of the mark from -1 to 1, or of the other gaps' weights for a gap.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessments.grading.readings import exact, flag, text, whole
from assessments.grading.refusals import PaperError
from assessments.grading.schemes import GAP_SCHEMES, SAFETIES


@dataclass(frozen=True)
class Option:
    """What may be chosen.

    ``safety`` is "essential", "harmful" or "neither" (critical multiple only). ``weight`` None: what
    the scheme gives a right or wrong option by itself. ``gap`` names the gap it belongs to.
    """

    uid: str
    correct: bool
    safety: str = "neither"
    weight: Fraction | None = None
    gap: str = ""

    def __post_init__(self) -> None:
        if self.safety not in SAFETIES:
            raise PaperError(f"The safety of an option must be one of {', '.join(SAFETIES)}.")
        if self.weight is not None:
            _refuse_weight(self.weight)

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "Option":
        weight = row.get("weight")
        return cls(
            uid=text(row.get("uid"), "The uid of an option"),
            correct=flag(row.get("correct"), '"correct" of an option'),
            safety=text(row.get("safety"), "The safety of an option") or "neither",
            weight=None if weight is None else exact(weight, "The weight of an option"),
            gap=text(row.get("gap"), "The gap of an option"),
        )


@dataclass(frozen=True)
class Pair:
    """A stem and the choice that is right for it; without ``uid`` and ``text`` it is an extra choice."""

    uid: str
    text: str
    choice_uid: str
    choice: str = ""

    def __post_init__(self) -> None:
        if self.text and not self.uid:
            raise PaperError(f'The stem "{self.text}" has no uid: give it one.')
        if not self.choice_uid:
            raise PaperError("A choice has no choice_uid: give it one.")

    @property
    def is_stem(self) -> bool:
        return bool(self.uid)

    @property
    def choice_name(self) -> tuple[str, ...]:
        """What tells this choice from others: what is read, so that twins in words are one choice."""
        words = " ".join(self.choice.split()).casefold()
        return ("words", words) if words else ("uid", self.choice_uid)

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "Pair":
        return cls(
            uid=text(row.get("uid"), "The uid of a pair"),
            text=text(row.get("text"), "The text of a pair"),
            choice_uid=text(row.get("choice_uid"), "The choice_uid of a pair"),
            choice=text(row.get("choice"), "The choice of a pair"),
        )


@dataclass(frozen=True)
class Item:
    """One of the things to put in order."""

    uid: str

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "Item":
        return cls(uid=text(row.get("uid"), "The uid of an item"))


@dataclass(frozen=True)
class Accepted:
    """An answer that earns ``weight``: a rule of a short answer; a number or range of a numeric one."""

    uid: str
    text: str
    tolerance: Fraction = Fraction(0)
    weight: Fraction = Fraction(1)
    gap: str = ""

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise PaperError("An accepted answer is empty: write it or take it away.")
        if self.tolerance < 0:
            raise PaperError("A tolerance must not be below zero.")
        _refuse_weight(self.weight)

    @property
    def is_anything(self) -> bool:
        """Whether it is the lone star, which every readable answer fits."""
        return self.text.strip() == "*"

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "Accepted":
        return cls(
            uid=text(row.get("uid"), "The uid of an accepted answer"),
            text=text(row.get("text"), "The text of an accepted answer"),
            tolerance=exact(row.get("tolerance") or 0, "The tolerance of an accepted answer"),
            weight=exact(row.get("weight", 1), "The weight of an accepted answer"),
            gap=text(row.get("gap"), "The gap of an accepted answer"),
        )


@dataclass(frozen=True)
class Gap:
    """One gap of a cloze; options and accepted answers name it by ``name``."""

    uid: str
    name: str
    kind: str
    weight: Fraction = Fraction(1)

    def __post_init__(self) -> None:
        if not self.name:
            raise PaperError("A gap has no name: give it the one that stands in the text.")
        if self.kind not in GAP_SCHEMES:
            raise PaperError(f"The kind of a gap must be one of {', '.join(GAP_SCHEMES)}.")
        if self.weight < 0:
            raise PaperError("The weight of a gap must not be below zero.")

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "Gap":
        return cls(
            uid=text(row.get("uid"), "The uid of a gap"),
            name=text(row.get("name"), "The name of a gap"),
            kind=text(row.get("kind"), "The kind of a gap"),
            weight=exact(row.get("weight", 1), "The weight of a gap"),
        )


@dataclass(frozen=True)
class RubricRow:
    """One line of a rubric and the most points it can give."""

    uid: str
    points: int

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "RubricRow":
        return cls(
            uid=text(row.get("uid"), "The uid of a rubric row"),
            points=whole(row.get("points"), "The points of a rubric row", least=0),
        )


def _refuse_weight(weight: Fraction) -> None:
    if not -1 <= weight <= 1:
        raise PaperError("A weight must lie between -1 and 1.")
