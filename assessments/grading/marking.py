"""Marking one question: the type's own marker, the question's mark, and the rule for critical ones.

A critical question fails unless its share is 1. A critical multiple response whose options are flagged
is judged by safety instead. While an answer waits for a person, nothing has failed yet.
"""

from collections.abc import Callable, Mapping
from typing import Any

from assessments.grading.arrangements import mark_matching, mark_ordering
from assessments.grading.choices import is_judged_by_safety, is_unsafe, mark_multiple, mark_single
from assessments.grading.clozes import mark_cloze
from assessments.grading.quantities import mark_number
from assessments.grading.questions import Question
from assessments.grading.results import RIGHT, UNMARKED, Mark, Outcome
from assessments.grading.rubrics import mark_by_hand
from assessments.grading.words import mark_words

_MARKERS: dict[str, Callable[[Question, Mapping[str, Any]], Outcome]] = {
    "single": mark_single,
    "true_false": mark_single,
    "multiple": mark_multiple,
    "matching": mark_matching,
    "ordering": mark_ordering,
    "numeric": mark_number,
    "short": mark_words,
    "cloze": mark_cloze,
}


def mark(question: Question, answer: Any) -> Mark:
    """Mark one answer in its documented form; junk is unanswered or unreadable, never an error."""
    given = answer if isinstance(answer, Mapping) else {}
    marker = mark_by_hand if question.scheme == "by_hand" else _MARKERS[question.kind]
    outcome = marker(question, given)
    return Mark(
        uid=question.uid,
        earned=outcome.share * question.mark,
        possible=question.mark,
        state=outcome.state,
        critical_failed=question.critical and _has_failed(question, given, outcome.state),
        parts=outcome.parts,
    )


def _has_failed(question: Question, answer: Mapping[str, Any], state: str) -> bool:
    if is_judged_by_safety(question):
        return is_unsafe(question, answer)
    return state not in (RIGHT, UNMARKED)
