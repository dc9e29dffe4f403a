from fractions import Fraction

import pytest

from curriculum.tables import decimals


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(5, 2), "2.5"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(0), "0"),
        (Fraction(1, 1000), "0.001"),
        (Fraction(120), "120"),
        (Fraction(-1234, 100), "-12.34"),
    ],
)
def test_decimals_of_a_fraction(value, written):
    assert decimals(value) == written
