"""What was promised: insert-only, numbered, hashed publications."""

from typing import Any

from django.db import models

from curriculum.canonical import digest
from curriculum.changes import changes_of_page, spoken_edition
from curriculum.insert_only import InsertOnly, InsertOnlyQuerySet


class Edition(InsertOnly):
    """One publication of a programme, quiz, question or checklist, frozen as canonical JSON.

    A subclass names what it is an edition of in ``of``; numbers run from 1 for each.
    """

    number = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    #: Name of the subclass's foreign key.
    of: str

    class Meta:
        abstract = True
        ordering = ["-number"]

    def __str__(self):
        return f"{getattr(self, self.of)} edition {self.number}"

    @classmethod
    def freeze(
        cls, subject, *, content: dict, at, even_if_alike: bool = False, **columns: Any
    ) -> tuple["Edition", bool]:
        """Insert the next edition of ``subject``, or return the latest if it says the same.

        Returns (edition, whether it is new). Call it inside the transaction that publishes.
        """
        latest = cls.objects.filter(**{cls.of: subject}).order_by("-number").first()
        sha256 = digest(content)
        if latest and latest.sha256 == sha256 and not even_if_alike:
            return latest, False
        edition = cls(
            number=latest.number + 1 if latest else 1,
            content=content,
            sha256=sha256,
            published_at=at,
            **{cls.of: subject},
            **columns,
        )
        edition.save()
        return edition, True


class Change(models.TextChoices):
    """What kind of change somebody signs."""

    WORDING = "wording", "Wording: it says the same in other words"
    MEANING = "meaning", "Meaning: it asks or teaches something else"
    CRITICAL = "critical", "Critical fact: who learned the old one must learn it again"


class ProgrammeEditionQuerySet(InsertOnlyQuerySet):
    def critical(self):
        """Editions that changed a critical fact. Can be chained."""
        return self.filter(change=Change.CRITICAL)


class ProgrammeEdition(Edition):
    """What a programme asked for when it was published; an enrolment keeps the one it started with.

    ``content``: code, title, neutral_title, level, hours, valid_months, refresher_months, grace_days,
    reminder_days, modules (key, code, title, hours), with the reason of each rule; contacts and conduct
    (a list of rules) where they are asked. The requirements are typed rows beside it. ``change`` is what
    its signature said of it; of an older one, nothing was said.
    """

    of = "programme"

    change = models.CharField(max_length=8, choices=Change.choices, default=Change.MEANING)

    objects = ProgrammeEditionQuerySet.as_manager()

    programme = models.ForeignKey(
        "curriculum.ProgrammePage", on_delete=models.PROTECT, related_name="editions"
    )

    class Meta(Edition.Meta):
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="programme_edition_number")
        ]

    @property
    def conduct(self) -> list[str]:
        """The rules of conduct that it asks her to sign, in order; none where it asks for nothing."""
        return self.content.get("conduct", [])

    def changes_since(self, older: "ProgrammeEdition") -> list[str]:
        """What this edition asks otherwise than an older one, in sentences."""
        return changes_of_page(spoken_edition(older.content), spoken_edition(self.content))


class Requirement(InsertOnly):
    """One thing that an edition of a programme asks for."""

    class Kind(models.TextChoices):
        MODULE = "module", "Complete the module"
        ASSESSORS = "assessors", "Be observed by different assessors"
        CONTACTS = "contacts", "Be seen in contacts with clients"
        CONDUCT = "conduct", "Sign the code of conduct"

    edition = models.ForeignKey(
        ProgrammeEdition, on_delete=models.PROTECT, related_name="requirements"
    )
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    module = models.ForeignKey(
        "curriculum.ModulePage", on_delete=models.PROTECT, null=True, related_name="+"
    )
    module_key = models.UUIDField(
        null=True, help_text="Translation key: the same in each language."
    )
    number = models.PositiveSmallIntegerField(
        help_text="Module: observations needed in it. Assessors: how many different people."
        " Contacts: how many a trainer must have seen. Conduct: one signature."
    )

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="requirement_position"),
            models.CheckConstraint(
                condition=models.Q(kind="module", module__isnull=False, module_key__isnull=False)
                | (~models.Q(kind="module") & models.Q(module__isnull=True)),
                name="requirement_module_named",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.module.slug if self.module else self.number}"
