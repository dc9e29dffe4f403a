"""How far a figure could be from the truth: 95 % intervals, as shares.

With the cohorts of 10 to 30 that are usual here, most figures are noise; the interval says so.
Worked example: 14 of 20 right is 0.70, and the truth may lie anywhere from 0.48 to 0.85.
"""

from math import atanh, hypot, sqrt, tanh
from typing import NamedTuple

from assessments.statistics.beta import f_quantile

#: The standard normal quantile of 0.975.
Z = 1.959963984540054


class Interval(NamedTuple):
    """From ``low`` to ``high``, both included."""

    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.low:z.2f} to {self.high:z.2f}"


def wilson(share: float, *, n: int) -> Interval:
    """Of a share (0 to 1) over n attempts, at least 1 (Wilson 1927).

    For marks that are not only all or nothing it is wider than need be: a share of 0.7 varies most
    when it is made of zeros and ones.
    """
    square = Z**2 / n
    middle = (share + square / 2) / (1 + square)
    half = Z * sqrt((share * (1 - share) + square / 4) / n) / (1 + square)
    return Interval(max(middle - half, 0.0), min(middle + half, 1.0))


def difference(first: float, second: float, *, n_first: int, n_second: int) -> Interval:
    """Of the first share less the second (Newcombe 1998, method 10: by their Wilson intervals)."""
    one, other = wilson(first, n=n_first), wilson(second, n=n_second)
    apart = first - second
    return Interval(
        apart - hypot(first - one.low, other.high - second),
        apart + hypot(one.high - first, second - other.low),
    )


def fisher(correlation: float, *, n: int) -> Interval | None:
    """Of a correlation (-1 to 1) over n pairs, by Fisher's z; None below 4 pairs or at -1 and 1."""
    if n < 4 or abs(correlation) >= 1:
        return None
    centre, half = atanh(correlation), Z / sqrt(n - 3)
    return Interval(tanh(centre - half), tanh(centre + half))


def feldt(alpha: float, *, n: int, questions: int) -> Interval:
    """Of Cronbach's alpha over n attempts at so many questions, each at least 2 (Feldt 1965).

    (1 - true alpha) / (1 - found alpha) follows F with n - 1 and (n - 1)(questions - 1) degrees of
    freedom, if the questions measure alike (the form of Feldt, Woodruff and Salih 1987).
    """
    freedom = n - 1, (n - 1) * (questions - 1)
    return Interval(
        1 - (1 - alpha) * f_quantile(0.975, *freedom),
        1 - (1 - alpha) * f_quantile(0.025, *freedom),
    )
