"""Marking a text with gaps."""

from dataclasses import replace
from fractions import Fraction

import pytest

from assessments.grading import Accepted, Option, Part, mark
from tests.assessments.grading.make import cloze

F = Fraction
RIGHT = {"g-one": {"chosen": ["y"]}, "g-two": {"number": "37"}, "g-three": {"text": "Rest."}}


@pytest.mark.parametrize(
    ("gaps", "earned", "state"),
    [
        (RIGHT, 1, "right"),
        ({"g-one": RIGHT["g-one"]}, F(1, 4), "partial"),
        ({"g-three": RIGHT["g-three"]}, F(1, 2), "partial"),
        (RIGHT | {"g-two": {"number": "36"}}, F(3, 4), "partial"),
        ({"g-one": {"chosen": ["n"]}}, 0, "wrong"),
        ({"g-two": {"number": "x"}}, 0, "wrong"),
        (
            {"g-one": {"chosen": []}, "g-two": {"number": " "}, "g-three": {"text": ""}},
            0,
            "unanswered",
        ),
        ({"g-one": "y", "g-two": ["37"], "g-three": None}, 0, "unanswered"),
        ({}, 0, "unanswered"),
        ([], 0, "unanswered"),
        (None, 0, "unanswered"),
    ],
)
def test_mark_of_gaps(gaps, earned, state):
    found = mark(cloze(), {"gaps": gaps})

    assert (found.earned, found.state) == (earned, state)


def test_parts_tell_each_gap():
    found = mark(cloze(), {"gaps": {"g-one": {"chosen": ["y"]}, "g-two": {"number": "x"}}})

    assert found.parts == (
        Part("g-one", F(1), "right"),
        Part("g-two", F(0), "unreadable"),
        Part("g-three", F(0), "unanswered"),
    )


def test_gaps_earn_parts_of_their_weights():
    question = replace(
        cloze((1, 0, 2)),
        options=(
            Option("y", True, weight=F(1), gap="one"),
            Option("n", False, weight=F(1, 2), gap="one"),
        ),
        accepted=(Accepted("r", "re*", weight=F(1, 4), gap="three"),),
    )

    found = mark(question, {"gaps": {"g-one": {"chosen": ["n"]}, "g-three": {"text": "rest"}}})

    assert (found.earned, found.state) == (F(1, 3), "partial")


def test_gap_that_weighs_nothing_is_not_needed():
    gaps = {uid: answer for uid, answer in RIGHT.items() if uid != "g-two"}

    assert mark(cloze((1, 0, 2)), {"gaps": gaps}).state == "right"


def test_gap_takes_only_its_own_options():
    question = cloze()
    stranger = replace(question, options=(*question.options, Option("s", True)))

    found = mark(stranger, {"gaps": {"g-one": {"chosen": ["s"]}}})

    assert found.parts[0] == Part("g-one", F(0), "unreadable")


@pytest.mark.parametrize(
    ("switch", "value", "gap", "before", "after"),
    [
        ("decimals", "moodle", {"g-two": {"number": "37.125"}}, 0, F(1, 4)),
        ("match_case", True, {"g-three": {"text": "REST"}}, F(1, 2), 0),
        ("match_accents", True, {"g-three": {"text": "rést"}}, F(1, 2), 0),
        ("match_punctuation", True, {"g-three": {"text": "rest."}}, F(1, 2), 0),
    ],
)
def test_switches_of_the_question_hold_in_its_gaps(switch, value, gap, before, after):
    switched = replace(cloze(), **{switch: value})

    assert mark(cloze(), {"gaps": gap}).earned == before
    assert mark(switched, {"gaps": gap}).earned == after
