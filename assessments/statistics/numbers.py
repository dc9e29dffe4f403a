"""Numbers that are read exactly: whole numbers, fractions and decimals, never floats.

Example: ``exact(Decimal("0.1"))`` is 1/10, where the float 0.1 is a little more.
"""

from decimal import Decimal
from fractions import Fraction

Number = int | Fraction | Decimal


def exact(number: Number) -> Fraction:
    """The number as a fraction. TypeError for a float, which has lost its exact value already."""
    if not isinstance(number, (int, Fraction, Decimal)):
        raise TypeError(f"Not an exact number: {number!r}")
    return Fraction(number)
