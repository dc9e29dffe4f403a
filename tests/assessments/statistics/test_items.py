"""What is known of each question."""

import statistics
from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.statistics.items import Item, describe_items
from assessments.statistics.matrix import read
from tests.assessments.statistics.matrices import matrices, maxima, thirds


def describe(rows, most=None, guess=None):
    most = most or maxima(rows)
    return describe_items(read(rows, most), guess or [None] * len(most))


def figures(item):
    return item.facility, item.sd, item.discrimination, item.efficiency, item.effective_weight


def close(*wanted):
    return tuple(each if each is None else pytest.approx(each, abs=1e-9) for each in wanted)


#: Six attempts; figures worked out apart from this code.
TABLE = [[1, 1, 0], [1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]]


def test_table_of_six_attempts():
    first, second, third = describe(TABLE, [1, 1, 1], [Fraction(1, 3), None, Fraction(0)])

    pair = close(2 / 3, 0.516397779494, 17.149858514251, 25, 33.913441998371)
    assert (figures(first), figures(second)) == (pair, pair)
    assert figures(third) == close(0.5, 0.547722557505, 0, 0, 32.173116003259)
    assert [(each.n, each.full, each.nothing) for each in (first, third)] == [(6, 4, 2), (6, 3, 3)]
    assert [each.guess for each in (first, second, third)] == [1 / 3, None, 0.0]


def test_worked_example_of_the_module_docstring():
    found, _ = describe([[1, 2], [1, 1], [0, 1]], [1, 2])

    assert figures(found)[:4] == close(2 / 3, sqrt(1 / 3), 50, 100)


def test_question_against_the_total_has_no_weight_and_leaves_the_others_theirs():
    first, second, against = describe([[2, 2, 0], [2, 2, 0], [0, 0, 1], [0, 1, 1]], most=[2, 2, 1])

    whole = sqrt(20) + sqrt(17)
    assert first.effective_weight == pytest.approx(100 * sqrt(20) / whole)
    assert second.effective_weight == pytest.approx(100 * sqrt(17) / whole)
    assert against.effective_weight is None
    assert against.discrimination == pytest.approx(-1400 / sqrt(204))


def test_question_that_goes_nowhere_weighs_nothing():
    still, moving = describe([[1, 0], [1, 3]])

    assert (still.effective_weight, moving.effective_weight) == (0.0, 100.0)


def test_half_marks_count_in_marks():
    found, _ = describe([[Fraction(1, 2), 2], [Fraction(3, 2), 0]], [2, 2])

    assert found == Item(
        n=2,
        full=0,
        nothing=0,
        facility=0.5,
        sd=pytest.approx(sqrt(1 / 2)),
        discrimination=-100.0,
        efficiency=-100.0,
        effective_weight=None,
        guess=None,
    )


def test_question_worth_nothing_has_no_facility():
    found, _ = describe([[0, 1], [0, 2]], [0, 3])

    assert (found.n, found.facility, found.full) == (2, None, 2)


def test_everybody_alike_leaves_what_needs_variation_open():
    found, other = describe([[1, 2], [1, 2]], [1, 2])

    assert (found.facility, found.sd, found.discrimination, found.efficiency) == (1, 0, None, None)
    assert (found.effective_weight, other.effective_weight) == (None, None)


def test_one_attempt_has_a_facility_and_no_more():
    (found,) = describe([[2]])

    assert found == Item(1, 0, 0, pytest.approx(2 / 3), None, None, None, None, None)


def test_nobody_asked_leaves_all_open():
    found, _ = describe([[None, 1], [None, 2]])

    assert found == Item(0, 0, 0, None, None, None, None, None, None)


@given(matrices(marks=thirds, least=2, gaps=True))
def test_figures_agree_with_the_standard_library(rows):
    """Every question over those who were asked it, by formulas that know nothing of ours."""
    totals = [sum(mark for mark in row if mark is not None) for row in rows]
    for place, item in enumerate(describe(rows)):
        xs = [float(row[place]) for row in rows if row[place] is not None]
        rests = [
            float(total - row[place])
            for row, total in zip(rows, totals, strict=True)
            if row[place] is not None
        ]
        assert item.n == len(xs)
        if len(xs) < 2:
            continue
        assert item.facility == pytest.approx(statistics.mean(xs) / 3)
        assert item.sd == pytest.approx(statistics.stdev(xs), abs=1e-7)
        if item.discrimination is not None:
            expected = 100 * statistics.correlation(xs, rests)
            assert item.discrimination == pytest.approx(expected, abs=1e-7)
            best = statistics.covariance(sorted(xs), sorted(rests))
            expected = 100 * statistics.covariance(xs, rests) / best
            assert item.efficiency == pytest.approx(expected, abs=1e-7)


@given(matrices(marks=thirds, least=2, gaps=True), st.randoms(use_true_random=False))
def test_order_of_attempts_does_not_matter(rows, random):
    shuffled = random.sample(rows, len(rows))

    assert describe(shuffled) == describe(rows)


@given(matrices(marks=thirds, least=2), st.data())
def test_order_of_questions_does_not_matter(rows, data):
    order = data.draw(st.permutations(range(len(rows[0]))))

    moved = describe([[row[place] for place in order] for row in rows])

    before = describe(rows)
    for item, place in zip(moved, order, strict=True):
        assert figures(item) == close(*figures(before[place]))


@given(matrices(marks=thirds, least=2, gaps=True), st.integers(2, 7))
def test_unit_of_marks_changes_only_the_deviation(rows, unit):
    larger = [[None if mark is None else unit * mark for mark in row] for row in rows]

    found = describe(larger, [3 * unit] * len(rows[0]))

    for item, before in zip(found, describe(rows), strict=True):
        wanted = list(figures(before))
        wanted[1] = None if wanted[1] is None else unit * wanted[1]
        assert figures(item) == close(*wanted)


@given(matrices(least=2, columns=3))
def test_marks_in_the_order_of_the_rest_are_fully_efficient(rows):
    """What agrees with the rest as well as it can has 100, unless one of the two is all the same."""
    rests = sorted(sum(row) for row in rows)
    marks = sorted(row[0] for row in rows)

    found, _ = describe([[m, r] for m, r in zip(marks, rests, strict=True)], [3, 9])

    varies = len(set(marks)) > 1 and len(set(rests)) > 1
    assert found.efficiency == (100.0 if varies else None)


@given(matrices(marks=thirds, least=2, gaps=True))
def test_figures_keep_their_bounds(rows):
    items = describe(rows)

    weights = [each.effective_weight for each in items if each.effective_weight is not None]
    assert sum(weights) == (pytest.approx(100) if weights else 0)
    for each in items:
        assert each.facility is None or 0 <= each.facility <= 1
        assert each.discrimination is None or -100 <= each.discrimination <= 100
        assert each.efficiency is None or each.efficiency <= 100
        assert each.efficiency is None or abs(each.efficiency) >= abs(each.discrimination) - 1e-9
