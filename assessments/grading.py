"""How answers are marked: exactly, from plain values, the same on every machine.

Marks are fractions. Single choice and true/false: all or nothing. Multiple response: the share of
right options chosen, less the share of wrong options chosen, never below zero; so ticking all or
none earns nothing. Numeric: within the tolerance, both ends included. A critical question also has
to be *right*; a critical multiple response is judged by safety: it fails when it is not answered, a
harmful option is chosen or an essential one is missed, and a harmless slip only costs marks.

Passed means: earned x 100 >= pass mark x possible, compared as whole numbers, and no critical
question failed. The shown percentage is rounded down, so nobody reads "80 %, you need 80 %" and fails.

Worked example: four right options and one wrong, three right chosen: 3/4. With the wrong one too:
3/4 - 1/1 < 0, so 0. Nine such questions right and one at 0 of ten: 90 %.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

#: Named in every grading, so that a later rule never passes for this one.
VERSION = "1"

RIGHT, PARTIAL, WRONG, UNANSWERED, UNREADABLE = (
    "right",
    "partial",
    "wrong",
    "unanswered",
    "unreadable",
)
#: More digits than any honest answer; longer input is refused before it costs time.
LONGEST_NUMBER = 30


@dataclass(frozen=True)
class Option:
    """What may be chosen. ``safety`` is "essential", "harmful" or "neither" (critical multiple only)."""

    uid: str
    correct: bool
    safety: str = "neither"


@dataclass(frozen=True)
class Question:
    """One question in plain values.

    ``kind`` is "single", "multiple", "true_false" or "numeric"; ``mark`` the most it can earn, a
    whole number. Numeric: ``answer`` and ``tolerance`` as exact fractions.
    """

    uid: str
    kind: str
    mark: int = 1
    critical: bool = False
    options: tuple[Option, ...] = ()
    answer: Fraction | None = None
    tolerance: Fraction = Fraction(0)

    @classmethod
    def from_content(cls, uid: str, content: Mapping[str, Any]) -> "Question":
        """Read a question from the frozen JSON of its edition."""
        answer = content.get("answer")
        return cls(
            uid=uid,
            kind=content["type"],
            mark=content.get("mark", 1),
            critical=content["critical"],
            options=tuple(
                Option(option["uid"], option["correct"], option.get("safety") or "neither")
                for option in content.get("options", [])
            ),
            answer=None if answer is None else Fraction(answer),
            tolerance=Fraction(content.get("tolerance") or 0),
        )


@dataclass(frozen=True)
class Mark:
    """What one answer earned: ``earned`` of ``possible``, its state, and whether a critical failed."""

    uid: str
    earned: Fraction
    possible: int
    state: str
    critical_failed: bool = False


@dataclass(frozen=True)
class Result:
    """What one attempt earned. ``percent`` is rounded down; ``passed`` was decided on exact values."""

    marks: tuple[Mark, ...]
    earned: Fraction
    possible: int
    percent: int
    passed: bool

    @property
    def critical_failed(self) -> tuple[str, ...]:
        """Uids of the critical questions that were not right."""
        return tuple(mark.uid for mark in self.marks if mark.critical_failed)


@dataclass(frozen=True)
class Step:
    """One step of an observed skill; doing it earns ``points``, a whole number."""

    uid: str
    critical: bool = False
    points: int = 1


@dataclass(frozen=True)
class Verdict:
    """What an observation showed: steps done, critical steps missed, and whether that is enough.

    ``points`` were earned of ``possible``.
    """

    done: int
    steps: int
    missed_critical: tuple[str, ...]
    competent: bool
    points: int
    possible: int


def grade(paper: Iterable[Question], responses: Mapping[str, Any], *, pass_mark: int) -> Result:
    """Mark a whole paper.

    Args:
        paper: the questions, each once.
        responses: uid of the question to its answer, ``{"chosen": [option uids]}`` or
            ``{"number": "text as typed"}``; a missing or junk answer is unanswered or unreadable,
            never an error.
        pass_mark: percent, a whole number from 1 to 100.

    Returns:
        The exact result. An empty paper is never passed.
    """
    marks = tuple(mark(question, responses.get(question.uid)) for question in paper)
    earned = sum((each.earned for each in marks), Fraction(0))
    possible = sum(each.possible for each in marks)
    enough = possible > 0 and earned * 100 >= pass_mark * possible
    return Result(
        marks=marks,
        earned=earned,
        possible=possible,
        percent=int(earned * 100 / possible) if possible else 0,
        passed=enough and not any(each.critical_failed for each in marks),
    )


def mark(question: Question, answer: Any) -> Mark:
    """Mark one answer (see ``grade`` for its form)."""
    if not isinstance(answer, Mapping):
        answer = {}
    if question.kind == "numeric":
        share, state = _mark_number(question, answer.get("number"))
        failed = state != RIGHT
    else:
        chosen = _chosen(question, answer.get("chosen"))
        share, state = _mark_choice(question, chosen)
        failed = _is_unsafe(question, chosen, state)
    return Mark(
        uid=question.uid,
        earned=share * question.mark,
        possible=question.mark,
        state=state,
        critical_failed=question.critical and failed,
    )


def judge(
    steps: Iterable[Step],
    done: Iterable[str],
    *,
    pass_at: int,
    rating: int | None = None,
    rating_at_least: int = 0,
) -> Verdict:
    """Judge an observed skill.

    Competent means: every critical step done, at least ``pass_at`` points in all, and, where
    ``rating_at_least`` is above 0, a ``rating`` of the whole that is not below it (1 clear fail,
    2 borderline, 3 pass, 4 good, 5 excellent; None: not given).
    """
    steps = tuple(steps)
    ticked = set(done) & {step.uid for step in steps}
    missed = tuple(step.uid for step in steps if step.critical and step.uid not in ticked)
    points = sum(step.points for step in steps if step.uid in ticked)
    return Verdict(
        done=len(ticked),
        steps=len(steps),
        missed_critical=missed,
        competent=not missed and points >= pass_at and (rating or 0) >= rating_at_least,
        points=points,
        possible=sum(step.points for step in steps),
    )


def parse_number(text: Any) -> Fraction | None:
    """Read a number as a person types it, or return None.

    Blanks are dropped; one comma or one point is the decimal sign. "1,234" and "1.234" could each
    mean two things, so three digits after a single sign are refused rather than guessed, unless
    the whole part is 0.
    """
    if not isinstance(text, str) or len(text) > LONGEST_NUMBER:
        return None
    plain = "".join(unicodedata.normalize("NFKC", text).split()).replace(",", ".")
    whole, sign, decimals = plain.partition(".")
    digits = whole.lstrip("+-")
    if len(whole) - len(digits) > 1 or not (digits.isascii() and digits.isdigit()):
        return None
    if sign and not (decimals.isascii() and decimals.isdigit()):
        return None
    if len(decimals) == 3 and digits.strip("0"):
        return None
    return Fraction(Decimal(plain))


def _chosen(question: Question, raw: Any) -> set[str]:
    known = {option.uid for option in question.options}
    if not isinstance(raw, (list, tuple)):
        return set()
    return {uid for uid in raw if isinstance(uid, str)} & known


def _mark_choice(question: Question, chosen: set[str]) -> tuple[Fraction, str]:
    if not chosen:
        return Fraction(0), UNANSWERED
    right = {option.uid for option in question.options if option.correct}
    wrong = {option.uid for option in question.options} - right
    if question.kind == "multiple":
        share = Fraction(len(chosen & right), len(right)) - Fraction(
            len(chosen & wrong), len(wrong)
        )
        share = max(share, Fraction(0))
    else:
        share = Fraction(int(len(chosen) == 1 and chosen <= right))
    return share, _state(share)


def _mark_number(question: Question, raw: Any) -> tuple[Fraction, str]:
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return Fraction(0), UNANSWERED
    number = parse_number(raw)
    if number is None or question.answer is None:
        return Fraction(0), UNREADABLE
    share = Fraction(int(abs(number - question.answer) <= question.tolerance))
    return share, _state(share)


def _is_unsafe(question: Question, chosen: set[str], state: str) -> bool:
    """Whether a critical question failed: by safety where its options are flagged, else unless right."""
    harmful = {option.uid for option in question.options if option.safety == "harmful"}
    essential = {option.uid for option in question.options if option.safety == "essential"}
    if question.kind != "multiple" or not harmful | essential:
        return state != RIGHT
    return state == UNANSWERED or bool(chosen & harmful) or not essential <= chosen


def _state(share: Fraction) -> str:
    if share == 1:
        return RIGHT
    return PARTIAL if share else WRONG
