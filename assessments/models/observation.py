"""One observed performance of a skill, by whom."""

import datetime as dt
from uuid import uuid4

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from wagtail.log_actions import log

from assessments import grading
from assessments.models.checklist import Checklist, ChecklistEdition
from assessments.models.standing import report_standing
from curriculum.refusals import Refused
from trainees.encrypted import EncryptedTextField
from trainees.models import Enrolment, EnrolmentState, User


class ObservationState(models.TextChoices):
    DRAFT = "draft", "Draft"
    FINAL = "final", "Final"
    VOID = "void", "Void"


class ObservationRefused(Refused):
    """An observation could not be made or changed; ``reason`` is one of ``Reason``."""

    class Reason(models.TextChoices):
        HERSELF = "herself", "Nobody observes herself. Ask another trainer."
        NOT_ACTIVE = "not_active", "This enrolment is not active any more."
        NOT_OPEN = "not_open", "This checklist is not open, or not part of her programme."
        NOT_YOURS = "not_yours", "Another trainer began this observation. Begin your own."
        FINAL = "final", "This observation is final. If it is wrong, void it and observe again."


class ObservationQuerySet(models.QuerySet):
    def visible_to(self, user: User):
        """Of herself, and of the trainees a trainer looks after. Can be chained."""
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))

    def final(self):
        """Observations that count. Can be chained."""
        return self.filter(state=ObservationState.FINAL)


class ObservationManager(models.Manager.from_queryset(ObservationQuerySet)):
    def begin(
        self, *, enrolment: Enrolment, checklist: Checklist, by: User, at: dt.datetime
    ) -> "Observation":
        """Begin an observation on the checklist's newest edition.

        A draft of the same trainer for the same trainee and checklist is returned as it is.
        Refused: of herself, enrolment not active, checklist not live or not required. The
        enrolment's row is locked.
        """
        if enrolment.trainee.user_id == by.pk:
            raise ObservationRefused(ObservationRefused.Reason.HERSELF)
        with transaction.atomic():
            locked = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
            draft = self.filter(
                enrolment=locked, checklist=checklist, assessor=by, state=ObservationState.DRAFT
            ).first()
            if draft:
                return draft
            if locked.state != EnrolmentState.ACTIVE:
                raise ObservationRefused(ObservationRefused.Reason.NOT_ACTIVE)
            required = locked.requirements().filter(module_key=checklist.module.translation_key)
            if not checklist.live or not required.exists():
                raise ObservationRefused(ObservationRefused.Reason.NOT_OPEN)
            observation = self.create(
                enrolment=locked,
                checklist=checklist,
                edition=checklist.editions.first(),
                assessor=by,
                begun_at=at,
            )
            log(instance=observation, action="assessments.begin", user=by)
        return observation


class Observation(models.Model):
    """One performance of a skill, watched by one trainer against a checklist.

    draft --finish--> final --void--> void      (a wrong one is voided with a reason, never changed)

    Personal data: how she did, and a remark (encrypted); seen by her and her trainers, never by
    HR. Never deleted.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="observations")
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="observations")
    edition = models.ForeignKey(ChecklistEdition, on_delete=models.PROTECT, related_name="+")
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="observations"
    )
    state = models.CharField(
        max_length=8, choices=ObservationState.choices, default=ObservationState.DRAFT
    )
    ticked = models.JSONField(default=list, help_text="Uids of the steps that were done.")
    remark = EncryptedTextField(blank=True, default="")
    competent = models.BooleanField(null=True, help_text="Set when final.")
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ObservationManager()

    class Meta:
        ordering = ["finished_at", "begun_at"]
        default_permissions = ()
        permissions = [("observe", "May observe trainees in her scope")]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "checklist", "assessor"],
                condition=Q(state="draft"),
                name="one_draft_observation",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", competent__isnull=True)
                | Q(state="void")
                | Q(state="final", competent__isnull=False, finished_at__isnull=False),
                name="final_has_verdict",
            ),
        ]

    def __str__(self):
        return f"{self.enrolment.trainee} {self.checklist} observed"

    @property
    def verdict(self) -> grading.Verdict:
        """What the ticks show under the pinned edition."""
        return grading.judge(
            self.edition.steps, self.ticked, pass_at=self.edition.content["pass_at"]
        )

    def keep(self, *, ticked: list[str], remark: str, by: User, at: dt.datetime) -> None:
        """Keep the ticks of a draft. Refused when it is final, void or another trainer's."""
        with transaction.atomic():
            locked = self._lock_draft(by)
            locked._tick(ticked, remark)
            locked.save(update_fields=["ticked", "remark"])
        self.refresh_from_db()

    def finish(self, *, ticked: list[str], remark: str, by: User, at: dt.datetime) -> None:
        """Make it final: judge the ticks and report the module's standing, in one transaction.

        Final already by the same trainer (double tap, lost reply): nothing changes. Refused when
        void or another trainer's. The row is locked. Logged as ``assessments.finish``.
        """
        with transaction.atomic():
            locked = self._lock_draft(by, or_final=True)
            if locked.state == ObservationState.DRAFT:
                locked._tick(ticked, remark)
                locked.state, locked.finished_at = ObservationState.FINAL, at
                locked.competent = locked.verdict.competent
                locked.save(update_fields=["ticked", "remark", "state", "finished_at", "competent"])
                log(instance=locked, action="assessments.finish", user=by)
                report_standing(locked.enrolment, locked.checklist.module, by=by, at=at)
        self.refresh_from_db()

    def void(self, *, by: User, at: dt.datetime, reason: str) -> None:
        """Take an observation out of the count, with a reason; the row stays. Twice is quiet. Logged.

        The module's standing is reported: a wrong "not yet competent" may have been all that stood
        in its way.
        """
        with transaction.atomic():
            locked = self._lock()
            if locked.state == ObservationState.VOID:
                return
            locked.state = ObservationState.VOID
            locked.save(update_fields=["state"])
            log(instance=locked, action="assessments.void", user=by, data={"reason": reason})
            report_standing(locked.enrolment, locked.checklist.module, by=by, at=at)
        self.refresh_from_db()

    def _lock(self) -> "Observation":
        return (
            Observation.objects.select_for_update(of=("self",))
            .select_related("edition", "checklist__module", "enrolment__trainee__user")
            .get(pk=self.pk)
        )

    def _lock_draft(self, by: User, *, or_final: bool = False) -> "Observation":
        locked = self._lock()
        if locked.assessor_id != by.pk:
            raise ObservationRefused(ObservationRefused.Reason.NOT_YOURS)
        allowed = {ObservationState.DRAFT} | ({ObservationState.FINAL} if or_final else set())
        if locked.state not in allowed:
            raise ObservationRefused(ObservationRefused.Reason.FINAL)
        return locked

    def _tick(self, ticked: list[str], remark: str) -> None:
        known = [step.uid for step in self.edition.steps]
        self.ticked = [uid for uid in known if uid in set(ticked)]
        self.remark = remark.strip()[:2000]
