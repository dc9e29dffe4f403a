"""The whole item analysis."""

from decimal import Decimal
from fractions import Fraction
from math import sqrt
from random import Random

import pytest

from assessments.statistics import Item, Totals, analyse, findings


def test_worked_example_of_the_module_docstring():
    found = analyse([[1, 1], [1, 0], [0, 0]], [1, 1])

    assert [item.facility for item in found.items] == [
        pytest.approx(2 / 3),
        pytest.approx(1 / 3),
    ]
    assert (found.totals.mean, found.reliability.alpha) == (1.0, pytest.approx(2 / 3))


def test_analysis_of_nothing_is_open_in_every_figure():
    found = analyse([], [1, 1])

    nothing = Item(0, 0, 0, None, None, None, None, None, None)
    assert found.items == (nothing, nothing)
    assert found.totals == Totals(0, None, None, None, None, None)
    assert found.reliability is None


def test_pool_is_analysed_per_question_and_has_no_reliability():
    found = analyse([[1, None, 2], [0, None, 1], [None, 1, 0]], [1, 1, 2])

    assert [item.n for item in found.items] == [2, 1, 3]
    assert found.items[0].discrimination == 100.0
    assert found.items[2].sd == 1.0
    assert found.reliability is None


def test_guesses_go_with_their_questions():
    found = analyse([[1, 1]], [1, 1], guess=[Fraction(1, 4), None])

    assert [item.guess for item in found.items] == [0.25, None]


def test_guesses_are_as_many_as_the_questions():
    with pytest.raises(ValueError, match=r"^1 guesses for 2 questions$"):
        analyse([[1, 1]], [1, 1], guess=[None])


def test_decimals_and_fractions_are_the_same_marks():
    decimals = analyse([[Decimal("0.1"), 1], [Decimal("0.3"), 0]], [1, 1])

    assert decimals == analyse([[Fraction(1, 10), 1], [Fraction(3, 10), 0]], [1, 1])
    assert decimals.items[0].sd == pytest.approx(sqrt(0.02))


def test_five_hundred_attempts_at_fifty_questions_are_analysed():
    """The largest cohort; thirds and quarters, so that the common unit is a small one."""
    random = Random(3)
    parts = [Fraction(0), Fraction(1, 4), Fraction(1, 3), Fraction(1)]
    marks = [[random.choice(parts) for _ in range(50)] for _ in range(500)]

    found = analyse(marks, [1] * 50)

    assert (len(found.items), found.totals.n) == (50, 500)
    assert sum(item.effective_weight or 0 for item in found.items) == pytest.approx(100)
    assert findings(found)[-1].kind == "reliability"
