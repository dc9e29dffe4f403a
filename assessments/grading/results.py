"""What marking gives: the share of one answer, the mark of one question, the result of a paper."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

RIGHT, PARTIAL, WRONG = "right", "partial", "wrong"
UNANSWERED, UNREADABLE = "unanswered", "unreadable"
#: Waits for a person.
UNMARKED = "unmarked"


@dataclass(frozen=True)
class Part:
    """What one pair, item or gap earned: its share from 0 to 1 and its state."""

    uid: str
    share: Fraction
    state: str


@dataclass(frozen=True)
class Outcome:
    """The share of a question's mark that an answer earns, from 0 to 1, and its state."""

    share: Fraction
    state: str
    parts: tuple[Part, ...] = ()

    @classmethod
    def of(cls, share: Fraction | int, parts: tuple[Part, ...] = ()) -> "Outcome":
        """The outcome of an answer that was read; its share is cut to 0..1."""
        cut = min(max(Fraction(share), Fraction(0)), Fraction(1))
        state = RIGHT if cut == 1 else PARTIAL if cut else WRONG
        return cls(cut, state, parts)

    @classmethod
    def nothing(cls, state: str, parts: tuple[Part, ...] = ()) -> "Outcome":
        """The outcome of an answer that was not there, not read or not marked yet."""
        return cls(Fraction(0), state, parts)

    @classmethod
    def of_parts(cls, share: Fraction | int, parts: tuple[Part, ...]) -> "Outcome":
        """The outcome of an answer in parts; unanswered when every part is."""
        if all(part.state == UNANSWERED for part in parts):
            return cls.nothing(UNANSWERED, parts)
        return cls.of(share, parts)

    def as_part(self, uid: str) -> Part:
        return Part(uid, self.share, self.state)


@dataclass(frozen=True)
class Mark:
    """What one answer earned: ``earned`` of ``possible``, its state, and whether a critical failed."""

    uid: str
    earned: Fraction
    possible: int
    state: str
    critical_failed: bool = False
    parts: tuple[Part, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "uid": self.uid,
            "earned": str(self.earned),
            "possible": self.possible,
            "state": self.state,
            "critical_failed": self.critical_failed,
            "parts": [
                {"uid": part.uid, "share": str(part.share), "state": part.state}
                for part in self.parts
            ],
        }


@dataclass(frozen=True)
class Result:
    """What one attempt earned. ``percent`` is rounded down; ``passed`` was decided on exact values."""

    marks: tuple[Mark, ...]
    earned: Fraction
    possible: int
    percent: int
    passed: bool

    @classmethod
    def of(cls, marks: tuple[Mark, ...], pass_mark: int) -> "Result":
        """Add up the marks and decide. ``pass_mark`` is a whole percent; no questions, no pass."""
        earned = sum((each.earned for each in marks), Fraction(0))
        possible = sum(each.possible for each in marks)
        enough = possible > 0 and earned * 100 >= pass_mark * possible
        held_back = any(each.critical_failed or each.state == UNMARKED for each in marks)
        return cls(
            marks=marks,
            earned=earned,
            possible=possible,
            percent=earned * 100 // possible if possible else 0,
            passed=enough and not held_back,
        )

    @property
    def critical_failed(self) -> tuple[str, ...]:
        """Uids of the critical questions that were not right."""
        return tuple(mark.uid for mark in self.marks if mark.critical_failed)

    @property
    def needs_person(self) -> tuple[str, ...]:
        """Uids of the questions that wait for a person; until then nothing is passed."""
        return tuple(mark.uid for mark in self.marks if mark.state == UNMARKED)

    def as_json(self) -> dict[str, Any]:
        """The result in the form of docs/question-format.md."""
        return {
            "earned": str(self.earned),
            "possible": self.possible,
            "percent": self.percent,
            "passed": self.passed,
            "critical_failed": list(self.critical_failed),
            "needs_person": list(self.needs_person),
            "marks": [mark.as_json() for mark in self.marks],
        }
