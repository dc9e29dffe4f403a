"""What a thing says in one language, as it was signed."""

import datetime as dt
from collections.abc import Collection

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Subquery

from curriculum.block_words import tell
from curriculum.insert_only import InsertOnlyQuerySet
from curriculum.languages import OWN
from curriculum.models.edition import Change, Edition


class WordEditionQuerySet(InsertOnlyQuerySet):
    def of(self, subject: models.Model):
        """Those of one page, question, case, quiz or checklist. Can be chained."""
        kind = ContentType.objects.get_for_model(subject)
        return self.filter(subject_type=kind, subject_id=subject.pk)

    def shown_in(self, language: str):
        """Those that may be shown in a language, newest first. Can be chained.

        Not those whose source has since had a critical change signed: they would teach the old fact.
        """
        critical = WordEdition.objects.filter(
            sheet=OuterRef("source__sheet"),
            number__gt=OuterRef("source__number"),
            change=Change.CRITICAL,
        )
        return self.filter(~Exists(critical), language=language).order_by("-number")


class WordEdition(Edition):
    """The words of one thing in one language, written once.

    In the source language: what its signer published, each text for itself. In another: the table from
    each of those texts to its words, signed by somebody who translated none of it; ``source`` is what
    was translated.

    Personal data: who signed, and the user names of who translated; as long as the words, which is for ever.
    """

    of = "sheet"

    sheet = models.ForeignKey(
        "curriculum.WordSheet", on_delete=models.PROTECT, related_name="editions"
    )
    language = models.CharField(max_length=12)
    subject_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    subject_id = models.PositiveBigIntegerField()
    source = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    change = models.CharField(
        max_length=8,
        choices=Change.choices,
        blank=True,
        default="",
        help_text="Source language: what kind of change its signer said it was.",
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    translated_by = models.JSONField(default=list)

    objects = WordEditionQuerySet.as_manager()

    class Meta(Edition.Meta):
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="word_edition_number"),
            models.CheckConstraint(
                condition=models.Q(language=OWN, source__isnull=True)
                | (
                    ~models.Q(language=OWN)
                    & models.Q(source__isnull=False, signed_by__isnull=False)
                ),
                name="translation_is_signed",
            ),
        ]
        indexes = [models.Index(fields=["subject_type", "subject_id", "language"], name="words_of")]

    @property
    def words(self) -> dict[str, str]:
        return self.content["words"]

    @property
    def since(self) -> dt.date:
        return self.published_at.date()


def name_in(language: str, pages: Collection[models.Model], *, whole: bool = False) -> None:
    """Give pages that are read, never saved, their titles in a language, or all of their words (``whole``).

    One query; none for the source's language.
    """
    shown: dict[int, dict] = {}
    if language != OWN:
        editions = WordEdition.objects.shown_in(language).filter(
            subject_type__in={page.content_type_id for page in pages},
            subject_id__in=[page.pk for page in pages],
        )
        for page, words in editions.values_list("subject_id", "content__words"):
            shown.setdefault(page, words)  # the newest comes first
    for page in pages:
        tell(page, shown.get(page.pk), language, fields=None if whole else ("title",))


def with_words(pages: models.QuerySet, language: str) -> models.QuerySet:
    """Pages, each ``told`` in a language (None: none may be shown), in the same query."""
    if language == OWN:
        return pages.annotate(told=models.Value(None, output_field=models.JSONField()))
    shown = WordEdition.objects.shown_in(language).filter(
        subject_type=OuterRef("content_type"), subject_id=OuterRef("pk")
    )
    return pages.annotate(told=Subquery(shown.values("content__words")[:1]))
