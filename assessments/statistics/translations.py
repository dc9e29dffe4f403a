"""Whether a question is harder in one language than in another: perhaps a fault of translation.

Each two languages are compared by the difference of their facilities with its 95 % interval. A
difference is pointed out only when the interval leaves out 0 and both languages have 30 attempts.
One comparison in twenty between equal languages will be pointed out by chance: it is a reason to
read the translation again, not a proof.

Worked example: 28 of 40 right in English, 12 of 40 in Portuguese: 40 points apart, from 18 to 57.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from assessments.statistics.intervals import Interval, difference
from assessments.statistics.numbers import Number, exact

#: Below so many attempts in either language nothing is pointed out.
ENOUGH = 30


@dataclass(frozen=True)
class Difference:
    """Two languages: attempts and facility (share) in each, first less second, its interval."""

    first: str
    second: str
    n_first: int
    n_second: int
    facility_first: float
    facility_second: float
    difference: float
    interval: Interval

    @property
    def is_flagged(self) -> bool:
        """Whether somebody should read the translation again."""
        excluded = self.interval.low > 0 or self.interval.high < 0
        return excluded and min(self.n_first, self.n_second) >= ENOUGH

    @property
    def sentence(self) -> str:
        """The comparison in plain words."""
        found = (
            f"{self.first} {round(100 * self.facility_first)} % of the mark, "
            f"{self.second} {round(100 * self.facility_second)} %"
        )
        if self.is_flagged:
            return f"{found}: perhaps a translation fault."
        if min(self.n_first, self.n_second) < ENOUGH:
            return f"{found}: too few attempts to compare."
        return f"{found}: no more apart than chance would have it."


def languages(marks: Mapping[str, Sequence[Number]], most: Number) -> tuple[Difference, ...]:
    """Compare the languages of one question, each two once, in the order given.

    Args:
        marks: language to the marks earned in it; a language without any is left out.
        most: the most that the question can earn.

    Raises:
        ValueError: if ``most`` is not above 0, or a mark lies outside 0 to ``most``.
    """
    maximum = exact(most)
    if maximum <= 0:
        raise ValueError("A question that earns nothing cannot be compared")
    earned = {language: [exact(mark) for mark in each] for language, each in marks.items()}
    if any(not 0 <= mark <= maximum for each in earned.values() for mark in each):
        raise ValueError(f"A mark outside 0 to {maximum}")
    found = {
        language: (sum(each) / (len(each) * maximum), len(each))
        for language, each in earned.items()
        if each
    }
    return tuple(_compare(first, second, found) for first, second in combinations(found, 2))


def _compare(first: str, second: str, found: Mapping[str, tuple[Fraction, int]]) -> Difference:
    (one, n_one), (other, n_other) = found[first], found[second]
    return Difference(
        first=first,
        second=second,
        n_first=n_one,
        n_second=n_other,
        facility_first=float(one),
        facility_second=float(other),
        difference=float(one - other),
        interval=difference(float(one), float(other), n_first=n_one, n_second=n_other),
    )
