"""A cut score for an observed skill, by borderline regression (Wood 2006, doi 10.1007/s10459-005-7853-1).

Beside the checklist each observer gives a global rating: 1 clear fail, 2 borderline, 3 pass, 4 good,
5 excellent. Through all scores goes the line score = a + b x rating, and the cut is what it says at
borderline. It uses every observation, so it suits small cohorts better than the mean of the
borderline group; but with fewer than 20 observations, fewer than 3 ratings in use or a line that
explains less than half (R^2 < 0.5), the fixed rule stays.

Worked example: of 20 observations 5 each are rated 1 to 4 with scores of 40, 55, 70 and 85 %: the
line is 25 + 15 x rating, R^2 is 1, and the cut at borderline 55 %.
"""

import statistics
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.standards.marks import whole_percent
from assessments.statistics.numbers import Number, exact

LEAST_OBSERVATIONS, LEAST_RATINGS, LEAST_R_SQUARED = 20, 3, Fraction(1, 2)


@dataclass(frozen=True)
class TooLittle:
    """Why no cut is given; the fixed rule stays."""

    reason: str


@dataclass(frozen=True)
class Cut:
    """``percent`` is exact, ``slope`` percent per grade, ``r_squared`` a share, ``failures`` how many
    of these observations lie below the mark.

    ``assessor_share``: the share of the variance of scores that lies between assessors (AMEE guide 49
    asks for it), 0 at least; None if they were not given, there is only one, or nobody observed twice.
    """

    percent: Fraction
    slope: Fraction
    r_squared: float
    failures: int
    assessor_share: float | None

    @property
    def mark(self) -> int:
        """The cut score, a whole percent."""
        return whole_percent(self.percent)


def borderline_regression(
    scores: Sequence[Number],
    ratings: Sequence[int],
    borderline: int = 2,
    *,
    assessors: Sequence[Hashable] | None = None,
) -> Cut | TooLittle:
    """Find the cut score.

    Args:
        scores: percent, one per observation.
        ratings: the global rating of each.
        borderline: the rating at which the cut lies.
        assessors: who observed each.

    Raises:
        TypeError: for a score that is a float.
        ValueError: for sequences of different lengths.
    """
    if len({len(scores), len(ratings), len(scores if assessors is None else assessors)}) > 1:
        raise ValueError("Each observation has one score, one rating and one assessor")
    exactly = [exact(score) for score in scores]
    reason = _too_few(ratings)
    if reason:
        return TooLittle(reason)
    slope, r_squared = _line(exactly, ratings)
    reason = _too_loose(slope, r_squared)
    if reason:
        return TooLittle(reason)
    percent = statistics.mean(exactly) + slope * (borderline - _mean(ratings))
    return Cut(
        percent=percent,
        slope=slope,
        r_squared=float(r_squared),
        failures=sum(score < whole_percent(percent) for score in exactly),
        assessor_share=None if assessors is None else _assessor_share(exactly, assessors),
    )


def _mean(numbers: Sequence[int]) -> Fraction:
    return Fraction(sum(numbers), len(numbers))


def _too_few(ratings: Sequence[int]) -> str:
    if len(ratings) < LEAST_OBSERVATIONS:
        return (
            f"{len(ratings)} observations are too few, {LEAST_OBSERVATIONS} are needed: "
            "use the fixed rule."
        )
    used = len(set(ratings))
    if used < LEAST_RATINGS:
        return (
            f"Only {used} of the ratings were used, {LEAST_RATINGS} are needed: use the fixed rule."
        )
    return ""


def _line(scores: Sequence[Fraction], ratings: Sequence[int]) -> tuple[Fraction, Fraction]:
    """Slope and R^2 of the least-squares line; R^2 is 0 where all scores are the same."""
    middle, mean = _mean(ratings), statistics.mean(scores)
    across = sum((rating - middle) ** 2 for rating in ratings)
    along = sum((score - mean) ** 2 for score in scores)
    together = sum(
        (rating - middle) * (score - mean) for rating, score in zip(ratings, scores, strict=True)
    )
    slope = Fraction(together) / across
    return slope, slope * together / along if along else Fraction(0)


def _too_loose(slope: Fraction, r_squared: Fraction) -> str:
    if r_squared < LEAST_R_SQUARED:
        return (
            f"Ratings explain {int(100 * r_squared)} % of the scores, {int(100 * LEAST_R_SQUARED)} % "
            "are needed: use the fixed rule."
        )
    if slope < 0:
        return "Better ratings went with lower scores: use the fixed rule and ask the observers."
    return ""


def _assessor_share(scores: Sequence[Fraction], assessors: Sequence[Hashable]) -> float | None:
    """Variance components of a one-way analysis of variance (random effects, uneven groups)."""
    groups: dict[Hashable, list[Fraction]] = defaultdict(list)
    for score, assessor in zip(scores, assessors, strict=True):
        groups[assessor].append(score)
    n, many, mean = len(scores), len(groups), statistics.mean(scores)
    if many in (1, n):
        return None
    means = {assessor: statistics.mean(group) for assessor, group in groups.items()}
    between = sum(len(groups[each]) * (means[each] - mean) ** 2 for each in groups) / (many - 1)
    within = sum((s - means[each]) ** 2 for each in groups for s in groups[each]) / (n - many)
    size = (n - Fraction(sum(len(group) ** 2 for group in groups.values()), n)) / (many - 1)
    component = max((between - within) / size, Fraction(0))
    return float(component / (component + within))
