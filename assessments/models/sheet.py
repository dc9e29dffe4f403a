"""The sheet of paper on which an observation is ticked where there is no phone."""

import datetime as dt
from random import Random
from secrets import SystemRandom

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from wagtail.log_actions import log

from assessments import sheet_codes
from assessments.models.checklist import Checklist, ChecklistEdition
from assessments.models.observing import ObservationRefused, refuse_herself, refuse_unless_open
from curriculum.insert_only import InsertOnly, InsertOnlyQuerySet
from trainees.models import Enrolment, User


class ObservationSheetQuerySet(InsertOnlyQuerySet):
    def visible_to(self, user: User):
        """Sheets of the trainees whom a trainer looks after, never her own. Can be chained."""
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user)).exclude(
            enrolment__trainee__user=user
        )


class ObservationSheet(InsertOnly):
    """One sheet printed for one trainee and one checklist, known by its code.

    Its edition is pinned: what was ticked on paper is typed in against the very steps it shows.

    Personal data: who learns here, by number, and who printed it; as the observation. Never deleted.
    """

    code = models.CharField(max_length=sheet_codes.LENGTH, unique=True)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="sheets")
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(ChecklistEdition, on_delete=models.PROTECT, related_name="+")
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    printed_at = models.DateTimeField()

    objects = ObservationSheetQuerySet.as_manager()

    def __str__(self):
        return f"{self.enrolment.trainee} {self.checklist} sheet {self.shown_code}"

    @property
    def shown_code(self) -> str:
        """The code as it is printed."""
        return sheet_codes.show(self.code)

    @classmethod
    def make(
        cls, *, enrolment: Enrolment, checklist: Checklist, by: User, at: dt.datetime
    ) -> "ObservationSheet":
        """Make a sheet on the checklist's newest edition, with a new random code.

        Refused as an observation is: of herself, enrolment not active, checklist not live or not
        required. Twice makes two sheets: two trainers may watch her on one day. Logged as
        ``assessments.print``.
        """
        refuse_herself(enrolment, by)
        refuse_unless_open(enrolment, checklist)
        with transaction.atomic():
            sheet = cls.objects.create(
                code=cls._free_code(SystemRandom()),
                enrolment=enrolment,
                checklist=checklist,
                edition=checklist.editions.first(),
                printed_by=by,
                printed_at=at,
            )
            log(instance=sheet, action="assessments.print", user=by)
        return sheet

    def refuse_unless_used_on(self, day: dt.date | None, *, at: dt.datetime) -> None:
        """Refuse a day of use that is missing, still to come, or from before the sheet was printed."""
        if day is None:
            raise ObservationRefused(ObservationRefused.Reason.NO_DAY)
        if day > timezone.localdate(at):
            raise ObservationRefused(ObservationRefused.Reason.DAY_TO_COME)
        if day < timezone.localdate(self.printed_at):
            raise ObservationRefused(ObservationRefused.Reason.BEFORE_PRINT)

    @classmethod
    def _free_code(cls, random: Random) -> str:
        code = sheet_codes.make(random)
        while cls.objects.filter(code=code).exists():
            code = sheet_codes.make(random)
        return code
