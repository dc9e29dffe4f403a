"""The chain of everything that ever happened to certificates: what is not in it was not issued here."""

from typing import Any

from django.db import models

from curriculum.canonical import digest
from curriculum.insert_only import InsertOnly

#: What stands before the first entry.
BEGINNING = "0" * 64


class IssueLogManager(models.Manager):
    def lock(self) -> None:
        """Wait until nobody else writes to the log, until the caller's transaction ends.

        What is locked is the first entry's row, which a migration made and nobody can change.
        """
        self.select_for_update().order_by("position").first()

    def append(
        self, content: dict[str, Any], *, event: models.Model | None = None
    ) -> "IssueLogEntry":
        """Append plain values, inside the caller's transaction, and return the entry."""
        self.lock()
        last = self.order_by("position").last()
        position, previous = (last.position + 1, last.digest) if last else (1, BEGINNING)
        entry = self.model(
            event=event,
            position=position,
            previous=previous,
            content=content,
            digest=entry_digest(position, previous, content),
        )
        entry.save()
        return entry

    def changes(
        self, certificates: models.QuerySet, *, after: int, most: int
    ) -> list["IssueLogEntry"]:
        """The next entries about these certificates, at most ``most``, in the order of the log.

        Positions are given under a lock that holds until the commit: nothing ever appears before an
        entry that somebody has read.
        """
        about = self.filter(event__certificate__in=certificates, position__gt=after)
        return list(about.order_by("position")[:most])

    def first_fault(self) -> int | None:
        """The first position at which the chain does not hold, or None: it is whole."""
        previous = BEGINNING
        for expected, entry in enumerate(self.order_by("position").iterator(), start=1):
            wanted = entry_digest(expected, previous, entry.content)
            if (entry.position, entry.previous, entry.digest) != (expected, previous, wanted):
                return expected
            previous = entry.digest
        return None


class IssueLogEntry(InsertOnly):
    """One entry: plain values, and the hash of them and of the entry before.

    Personal data: certificate numbers and dates, no name; the face only as a salted hash.
    """

    event = models.OneToOneField(
        "certificates.CertificateEvent",
        on_delete=models.PROTECT,
        null=True,
        related_name="entry",
        help_text="Empty for the first entry, which says when the log began.",
    )
    position = models.PositiveIntegerField(unique=True)
    previous = models.CharField(max_length=64)
    content = models.JSONField()
    digest = models.CharField(max_length=64)

    objects = IssueLogManager()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"Entry {self.position}"


def entry_digest(position: int, previous: str, content: dict[str, Any]) -> str:
    """The SHA-256 of an entry's canonical form, as hexadecimal text."""
    return digest({"position": position, "previous": previous, "content": content})
