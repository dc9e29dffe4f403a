"""L02 and H06: what the marking engine says."""

from dataclasses import replace
from fractions import Fraction

import pytest

from assessments import grading
from tests.assessments.linting.contents import found, multiple, numeric, option, single


def ticking_all(percent):
    return [
        (
            f"Ticking every option earns {percent} % of the mark: choose the scheme “balanced”,"
            " or let wrong options cost as much as right ones earn.",
            "marking",
        )
    ]


def weighed(*weights):
    return multiple(
        scheme="sum_of_weights",
        options=[
            option(f"Say {place}.", correct=each[0] != "-", weight=each)
            for place, each in enumerate(weights)
        ],
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (multiple(), []),
        (multiple(scheme="all_or_nothing"), []),
        (weighed("0.5", "0.5", "-0.5", "-0.5"), []),
        (weighed("0.5", "0.5", "-1"), []),
        (weighed("0.5", "0.5", "-0.99"), ticking_all(1)),
        (weighed("0.5", "0.5", "-0.5", "-0.25", "-0.0"), ticking_all(25)),
        (multiple(scheme="right_less_wrong"), []),
        (multiple(scheme="right_less_wrong", right=("a", "b", "c")), ticking_all(34)),
        (multiple(scheme="each_option"), ticking_all(50)),
        (multiple(scheme="each_option", mark=7), ticking_all(50)),
        (multiple(scheme="halves", wrong=("a",)), ticking_all(50)),
        (multiple(scheme="halves"), []),
        (single(options=[option("a", correct=True), option("b"), option("c")]), []),
    ],
)
def test_ticking_all(content, expected):
    assert found("L02", content) == expected


def test_ticking_nothing(monkeypatch):
    """No scheme of ours pays for a blank; if one ever does, this rule sees it."""
    real = grading.mark
    monkeypatch.setattr(
        grading,
        "mark",
        lambda question, answer: replace(
            real(question, answer), **({} if answer["chosen"] else {"earned": Fraction(1, 2)})
        ),
    )

    assert found("L02", multiple()) == [
        (
            "Ticking no option earns 50 % of the mark: choose the scheme “balanced”,"
            " or let wrong options cost as much as right ones earn.",
            "marking",
        )
    ]


@pytest.mark.parametrize(
    ("content", "percents"),
    [
        (weighed("0.5", "0.25", "-1"), [75]),
        (weighed("2/3", "0.333", "-1"), [99]),
        (weighed("1/2", "1/2", "-1"), []),
    ],
)
def test_right_options_that_earn_less_than_the_mark(content, percents):
    assert found("L01", content) == [
        (
            f"The right options together earn {percent} % of the mark:"
            " make their weights add up to 1.",
            "options",
        )
        for percent in percents
    ]


def test_what_cannot_be_marked_says_why():
    assert found("H06", numeric(scheme="roughly")) == [
        (
            'Marking refuses this question. A numeric question has no scheme "roughly":'
            " use one of nominal, relative, geometric.",
            "marking",
        )
    ]


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        ({}, 1),
        (single(type="essay"), 1),
        (single(mark=0), 1),
        (single(mark=1), 0),
        (numeric(tolerance="-1"), 1),
        (numeric(tolerance="1"), 0),
    ],
)
def test_what_marking_refuses(content, refused):
    assert len(found("H06", content)) == refused
