"""What happened to a certificate."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models

from certificates.models.issue_log import IssueLogEntry
from curriculum.insert_only import InsertOnly
from trainees.encrypted import EncryptedTextField


class CertificateEvent(InsertOnly):
    """Something that happened to a certificate. Personal data: the reason (encrypted), for HR only."""

    class Kind(models.TextChoices):
        ISSUED = "issued", "Issued"
        REVOKED = "revoked", "Withdrawn"
        SUSPENDED = "suspended", "On hold"
        REINSTATED = "reinstated", "No longer on hold"
        REPLACED = "replaced", "Replaced by another"
        ERASED = "erased", "Name and papers removed"

    #: After one of these it is never valid again, and each happens once.
    ENDINGS = (Kind.REVOKED, Kind.REPLACED)
    HOLDS = (Kind.SUSPENDED, Kind.REINSTATED)
    #: What decides what it is.
    TURNS = (*ENDINGS, *HOLDS)

    certificate = models.ForeignKey(
        "certificates.Certificate", on_delete=models.PROTECT, related_name="events"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()
    reason = EncryptedTextField(blank=True, default="")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "kind"],
                condition=~models.Q(kind__in=("suspended", "reinstated")),
                name="happens_once",
            )
        ]

    def __str__(self):
        return f"{self.certificate} {self.kind}"

    @classmethod
    def note(
        cls,
        certificate: models.Model,
        kind: str,
        *,
        at: dt.datetime,
        by: models.Model | None = None,
        reason: str = "",
        **facts: Any,
    ) -> "CertificateEvent":
        """Insert an event and its entry in the issue log, inside the caller's transaction.

        ``facts`` are the plain values that the log keeps beside number, kind and moment.
        """
        event = cls(certificate=certificate, kind=kind, by=by, at=at, reason=reason)
        event.save()
        said = {"number": certificate.number, "kind": str(kind), "at": at.isoformat(), **facts}
        IssueLogEntry.objects.append(said, event=event)
        return event
