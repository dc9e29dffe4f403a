"""How the totals of a quiz are spread: mean, median, deviation, and the shape by k-statistics.

With S_j the sum of (t - mean)^j over s attempts: k2 = S_2 / (s - 1),
k3 = s S_3 / ((s - 1)(s - 2)), k4 = (s (s + 1) S_4 - 3 (s - 1) S_2^2) / ((s - 1)(s - 2)(s - 3));
skewness k3 / k2^1.5, kurtosis k4 / k2^2 (0 for a bell curve).

Worked example: totals 0, 0, 3: mean 1, median 0, k2 = 3, k3 = 9, so skewness is sqrt(3).
"""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import copysign, sqrt

from assessments.statistics.matrix import Matrix
from assessments.statistics.moments import deviation


@dataclass(frozen=True)
class Totals:
    """The totals of ``n`` attempts; ``mean``, ``median`` and ``sd`` in marks. None where not to be had."""

    n: int
    mean: float | None
    median: float | None
    sd: float | None
    skewness: float | None
    kurtosis: float | None


def describe_totals(matrix: Matrix) -> Totals:
    """Describe what the attempts earned on what they were asked."""
    totals, scale = matrix.totals, matrix.scale
    n = len(totals)
    return Totals(
        n=n,
        mean=sum(totals) / (n * scale) if n else None,
        median=float(statistics.median(map(Fraction, totals)) / scale) if n else None,
        sd=deviation(totals, scale),
        skewness=_skewness(totals),
        kurtosis=_kurtosis(totals),
    )


def _power_sum(totals: Sequence[int], power: int) -> int:
    """Sum of the powers of n x (total - mean): whole numbers, for ratios in which n cancels."""
    n, whole = len(totals), sum(totals)
    return sum((n * total - whole) ** power for total in totals)


def _skewness(totals: Sequence[int]) -> float | None:
    n, squares = len(totals), _power_sum(totals, 2)
    if n < 3 or not squares:
        return None
    second = Fraction(squares, n - 1)
    third = Fraction(n * _power_sum(totals, 3), (n - 1) * (n - 2))
    return copysign(sqrt(third**2 / second**3), third)


def _kurtosis(totals: Sequence[int]) -> float | None:
    n, squares = len(totals), _power_sum(totals, 2)
    if n < 4 or not squares:
        return None
    second = Fraction(squares, n - 1)
    fourth = n * (n + 1) * _power_sum(totals, 4) - 3 * (n - 1) * squares**2
    return float(Fraction(fourth, (n - 1) * (n - 2) * (n - 3)) / second**2)
