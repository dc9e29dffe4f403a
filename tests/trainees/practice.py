"""A programme that asks for contacts and conduct and nothing else, and who practises in it."""

import datetime as dt
from uuid import uuid4

from django.conf import settings
from django.utils import timezone

from tests import make
from tests.phones import session_of
from trainees.models import Enrolment, PracticumEntry, Site, User
from trainees.models.practicum import MOST_A_DAY

RULES = ("I come on time.", "I keep it private.")
DAY = dt.timedelta(days=1)


def make_enrolment(contacts: int = 2, conduct: tuple[str, ...] = RULES, **values) -> Enrolment:
    """Lindiwe's, in a signed programme that asks for no module; Bahati looks after her cohort."""
    values = {"assessors": 0, **values}
    programme = make.make_programme(contacts=contacts, conduct=conduct, **values)
    make.sign(programme)
    return make.make_enrolment(make.make_trainee(make.make_cohort(programme)))


def bahati() -> User:
    return User.objects.get(username="bahati")


def enter(enrolment: Enrolment, by: User | None = None, **values) -> PracticumEntry:
    """One contact, seen by Bahati on the day of the enrolment unless told otherwise."""
    at = values.pop("at", make.NOW)
    given = {
        "uuid": uuid4(),
        "kind": PracticumEntry.Kind.FEEDING,
        "seen_on": at.date(),
        "site": Site.objects.filter(code="site-xd").first(),
    }
    return PracticumEntry.objects.enter(
        enrolment=enrolment, **given | values, by=by or bahati(), at=at
    )


def about_to_enter() -> None:
    """In the served project: print Bahati's cookie, a demo trainee's enrolment, and its site.

    She has written down all but one of the contacts that she may on one day.
    """
    enrolment = Enrolment.objects.filter(practicum=None).active().order_by("pk").first()
    site, now = enrolment.trainee.cohort.site, timezone.now()
    for _ in range(MOST_A_DAY - 1):
        enter(enrolment, at=now, seen_on=timezone.localdate(now), site=site)
    cookie = f"{settings.SESSION_COOKIE_NAME}={session_of(bahati())}"
    print(cookie, enrolment.pk, site.pk)  # noqa: T201
