"""On what a placement rests: its certificate, the look-up, what was attested. Reads, never writes."""

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone

from certificates import placing
from certificates.models.verification import Verification
from certificates.placing import Lack

if TYPE_CHECKING:
    from certificates.models.placement import Placement


def certificate_lacks(placement: "Placement", at: dt.datetime) -> list[Lack]:
    """What is wrong with its certificate, on the first day or today: one thing at most."""
    return placing.certificate_lacks(_paper(placement, at), starts_on=placement.starts_on)


def lacks(placement: "Placement", at: dt.datetime) -> list[Lack]:
    """Everything that is missing before it may be verified."""
    plan = placing.Plan(
        is_looked_up=look_up(placement, at) is not None,
        has_identity=placement.identities.exists(),
        has_conduct=placement.conducts.exists(),
        has_site=placement.site_id is not None,
        has_scope=bool(placement.scope),
        has_supervisor=bool(placement.supervisor_id or placement.supervisor_name),
    )
    return placing.lacks(_paper(placement, at), plan, starts_on=placement.starts_on)


def look_up(placement: "Placement", at: dt.datetime) -> Verification | None:
    """HR's last look-up of the certificate, unless it is too old."""
    since = at - dt.timedelta(days=placing.LOOK_UP_DAYS)
    by_hr = Verification.objects.by_officers().filter(certificate=placement.certificate_id)
    return by_hr.filter(at__gte=since, at__lte=at).order_by("at", "pk").last()


def found(placement: "Placement", at: dt.datetime) -> dict[str, int]:
    """The row numbers of what is there, as a verification keeps them."""
    rows = {
        "look_up": look_up(placement, at),
        "identity": placement.identities.first(),
        "conduct": placement.conducts.first(),
    }
    return {name: row.pk for name, row in rows.items() if row}


def _paper(placement: "Placement", at: dt.datetime) -> placing.Paper:
    certificate = placement.certificate
    return placing.Paper(
        issued_on=certificate.issued_on,
        expires_on=certificate.expires_on,
        on_first_day=str(certificate.status_on(placement.starts_on)),
        today=str(certificate.status_on(timezone.localdate(at))),
    )
