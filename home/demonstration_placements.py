"""Invented placements, made through the same verbs that the product uses."""

import datetime as dt

from certificates.models import (
    Certificate,
    ConductAttestation,
    IdentityAttestation,
    Placement,
    Plan,
    Scope,
    Verification,
)
from trainees.models import Cohort, Site, User


def place_certified(cohort: Cohort, site: Site, staff: dict[str, User], at: dt.datetime) -> None:
    """For whoever is certified in the cohort: one placement that has begun, and one that waits.

    The second lacks two things, and Chris has asked Hope to let them pass. Nothing is made for a
    certificate that has placements, or that is not current.
    """
    other, _ = Site.objects.get_or_create(
        code="demo-2", defaults={"name": "Second demonstration site", "country": site.country}
    )
    for certificate in Certificate.objects.filter(
        enrolment__trainee__cohort=cohort, placements__isnull=True
    ):
        moment = max(at, certificate.issued_at)
        if certificate.status_on(certificate.issued_on) == "valid":
            _place(certificate, site, staff, moment)
            _ask(certificate, other, staff["chris"], moment)


def _place(certificate: Certificate, site: Site, staff: dict[str, User], at: dt.datetime) -> None:
    about = {"by": staff["chris"], "at": at}
    today = certificate.issued_on
    Verification.objects.look_up(
        number=certificate.number, purpose="Before a placement", today=today, **about
    )
    plan = Plan(
        starts_on=today,
        ends_on=certificate.expires_on + dt.timedelta(days=30),
        site=site,
        scope=Scope.ALL,
        supervisor=staff["bahati"],
    )
    placement = Placement.objects.propose(certificate=certificate, plan=plan, **about)
    IdentityAttestation.attest(
        placement,
        document=IdentityAttestation.Document.IDENTITY_CARD,
        last_characters="000",
        seen_on=today,
        **about,
    )
    ConductAttestation.attest(placement, version="Demonstration 1", signed_on=today, **about)
    placement.verify(**about)
    placement.place(**about)


def _ask(certificate: Certificate, site: Site, chris: User, at: dt.datetime) -> None:
    plan = Plan(
        starts_on=certificate.issued_on + dt.timedelta(days=14),
        site=site,
        scope=Scope.GROUPS,
        supervisor_name="Grace Example",
    )
    placement = Placement.objects.propose(certificate=certificate, plan=plan, by=chris, at=at)
    placement.ask_override(by=chris, at=at, reason="Her documents are with the ministry.")
