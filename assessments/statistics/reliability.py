"""How far a total can be trusted: would the same women come out alike with other such questions?

Cronbach's alpha = p / (p - 1) x (1 - sum of var x / var t) for p questions with marks x and total t;
the coefficient of internal consistency (CIC) is alpha in percent. Error ratio: 100 sqrt(1 - alpha).
Standard error of measurement: error ratio / 100 x sd of the totals.

It needs a full matrix. Where attempts drew different questions, a column would mix them, and what
came out would be a figure about slots, not about questions; so there is none: report per question.

Worked example: three attempts, two questions, rows (1, 1), (1, 0), (0, 0): var x = 1/3 each,
var t = 1, alpha = 2 x (1 - 2/3) = 2/3, CIC 66.7.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from assessments.statistics.intervals import Interval, feldt
from assessments.statistics.matrix import Matrix
from assessments.statistics.moments import covariance


@dataclass(frozen=True)
class Reliability:
    """``alpha`` (1 at most, can be negative) with its 95 % ``interval``; ``cic`` and ``error_ratio``
    in percent; ``sem``, the standard error of measurement, in marks."""

    alpha: float
    cic: float
    error_ratio: float
    sem: float
    interval: Interval


def measure(matrix: Matrix) -> Reliability | None:
    """Reliability of the total.

    None where it is not defined: fewer than two questions or attempts, totals that are all the same,
    or a question that somebody was not asked.
    """
    questions, totals = len(matrix.maxima), matrix.totals
    spread = covariance(totals, totals)
    if questions < 2 or not spread or not matrix.is_full:
        return None
    columns = [matrix.column(place)[0] for place in range(questions)]
    apart = sum(covariance(column, column) or 0 for column in columns)
    alpha = Fraction(questions, questions - 1) * (1 - apart / spread)
    lost = sqrt(1 - alpha)
    return Reliability(
        alpha=float(alpha),
        cic=float(100 * alpha),
        error_ratio=100 * lost,
        sem=lost * sqrt(spread) / matrix.scale,
        interval=feldt(float(alpha), n=len(totals), questions=questions),
    )


def kr20(rows: Sequence[Sequence[int]]) -> float | None:
    """Kuder and Richardson's formula 20, for questions that are right (1) or wrong (0).

    p / (p - 1) x (1 - sum of q (1 - q) / var t), q the share right. **The divisor is n**, for q (1 - q)
    by its nature and so for var t too; only then is it Cronbach's alpha. With var t over n - 1 it
    comes out higher.

    Returns:
        A share, None for fewer than two questions or totals that are all the same.

    Raises:
        ValueError: for anything but 0 and 1, or rows of different lengths.
    """
    if any(cell not in (0, 1) for row in rows for cell in row):
        raise ValueError("KR-20 is for marks of 0 and 1")
    columns = list(zip(*rows, strict=True))
    n, questions, totals = len(rows), len(columns), [sum(row) for row in rows]
    # Both variances are multiplied by n squared, which cancels.
    spread = n * sum(total**2 for total in totals) - sum(totals) ** 2
    if questions < 2 or not spread:
        return None
    apart = sum(sum(column) * (n - sum(column)) for column in columns)
    return float(Fraction(questions, questions - 1) * (1 - Fraction(apart, spread)))
