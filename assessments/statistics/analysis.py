"""The whole item analysis of one quiz.

Worked example: ``analyse([[1, 1], [1, 0], [0, 0]], [1, 1])`` finds facilities 2/3 and 1/3, a mean of
1 mark and alpha 2/3.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.statistics.items import Item, describe_items
from assessments.statistics.matrix import Row, read
from assessments.statistics.numbers import Number
from assessments.statistics.reliability import Reliability, measure
from assessments.statistics.totals import Totals, describe_totals


@dataclass(frozen=True)
class Analysis:
    """Each question in order, the totals, and the reliability where it is defined."""

    items: tuple[Item, ...]
    totals: Totals
    reliability: Reliability | None


def analyse(
    marks: Sequence[Row],
    maxima: Sequence[Number],
    *,
    guess: Sequence[Fraction | None] | None = None,
) -> Analysis:
    """Analyse the marks of finished attempts.

    Args:
        marks: a row per attempt, a mark per question (int, Fraction or Decimal; None: not asked).
            A question's figures rest on the attempts that were asked it; an attempt's total is what
            it earned on what it was asked.
        maxima: the most that each question can earn.
        guess: the share (0 to 1) that guessing earns, per question; None where it is not known.

    Raises:
        TypeError: for a float.
        ValueError: for a row or ``guess`` of another length than ``maxima``, or a mark out of range.
    """
    matrix = read(marks, maxima)
    if guess is None:
        guess = [None] * len(matrix.maxima)
    if len(guess) != len(matrix.maxima):
        raise ValueError(f"{len(guess)} guesses for {len(matrix.maxima)} questions")
    return Analysis(
        items=describe_items(matrix, guess),
        totals=describe_totals(matrix),
        reliability=measure(matrix),
    )
