"""Whom a change of a programme touches, before somebody signs it."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Model
from wagtail.models import Page

from certificates.models import Certificate
from curriculum.models import ProgrammePage
from trainees.models import Enrolment


@dataclass(frozen=True)
class Touched:
    """How many learn in the programme now, and how many hold a certificate of it that is valid."""

    enrolled: int
    certified: int


def touched_by(thing: Model, today: dt.date) -> Touched:
    """Counts over everybody, for a page, question, case, quiz or checklist: no name, no number.

    Three queries at most: the programme and two counts.
    """
    programme = _programme_of(thing)
    enrolments = Enrolment.objects.filter(programme=programme)
    certificates = Certificate.objects.standing().filter(
        enrolment__programme=programme, expires_on__gte=today
    )
    holders = certificates.values("enrolment__trainee").distinct()
    return Touched(enrolments.active().count(), holders.count())


def _programme_of(thing: Model) -> ProgrammePage | None:
    page = thing if isinstance(thing, Page) else thing.module
    return ProgrammePage.objects.ancestor_of(page, inclusive=True).first()
