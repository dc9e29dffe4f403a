"""Numbers that are read exactly."""

from decimal import Decimal
from fractions import Fraction

import pytest

from assessments.statistics.numbers import exact


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (3, Fraction(3)),
        (True, Fraction(1)),
        (Fraction(1, 3), Fraction(1, 3)),
        (Decimal("0.1"), Fraction(1, 10)),
    ],
)
def test_exact_number_is_read(given, read):
    found = exact(given)

    assert (found, type(found)) == (read, Fraction)


@pytest.mark.parametrize("given", [0.5, "1/2", None])
def test_inexact_number_is_refused(given):
    with pytest.raises(TypeError) as refused:
        exact(given)

    assert str(refused.value) == f"Not an exact number: {given!r}"
