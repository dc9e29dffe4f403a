"""Four eyes: what is missing may be let pass by a second person, with reasons of both."""

import datetime as dt

from django.db import models, transaction

from certificates.models import placement_grounds as grounds
from certificates.models.placement_querysets import PlacementState
from certificates.models.placement_records import VERIFYING, PlacementEvent
from certificates.models.placement_refusals import PlacementRefused, required
from trainees.models import User

Reason = PlacementRefused.Reason
Kind = PlacementEvent.Kind


class Overridable(models.Model):
    """The part of a placement that two people may let pass together."""

    class Meta:
        abstract = True

    def asked_override(self) -> PlacementEvent | None:
        """The request that waits for a second person; what was changed since makes it void."""
        turning = (Kind.OVERRIDE_ASKED, Kind.AMENDED)
        last = self.events.filter(kind__in=turning).order_by("pk").last()
        return last if last and last.kind == Kind.OVERRIDE_ASKED else None

    def let_pass(self) -> list[str]:
        """The codes of what a second person let pass; none after an ordinary verification."""
        verified = self.events.filter(kind__in=VERIFYING).first()
        return verified.found.get("lacks", []) if verified else []

    def ask_override(self, *, by: User, at: dt.datetime, reason: str) -> PlacementEvent:
        """Ask a second person to let pass what is missing, with a reason. Logged.

        Refused: of herself, without a reason, not proposed any more, nothing missing, and when
        something is missing that nobody can let pass (a certificate withdrawn, on hold or long
        expired, say). Asked again in the same words by the same person: the first request stands.
        """
        reason = required(reason)
        with transaction.atomic():
            locked = self.lock_proposed(by)
            codes = locked._codes_to_pass(at)
            asked = locked.asked_override()
            is_same = asked and (asked.by_id, asked.reason) == (by.pk, reason)
            if is_same and asked.found["lacks"] == codes:
                return asked
            found = {"lacks": codes}
            return locked.note(Kind.OVERRIDE_ASKED, by=by, at=at, reason=reason, found=found)

    def allow_override(self, *, by: User, at: dt.datetime, reason: str) -> None:
        """As the second person, let pass what is missing: the placement is verified. Logged.

        Refused: of herself, without the permission or a reason, by whoever asked, when nobody asked
        since the last change, when more is missing than was asked for, and for what nobody can let
        pass. Allowed already: quiet.
        """
        reason = required(reason)
        if not by.has_perm("certificates.allow_override"):
            raise PlacementRefused(Reason.NOT_PERMITTED)
        with transaction.atomic():
            locked = self.lock(by)
            if not locked.events.filter(kind=Kind.OVERRIDE_ALLOWED).exists():
                locked.refuse_unless(PlacementState.PROPOSED, Reason.NOT_PROPOSED)
                asked = locked._asked_by_another(by)
                codes = locked._codes_to_pass(at)
                if not set(codes) <= set(asked.found["lacks"]):
                    raise PlacementRefused(Reason.MORE_LACKS)
                found = grounds.found(locked, at) | {"lacks": codes, "asked": asked.pk}
                locked.change(Kind.OVERRIDE_ALLOWED, by=by, at=at, reason=reason, found=found)
        self.refresh_from_db()

    def _asked_by_another(self, by: User) -> PlacementEvent:
        asked = self.asked_override()
        if asked is None:
            raise PlacementRefused(Reason.NOT_ASKED)
        if asked.by_id == by.pk:
            raise PlacementRefused(Reason.SAME_PERSON)
        return asked

    def _codes_to_pass(self, at: dt.datetime) -> list[str]:
        lacks = grounds.lacks(self, at)
        if not lacks:
            raise PlacementRefused(Reason.NOTHING_MISSING)
        if never := [lack for lack in lacks if not lack.may_pass]:
            raise PlacementRefused(Reason.NEVER, never)
        return [lack.code for lack in lacks]
