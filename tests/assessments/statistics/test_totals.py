"""How totals are spread."""

import statistics
from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.statistics.matrix import read
from assessments.statistics.totals import Totals, describe_totals
from tests.assessments.statistics.matrices import matrices, maxima, thirds


def describe(*totals, most=99):
    return describe_totals(read([[total] for total in totals], [most]))


def test_totals_of_six_attempts():
    """Figures worked out apart from this code."""
    found = describe(2, 3, 1, 1, 1, 3)

    assert found == Totals(
        n=6,
        mean=pytest.approx(11 / 6),
        median=1.5,
        sd=pytest.approx(0.983192080250175),
        skewness=pytest.approx(0.4559392524346835),
        kurtosis=pytest.approx(-2.390011890606419),
    )


def test_worked_example_of_the_module_docstring():
    found = describe(0, 0, 3)

    assert found == Totals(3, 1.0, 0.0, pytest.approx(sqrt(3)), pytest.approx(sqrt(3)), None)


def test_parts_of_marks_are_told_in_marks():
    found = describe(Fraction(1, 2), Fraction(3, 4))

    assert found == Totals(2, 0.625, 0.625, pytest.approx(sqrt(1 / 32)), None, None)


@pytest.mark.parametrize(
    ("totals", "found"),
    [
        ([], Totals(0, None, None, None, None, None)),
        ([5], Totals(1, 5.0, 5.0, None, None, None)),
        ([5, 5, 5, 5], Totals(4, 5.0, 5.0, 0.0, None, None)),
        ([0, 0, 6, 6], Totals(4, 3.0, 3.0, pytest.approx(sqrt(12)), 0.0, -6.0)),
    ],
)
def test_totals_at_the_edges(totals, found):
    assert describe(*totals) == found


def test_total_is_earned_on_what_was_asked():
    found = describe_totals(read([[1, None], [2, 1]], [3, 3]))

    assert (found.n, found.mean) == (2, 2.0)


@given(matrices(marks=thirds, least=4, most=12))
def test_totals_agree_with_the_definitions(rows):
    """k-statistics again, but from moments about the mean, and with floats."""
    totals = [float(sum(row)) for row in rows]

    found = describe_totals(read(rows, maxima(rows)))

    n, mean = len(totals), statistics.mean(totals)
    assert (found.mean, found.median) == (
        pytest.approx(mean),
        pytest.approx(statistics.median(totals)),
    )
    assert found.sd == pytest.approx(statistics.stdev(totals), abs=1e-7)
    if found.kurtosis is None:
        assert len(set(map(Fraction, map(sum, rows)))) == 1
        return
    m2, m3, m4 = (statistics.mean([(t - mean) ** power for t in totals]) for power in (2, 3, 4))
    skewness = m3 / m2**1.5 * sqrt(n * (n - 1)) / (n - 2)
    kurtosis = ((n + 1) * (m4 / m2**2 - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    assert found.skewness == pytest.approx(skewness, abs=1e-7)
    assert found.kurtosis == pytest.approx(kurtosis, abs=1e-7)


@given(st.lists(st.integers(0, 20), min_size=4, max_size=12), st.integers(1, 9), st.integers(0, 9))
def test_shape_ignores_unit_and_origin(totals, unit, origin):
    moved = describe(*(unit * total + origin for total in totals), most=999)

    before = describe(*totals)
    assert (moved.skewness, moved.kurtosis) == (before.skewness, before.kurtosis)


@given(st.lists(st.integers(0, 20), min_size=4, max_size=12))
def test_mirrored_totals_lean_the_other_way(totals):
    found, mirrored = describe(*totals), describe(*(20 - total for total in totals))

    assert mirrored.kurtosis == found.kurtosis
    if found.skewness is not None:
        assert mirrored.skewness == -found.skewness
