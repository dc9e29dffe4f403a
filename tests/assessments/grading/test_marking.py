"""Marking one question of any type: the mark it is worth, and what makes a critical one fail."""

from dataclasses import replace
from fractions import Fraction

import pytest

from assessments.grading import Mark, mark
from tests.assessments.grading.make import (
    accepting,
    by_hand,
    cloze,
    matching,
    multiple,
    numeric,
    ordering,
    single,
)

F = Fraction
#: A question of each type, an answer that earns all, and one that earns less.
EACH_TYPE = [
    (single(), {"chosen": ["a"]}, {"chosen": ["b"]}),
    (replace(single(), kind="true_false"), {"chosen": ["a"]}, {"chosen": ["b"]}),
    (multiple(), {"chosen": ["r0", "r1"]}, {"chosen": ["r0"]}),
    (matching(2), {"pairs": {"s0": "c0", "s1": "c1"}}, {"pairs": {"s0": "c0"}}),
    (ordering(3), {"places": {"a": 1, "b": 2, "c": 3}}, {"places": {"a": 1, "b": 3, "c": 2}}),
    (numeric(), {"number": "20.5"}, {"number": "20.51"}),
    (accepting("short", "rest"), {"text": "rest"}, {"text": "run"}),
    (by_hand(2), {"points": {"h0": 2}}, {"points": {"h0": 1}}),
    (
        cloze((1, 0, 0)),
        {"gaps": {"g-one": {"chosen": ["y"]}}},
        {"gaps": {"g-one": {"chosen": ["n"]}}},
    ),
]


@pytest.mark.parametrize(("question", "right", "less"), EACH_TYPE)
def test_whole_mark_is_earned_and_nothing_fails(question, right, less):
    found = mark(replace(question, mark=3, critical=True), right)

    assert (found.uid, found.earned, found.possible) == (question.uid, 3, 3)
    assert (found.state, found.critical_failed) == ("right", False)


@pytest.mark.parametrize(("question", "right", "less"), EACH_TYPE)
def test_critical_question_fails_unless_it_is_right(question, right, less):
    critical = replace(question, critical=True)

    assert mark(critical, less).critical_failed is True
    assert mark(critical, {}).critical_failed is True
    assert mark(question, less).critical_failed is False


@pytest.mark.parametrize(("question", "right", "less"), EACH_TYPE)
@pytest.mark.parametrize("answer", [None, [], "junk", 5, {}])
def test_no_answer_is_unanswered(question, right, less, answer):
    found = mark(question, answer)

    assert (found.earned, found.state) == (0, "unanswered")


def test_unreadable_answer_fails_a_critical_question():
    found = mark(numeric(critical=True), {"number": "twenty"})

    assert found == Mark("n", F(0), 1, "unreadable", True)


def test_share_is_taken_of_the_mark():
    found = mark(replace(multiple(), mark=3), {"chosen": ["r0"]})

    assert found == Mark("m", F(3, 2), 3, "partial")
