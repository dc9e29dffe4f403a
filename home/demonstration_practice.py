"""Invented practice: contacts with clients, written down by the trainers who saw them, and a signature."""

import datetime as dt
from collections.abc import Sequence
from itertools import cycle
from uuid import uuid4

from django.utils import timezone

from curriculum.models import Requirement
from trainees.models import Enrolment, PracticumEntry, User


def practise(
    enrolment: Enrolment,
    trainers: Sequence[User],
    *,
    at: dt.datetime,
    contacts: int | None = None,
) -> None:
    """As many contacts as her programme asks for, or as are told, seen by the trainers in turn; she signs.

    All on one day: nobody enrolled before today.
    """
    asked = enrolment.requirements().filter(kind=Requirement.Kind.CONTACTS).first()
    needed = asked.number if asked else 0
    kinds = cycle(PracticumEntry.Kind.values)
    for place in range(needed if contacts is None else min(contacts, needed)):
        PracticumEntry.objects.enter(
            enrolment=enrolment,
            uuid=uuid4(),
            kind=next(kinds),
            seen_on=timezone.localdate(at),
            site=enrolment.trainee.cohort.site,
            by=trainers[place % len(trainers)],
            at=at,
        )
    if enrolment.edition.conduct:
        enrolment.sign_conduct(by=enrolment.trainee.user, at=at)
