"""The practicum: contacts with clients in which a trainer saw her at work."""

import datetime as dt
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from wagtail.log_actions import log

from curriculum.insert_only import InsertOnly, InsertOnlyQuerySet
from curriculum.models import Requirement
from curriculum.refusals import Refused
from trainees.models.enrolment import Enrolment, EnrolmentState
from trainees.models.place import Site, StaffScope
from trainees.models.trainee import Trainee
from trainees.models.user import User

#: More than that in one day is not watched any more, but signed for.
MOST_A_DAY = 8


class PracticumRefused(Refused):
    """A contact could not be entered or voided; ``reason`` is one of ``Reason``."""

    class Reason(models.TextChoices):
        HERSELF = "herself", "Nobody writes down her own contacts. Ask the trainer who saw you."
        NOT_HER_TRAINER = "not_her_trainer", "You do not look after this trainee."
        NOT_YOUR_SITE = "not_your_site", "You do not look after this site."
        NOT_ASKED = "not_asked", "Her programme asks for no contacts."
        NOT_ACTIVE = "not_active", "This enrolment is not active any more."
        DAY_TO_COME = "day_to_come", "That day is still to come. Look at the date again."
        BEFORE_ENROLMENT = (
            "before_enrolment",
            "On that day she was not enrolled yet. Look at the date again.",
        )
        TOO_MANY = (
            "too_many",
            f"You have written down {MOST_A_DAY} contacts of hers for that day. More does not count.",
        )
        FORM_USED = "form_used", "This form was used before. Open the page again."


class PracticumQuerySet(InsertOnlyQuerySet):
    def visible_to(self, user: User):
        """Of herself, and of the trainees a trainer looks after. Can be chained."""
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))

    def counting(self):
        """Those that nobody voided. Can be chained."""
        return self.filter(voided=None)

    def newest_first(self):
        """By the day seen, with site, trainer and what voided it. Can be chained."""
        return self.select_related("site", "witnessed_by", "voided__by").order_by("-seen_on", "-pk")


class PracticumManager(models.Manager.from_queryset(PracticumQuerySet)):
    def enter(
        self,
        *,
        enrolment: Enrolment,
        uuid: UUID,
        kind: str,
        seen_on: dt.date,
        site: Site,
        by: User,
        at: dt.datetime,
    ) -> "PracticumEntry":
        """Write down one contact, by the trainer who saw it; it may complete the enrolment.

        ``uuid`` is the form's: sent again, the first entry is returned. Refused: of herself; by who does
        not look after her or the site; a day to come or from before she was enrolled; when her edition
        asks for no contacts, the enrolment is not active, or this trainer wrote down ``MOST_A_DAY`` of
        hers for that day. The enrolment's row is locked. Logged as ``trainees.enter_contact``.
        """
        refuse_unless_her_trainer(enrolment, by)
        _refuse_other_days(enrolment, seen_on, at)
        if not Site.objects.visible_to(by, StaffScope.Role.TRAINER).filter(pk=site.pk).exists():
            raise PracticumRefused(PracticumRefused.Reason.NOT_YOUR_SITE)
        with transaction.atomic():
            locked = enrolment.lock()
            entry = self.filter(uuid=uuid).first()
            if entry and (entry.enrolment_id, entry.witnessed_by_id) != (locked.pk, by.pk):
                raise PracticumRefused(PracticumRefused.Reason.FORM_USED)
            if entry is None:
                self._refuse_unless_wanted(locked, seen_on, by)
                entry = self.create(
                    uuid=uuid,
                    enrolment=locked,
                    kind=kind,
                    seen_on=seen_on,
                    site=site,
                    witnessed_by=by,
                    entered_at=at,
                )
                log(instance=locked, action="trainees.enter_contact", user=by)
                locked.complete_if_done(by=by, at=at)
        enrolment.refresh_from_db()
        return entry

    def _refuse_unless_wanted(self, enrolment: Enrolment, seen_on: dt.date, by: User) -> None:
        if enrolment.state != EnrolmentState.ACTIVE:
            raise PracticumRefused(PracticumRefused.Reason.NOT_ACTIVE)
        if not enrolment.requirements().filter(kind=Requirement.Kind.CONTACTS).exists():
            raise PracticumRefused(PracticumRefused.Reason.NOT_ASKED)
        that_day = self.counting().filter(enrolment=enrolment, seen_on=seen_on, witnessed_by=by)
        if that_day.count() >= MOST_A_DAY:
            raise PracticumRefused(PracticumRefused.Reason.TOO_MANY)


class PracticumEntry(InsertOnly):
    """One contact with a client in which a trainer saw her at work. Nothing about the client: no free text.

    counts --void--> does not count      (a wrong one is voided with a reason, never changed)

    Personal data: what she did, on which day, at which site, seen by whom; herself and her trainers, never
    HR; with the enrolment.
    """

    class Kind(models.TextChoices):
        FIRST_TALK = "first_talk", "First talk in antenatal care"
        AFTER_TEST = "after_test", "Support after a test"
        TREATMENT = "treatment", "Staying on treatment"
        BABY_TEST = "baby_test", "Reminder of the baby's test"
        FEEDING = "feeding", "Feeding the baby"
        TELLING = "telling", "Telling somebody she trusts"
        PLANNING = "planning", "Family planning"
        MISSED_VISIT = "missed_visit", "Following up a missed visit"
        DANGER_SIGN = "danger_sign", "Danger sign, sent to the nurse"
        GROUP = "group", "Talk with a group"

    uuid = models.UUIDField(unique=True, help_text="Of the form, so that sent twice counts once.")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="practicum")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    seen_on = models.DateField()
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    witnessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()

    objects = PracticumManager()

    def __str__(self):
        return f"{self.enrolment} contact"

    @property
    def is_void(self) -> bool:
        return hasattr(self, "voided")

    def void(self, *, by: User, at: dt.datetime, reason: "PracticumVoid.Reason") -> "PracticumVoid":
        """It does not count any more; the row stays. By any trainer of hers.

        Twice returns the first. Refused to herself and to who does not look after her. A completed
        enrolment stays completed: a person decides what follows. The enrolment's row is locked. Logged
        as ``trainees.void_contact`` with the reason.
        """
        refuse_unless_her_trainer(self.enrolment, by)
        with transaction.atomic():
            locked = self.enrolment.lock()
            gone = PracticumVoid.objects.filter(entry=self).first()
            if gone is None:
                gone = PracticumVoid.objects.create(entry=self, reason=reason, by=by, at=at)
                log(
                    instance=locked,
                    action="trainees.void_contact",
                    user=by,
                    data={"contact": str(self.uuid), "reason": str(reason)},
                )
        return gone


class PracticumVoid(InsertOnly):
    """That a contact does not count, and why: one of a closed list, for a text might tell of a client.

    Personal data: who took what of hers out of the count, and when; as the entry.
    """

    class Reason(models.TextChoices):
        TWICE = "twice", "It was written down twice"
        WRONG_DAY = "wrong_day", "The day is wrong"
        WRONG_WORDS = "wrong_words", "The kind or the site is wrong"
        OTHER_TRAINEE = "other_trainee", "It was another trainee"
        NOT_SEEN = "not_seen", "No trainer saw it"

    entry = models.OneToOneField(PracticumEntry, on_delete=models.PROTECT, related_name="voided")
    reason = models.CharField(max_length=13, choices=Reason.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.entry} void"


def refuse_unless_her_trainer(enrolment: Enrolment, by: User) -> None:
    """Refuse herself, and who does not look after her."""
    if enrolment.trainee.user_id == by.pk:
        raise PracticumRefused(PracticumRefused.Reason.HERSELF)
    if not Trainee.objects.visible_to(by).filter(pk=enrolment.trainee_id).exists():
        raise PracticumRefused(PracticumRefused.Reason.NOT_HER_TRAINER)


def _refuse_other_days(enrolment: Enrolment, seen_on: dt.date, at: dt.datetime) -> None:
    if seen_on > timezone.localdate(at):
        raise PracticumRefused(PracticumRefused.Reason.DAY_TO_COME)
    if seen_on < timezone.localdate(enrolment.enrolled_at):
        raise PracticumRefused(PracticumRefused.Reason.BEFORE_ENROLMENT)
