"""Who set which pass mark, why, and what a panel said before."""

import datetime as dt

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from wagtail.log_actions import log

from assessments.models.question import Question
from assessments.models.quiz import Quiz
from curriculum.insert_only import InsertOnly
from curriculum.refusals import Refused
from trainees.models import User


class PassMarkRefused(Refused):
    """A pass mark could not be set; ``reason`` is one of ``Reason``."""

    class Reason(models.TextChoices):
        OUT_OF_RANGE = "out_of_range", "A pass mark is a whole number from 1 to 100."
        NO_REASON = (
            "no_reason",
            "Say why this mark. The reason is kept with each edition of the quiz.",
        )


class AngoffEstimate(InsertOnly):
    """What one judge expects of a just-competent trainee: in how many of 100 she gets a question right.

    The latest of a judge for a question counts. Personal data: none but the judge's user name.
    """

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="estimates")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    judge = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    percent = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(0), MaxValueValidator(100)]
    )
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(percent__lte=100), name="estimate_is_percent")
        ]

    def __str__(self):
        return f"{self.quiz} {self.question} estimated"

    @classmethod
    def panel(cls, quiz: Quiz) -> dict[str, dict[str, int]]:
        """What each judge said of each question, by user name and question code: one query."""
        panel: dict[str, dict[str, int]] = {}
        rows = cls.objects.filter(quiz=quiz).select_related("judge", "question").order_by("pk")
        for row in rows:
            panel.setdefault(row.judge.username, {})[row.question.code] = row.percent
        return panel

    @classmethod
    def say(cls, *, quiz: Quiz, percents: dict[Question, int], by: User, at: dt.datetime) -> None:
        """Keep what a judge says, where it differs from what she said before. Logged."""
        before = cls.panel(quiz).get(by.username, {})
        with transaction.atomic():
            for question, percent in percents.items():
                if before.get(question.code) != percent:
                    cls(quiz=quiz, question=question, judge=by, percent=percent, said_at=at).save()
            log(instance=quiz, action="assessments.estimate", user=by)


class PassMarkDecision(InsertOnly):
    """A named person proposed a pass mark, with the reason and what the methods had suggested.

    It is a draft of the quiz like any other and holds once the quiz is signed. Personal data: none but
    who decided.
    """

    class Method(models.TextChoices):
        EBEL = "ebel", "Ebel: importance and difficulty"
        ANGOFF = "angoff", "Angoff: a panel's estimates"
        RULE = "rule", "A rule of the programme"

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="pass_mark_decisions")
    pass_mark = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=8, choices=Method.choices)
    reason = models.TextField()
    suggestions = models.JSONField(help_text="What each method suggested then.")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.quiz} {self.pass_mark} %"

    @classmethod
    def make(
        cls,
        *,
        quiz: Quiz,
        pass_mark: int,
        method: str,
        reason: str,
        suggestions: dict,
        by: User,
        at: dt.datetime,
    ) -> "PassMarkDecision":
        """Put the mark and its reason into a new draft of the quiz, which then needs a signature.

        Refused without a reason or outside 1 to 100. Logged as ``assessments.set_pass_mark``.
        """
        if not 1 <= pass_mark <= 100:
            raise PassMarkRefused(PassMarkRefused.Reason.OUT_OF_RANGE)
        if not reason.strip():
            raise PassMarkRefused(PassMarkRefused.Reason.NO_REASON)
        with transaction.atomic():
            draft = Quiz.objects.select_for_update().get(pk=quiz.pk).get_latest_revision_as_object()
            draft.pass_mark, draft.pass_mark_reason = pass_mark, reason.strip()
            draft.save_revision(user=by, log_action=True)
            decision = cls(
                quiz=quiz,
                pass_mark=pass_mark,
                method=method,
                reason=reason.strip(),
                suggestions=suggestions,
                decided_by=by,
                decided_at=at,
            )
            decision.save()
            log(
                instance=quiz,
                action="assessments.set_pass_mark",
                user=by,
                data={"pass_mark": pass_mark, "method": method},
            )
        return decision
