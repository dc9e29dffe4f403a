"""What happened to a placement, written once."""

from django.conf import settings
from django.db import models

from certificates.models.placement_querysets import PlacementState
from certificates.placing import Lack, from_codes
from curriculum.insert_only import InsertOnly
from trainees.encrypted import EncryptedTextField


class PlacementEvent(InsertOnly):
    """Something that happened to a placement, by whom and when. Never changed.

    Personal data: the reason (encrypted), for HR only; kept with the placement. ``found`` holds codes
    and row numbers: what was missing, and on which look-up and attestations a verification rests.
    """

    class Kind(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        AMENDED = "amended", "Changed"
        IDENTITY_SEEN = "identity_seen", "Identity document seen"
        CONDUCT_SIGNED = "conduct_signed", "Agreement on conduct noted"
        VERIFIED = "verified", "Verified"
        OVERRIDE_ASKED = "override_asked", "Asked a second person to let it pass"
        OVERRIDE_ALLOWED = "override_allowed", "Let it pass as the second person"
        PLACED = "placed", "Placed"
        ENDED = "ended", "Ended"
        CANCELLED = "cancelled", "Cancelled"

    placement = models.ForeignKey("Placement", on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = EncryptedTextField(blank=True, default="")
    found = models.JSONField(default=dict)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "kind"],
                condition=models.Q(
                    kind__in=(
                        "proposed",
                        "verified",
                        "override_allowed",
                        "placed",
                        "ended",
                        "cancelled",
                    )
                ),
                name="placement_step_happens_once",
            )
        ]

    def __str__(self):
        return f"Placement {self.placement_id} {self.kind}"

    @property
    def lacks(self) -> list[Lack]:
        """What was asked for, or let pass, with this event."""
        return from_codes(self.found.get("lacks", []))


#: How Wagtail's log calls each kind of event.
ACTIONS = {
    PlacementEvent.Kind.PROPOSED: "certificates.propose_placement",
    PlacementEvent.Kind.AMENDED: "certificates.amend_placement",
    PlacementEvent.Kind.IDENTITY_SEEN: "certificates.attest_identity",
    PlacementEvent.Kind.CONDUCT_SIGNED: "certificates.attest_conduct",
    PlacementEvent.Kind.VERIFIED: "certificates.verify_placement",
    PlacementEvent.Kind.OVERRIDE_ASKED: "certificates.ask_override",
    PlacementEvent.Kind.OVERRIDE_ALLOWED: "certificates.allow_override",
    PlacementEvent.Kind.PLACED: "certificates.place",
    PlacementEvent.Kind.ENDED: "certificates.end_placement",
    PlacementEvent.Kind.CANCELLED: "certificates.cancel_placement",
}
#: The state to which some of them lead.
LEADS_TO = {
    PlacementEvent.Kind.VERIFIED: PlacementState.VERIFIED,
    PlacementEvent.Kind.OVERRIDE_ALLOWED: PlacementState.VERIFIED,
    PlacementEvent.Kind.PLACED: PlacementState.PLACED,
    PlacementEvent.Kind.ENDED: PlacementState.ENDED,
    PlacementEvent.Kind.CANCELLED: PlacementState.CANCELLED,
}
#: The two ways in which a placement becomes verified.
VERIFYING = (PlacementEvent.Kind.VERIFIED, PlacementEvent.Kind.OVERRIDE_ALLOWED)
