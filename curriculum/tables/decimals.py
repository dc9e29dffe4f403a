"""A number as text, exactly."""

from fractions import Fraction


def decimals(value: Fraction) -> str:
    """A fraction with a finite decimal form, written so: 5/2 is "2.5"."""
    places, scaled = 0, value
    while scaled.denominator != 1:
        places, scaled = places + 1, scaled * 10
    digits = f"{abs(scaled.numerator):0{places + 1}d}"
    whole, rest = digits[: len(digits) - places], digits[len(digits) - places :]
    return ("-" if value < 0 else "") + whole + ("." + rest if rest else "")
