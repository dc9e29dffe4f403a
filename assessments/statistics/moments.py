"""Sums of whole numbers from which everything else is made: covariance and correlation.

Covariance divides by n - 1. Example: of 0, 0, 1, 1 with itself, 1/3.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import copysign, sqrt
from operator import mul


def covariance(xs: Sequence[int], ys: Sequence[int]) -> Fraction | None:
    """Exact sample covariance, in the product of both units; None for fewer than two pairs."""
    n = len(xs)
    if n < 2:
        return None
    return Fraction(n * sum(map(mul, xs, ys)) - sum(xs) * sum(ys), n * (n - 1))


def deviation(xs: Sequence[int], scale: int) -> float | None:
    """Standard deviation of whole numbers of 1/``scale``, in the whole; None for fewer than two."""
    variance = covariance(xs, xs)
    return None if variance is None else sqrt(variance / scale**2)


def correlation(xs: Sequence[int], ys: Sequence[int]) -> float | None:
    """Pearson's r, -1 to 1; None where either does not vary.

    The square is exact and the root comes last, so perfect agreement is exactly 1.
    """
    across, down, together = covariance(xs, xs), covariance(ys, ys), covariance(xs, ys)
    if not across or not down or together is None:
        return None
    return copysign(sqrt(together**2 / (across * down)), together)
