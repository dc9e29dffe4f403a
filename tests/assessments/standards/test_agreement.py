"""How far judges agree."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.standards.agreement import krippendorff_alpha

ratings = st.lists(st.lists(st.integers(0, 5), max_size=4), max_size=6)

#: Krippendorff's own example: four observers, twelve units, some left out; 0.849 by this metric.
PUBLISHED = [
    [1, 1, 1],
    [2, 2, 3, 2],
    [3, 3, 3, 3],
    [3, 3, 3, 3],
    [2, 2, 2, 2],
    [1, 2, 3, 4],
    [4, 4, 4, 4],
    [1, 1, 2, 1],
    [2, 2, 2, 2],
    [5, 5, 5],
    [1, 1],
    [3],
]


def test_published_example():
    assert krippendorff_alpha(PUBLISHED) == pytest.approx(0.849, abs=5e-4)


@pytest.mark.parametrize(
    ("units", "alpha"),
    [
        ([[1, 1], [2, 4]], 0.5),  # the worked example
        ([[1, 1], [4, 4]], 1.0),
        ([[0, 1], [1, 0]], -0.5),
        ([[Fraction(1, 2), Fraction(1, 2)], [1, 2]], 0.5),
        ([[1, 1, 3], [2]], 0.0),  # a single rating does not count
        ([[5, 5], [5, 5]], None),
        ([[1], [2]], None),
        ([], None),
    ],
)
def test_agreement_by_hand(units, alpha):
    assert krippendorff_alpha(units) == alpha


@given(ratings)
def test_agreement_is_its_definition(units):
    """Over all ordered pairs, as it is defined."""
    paired = [unit for unit in units if len(unit) > 1]
    everything = [rating for unit in paired for rating in unit]
    n = len(everything)

    found = krippendorff_alpha(units)

    between = sum((a - b) ** 2 for a, b in permutations(everything, 2))
    if not between:
        assert found is None
        return
    within = sum(
        Fraction(sum((a - b) ** 2 for a, b in permutations(unit, 2)), len(unit) - 1)
        for unit in paired
    )
    assert found == float(1 - (within / n) / Fraction(between, n * (n - 1)))


@given(ratings, st.integers(1, 9), st.integers(-9, 9))
def test_agreement_ignores_unit_and_origin(units, unit, origin):
    moved = [[unit * rating + origin for rating in ratings] for ratings in units]

    assert krippendorff_alpha(moved) == krippendorff_alpha(units)
