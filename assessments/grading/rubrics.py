"""Marking by hand: the points that a person gave, each row between 0 and the most it can give.

Worked example: rows of 2 and 3 points, given 2 and 1: 3/5. Without points the answer waits.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from assessments.grading.pieces import RubricRow
from assessments.grading.questions import Question
from assessments.grading.results import UNANSWERED, UNMARKED, UNREADABLE, Outcome


def mark_by_hand(question: Question, answer: Mapping[str, Any]) -> Outcome:
    """Mark ``{"text": …, "points": {rubric uid: whole points}}``.

    When a person gave a row points, a row without any gives none. The points must come from whoever
    marks, never from what a phone sends: who calls this sees to it.
    """
    raw = answer.get("points")
    given = raw if isinstance(raw, Mapping) else {}
    points = [_points(row, given.get(row.uid)) for row in question.rubric]
    if any(each is not None for each in points):
        possible = sum(row.points for row in question.rubric)
        return Outcome.of(Fraction(sum(each or 0 for each in points), possible))
    text = answer.get("text")
    if text is None or (isinstance(text, str) and not text.strip()):
        return Outcome.nothing(UNANSWERED)
    return Outcome.nothing(UNMARKED if isinstance(text, str) else UNREADABLE)


def _points(row: RubricRow, given: Any) -> int | None:
    if not isinstance(given, int) or isinstance(given, bool):
        return None
    return min(max(given, 0), row.points)
