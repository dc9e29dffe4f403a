"""Marking numbers: tables of cases."""

from fractions import Fraction

import pytest

from assessments.grading import Question, mark
from tests.assessments.grading.make import accepting, numeric

SEVERAL = accepting("numeric", ("10", "1", "1"), ("8..20", "1/2"), ("21", "-1"), ("*", "1/10"))
NO_STAR = accepting("numeric", ("10", "1/2"), "10")
UNIT = {"unit": "m", "other_units": (("cm", Fraction(100)),)}


def of_earned(penalty):
    return numeric("1.5", "0", unit_penalty=Fraction(penalty), **UNIT)


HALF_EARNED = accepting("numeric", ("10", "1/2"), unit_penalty=Fraction(1, 4), **UNIT)
HALF_WHOLE = accepting(
    "numeric", ("10", "1/2"), unit_penalty=Fraction(1, 4), unit_penalty_of="whole", **UNIT
)


@pytest.mark.parametrize(
    ("question", "typed", "earned", "state"),
    [
        (numeric(), "20.5", 1, "right"),
        (numeric(), "20.50000000000020", 1, "right"),
        (numeric(), "20.50000000000021", 0, "wrong"),
        (numeric(), "19,5", 1, "right"),
        (numeric(), "20.51", 0, "wrong"),
        (numeric(), "  ", 0, "unanswered"),
        (numeric(), "", 0, "unanswered"),
        (numeric(), None, 0, "unanswered"),
        (numeric(), 20, 0, "unreadable"),
        (numeric(), "1.234", 0, "unreadable"),
        (numeric("1.234", "0", decimals="moodle"), "1,234", 1, "right"),
        (Question("n", "numeric"), "20", 0, "unreadable"),
        (numeric(scheme="relative"), "30", 1, "right"),
        (numeric(scheme="geometric"), "30", 1, "right"),
        (numeric(scheme="geometric"), "13.3", 0, "wrong"),
        (SEVERAL, "9", 1, "right"),
        (SEVERAL, "11", 1, "right"),
        (SEVERAL, "11.1", Fraction(1, 2), "partial"),
        (SEVERAL, "8", Fraction(1, 2), "partial"),
        (SEVERAL, "20", Fraction(1, 2), "partial"),
        (SEVERAL, "21", 0, "wrong"),
        (SEVERAL, "-1", Fraction(1, 10), "partial"),
        (SEVERAL, "ten", 0, "unreadable"),
        (NO_STAR, "10", Fraction(1, 2), "partial"),  # the first that fits, not the best
        (NO_STAR, "11", 0, "wrong"),
        (numeric(unit="kg"), "20", 1, "right"),
        (numeric(unit="kg"), "20 kg", 1, "right"),
        (numeric(unit="kg"), "20 g", 0, "unreadable"),
        (numeric(), "20 kg", 0, "unreadable"),
        (numeric(unit_penalty=Fraction(1)), "20", 1, "right"),  # there is no unit to miss
        (of_earned("1/4"), "1.5 m", 1, "right"),
        (of_earned("1/4"), "150 cm", 1, "right"),
        (of_earned("1/4"), "1.5", Fraction(3, 4), "partial"),
        (of_earned("1/4"), "1.5 km", Fraction(3, 4), "partial"),
        (of_earned("1"), "1.5 km", 0, "wrong"),
        (of_earned("0"), "1.5 km", 1, "right"),
        (HALF_EARNED, "10", Fraction(3, 8), "partial"),
        (HALF_WHOLE, "10", Fraction(1, 4), "partial"),
        (HALF_WHOLE, "10 m", Fraction(1, 2), "partial"),
        (HALF_WHOLE, "11", 0, "wrong"),
    ],
)
def test_mark_of_a_number(question, typed, earned, state):
    found = mark(question, {"number": typed})

    assert (found.earned, found.state, found.parts) == (earned, state, ())


def test_accepted_numbers_stand_instead_of_the_answer():
    both = accepting("numeric", "5", answer=Fraction(20))

    assert mark(both, {"number": "20"}).state == "wrong"
    assert mark(both, {"number": "5"}).state == "right"
