"""Covariance and correlation of whole numbers."""

import statistics
from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.statistics.moments import correlation, covariance, deviation

pairs = st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=2, max_size=12)


@pytest.mark.parametrize(
    ("xs", "ys", "found"),
    [
        ([0, 0, 1, 1], [0, 0, 1, 1], Fraction(1, 3)),
        ([1, 2], [3, 7], 2),
        ([1, 2], [7, 3], -2),
        ([1, 2, 3], [5, 5, 5], 0),
        ([4], [4], None),
        ([], [], None),
    ],
)
def test_covariance_divides_by_one_less_than_n(xs, ys, found):
    assert covariance(xs, ys) == found


@pytest.mark.parametrize(
    ("xs", "scale", "found"),
    [([0, 2], 1, sqrt(2)), ([0, 2], 4, sqrt(2) / 4), ([5, 5, 5], 3, 0.0), ([5], 1, None)],
)
def test_deviation_is_in_whole_marks(xs, scale, found):
    assert deviation(xs, scale) == (found if found is None else pytest.approx(found))


@pytest.mark.parametrize(
    ("xs", "ys", "found"),
    [
        ([1, 2, 4], [3, 5, 9], 1.0),
        ([1, 2, 4], [9, 7, 3], -1.0),
        ([1, 1, 0, 0], [1, 0, 1, 0], 0.0),
        ([1, 1, 0], [2, 1, 1], 0.5),
        ([1, 1, 1], [1, 2, 3], None),
        ([1, 2, 3], [1, 1, 1], None),
        ([1], [1], None),
    ],
)
def test_correlation_by_hand(xs, ys, found):
    assert correlation(xs, ys) == found


@given(pairs)
def test_moments_agree_with_the_standard_library(both):
    xs, ys = [x for x, _ in both], [y for _, y in both]

    assert float(covariance(xs, ys)) == pytest.approx(statistics.covariance(xs, ys), abs=1e-9)
    assert deviation(xs, 1) == pytest.approx(statistics.stdev(xs))
    if len(set(xs)) > 1 and len(set(ys)) > 1:
        expected = statistics.correlation(xs, ys)
        assert correlation(xs, ys) == pytest.approx(expected, abs=1e-9)


@given(pairs, st.integers(1, 50), st.integers(-50, 50))
def test_correlation_ignores_unit_and_origin_exactly(both, unit, origin):
    xs, ys = [x for x, _ in both], [y for _, y in both]

    moved = [unit * x + origin for x in xs]

    assert correlation(moved, ys) == correlation(xs, ys)
