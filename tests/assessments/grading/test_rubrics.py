"""Marking by hand."""

from fractions import Fraction

import pytest

from assessments.grading import grade, mark
from tests.assessments.grading.make import by_hand, single


@pytest.mark.parametrize(
    ("answer", "earned", "state"),
    [
        ({"text": "I rest.", "points": {"h0": 2, "h1": 1}}, Fraction(3, 5), "partial"),
        ({"text": "I rest.", "points": {"h0": 2, "h1": 3}}, 1, "right"),
        ({"text": "I rest.", "points": {"h0": 9, "h1": 1}}, Fraction(3, 5), "partial"),
        ({"text": "I rest.", "points": {"h0": -9, "h1": 1}}, Fraction(1, 5), "partial"),
        ({"text": "I rest.", "points": {"h0": 0, "h1": 0}}, 0, "wrong"),
        ({"text": "I rest.", "points": {"h0": 0}}, 0, "wrong"),
        ({"text": "I rest.", "points": {"h1": 3}}, Fraction(3, 5), "partial"),
        ({"points": {"h1": 3}}, Fraction(3, 5), "partial"),
        ({"text": "I rest.", "points": {"h0": 10**5000, "h1": 3}}, 1, "right"),
        ({"text": "I rest."}, 0, "unmarked"),
        ({"text": "I rest.", "points": {}}, 0, "unmarked"),
        ({"text": "I rest.", "points": {"x": 3}}, 0, "unmarked"),
        ({"text": "I rest.", "points": {"h0": True, "h1": "3"}}, 0, "unmarked"),
        ({"text": "I rest.", "points": {"h0": 1.5, "h1": None}}, 0, "unmarked"),
        ({"text": "I rest.", "points": [2, 3]}, 0, "unmarked"),
        ({"text": " "}, 0, "unanswered"),
        ({"text": None}, 0, "unanswered"),
        ({}, 0, "unanswered"),
        ({"text": 5}, 0, "unreadable"),
        ({"text": "x" * 10_000}, 0, "unmarked"),
    ],
)
def test_mark_by_hand(answer, earned, state):
    found = mark(by_hand(2, 3), answer)

    assert (found.earned, found.state, found.parts) == (earned, state, ())


@pytest.mark.parametrize(
    ("answer", "failed"),
    [
        ({"text": "I rest."}, False),  # nothing has failed while it waits
        ({"text": "I rest.", "points": {"h0": 1}}, True),
        ({"text": "I rest.", "points": {"h0": 2}}, False),
        ({"text": ""}, True),
    ],
)
def test_critical_question_fails_only_once_it_is_marked(answer, failed):
    assert mark(by_hand(2, critical=True), answer).critical_failed is failed


def test_paper_is_not_passed_while_an_answer_waits():
    paper = [single(str(place)) for place in range(9)] + [by_hand(2)]
    right = {str(place): {"chosen": ["a"]} for place in range(9)}

    waiting = grade(paper, right | {"h": {"text": "I rest."}}, pass_mark=80)
    marked = grade(paper, right | {"h": {"text": "I rest.", "points": {"h0": 0}}}, pass_mark=80)

    assert (waiting.percent, waiting.passed, waiting.needs_person) == (90, False, ("h",))
    assert (marked.percent, marked.passed, marked.needs_person) == (90, True, ())
