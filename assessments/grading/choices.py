"""Marking what was chosen: single choice, true or false, multiple response.

A single choice of an option that is not on the question is no wrong answer but an unreadable one; in a
multiple response it is ignored. Nothing chosen is unanswered and earns nothing under every scheme,
also under "each_option", whose formula would pay for the wrong options left blank.

Worked example (balanced): four right options and one wrong, three right chosen: 3/4. With the wrong
one too: 3/4 - 1/1 < 0, so 0.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessments.grading.pieces import Option
from assessments.grading.questions import Question
from assessments.grading.results import UNANSWERED, UNREADABLE, Outcome


@dataclass(frozen=True)
class Ticks:
    """How many right and wrong options were ticked, of how many, and the sum of the ticked weights."""

    right: int
    wrong: int
    of_right: int
    of_wrong: int
    weight: Fraction

    @property
    def of_all(self) -> int:
        return self.of_right + self.of_wrong

    @property
    def errors(self) -> int:
        """Wrong options ticked and right ones left blank."""
        return self.wrong + self.of_right - self.right


def mark_single(question: Question, answer: Mapping[str, Any]) -> Outcome:
    """Mark ``{"chosen": [uid]}`` of a single choice, a true or false, or a gap."""
    known = chosen(question, answer)
    if not known:
        return Outcome.nothing(UNREADABLE if _uids(answer) else UNANSWERED)
    picked = [option for option in question.options if option.uid in known]
    if len(picked) > 1:
        return Outcome.of(0)
    weighs = question.scheme == "weights"
    return Outcome.of(_weight(picked[0], 1) if weighs else int(picked[0].correct))


def mark_multiple(question: Question, answer: Mapping[str, Any]) -> Outcome:
    """Mark ``{"chosen": [uids]}`` of a multiple response."""
    known = chosen(question, answer)
    if not known:
        return Outcome.nothing(UNANSWERED)
    of_right = sum(option.correct for option in question.options)
    picked = [option for option in question.options if option.uid in known]
    right = sum(option.correct for option in picked)
    ticks = Ticks(
        right=right,
        wrong=len(picked) - right,
        of_right=of_right,
        of_wrong=len(question.options) - of_right,
        weight=sum((_weight(option, of_right) for option in picked), Fraction(0)),
    )
    return Outcome.of(_SHARES[question.scheme](ticks))


def is_judged_by_safety(question: Question) -> bool:
    """Whether it is a multiple response with flagged options; what a critical one fails by."""
    flagged = any(option.safety != "neither" for option in question.options)
    return question.kind == "multiple" and flagged


def is_unsafe(question: Question, answer: Mapping[str, Any]) -> bool:
    """Whether nothing or a harmful option was chosen, or an essential one missed."""
    harmful = {option.uid for option in question.options if option.safety == "harmful"}
    essential = {option.uid for option in question.options if option.safety == "essential"}
    known = chosen(question, answer)
    return not known or bool(known & harmful) or not essential <= known


def chosen(question: Question, answer: Mapping[str, Any]) -> set[str]:
    """The uids that were chosen and are on the question."""
    return _uids(answer) & {option.uid for option in question.options}


def _uids(answer: Mapping[str, Any]) -> set[str]:
    raw = answer.get("chosen")
    if not isinstance(raw, (list, tuple)):
        return set()
    return {uid for uid in raw if isinstance(uid, str)}


def _weight(option: Option, of_right: int) -> Fraction:
    """Its weight; where none was given, the right options share the mark equally."""
    if option.weight is not None:
        return option.weight
    return Fraction(1, of_right) if option.correct else Fraction(0)


def _balanced(ticks: Ticks) -> Fraction:
    return Fraction(ticks.right, ticks.of_right) - Fraction(ticks.wrong, ticks.of_wrong)


def _all_or_nothing(ticks: Ticks) -> Fraction:
    return Fraction(int(ticks.errors == 0))


def _sum_of_weights(ticks: Ticks) -> Fraction:
    return ticks.weight


def _right_less_wrong(ticks: Ticks) -> Fraction:
    return Fraction(ticks.right - ticks.wrong, ticks.of_right)


def _each_option(ticks: Ticks) -> Fraction:
    """Open edX's EDC: right ticks and right blanks, rounded half up to two places."""
    exact = Fraction(ticks.of_all - ticks.errors, ticks.of_all)
    return Fraction((exact * 100 + Fraction(1, 2)) // 1, 100)


def _halves(ticks: Ticks) -> Fraction:
    """Open edX's halves: each error halves, and the second only counts on longer lists."""
    if ticks.errors == 1 and ticks.of_all > 2:
        return Fraction(1, 2)
    if ticks.errors == 2 and ticks.of_all > 4:
        return Fraction(1, 4)
    return Fraction(int(ticks.errors == 0))


_SHARES: dict[str, Callable[[Ticks], Fraction]] = {
    "balanced": _balanced,
    "all_or_nothing": _all_or_nothing,
    "sum_of_weights": _sum_of_weights,
    "right_less_wrong": _right_less_wrong,
    "each_option": _each_option,
    "halves": _halves,
}
