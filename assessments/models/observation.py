"""One observed performance of a skill, by whom."""

import datetime as dt
from uuid import uuid4

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log

from assessments import grading
from assessments.models.checklist import Checklist, ChecklistEdition, Rating
from assessments.models.countersignature import Countersignature
from assessments.models.observing import (
    ObservationRefused,
    refuse_herself,
    refuse_unless_active,
    refuse_unless_open,
)
from assessments.models.sheet import ObservationSheet
from assessments.models.standing import report_standing
from trainees.encrypted import EncryptedTextField
from trainees.models import Enrolment, User

Reason = ObservationRefused.Reason
#: What a trainer notes down while an observation is a draft.
NOTED = ("ticked", "remark", "rating", "seen_on")


class ObservationState(models.TextChoices):
    DRAFT = "draft", "Draft"
    FINAL = "final", "Final"
    VOID = "void", "Void"


class ObservationQuerySet(models.QuerySet):
    def visible_to(self, user: User):
        """Of herself, and of the trainees a trainer looks after. Can be chained."""
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))

    def final(self):
        """Finished and not void; a competent one may still wait to be countersigned. Can be chained."""
        return self.filter(state=ObservationState.FINAL)


class ObservationManager(models.Manager.from_queryset(ObservationQuerySet)):
    def begin(
        self, *, enrolment: Enrolment, checklist: Checklist, by: User, at: dt.datetime
    ) -> "Observation":
        """Begin an observation on the checklist's newest edition.

        A draft of the same trainer for the same trainee and checklist is returned as it is.
        Refused: of herself, enrolment not active, checklist not live or not required. The
        enrolment's row is locked. Logged as ``assessments.begin``.
        """
        refuse_herself(enrolment, by)
        with transaction.atomic():
            locked = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
            draft = self.filter(
                enrolment=locked,
                checklist=checklist,
                assessor=by,
                state=ObservationState.DRAFT,
                sheet__isnull=True,
            ).first()
            if draft:
                return draft
            refuse_unless_open(locked, checklist)
            return self._begin(
                enrolment=locked,
                checklist=checklist,
                edition=checklist.editions.first(),
                assessor=by,
                begun_at=at,
            )

    def begin_from_sheet(
        self, *, sheet: ObservationSheet, by: User, at: dt.datetime
    ) -> "Observation":
        """Begin to type in a sheet of paper, on the sheet's own edition; ``by`` is who watched.

        Typed in by the same trainer already, whether draft or final: that observation is returned.
        Refused: of herself, typed in by another trainer, enrolment not active. The enrolment's row
        is locked.
        """
        refuse_herself(sheet.enrolment, by)
        with transaction.atomic():
            locked = Enrolment.objects.select_for_update().get(pk=sheet.enrolment_id)
            typed_in = self.filter(sheet=sheet).exclude(state=ObservationState.VOID).first()
            if typed_in and typed_in.assessor_id != by.pk:
                raise ObservationRefused(Reason.SHEET_TAKEN)
            if typed_in:
                return typed_in
            refuse_unless_active(locked)
            return self._begin(
                enrolment=locked,
                checklist=sheet.checklist,
                edition=sheet.edition,
                sheet=sheet,
                assessor=by,
                begun_at=at,
            )

    def _begin(self, **values) -> "Observation":
        observation = self.create(**values)
        log(instance=observation, action="assessments.begin", user=observation.assessor)
        return observation


class Observation(models.Model):
    """One performance of a skill, watched by one trainer against a checklist.

    draft --finish--> final --void--> void      (a wrong one is voided with a reason, never changed)
    final --countersign--> final, and a second trainer's Countersignature beside it

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
    rating = models.PositiveSmallIntegerField(
        null=True, blank=True, choices=Rating.choices, help_text="Of the whole."
    )
    competent = models.BooleanField(null=True, help_text="Set when final.")
    sheet = models.ForeignKey(
        ObservationSheet,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="observations",
        help_text="The paper it was typed in from, if any.",
    )
    seen_on = models.DateField(
        null=True, blank=True, help_text="The day of the performance; set when final."
    )
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
                condition=Q(state="draft", sheet__isnull=True),
                name="one_draft_observation",
            ),
            models.UniqueConstraint(
                fields=["sheet"], condition=~Q(state="void"), name="sheet_counts_once"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", competent__isnull=True)
                | Q(state="void")
                | Q(state="final", competent__isnull=False, finished_at__isnull=False),
                name="final_has_verdict",
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__range=(1, 5)),
                name="rating_from_1_to_5",
            ),
            models.CheckConstraint(
                condition=~Q(state="final") | Q(sheet__isnull=True) | Q(seen_on__isnull=False),
                name="final_sheet_has_day",
            ),
        ]

    def __str__(self):
        return f"{self.enrolment.trainee} {self.checklist} observed"

    @property
    def verdict(self) -> grading.Verdict:
        """What ticks and rating show under the pinned edition."""
        return grading.judge(
            self.edition.steps,
            self.ticked,
            pass_at=self.edition.content["pass_at"],
            rating=self.rating,
            rating_at_least=self.edition.rating_at_least,
        )

    @property
    def is_countersigned(self) -> bool:
        return hasattr(self, "countersignature")

    @property
    def is_waiting(self) -> bool:
        """Whether it is competent and counts only once a second trainer has countersigned it."""
        is_competent = self.state == ObservationState.FINAL and self.competent
        return is_competent and self.edition.countersigned and not self.is_countersigned

    def keep(
        self,
        *,
        ticked: list[str],
        remark: str,
        by: User,
        at: dt.datetime,
        rating: int | None = None,
        seen_on: dt.date | None = None,
    ) -> None:
        """Keep the ticks of a draft. Refused when it is final, void or another trainer's."""
        with transaction.atomic():
            locked = self._lock_draft(by)
            locked._write(ticked, remark, rating, seen_on)
            locked.save(update_fields=NOTED)
        self.refresh_from_db()

    def finish(
        self,
        *,
        ticked: list[str],
        remark: str,
        by: User,
        at: dt.datetime,
        rating: int | None = None,
        seen_on: dt.date | None = None,
    ) -> None:
        """Make it final: judge ticks and rating and report the module's standing, in one transaction.

        ``seen_on`` is asked of a sheet of paper alone; what is watched live was seen on the day on
        which it began. Final already by the same trainer (double tap, lost reply): nothing
        changes. Refused when void or another trainer's, when a rating is asked and missing, and
        when a sheet's day is missing, still to come or before it was printed. The row is locked.
        Logged as ``assessments.finish``.
        """
        with transaction.atomic():
            locked = self._lock_draft(by, or_final=True)
            if locked.state == ObservationState.DRAFT:
                locked._write(ticked, remark, rating, seen_on)
                locked._refuse_unless_whole(at)
                locked.state, locked.finished_at = ObservationState.FINAL, at
                locked.seen_on = locked.seen_on or timezone.localdate(locked.begun_at)
                locked.competent = locked.verdict.competent
                locked.save(update_fields=[*NOTED, "state", "finished_at", "competent"])
                log(instance=locked, action="assessments.finish", user=by)
                report_standing(locked.enrolment, locked.checklist.module, by=by, at=at)
        self.refresh_from_db()

    def countersign(self, *, by: User, at: dt.datetime, remark: str = "") -> Countersignature:
        """A second trainer stands behind a competent observation, which counts from then on.

        Twice by the same trainer returns the first countersignature. Refused: her own
        observation, the trainee herself, countersigned by another trainer, and when nothing waits
        (not final, not competent, or the edition asks for no second trainer). The row is locked;
        the module's standing is reported in the same transaction. Logged as
        ``assessments.countersign``.
        """
        if by.pk == self.assessor_id:
            raise ObservationRefused(Reason.OWN)
        if by.pk == self.enrolment.trainee.user_id:
            raise ObservationRefused(Reason.HERS)
        with transaction.atomic():
            locked = self._lock()
            if locked.is_countersigned:
                if locked.countersignature.signed_by_id == by.pk:
                    return locked.countersignature
                raise ObservationRefused(Reason.COUNTERSIGNED)
            if not locked.is_waiting:
                raise ObservationRefused(Reason.NOT_WAITING)
            signed = Countersignature.objects.create(
                observation=locked, signed_by=by, signed_at=at, remark=remark.strip()[:2000]
            )
            log(instance=locked, action="assessments.countersign", user=by)
            report_standing(locked.enrolment, locked.checklist.module, by=by, at=at)
        self.refresh_from_db()
        return signed

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
            .select_related("edition", "checklist__module", "enrolment__trainee__user", "sheet")
            .get(pk=self.pk)
        )

    def _lock_draft(self, by: User, *, or_final: bool = False) -> "Observation":
        locked = self._lock()
        if locked.assessor_id != by.pk:
            raise ObservationRefused(Reason.NOT_YOURS)
        allowed = {ObservationState.DRAFT} | ({ObservationState.FINAL} if or_final else set())
        if locked.state not in allowed:
            raise ObservationRefused(Reason.FINAL)
        return locked

    def _write(
        self, ticked: list[str], remark: str, rating: int | None, seen_on: dt.date | None
    ) -> None:
        known = [step.uid for step in self.edition.steps]
        self.ticked = [uid for uid in known if uid in set(ticked)]
        self.remark = remark.strip()[:2000]
        self.rating = rating
        self.seen_on = seen_on if self.sheet_id else None

    def _refuse_unless_whole(self, at: dt.datetime) -> None:
        """Refuse to finish what lacks its rating or, from paper, a day that can be right."""
        if self.edition.rating_at_least and self.rating is None:
            raise ObservationRefused(Reason.NO_RATING)
        if self.sheet:
            self.sheet.refuse_unless_used_on(self.seen_on, at=at)
