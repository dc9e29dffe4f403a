"""What marking again would do, counted, with those named by number for whom a person must decide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.models import Attempt
from assessments.models.regrade import Effect


@dataclass(frozen=True)
class Held:
    """Somebody who has completed the module and would lose by it: her number, percent and pass."""

    attempt: Attempt
    number: str
    before: int
    after: int
    passed_before: bool
    passed_after: bool


@dataclass(frozen=True)
class PlanSummary:
    """How many results would be raised, lowered (the held ones apart), changed in another way or not at
    all; how many people would pass by it, or no longer."""

    raised: int
    lowered: int
    otherwise: int
    unchanged: int
    passes_gained: int
    passes_lost: int
    held: tuple[Held, ...]

    @property
    def changes(self) -> bool:
        return bool(self.raised or self.lowered or self.otherwise or self.held)


def summarise(effects: Sequence[Effect]) -> PlanSummary:
    """Count the effects of a dry run: one query, for the numbers of those who are held."""
    changing = [effect for effect in effects if effect.changes]
    free = [effect for effect in changing if not effect.held]
    moves = [_share(effect.after) - _share(effect.before) for effect in free]
    return PlanSummary(
        raised=sum(move > 0 for move in moves),
        lowered=sum(move < 0 for move in moves),
        otherwise=sum(not move for move in moves),
        unchanged=len(effects) - len(changing),
        passes_gained=sum(each.after.passed and not each.before.passed for each in free),
        passes_lost=sum(each.before.passed and not each.after.passed for each in free),
        held=tuple(_held([effect for effect in changing if effect.held])),
    )


def _share(found) -> Fraction:
    """The share of the paper's marks that a grading or result earned."""
    return Fraction(found.earned, found.possible)


def _held(effects: Sequence[Effect]) -> Iterable[Held]:
    those = Attempt.objects.filter(pk__in=[effect.attempt.pk for effect in effects])
    numbers = dict(those.values_list("pk", "enrolment__trainee__user__username"))
    for effect in effects:
        before, after = effect.before, effect.after
        yield Held(
            attempt=effect.attempt,
            number=numbers[effect.attempt.pk],
            before=before.percent,
            after=after.percent,
            passed_before=before.passed,
            passed_after=after.passed,
        )
