"""How a placement says no."""

from collections.abc import Iterable

from django.db import models

from certificates.placing import Lack
from curriculum.refusals import Refused
from trainees.models import User


class PlacementRefused(Refused):
    """A transition of a placement was refused; ``reason`` is one of ``Reason``, ``lacks`` says the rest."""

    class Reason(models.TextChoices):
        HERSELF = "herself", "Nobody decides about her own placement. Ask another HR officer."
        OWN_SUPERVISOR = "own_supervisor", "She cannot be her own supervisor."
        DATES = "dates", "The last day comes before the first day."
        OVERLAPS = "overlaps", "She already has a placement at this site in this time."
        NOT_PROPOSED = "not_proposed", "This placement is not a proposal any more."
        NOT_VERIFIED = (
            "not_verified",
            "This placement is not verified. Only a verified one can begin.",
        )
        NOT_PLACED = "not_placed", "This placement has not begun, or is over already."
        BEGUN = "begun", "This placement has begun. End it instead."
        TOO_EARLY = "too_early", "Her first day has not come yet."
        TOO_LATE = "too_late", "This day is still to come."
        NO_REASON = "no_reason", "Write the reason."
        CHARACTERS = "characters", "Write one to four letters or figures of the document's number."
        NO_VERSION = "no_version", "Write which version of the agreement she signed."
        LACKS = "lacks", "Something is missing."
        NEVER = "never", "Nobody can let this pass."
        NOTHING_MISSING = "nothing_missing", "Nothing is missing. Verify the placement."
        NOT_ASKED = (
            "not_asked",
            "Nobody has asked for this since the placement was last changed. Ask first.",
        )
        SAME_PERSON = "same_person", "Whoever asked cannot allow it. A second HR officer must."
        NOT_PERMITTED = "not_permitted", "You are not the one who may allow this."
        MORE_LACKS = "more_lacks", "More is missing now than was asked for. Ask again."

    def __init__(self, reason: "PlacementRefused.Reason", lacks: Iterable[Lack] = ()):
        super().__init__(reason)
        self.lacks = list(lacks)

    @property
    def sentences(self) -> list[str]:
        """Everything that people read about it: the reason, then each lack."""
        return [str(self), *(lack.sentence for lack in self.lacks)]


def refuse_herself(by: User, *, holder_id: int) -> None:
    """Refuse whoever would decide about her own placement."""
    if by.pk == holder_id:
        raise PlacementRefused(PlacementRefused.Reason.HERSELF)


def required(reason: str) -> str:
    """The reason without blanks around it; refused when nothing is left."""
    reason = reason.strip()
    if not reason:
        raise PlacementRefused(PlacementRefused.Reason.NO_REASON)
    return reason
