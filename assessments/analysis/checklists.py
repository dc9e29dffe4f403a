"""What final observations say about a checklist: its steps, its ratings, its observers.

Worked example: 24 observations, in 12 of which "greets" was done: "12 of 24, about 5 in 10". Whoever
observed 4 times is not compared, whoever observed 5 times is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, Q, QuerySet

from assessments.analysis.words import FEW, in_tenths
from assessments.models import Checklist, Observation, Rating
from assessments.standards import Cut, TooLittle, borderline_regression

#: From so many observations on, an observer's mean is told.
ENOUGH_TO_COMPARE = 5


@dataclass(frozen=True)
class StepCount:
    """One step: in how many of ``n`` observations that held it it was done; the share from ``FEW`` on."""

    text: str
    critical: bool
    done: int
    n: int

    @property
    def share(self) -> float | None:
        return self.done / self.n if self.n >= FEW else None

    @property
    def in_words(self) -> str:
        return in_tenths(self.done, self.n)


@dataclass(frozen=True)
class AssessorMean:
    """One observer: how many observations, and their mean score in percent, exact."""

    name: str
    n: int
    mean: Fraction

    @property
    def percent(self) -> int:
        """Rounded down, for show."""
        return int(self.mean)


@dataclass(frozen=True)
class ChecklistAnalysis:
    """``n`` final observations, ``competent`` of them; the steps in order.

    ``ratings``: how often each was given, in words. ``cut`` is where borderline regression would lay
    the mark, or why it cannot. ``not_compared`` observers have too few observations.
    """

    n: int
    competent: int
    steps: tuple[StepCount, ...]
    ratings: tuple[tuple[str, int], ...]
    cut: Cut | TooLittle
    assessors: tuple[AssessorMean, ...]
    not_compared: int

    @property
    def competent_words(self) -> str:
        return in_tenths(self.competent, self.n)


def count_checklists(observations: QuerySet) -> list[Checklist]:
    """The checklists of these observations, by code, each with their ``number``: one query."""
    theirs = Q(observations__in=observations.order_by().values("pk"))
    checklists = Checklist.objects.annotate(number=Count("observations", filter=theirs))
    return list(checklists.filter(number__gt=0).order_by("code"))


def analyse_checklist(observations: Iterable[Observation]) -> ChecklistAnalysis:
    """Analyse final observations of one checklist, read with their editions and assessors."""
    seen = list(observations)
    rated = [each for each in seen if each.rating is not None]
    by_assessor: dict[str, list[Fraction]] = defaultdict(list)
    for each in seen:
        by_assessor[each.assessor.username].append(_score(each))
    compared = {name: each for name, each in by_assessor.items() if len(each) >= ENOUGH_TO_COMPARE}
    given = Counter(each.rating for each in rated)
    return ChecklistAnalysis(
        n=len(seen),
        competent=sum(bool(each.competent) for each in seen),
        steps=tuple(_steps(seen)),
        ratings=tuple((Rating(rating).label, given[rating]) for rating in sorted(given)),
        cut=borderline_regression(
            [_score(each) for each in rated],
            [each.rating for each in rated],
            assessors=[each.assessor.username for each in rated],
        ),
        assessors=tuple(
            AssessorMean(name, len(scores), sum(scores, Fraction(0)) / len(scores))
            for name, scores in sorted(compared.items())
        ),
        not_compared=len(by_assessor) - len(compared),
    )


def _score(seen: Observation) -> Fraction:
    """Percent of the points that the observation's own edition holds, exactly."""
    return Fraction(100 * seen.verdict.points, seen.verdict.possible)


def _steps(seen: Sequence[Observation]) -> Iterable[StepCount]:
    """Each step that was ever watched, in the newest words and order; what is no more comes last."""
    steps: dict[str, dict] = {}
    for each in sorted(seen, key=lambda each: -each.edition.number):
        for step in each.edition.content["steps"]:
            steps.setdefault(step["uid"], step)
    held = Counter(step["uid"] for each in seen for step in each.edition.content["steps"])
    done = Counter(uid for each in seen for uid in set(each.ticked))
    for uid, step in steps.items():
        yield StepCount(step["text"], step["critical"], done[uid], held[uid])
