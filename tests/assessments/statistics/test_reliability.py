"""How far a total can be trusted."""

import statistics
from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.statistics.intervals import feldt
from assessments.statistics.matrix import read
from assessments.statistics.reliability import Reliability, kr20, measure
from tests.assessments.statistics.matrices import matrices, maxima, thirds

TABLE = [[1, 1, 0], [1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]]
zeros_and_ones = matrices(marks=st.integers(0, 1), least=2, most=12)


def reliability(rows, most=None):
    return measure(read(rows, most or maxima(rows)))


def test_table_of_six_attempts():
    """Figures worked out apart from this code; 6/29 is alpha."""
    found = reliability(TABLE)

    assert found == Reliability(
        alpha=pytest.approx(6 / 29),
        cic=pytest.approx(600 / 29),
        error_ratio=pytest.approx(89.05635565617214),
        sem=pytest.approx(0.8755950357709134),
        interval=feldt(6 / 29, n=6, questions=3),
    )


def test_worked_example_of_the_module_docstring():
    found = reliability([[1, 1], [1, 0], [0, 0]])

    assert (found.alpha, found.cic) == (pytest.approx(2 / 3), pytest.approx(200 / 3))


def test_questions_that_say_the_same_leave_no_error():
    found = reliability([[2, 2], [1, 1]])

    assert found == Reliability(1.0, 100.0, 0.0, 0.0, (1.0, 1.0))


def test_questions_that_contradict_each_other_have_a_negative_alpha():
    found = reliability([[3, 0], [0, 2]])

    assert (found.alpha, found.cic, found.error_ratio) == (-24.0, -2400.0, 500.0)
    assert found.sem == pytest.approx(5 * sqrt(1 / 2))


def test_standard_error_is_in_marks_however_fine_they_are():
    found = reliability([[Fraction(3, 2), 0], [0, 1]])

    assert (found.alpha, found.sem) == (-24.0, pytest.approx(5 * sqrt(1 / 8)))


@pytest.mark.parametrize(
    "rows",
    [
        [[1], [2]],  # one question
        [[1, 2]],  # one attempt
        [[1, 2], [2, 1]],  # totals all the same
        [[1, 2], [1, None], [0, 0]],  # not everybody was asked
    ],
)
def test_reliability_is_not_defined(rows):
    assert reliability(rows) is None


def test_reliability_without_attempts_is_not_defined():
    assert measure(read([], [1, 1])) is None


@given(matrices(marks=thirds, least=2))
def test_alpha_is_its_definition(rows):
    found = reliability(rows)

    if found is None:
        assert len(rows[0]) == 1 or len({sum(row) for row in rows}) == 1
        return
    p = len(rows[0])
    items = sum(statistics.variance(column) for column in zip(*rows, strict=True))
    alpha = Fraction(p, p - 1) * (1 - items / statistics.variance([sum(row) for row in rows]))
    assert found.cic == float(100 * alpha)
    assert found.error_ratio == pytest.approx(100 * sqrt(1 - found.cic / 100), abs=1e-6)
    sd = statistics.stdev([float(sum(row)) for row in rows])
    assert found.sem == pytest.approx(found.error_ratio / 100 * sd, abs=1e-6)


@given(zeros_and_ones)
def test_kr20_is_alpha_when_both_divide_alike(rows):
    found, alpha = kr20(rows), reliability(rows)

    assert found == (None if alpha is None else alpha.alpha)


@given(zeros_and_ones)
def test_kr20_with_mixed_divisors_is_higher(rows):
    """Why the divisor is stated: var t over n - 1 beside q (1 - q) gives another number."""
    found, n = kr20(rows), len(rows)
    if found is None:
        return
    shares = [Fraction(sum(column), n) for column in zip(*rows, strict=True)]
    p = len(shares)
    apart = sum(share * (1 - share) for share in shares)
    mixed = Fraction(p, p - 1) * (1 - apart / statistics.variance([sum(row) for row in rows]))

    assert (float(mixed) > found) == (apart > 0)


@given(matrices(marks=thirds, least=2), st.randoms(use_true_random=False), st.integers(2, 9))
def test_alpha_ignores_order_unit_and_a_mark_given_to_everybody(rows, random, unit):
    order = random.sample(range(len(rows[0])), len(rows[0]))
    moved = [[unit * row[place] + 1 for place in order] for row in random.sample(rows, len(rows))]

    before, after = reliability(rows), reliability(moved, [3 * unit + 1] * len(order))

    assert (before and before.alpha) == (after and after.alpha)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([[1, 1], [1, 0], [0, 0]], 2 / 3),
        (TABLE, 6 / 29),
        ([[1, 1], [0, 0]], 1.0),
        ([[1], [0]], None),
        ([[1, 0], [0, 1]], None),
        ([[1, 0]], None),
        ([], None),
    ],
)
def test_kr20_by_hand(rows, found):
    assert kr20(rows) == (found and pytest.approx(found))


@pytest.mark.parametrize("cell", [2, -1, None, Fraction(1, 2)])
def test_kr20_is_for_right_and_wrong_only(cell):
    with pytest.raises(ValueError, match=r"^KR-20 is for marks of 0 and 1$"):
        kr20([[1, 1], [0, cell]])


def test_kr20_wants_rows_of_equal_length():
    with pytest.raises(ValueError, match="shorter"):
        kr20([[1, 1], [0]])
