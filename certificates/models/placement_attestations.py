"""What an officer has seen with her own eyes before a placement, and says so by name."""

import datetime as dt

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from certificates.models.placement import Placement
from certificates.models.placement_records import PlacementEvent
from certificates.models.placement_refusals import PlacementRefused
from curriculum.insert_only import InsertOnly
from trainees.encrypted import EncryptedTextField
from trainees.models import User

Reason = PlacementRefused.Reason
MOST_CHARACTERS = 4


class IdentityAttestation(InsertOnly):
    """A named officer saw an identity document. No copy and no number of it is kept.

    Personal data: the kind of document and its last characters, four at most (encrypted), for HR only;
    kept with the placement. A second look is a further row; the newest counts.
    """

    class Document(models.TextChoices):
        IDENTITY_CARD = "identity_card", "Identity card"
        PASSPORT = "passport", "Passport"
        DRIVING_LICENCE = "driving_licence", "Driving licence"
        VOTER_CARD = "voter_card", "Voter's card"
        OTHER = "other", "Another document issued by a state"

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="identities")
    document = models.CharField(max_length=16, choices=Document.choices)
    last_characters = EncryptedTextField()
    seen_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"Placement {self.placement_id} identity"

    @classmethod
    def attest(
        cls,
        placement: Placement,
        *,
        document: str,
        last_characters: str,
        seen_on: dt.date,
        by: User,
        at: dt.datetime,
    ) -> "IdentityAttestation":
        """``by`` has seen her identity document.

        Refused: of herself, not proposed any more, a day still to come, no or more than four
        characters. The same again returns the first. The certificate's and the placement's rows are
        locked. Logged as ``certificates.attest_identity``.
        """
        characters = last_characters.strip().upper()
        if not (1 <= len(characters) <= MOST_CHARACTERS and characters.isalnum()):
            raise PlacementRefused(Reason.CHARACTERS)
        _refuse_day_to_come(seen_on, at)
        with transaction.atomic():
            locked = placement.lock_proposed(by)
            same = locked.identities.filter(document=document, seen_on=seen_on, by=by)
            for row in same:  # the database cannot compare encrypted characters
                if row.last_characters == characters:
                    return row
            row = cls(
                placement=locked,
                document=document,
                last_characters=characters,
                seen_on=seen_on,
                by=by,
                at=at,
            )
            row.save()
            locked.note(PlacementEvent.Kind.IDENTITY_SEEN, by=by, at=at)
        return row


class ConductAttestation(InsertOnly):
    """A named officer has the agreement on conduct before her, signed by the trainee.

    Personal data: that she signed, which version and when; for HR only, kept with the placement. The
    newest counts.
    """

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="conducts")
    version = models.CharField(max_length=40, help_text="As printed on the agreement.")
    signed_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"Placement {self.placement_id} conduct"

    @classmethod
    def attest(
        cls, placement: Placement, *, version: str, signed_on: dt.date, by: User, at: dt.datetime
    ) -> "ConductAttestation":
        """``by`` has the signed agreement before her: its version, and when it was signed.

        Refused: of herself, not proposed any more, a day still to come, no version. The same again
        returns the first. Rows are locked as above. Logged as ``certificates.attest_conduct``.
        """
        version = " ".join(version.split())
        if not version:
            raise PlacementRefused(Reason.NO_VERSION)
        _refuse_day_to_come(signed_on, at)
        with transaction.atomic():
            locked = placement.lock_proposed(by)
            same = locked.conducts.filter(version=version, signed_on=signed_on, by=by).first()
            if same:
                return same
            row = cls(placement=locked, version=version, signed_on=signed_on, by=by, at=at)
            row.save()
            locked.note(PlacementEvent.Kind.CONDUCT_SIGNED, by=by, at=at)
        return row


def _refuse_day_to_come(day: dt.date, at: dt.datetime) -> None:
    if day > timezone.localdate(at):
        raise PlacementRefused(Reason.TOO_LATE)
