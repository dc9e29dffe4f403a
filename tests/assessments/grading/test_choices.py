"""Marking what was chosen: every scheme, worked by hand."""

from fractions import Fraction

import pytest

from assessments.grading import Option, Question, mark
from tests.assessments.grading.make import multiple, single

F = Fraction
TRUE_FALSE = Question("t", "true_false", options=(Option("yes", True), Option("no", False)))
WEIGHED = single(scheme="weights", weights=("1", "1/2", "-1/4"))


@pytest.mark.parametrize(
    ("question", "answer", "earned", "state"),
    [
        (single(), {"chosen": ["a"]}, 1, "right"),
        (single(), {"chosen": ("a",)}, 1, "right"),
        (single(), {"chosen": ["b"]}, 0, "wrong"),
        (single(worth=3), {"chosen": ["a"]}, 3, "right"),
        (single(), {"chosen": ["a", "b"]}, 0, "wrong"),
        (single(), {"chosen": ["a", "a"]}, 1, "right"),
        (single(), {"chosen": []}, 0, "unanswered"),
        (single(), {"chosen": "a"}, 0, "unanswered"),
        (single(), {"chosen": [["a"], 1, None]}, 0, "unanswered"),
        (single(), {"chosen": {"a": 1}}, 0, "unanswered"),
        (single(), {"number": "1"}, 0, "unanswered"),
        (single(), ["a"], 0, "unanswered"),
        (single(), None, 0, "unanswered"),
        (single(), {"chosen": ["of another question"]}, 0, "unreadable"),
        (single(), {"chosen": ["of another question", "a"]}, 1, "right"),
        (TRUE_FALSE, {"chosen": ["yes"]}, 1, "right"),
        (TRUE_FALSE, {"chosen": ["no"]}, 0, "wrong"),
        (TRUE_FALSE, {"chosen": []}, 0, "unanswered"),
        (TRUE_FALSE, {}, 0, "unanswered"),
        (WEIGHED, {"chosen": ["a"]}, 1, "right"),
        (WEIGHED, {"chosen": ["b"]}, F(1, 2), "partial"),
        (WEIGHED, {"chosen": ["c"]}, 0, "wrong"),
        (WEIGHED, {"chosen": ["a", "b"]}, 0, "wrong"),
        (single(scheme="weights"), {"chosen": ["a"]}, 1, "right"),
        (single(scheme="weights"), {"chosen": ["b"]}, 0, "wrong"),
        (single(weights=("0", "1", "1")), {"chosen": ["a"]}, 1, "right"),  # weights unused
    ],
)
def test_mark_of_a_single_choice(question, answer, earned, state):
    found = mark(question, answer)

    assert (found.earned, found.state) == (earned, state)


@pytest.mark.parametrize(
    ("scheme", "of", "chosen", "earned"),
    [
        ("balanced", (4, 1), "r0 r1 r2", F(3, 4)),
        ("balanced", (4, 1), "r0 r1 r2 w0", 0),
        ("balanced", (2, 3), "r0 r1 w0", F(2, 3)),
        ("balanced", (2, 2), "r0 r1", 1),
        ("balanced", (2, 2), "r0 r0 x", F(1, 2)),
        ("balanced", (2, 2), "r0 r1 w0 w1", 0),
        ("balanced", (2, 2), "w0", 0),
        ("all_or_nothing", (2, 2), "r0 r1", 1),
        ("all_or_nothing", (2, 2), "r0 r1 w0", 0),
        ("all_or_nothing", (2, 2), "r0", 0),
        ("right_less_wrong", (3, 1), "r0 r1 r2 w0", F(2, 3)),
        ("right_less_wrong", (3, 1), "r0 r1 r2", 1),
        ("right_less_wrong", (3, 2), "r0 w0", 0),
        ("right_less_wrong", (3, 2), "w0 w1", 0),
        ("right_less_wrong", (3, 0), "r0", F(1, 3)),
        ("each_option", (2, 1), "r0", F(67, 100)),
        ("each_option", (2, 1), "w0", 0),
        ("each_option", (2, 1), "r0 r1 w0", F(67, 100)),
        ("each_option", (2, 1), "r0 w0", F(33, 100)),
        ("each_option", (2, 1), "r0 r1", 1),
        ("each_option", (4, 4), "r0 r1", F(3, 4)),
        ("each_option", (4, 4), "r0 w0 w1 w2", F(1, 4)),
        ("each_option", (4, 4), "r0", F(63, 100)),  # 0.625 goes up
        ("halves", (2, 1), "r0 r1", 1),
        ("halves", (2, 1), "r0", F(1, 2)),
        ("halves", (1, 1), "r0 w0", 0),  # two options only
        ("halves", (2, 2), "r0 w0", 0),  # four options only
        ("halves", (3, 2), "r0", F(1, 4)),
        ("halves", (3, 2), "r0 r1 r2 w0 w1", F(1, 4)),
        ("halves", (3, 2), "r0 r1 w0", F(1, 4)),
        ("halves", (3, 2), "r0 w0", 0),
        ("sum_of_weights", (2, 2), "r0", F(1, 2)),
        ("sum_of_weights", (2, 2), "r0 r1 w0 w1", 1),  # wrong ones cost nothing by themselves
        ("sum_of_weights", (3, 1), "r0 r1", F(2, 3)),
    ],
)
def test_mark_of_a_multiple_response(scheme, of, chosen, earned):
    found = mark(multiple(*of, scheme=scheme), {"chosen": chosen.split()})

    state = "right" if earned == 1 else "partial" if earned else "wrong"
    assert (found.earned, found.state) == (earned, state)


@pytest.mark.parametrize(
    ("chosen", "earned"),
    [
        ("r0", F(3, 4)),
        ("r0 r1", 1),
        ("r0 w0", F(1, 4)),
        ("w0", 0),
        ("r0 r1 w0", F(1, 2)),
        ("w1", 0),
    ],
)
def test_sum_of_given_weights_stays_between_nothing_and_all(chosen, earned):
    weights = {"r0": "3/4", "r1": "1/4", "w0": "-1/2", "w1": "0"}
    question = multiple(2, 2, scheme="sum_of_weights", weights=weights)

    assert mark(question, {"chosen": chosen.split()}).earned == earned


def test_sum_of_weights_is_cut_at_the_whole():
    question = multiple(2, 1, scheme="sum_of_weights", weights={"r0": "1", "r1": "1"})

    assert (mark(question, {"chosen": ["r0", "r1"]}).earned) == 1


@pytest.mark.parametrize(
    "scheme",
    ["balanced", "all_or_nothing", "sum_of_weights", "right_less_wrong", "each_option", "halves"],
)
@pytest.mark.parametrize("chosen", [[], ["x"], None, "r0"])
def test_nothing_chosen_is_unanswered_and_earns_nothing(scheme, chosen):
    found = mark(multiple(1, 4, scheme=scheme), {"chosen": chosen})

    assert (found.earned, found.state) == (0, "unanswered")


SAFE = multiple(2, 2, critical=True, safety={"r0": "essential", "w0": "harmful"})
ONLY_HARM = multiple(2, 2, critical=True, safety={"w0": "harmful"})
ONLY_ESSENTIAL = multiple(2, 2, critical=True, safety={"r0": "essential"})


@pytest.mark.parametrize(
    ("question", "chosen", "earned", "failed"),
    [
        (SAFE, ["r0", "r1"], 1, False),
        (SAFE, ["r0"], F(1, 2), False),  # a harmless omission only costs marks
        (SAFE, ["r0", "r1", "w1"], F(1, 2), False),  # so does a harmless slip
        (SAFE, ["r1"], F(1, 2), True),  # the essential one is missed
        (SAFE, ["r0", "r1", "w0"], F(1, 2), True),  # a harmful one is chosen
        (SAFE, ["r0", "w1"], 0, False),
        (SAFE, [], 0, True),
        (ONLY_HARM, ["r0"], F(1, 2), False),
        (ONLY_HARM, ["w0"], 0, True),
        (ONLY_HARM, [], 0, True),  # silence is no proof of safety
        (ONLY_ESSENTIAL, ["r0", "w0", "w1"], 0, False),
        (ONLY_ESSENTIAL, ["r1"], F(1, 2), True),
        (multiple(critical=True), ["r0"], F(1, 2), True),  # not flagged: right or failed
        (multiple(critical=True), ["r0", "r1"], 1, False),
        (multiple(safety={"w0": "harmful"}), ["w0"], 0, False),  # not critical
    ],
)
def test_critical_multiple_response_is_judged_by_safety(question, chosen, earned, failed):
    found = mark(question, {"chosen": chosen})

    assert (found.earned, found.critical_failed) == (earned, failed)


def test_safety_flags_bind_only_a_multiple_response():
    options = (Option("a", True, "essential"), Option("b", False, "harmful"))
    question = Question("s", "single", critical=True, options=options)

    assert mark(question, {"chosen": ["a", "b"]}).critical_failed is True
