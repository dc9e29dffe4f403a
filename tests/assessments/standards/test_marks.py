"""Pass marks as whole percents."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.standards.marks import less_sems, whole_percent

percents = st.fractions(-50, 150, max_denominator=60)


@pytest.mark.parametrize(
    ("percent", "mark"),
    [
        (Fraction(80), 80),
        (Fraction(236, 3), 79),
        (Fraction(80) + Fraction(1, 10**12), 81),
        (Fraction(1, 1000), 1),
        (Fraction(0), 1),
        (Fraction(-5), 1),
        (Fraction(1), 1),
        (Fraction(11, 10), 2),
        (Fraction(99), 99),
        (Fraction(199, 2), 100),
        (Fraction(100), 100),
        (Fraction(101), 100),
    ],
)
def test_mark_is_rounded_up_between_one_and_a_hundred(percent, mark):
    assert whole_percent(percent) == mark


@given(percents, percents)
def test_higher_percent_never_has_a_lower_mark(one, other):
    low, high = sorted([one, other])

    assert 1 <= whole_percent(low) <= whole_percent(high) <= 100


def test_worked_example_of_the_module_docstring():
    less = less_sems(Fraction(236, 3), 1, 4.5)

    assert (less, whole_percent(less)) == (Fraction(445, 6), 75)


@pytest.mark.parametrize(
    ("k", "sem", "left"),
    [
        (0, 4.5, Fraction(80)),
        (2, 4.5, Fraction(71)),
        (Fraction(1, 2), 5.0, Fraction(155, 2)),
        (Decimal("1.5"), 2.0, Fraction(77)),
        (1, 1 / 3, Fraction(239, 3)),
        (1, 1.9999999999999998, Fraction(78)),  # dust of a root costs no percent
        (1, 0.000001, Fraction(80) - Fraction(1, 10**6)),
        (1, 0.0000001, Fraction(80)),
    ],
)
def test_standard_errors_are_taken_off(k, sem, left):
    assert less_sems(Fraction(80), k, sem) == left


def test_number_of_errors_is_exact():
    with pytest.raises(TypeError):
        less_sems(Fraction(80), 1.5, 2.0)
