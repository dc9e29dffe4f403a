"""How an attempt was marked, by which rules."""

import datetime as dt
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.db import models

from assessments import grading
from assessments.grading.results import UNMARKED
from curriculum.insert_only import InsertOnly, InsertOnlyQuerySet


class GradingQuerySet(InsertOnlyQuerySet):
    def current(self):
        """Gradings that are the latest of their attempt. Can be chained."""
        newer = Grading.objects.filter(
            attempt=models.OuterRef("attempt"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(newer))

    def latest_passed(self):
        """Gradings that are the latest of their attempt and passed. Can be chained."""
        return self.current().filter(passed=True)


class Grading(InsertOnly):
    """How an attempt was marked. The one with the highest number is current; none is ever changed.

    Personal data: her result; seen by her and her trainers, never by HR.
    """

    class Reason(models.TextChoices):
        HANDED_IN = "handed_in", "Handed in"
        TIME_UP = "time_up", "The time was up"
        BY_HAND = "by_hand", "Marked by a trainer"
        LATE = "late", "A late answer was let count"
        REGRADE = "regrade", "Marked again"

    attempt = models.ForeignKey(
        "assessments.Attempt", on_delete=models.PROTECT, related_name="gradings"
    )
    number = models.PositiveSmallIntegerField()
    rules = models.CharField(max_length=10, help_text="Version of the marking rules.")
    reason = models.CharField(max_length=10, choices=Reason.choices, default=Reason.HANDED_IN)
    graded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Who had it marked again; empty when it was handed in.",
    )
    regrade = models.ForeignKey(
        "assessments.Regrade", on_delete=models.PROTECT, null=True, related_name="gradings"
    )
    earned_numerator = models.BigIntegerField()
    earned_denominator = models.BigIntegerField()
    possible = models.PositiveIntegerField()
    pass_mark = models.PositiveSmallIntegerField()
    percent = models.PositiveSmallIntegerField(help_text="Rounded down, for show.")
    passed = models.BooleanField()
    marks = models.JSONField(
        help_text="Each: paper question's id, numerator, denominator, possible, state, critical_failed,"
        " and the parts with their shares."
    )
    graded_at = models.DateTimeField()

    objects = GradingQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        get_latest_by = "number"
        constraints = [
            models.UniqueConstraint(fields=["attempt", "number"], name="grading_number_once")
        ]

    def __str__(self):
        return f"{self.attempt_id} graded {self.number}"

    @property
    def earned(self) -> Fraction:
        """What it earned, exactly."""
        return Fraction(self.earned_numerator, self.earned_denominator)

    @property
    def states(self) -> list[str]:
        """The state of each question, in the order of the paper."""
        return [mark["state"] for mark in self.marks]

    @property
    def waits(self) -> bool:
        """Whether a person must still mark an answer."""
        return any(mark["state"] == UNMARKED for mark in self.marks)

    @property
    def missed_critical(self) -> bool:
        """Enough marks, and yet not passed: a critical question was not right."""
        enough = self.earned * 100 >= self.pass_mark * self.possible
        return enough and not self.passed and not self.waits

    @classmethod
    def insert(
        cls,
        attempt: models.Model,
        result: grading.Result,
        *,
        at: dt.datetime,
        number: int = 1,
        reason: str = Reason.HANDED_IN,
        by: models.Model | None = None,
        regrade: models.Model | None = None,
    ) -> "Grading":
        """Insert a result as the ``number``-th grading of an attempt."""
        graded = cls(
            attempt=attempt,
            number=number,
            rules=grading.VERSION,
            reason=reason,
            graded_by=by,
            regrade=regrade,
            earned_numerator=result.earned.numerator,
            earned_denominator=result.earned.denominator,
            possible=result.possible,
            pass_mark=attempt.pass_mark,
            percent=result.percent,
            passed=result.passed,
            marks=[kept_mark(mark) for mark in result.marks],
            graded_at=at,
        )
        graded.save()
        return graded


def result_of(
    attempt: models.Model,
    paper: Iterable[models.Model],
    answers: Mapping[int, Mapping[str, Any]],
) -> grading.Result:
    """Mark an attempt's answers by the rules of today; nothing is written."""
    marks = (
        grading.mark(attempt.asked(item, item.content), answers.get(item.pk)) for item in paper
    )
    return grading.Result.of(tuple(marks), attempt.pass_mark)


def kept_mark(mark: grading.Mark) -> dict:
    """One mark as a grading keeps it."""
    kept = {
        "item": int(mark.uid),
        "numerator": mark.earned.numerator,
        "denominator": mark.earned.denominator,
        "possible": mark.possible,
        "state": mark.state,
        "critical_failed": mark.critical_failed,
    }
    if mark.parts:
        kept["parts"] = {part.uid: [str(part.share), part.state] for part in mark.parts}
    return kept


def mark_from(kept: Mapping[str, Any]) -> grading.Mark:
    """A mark as it was before a grading kept it."""
    return grading.Mark(
        str(kept["item"]),
        Fraction(kept["numerator"], kept["denominator"]),
        kept["possible"],
        kept["state"],
        kept["critical_failed"],
        tuple(
            grading.Part(uid, Fraction(share), state)
            for uid, (share, state) in kept.get("parts", {}).items()
        ),
    )
