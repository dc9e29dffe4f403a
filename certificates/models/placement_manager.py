"""How placements come to be, and the lock under which everything about them happens."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models, transaction

from certificates.models.certificate import Certificate
from certificates.models.placement_plan import Plan
from certificates.models.placement_querysets import PlacementQuerySet, PlacementState
from certificates.models.placement_records import PlacementEvent
from certificates.models.placement_refusals import refuse_herself
from trainees.models import User

if TYPE_CHECKING:
    from certificates.models.placement import Placement


class PlacementManager(models.Manager.from_queryset(PlacementQuerySet)):
    def propose(
        self, *, certificate: Certificate, plan: Plan, by: User, at: dt.datetime
    ) -> "Placement":
        """Propose a placement: cheap, nothing is checked yet but that it can be one.

        Refused: of herself, she as her own supervisor, a last day before the first, another open
        placement at this site in this time. The same proposal by the same person is returned as it
        is. The certificate's row is locked. Logged as ``certificates.propose_placement``.
        """
        holder = certificate.enrolment.trainee.user_id
        refuse_herself(by, holder_id=holder)
        plan.refuse_impossible(holder_id=holder)
        with transaction.atomic():
            placement = self.model(certificate=lock_certificate(certificate.pk), **plan.as_fields())
            same = placement.same_dates().filter(
                state=PlacementState.PROPOSED,
                events__kind=PlacementEvent.Kind.PROPOSED,
                events__by=by,
            )
            if already := same.first():
                return already
            placement.refuse_overlap()
            placement.save()
            placement.note(PlacementEvent.Kind.PROPOSED, by=by, at=at)
        return placement


def lock_certificate(certificate_id: int) -> Certificate:
    """The certificate's row, locked: whoever withdraws it or places her by it waits for the other."""
    return (
        Certificate.objects.select_for_update(of=("self",))
        .defer("faces")
        .select_related("enrolment__trainee")
        .get(pk=certificate_id)
    )
