"""What marking gives, and its JSON."""

import json
from fractions import Fraction

import pytest

from assessments.grading import Mark, Part, Result
from assessments.grading.results import Outcome

F = Fraction


@pytest.mark.parametrize(
    ("share", "cut", "state"),
    [
        (F(1), 1, "right"),
        (2, 1, "right"),
        (1 - F(1, 10**30), 1 - F(1, 10**30), "partial"),
        (F(1, 10**30), F(1, 10**30), "partial"),
        (0, 0, "wrong"),
        (F(-1, 2), 0, "wrong"),
    ],
)
def test_share_is_cut_and_gives_its_state(share, cut, state):
    assert Outcome.of(share) == Outcome(F(cut), state, ())


def test_outcome_of_parts_is_unanswered_only_when_all_are():
    blank, unread = Part("a", F(0), "unanswered"), Part("b", F(0), "unreadable")

    assert Outcome.of_parts(0, (blank, blank)) == Outcome(F(0), "unanswered", (blank, blank))
    assert Outcome.of_parts(0, (blank, unread)) == Outcome(F(0), "wrong", (blank, unread))


def test_outcome_becomes_a_part():
    assert Outcome(F(1, 2), "partial").as_part("a") == Part("a", F(1, 2), "partial")


@pytest.mark.parametrize(
    ("earned", "percent", "passed"),
    [(F(4), 80, True), (F(4) - F(1, 10**9), 79, False), (F(5), 100, True), (F(0), 0, False)],
)
def test_percent_is_rounded_down_and_pass_is_exact(earned, percent, passed):
    result = Result.of((Mark("a", earned, 5, "partial"),), 80)

    assert (result.percent, result.passed, result.possible) == (percent, passed, 5)
    assert isinstance(result.percent, int)


@pytest.mark.parametrize(
    ("mark", "failed", "waiting"),
    [
        (Mark("b", F(0), 1, "wrong", True), ("b",), ()),
        (Mark("b", F(0), 1, "unmarked"), (), ("b",)),
    ],
)
def test_failed_critical_and_waiting_answer_hold_a_pass_back(mark, failed, waiting):
    result = Result.of((Mark("a", F(99), 99, "right"), mark), 50)

    assert (result.passed, result.critical_failed, result.needs_person) == (False, failed, waiting)


def test_result_without_marks_is_not_passed():
    assert Result.of((), 1) == Result((), F(0), 0, 0, False)


def test_result_as_json_has_the_documented_form():
    marks = (
        Mark("a", F(1, 2), 1, "partial", False, (Part("p", F(1, 2), "partial"),)),
        Mark("b", F(3), 3, "right"),
        Mark("c", F(0), 1, "wrong", True),
        Mark("d", F(0), 1, "unmarked"),
    )

    found = Result.of(marks, 80).as_json()

    assert json.loads(json.dumps(found)) == {
        "earned": "7/2",
        "possible": 6,
        "percent": 58,
        "passed": False,
        "critical_failed": ["c"],
        "needs_person": ["d"],
        "marks": [
            {
                "uid": "a",
                "earned": "1/2",
                "possible": 1,
                "state": "partial",
                "critical_failed": False,
                "parts": [{"uid": "p", "share": "1/2", "state": "partial"}],
            },
            {
                "uid": "b",
                "earned": "3",
                "possible": 3,
                "state": "right",
                "critical_failed": False,
                "parts": [],
            },
            {
                "uid": "c",
                "earned": "0",
                "possible": 1,
                "state": "wrong",
                "critical_failed": True,
                "parts": [],
            },
            {
                "uid": "d",
                "earned": "0",
                "possible": 1,
                "state": "unmarked",
                "critical_failed": False,
                "parts": [],
            },
        ],
    }
