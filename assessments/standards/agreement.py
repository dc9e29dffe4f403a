"""How far judges agree: Krippendorff's alpha for numbers.

1 - D_o / D_e, with the mean squared difference within a question over that between all ratings
(Krippendorff 2004, interval metric): 1 is perfect, 0 what chance gives, below 0 worse than chance.
Ratings that are missing are simply not there; a question with one rating does not count.

Worked example: two judges, (1, 1) and (2, 4): within, (0 + 0 + 4 + 4) / 4 = 2; between, the twelve
ordered differences squared add up to 48, so 48 / 12 = 4; alpha 1/2.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from assessments.statistics.numbers import Number, exact


def krippendorff_alpha(ratings: Iterable[Sequence[Number]]) -> float | None:
    """Agreement.

    Args:
        ratings: for each question, the ratings it was given, in any order.

    Returns:
        1 at most. None where no question has two ratings or all ratings are the same.
    """
    units = [[exact(rating) for rating in unit] for unit in ratings if len(unit) > 1]
    everything = [rating for unit in units for rating in unit]
    between = _squared_differences(everything)
    if not between:
        return None
    within = sum(_squared_differences(unit) / (len(unit) - 1) for unit in units)
    return float(1 - within * (len(everything) - 1) / between)


def _squared_differences(ratings: Sequence[Fraction]) -> Fraction:
    """Sum over all pairs of (a - b)^2, each pair once: in the ratio, twice would cancel."""
    return len(ratings) * sum(r**2 for r in ratings) - Fraction(sum(ratings)) ** 2
