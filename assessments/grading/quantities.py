"""Marking a numeric answer: the first accepted number or range that fits gives its weight.

A unit is asked for when a unit penalty is set: a missing or unknown one then loses that share, of what
was earned (f - p x f) or of the whole mark (f - p, not below 0). Without a penalty the unit stands
beside the field: a known one that is typed all the same is converted, an unknown one is unreadable.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from assessments.grading.numbers import UNKNOWN_UNIT, Typed, read_number
from assessments.grading.questions import Question
from assessments.grading.results import UNANSWERED, UNREADABLE, Outcome
from assessments.grading.tolerances import around, window


def mark_number(question: Question, answer: Mapping[str, Any]) -> Outcome:
    """Mark ``{"number": "as typed"}``."""
    raw = answer.get("number")
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return Outcome.nothing(UNANSWERED)
    typed = read_number(
        raw,
        unit=question.unit,
        other_units=dict(question.other_units),
        decimals=question.decimals,
    )
    lost = question.unit_penalty if question.unit else None
    if typed.value is None or not (question.accepted or question.answer is not None):
        return Outcome.nothing(UNREADABLE)
    if typed.problem == UNKNOWN_UNIT and lost is None:
        return Outcome.nothing(UNREADABLE)
    share = max(_weight(question, typed.value), Fraction(0))
    if lost is not None and _lacks_unit(typed):
        share -= lost * share if question.unit_penalty_of == "earned" else lost
    return Outcome.of(share)


def _lacks_unit(typed: Typed) -> bool:
    return not typed.unit or typed.problem == UNKNOWN_UNIT


def _weight(question: Question, number: Fraction) -> Fraction:
    for ends, weight in _windows(question):
        if ends is None or ends[0] <= number <= ends[1]:
            return weight
    return Fraction(0)


def _windows(question: Question) -> Iterator[tuple[tuple[Fraction, Fraction] | None, Fraction]]:
    for accepted in question.accepted:
        yield window(accepted, question.scheme), accepted.weight
    if not question.accepted and question.answer is not None:
        yield around(question.answer, question.tolerance, question.scheme), Fraction(1)
