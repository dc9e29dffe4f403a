"""What is planned of a placement, and what no plan may hold."""

import datetime as dt
from dataclasses import dataclass, fields
from typing import Any

from django.db import models

from certificates.models.placement_refusals import PlacementRefused
from trainees.models import Site, User

Reason = PlacementRefused.Reason


class Scope(models.TextChoices):
    """What she does there, in words that disclose nothing."""

    ALL = "all", "All duties of the training"
    SESSIONS = "sessions", "One-to-one sessions"
    GROUPS = "groups", "Talks to groups"
    VISITS = "visits", "Home visits and reminders"
    GUIDING = "guiding", "Guiding new colleagues"


@dataclass(frozen=True)
class Plan:
    """What is planned; only the first day must be known when a placement is proposed.

    The supervisor is a colleague who signs in here, or the name of somebody who does not.
    """

    starts_on: dt.date
    ends_on: dt.date | None = None
    site: Site | None = None
    scope: str = ""
    supervisor: User | None = None
    supervisor_name: str = ""

    def as_fields(self) -> dict[str, Any]:
        """The plan as fields of a placement."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def refuse_impossible(self, *, holder_id: int) -> None:
        """Refuse a last day before the first, and the holder as her own supervisor."""
        if self.ends_on is not None and self.ends_on < self.starts_on:
            raise PlacementRefused(Reason.DATES)
        if self.supervisor is not None and self.supervisor.pk == holder_id:
            raise PlacementRefused(Reason.OWN_SUPERVISOR)
