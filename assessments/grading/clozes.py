"""Marking a text with gaps: each gap as a question of its own, weighed against the others.

Worked example: gaps of weight 1 and 2, the first right, the second blank: 1/3.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from assessments.grading.choices import mark_single
from assessments.grading.pieces import Gap
from assessments.grading.quantities import mark_number
from assessments.grading.questions import Question
from assessments.grading.results import Outcome
from assessments.grading.words import mark_words

_MARKERS: dict[str, Callable[[Question, Mapping[str, Any]], Outcome]] = {
    "single": mark_single,
    "numeric": mark_number,
    "short": mark_words,
}


def mark_cloze(question: Question, answer: Mapping[str, Any]) -> Outcome:
    """Mark ``{"gaps": {gap uid: answer}}``."""
    raw = answer.get("gaps")
    given = raw if isinstance(raw, Mapping) else {}
    parts = tuple(
        _mark_gap(question, gap, given.get(gap.uid)).as_part(gap.uid) for gap in question.gaps
    )
    earned = sum(
        (part.share * gap.weight for gap, part in zip(question.gaps, parts, strict=True)),
        Fraction(0),
    )
    return Outcome.of_parts(earned / sum(gap.weight for gap in question.gaps), parts)


def _mark_gap(question: Question, gap: Gap, answer: Any) -> Outcome:
    return _MARKERS[gap.kind](
        question.gap_question(gap), answer if isinstance(answer, Mapping) else {}
    )
