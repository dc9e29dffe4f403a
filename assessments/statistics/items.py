"""What is known of each question: how hard it is, and whether it goes with the rest of the paper.

For one question over the s attempts that were asked it, with its mark x, the total t and the rest
r = t - x, all sums over s - 1 (the formulas of Moodle's quiz statistics report):

- facility: mean(x) / maximum, the share of the mark earned on average;
- discrimination index: 100 cov(x, r) / sqrt(var x var r), the correlation with the rest;
- discriminative efficiency: 100 cov(x, r) / cov(sorted x, sorted r), against the best possible order;
- effective weight: 100 sqrt(cov(x, t)) / the sum of such roots over all questions.

Worked example: marks 1, 1, 0 with totals 3, 2, 1, so rests 2, 1, 1. Facility 2/3; cov(x, r) = 1/6 and
var x = var r = 1/3, so the index is 50. Sorted, 0, 1, 1 with 1, 1, 2, the covariance is 1/6 again:
these marks could not agree better with these rests, so the efficiency is 100.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from assessments.statistics.matrix import Matrix
from assessments.statistics.moments import correlation, covariance, deviation


@dataclass(frozen=True)
class Item:
    """One question. None where a figure cannot be had.

    ``n`` attempts were asked it, ``full`` earned the whole mark, ``nothing`` earned none. Shares from
    0 to 1: ``facility``, ``guess`` (what guessing earns). In marks: ``sd``. In percent:
    ``discrimination`` (-100 to 100), ``efficiency``, ``effective_weight``.
    """

    n: int
    full: int
    nothing: int
    facility: float | None
    sd: float | None
    discrimination: float | None
    efficiency: float | None
    effective_weight: float | None
    guess: float | None


def describe_items(matrix: Matrix, guess: Sequence[Fraction | None]) -> tuple[Item, ...]:
    """Describe each question, in order; ``guess`` is the share that guessing earns, where known."""
    places = range(len(matrix.maxima))
    columns = [matrix.column(place) for place in places]
    weights = _effective_weights(columns)
    return tuple(
        _describe(matrix, place, columns[place], weights[place], guess[place]) for place in places
    )


def _describe(
    matrix: Matrix,
    place: int,
    column: tuple[list[int], list[int]],
    weight: float | None,
    guess: Fraction | None,
) -> Item:
    marks, totals = column
    most, n = matrix.maxima[place], len(marks)
    rests = [total - mark for mark, total in zip(marks, totals, strict=True)]
    agreement = correlation(marks, rests)
    return Item(
        n=n,
        full=marks.count(most),
        nothing=marks.count(0),
        facility=sum(marks) / (n * most) if n and most else None,
        sd=deviation(marks, matrix.scale),
        discrimination=None if agreement is None else 100 * agreement,
        efficiency=_efficiency(marks, rests),
        effective_weight=weight,
        guess=None if guess is None else float(guess),
    )


def _efficiency(marks: Sequence[int], rests: Sequence[int]) -> float | None:
    found, best = covariance(marks, rests), covariance(sorted(marks), sorted(rests))
    return None if found is None or not best else float(100 * found / best)


def _effective_weights(columns: Sequence[tuple[list[int], list[int]]]) -> list[float | None]:
    """A question whose covariance is negative has none, and is left out of the others' sum."""
    pulls = [covariance(marks, totals) for marks, totals in columns]
    roots = [None if pull is None or pull < 0 else sqrt(pull) for pull in pulls]
    whole = sum(root for root in roots if root is not None)
    return [None if root is None or not whole else 100 * root / whole for root in roots]
