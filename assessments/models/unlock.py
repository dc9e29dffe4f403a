"""A trainer opens one more try."""

import datetime as dt

from django.conf import settings
from django.db import models, transaction
from wagtail.log_actions import log

from assessments.models.quiz import Quiz
from curriculum.insert_only import InsertOnly
from trainees.models import Enrolment, User


class AttemptUnlock(InsertOnly):
    """A trainer opened one more try for a trainee, with a reason. Personal data: as the attempt."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="unlocks")
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="+")
    after_tries = models.PositiveSmallIntegerField(help_text="How many tries she had had.")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField()
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "quiz", "after_tries"], name="one_unlock_per_try"
            )
        ]

    def __str__(self):
        return f"{self.enrolment} {self.quiz} unlocked after {self.after_tries}"

    @classmethod
    def give(
        cls, *, enrolment: Enrolment, quiz: Quiz, by: User, at: dt.datetime, reason: str
    ) -> "AttemptUnlock":
        """Open one more try. Twice for the same try returns the first. Logged with the reason."""
        with transaction.atomic():
            Enrolment.objects.select_for_update().get(pk=enrolment.pk)
            tries = enrolment.attempts.counting().filter(quiz=quiz).count()
            unlock, made = cls.objects.get_or_create(
                enrolment=enrolment,
                quiz=quiz,
                after_tries=tries,
                defaults={"given_by": by, "given_at": at, "reason": reason},
            )
            if made:
                log(
                    instance=enrolment,
                    action="assessments.unlock",
                    user=by,
                    data={"quiz": quiz.code, "reason": reason},
                )
        return unlock
