"""A pass mark from a panel, after Angoff (1971).

Each judge says for each question how probable it is, in percent, that a trainee who is only just
competent gets it right. A judge's sum is the number of questions she expects right; the mark is the
mean of the sums, as percent of the questions. About fifteen judges of different trades do best
(Shulruf 2016, doi 10.1186/s12909-016-0656-7).

A judge who left out a question is named and left out of every figure: filling her gap would put words
in her mouth.

Worked example: Chris says 80 and 60, Bahati 90 and 70: sums 1.4 and 1.6, mean 1.5 of 2, so 75 %; the
sums differ with an SD of 7.07 %, and the standard error of the mark is 5 %.
"""

import statistics
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from assessments.standards.agreement import krippendorff_alpha
from assessments.standards.marks import whole_percent
from assessments.statistics.numbers import Number, exact


@dataclass(frozen=True)
class Judged:
    """One question: the judges' ``mean`` in percent, exact; their ``sd``, None with one judge."""

    mean: Fraction
    sd: float | None


@dataclass(frozen=True)
class Angoff:
    """What the panel expects.

    ``percent`` is exact, None if no judge rated every question. ``sums``: judge to the number of
    questions she expects right. ``sd`` of the judges and ``standard_error`` of the mark are in
    percent, None with fewer than two. ``agreement`` is Krippendorff's alpha. ``incomplete``: judge to
    the questions she left out; none of her ratings is used.
    """

    percent: Fraction | None
    items: Mapping[str, Judged]
    sums: Mapping[str, Fraction]
    sd: float | None
    standard_error: float | None
    agreement: float | None
    incomplete: Mapping[str, tuple[str, ...]]

    @property
    def mark(self) -> int | None:
        """The pass mark, a whole percent."""
        return None if self.percent is None else whole_percent(self.percent)


def angoff(panel: Mapping[str, Mapping[str, Number]]) -> Angoff:
    """Put a panel's ratings together.

    Args:
        panel: judge to question to percent, 0 to 100. The questions are all that any judge rated.

    Raises:
        TypeError: for a float.
        ValueError: for a rating outside 0 to 100.
    """
    said = {
        judge: {item: _percent(rating) for item, rating in ratings.items()}
        for judge, ratings in panel.items()
    }
    names = list(dict.fromkeys(item for ratings in said.values() for item in ratings))
    gaps = {
        judge: tuple(item for item in names if item not in ratings)
        for judge, ratings in said.items()
    }
    complete = {judge: said[judge] for judge in said if names and not gaps[judge]}
    by_item = {item: [each[item] for each in complete.values()] for item in names if complete}
    sums = {judge: sum(each.values()) / Fraction(100) for judge, each in complete.items()}
    means = [100 * expected / len(names) for expected in sums.values()]
    spread = _sd(means)
    return Angoff(
        percent=statistics.mean(means) if means else None,
        items={item: Judged(statistics.mean(each), _sd(each)) for item, each in by_item.items()},
        sums=sums,
        sd=spread,
        standard_error=None if spread is None else spread / sqrt(len(means)),
        agreement=krippendorff_alpha(by_item.values()),
        incomplete={judge: missing for judge, missing in gaps.items() if missing},
    )


def _percent(rating: Number) -> Fraction:
    percent = exact(rating)
    if not 0 <= percent <= 100:
        raise ValueError(f"A probability of {percent} percent")
    return percent


def _sd(values: list[Fraction]) -> float | None:
    return sqrt(statistics.variance(values)) if len(values) > 1 else None
