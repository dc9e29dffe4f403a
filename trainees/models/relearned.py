"""Critical changes after she learned: what she must learn again, and that she did."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from curriculum.insert_only import InsertOnly
from curriculum.models import CriticalChange
from trainees.models.done import Completion, LessonProgress


def to_relearn(enrolment: int | OuterRef) -> models.QuerySet[CriticalChange]:
    """Critical changes of what she learned before them and has not learned again, the oldest first.

    Not of a lesson that was taken away since: nobody can read it.

    ``enrolment``: an id; within a subquery, a reference to one. Derived anew each time: no row waits.
    """
    hers = OuterRef(enrolment) if isinstance(enrolment, OuterRef) else enrolment
    read = LessonProgress.objects.filter(
        enrolment=hers,
        lesson_key=OuterRef("lesson__translation_key"),
        studied_at__lt=OuterRef("at"),
    )
    done = Completion.objects.filter(
        enrolment=hers,
        module_key=OuterRef("module__translation_key"),
        completed_at__lt=OuterRef("at"),
    )
    again = Relearned.objects.filter(enrolment=hers, change=OuterRef("pk"))
    learned = (Q(lesson__live=True) & Exists(read)) | (Q(lesson=None) & Exists(done))
    changes = CriticalChange.objects.filter(learned).exclude(Exists(again))
    return changes.select_related("module", "lesson", "sign_off").order_by("at", "pk")


class Relearned(InsertOnly):
    """That she learned a critical change: read the lesson again, or went through it with a trainer.

    Personal data: that and when she learned what again, and with whom; herself and her trainers; with the
    enrolment.
    """

    enrolment = models.ForeignKey(
        "trainees.Enrolment", on_delete=models.PROTECT, related_name="relearned"
    )
    change = models.ForeignKey(CriticalChange, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "change"], name="relearned_once")
        ]

    def __str__(self):
        return f"{self.enrolment} learned {self.change_id} again"
