"""How an attempt was marked, by which rules."""

from django.db import models

from assessments import grading
from curriculum.insert_only import InsertOnly, InsertOnlyQuerySet


class GradingQuerySet(InsertOnlyQuerySet):
    def latest_passed(self):
        """Gradings that are the latest of their attempt and passed. Can be chained."""
        newer = Grading.objects.filter(
            attempt=models.OuterRef("attempt"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(newer), passed=True)


class Grading(InsertOnly):
    """How an attempt was marked. The one with the highest number is current; none is ever changed.

    Personal data: her result; seen by her and her trainers, never by HR.
    """

    attempt = models.ForeignKey(
        "assessments.Attempt", on_delete=models.PROTECT, related_name="gradings"
    )
    number = models.PositiveSmallIntegerField()
    rules = models.CharField(max_length=10, help_text="Version of the marking rules.")
    earned_numerator = models.BigIntegerField()
    earned_denominator = models.BigIntegerField()
    possible = models.PositiveIntegerField()
    pass_mark = models.PositiveSmallIntegerField()
    percent = models.PositiveSmallIntegerField(help_text="Rounded down, for show.")
    passed = models.BooleanField()
    marks = models.JSONField(
        help_text="Each: paper question's id, numerator, denominator, possible, state, critical_failed."
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

    @classmethod
    def mark(
        cls, attempt: models.Model, paper: list[models.Model], answers: dict[int, dict], *, at
    ) -> "Grading":
        """Mark an attempt's answers by the rules of today and insert the row."""
        result = grading.grade(
            [grading.Question.from_json(item.question.content, uid=str(item.pk)) for item in paper],
            {str(question_id): payload for question_id, payload in answers.items()},
            pass_mark=attempt.edition.content["pass_mark"],
        )
        graded = cls(
            attempt=attempt,
            number=1,
            rules=grading.VERSION,
            earned_numerator=result.earned.numerator,
            earned_denominator=result.earned.denominator,
            possible=result.possible,
            pass_mark=attempt.edition.content["pass_mark"],
            percent=result.percent,
            passed=result.passed,
            marks=[
                {
                    "item": int(each.uid),
                    "numerator": each.earned.numerator,
                    "denominator": each.earned.denominator,
                    "possible": each.possible,
                    "state": each.state,
                    "critical_failed": each.critical_failed,
                }
                for each in result.marks
            ],
            graded_at=at,
        )
        graded.save()
        return graded
