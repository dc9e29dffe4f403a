"""Placements for tests, made through their own verbs."""

import datetime as dt

from certificates.models import (
    Certificate,
    ConductAttestation,
    IdentityAttestation,
    Placement,
    PlacementRefused,
    Plan,
    Scope,
    Verification,
)
from curriculum.models import Country
from tests import make
from tests.certificates import papers
from trainees.models import Site, User

DAY = dt.timedelta(days=1)
#: The day on which the certificates of ``papers`` are issued; they end on 2 March 2101.
FIRST = make.NOW.date()
EXPIRES = dt.date(2101, 3, 2)
SUPERVISOR = "Sister Grace Phiri"


def make_site(code: str = "clinic", country: str = Country.DEMONSTRATION) -> Site:
    values = {"name": f"The {code}", "country": country}
    return Site.objects.get_or_create(code=code, defaults=values)[0]


def make_plan(**values) -> Plan:
    """A plan in which nothing is missing: from the first day on, at the clinic."""
    whole = {"site": make_site(), "scope": Scope.ALL, "supervisor_name": SUPERVISOR}
    return Plan(**{"starts_on": FIRST, **whole, **values})


def propose(certificate: Certificate, by: User, at: dt.datetime = make.NOW, **plan) -> Placement:
    return Placement.objects.propose(certificate=certificate, plan=make_plan(**plan), by=by, at=at)


def look_up(certificate: Certificate, by: User, at: dt.datetime = make.NOW) -> Verification:
    Verification.objects.look_up(
        number=certificate.number, by=by, purpose="Before a placement", at=at, today=at.date()
    )
    return Verification.objects.order_by("pk").last()


def see_identity(placement: Placement, by: User, **values) -> IdentityAttestation:
    whole = {"document": "passport", "last_characters": "74X", "seen_on": FIRST, "at": make.NOW}
    return IdentityAttestation.attest(placement, by=by, **{**whole, **values})


def see_conduct(placement: Placement, by: User, **values) -> ConductAttestation:
    whole = {"version": "2098-1", "signed_on": FIRST, "at": make.NOW}
    return ConductAttestation.attest(placement, by=by, **{**whole, **values})


def make_ready(certificate: Certificate, by: User, **plan) -> Placement:
    """Proposed, and nothing is missing."""
    look_up(certificate, by)
    placement = propose(certificate, by, **plan)
    see_identity(placement, by)
    see_conduct(placement, by)
    return placement


def make_verified(certificate: Certificate, by: User, **plan) -> Placement:
    placement = make_ready(certificate, by, **plan)
    placement.verify(by=by, at=make.NOW)
    return placement


def make_placed(certificate: Certificate, by: User, **plan) -> Placement:
    """She works there since her first day, or since today."""
    placement = make_verified(certificate, by, **plan)
    noon = dt.datetime.combine(placement.starts_on, dt.time(12), dt.UTC)
    placement.place(by=by, at=max(noon, make.NOW))
    return placement


def refusal(act) -> tuple[str, list[str]]:
    """The reason with which something is refused, and the codes of what it lacks."""
    try:
        act()
    except PlacementRefused as refused:
        return str(refused.reason.value), [lack.code for lack in refused.lacks]
    return "", []


def kinds(placement: Placement) -> list[str]:
    return list(placement.events.values_list("kind", flat=True))


def refresher(certificate: Certificate, at: dt.datetime) -> Certificate:
    """The certificate of the same trainee's next enrolment in the programme."""
    trainee = certificate.enrolment.trainee
    enrolment = papers.complete(papers.nearly_complete(trainee), at)
    return Certificate.objects.get(enrolment=enrolment)
