"""The words of one thing in one language: what translators work on."""

import datetime as dt
from uuid import UUID, uuid5

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import Locale, TranslatableMixin
from wagtail_localize.fields import TranslatableField
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from curriculum.canonical import digest
from curriculum.languages import LANGUAGES, OWN
from curriculum.models.word_blocks import WORD_BLOCKS, block_name
from curriculum.models.word_edition import WordEdition
from curriculum.refusals import Refused
from curriculum.words import Line, doubt, fault

_NAMESPACE = UUID("c2b2d6d5-94a0-4f0a-9f5a-3d7f2f0f6a55")


class TranslationRefused(Refused):
    """Something about a translation could not be done; ``reason`` is one of ``Reason``."""

    class Reason(models.TextChoices):
        NO_LANGUAGE = "no_language", "There is no such language here."
        NOT_SIGNED = "not_signed", "Only what is signed in English is translated."
        UNFINISHED = "unfinished", "Some texts have no translation yet."
        FAULTY = "faulty", "Some words cannot stand as they are. The page says which."
        OWN_WORDS = (
            "own_words",
            "You translated part of this, so somebody else must read and sign it.",
        )
        CHANGED = (
            "changed",
            "The words changed while you read them. Read them again, then sign.",
        )


class WordSheetQuerySet(models.QuerySet):
    def of(self, subject: models.Model):
        """All languages of one page, question, case, quiz or checklist. Can be chained."""
        kind = ContentType.objects.get_for_model(subject)
        return self.filter(subject_type=kind, subject_id=subject.pk)

    def in_language(self, language: str):
        """Can be chained."""
        return self.filter(locale__language_code=language)


class WordSheetManager(models.Manager.from_queryset(WordSheetQuerySet)):
    def open(self, subject: models.Model, *, language: str, by, at: dt.datetime) -> "WordSheet":
        """Open a signed thing for translation into a language; return the sheet of that language.

        Open already: it is returned as it is. What was ever translated of the same texts is proposed.
        Refused for another language than those of ``curriculum.languages``, and when the thing is not
        live. Logged as ``curriculum.open_translation``.
        """
        if language not in LANGUAGES or language == OWN:
            raise TranslationRefused(TranslationRefused.Reason.NO_LANGUAGE)
        if not subject.live:
            raise TranslationRefused(TranslationRefused.Reason.NOT_SIGNED)
        with transaction.atomic():
            # two translators may press at once: the second waits here and finds the first one's sheet
            type(subject)._base_manager.select_for_update().get(pk=subject.pk)
            there = self.of(subject).in_language(language).first()
            if there:
                return there
            source = self._source(subject, at=at)
            target, _ = Locale.objects.get_or_create(language_code=language)
            extracted, _ = TranslationSource.get_or_create_from_instance(source)
            work, _ = Translation.objects.get_or_create(source=extracted, target_locale=target)
            work.save_target(user=by)
            _remember(extracted, target)
            sheet = self.get(translation_key=source.translation_key, locale=target)
            log(instance=sheet, action="curriculum.open_translation", user=by)
        return sheet

    def follow(self, subject: models.Model, *, at: dt.datetime, change: str = "") -> None:
        """Take over what a thing says now that it was signed anew: quiet, unless it is being translated.

        What changed has no translation any more, what stayed keeps it.
        """
        source = self.of(subject).in_language(OWN).first()
        if source is None:
            return
        with transaction.atomic():
            source.take(subject)
            source.save()
            source.freeze_source(at=at, change=change)
            extracted, is_new = TranslationSource.update_or_create_from_instance(source)
            if is_new:
                for work in extracted.translations.select_related("target_locale"):
                    _remember(extracted, work.target_locale)

    def _source(self, subject: models.Model, *, at: dt.datetime) -> "WordSheet":
        source = self.of(subject).in_language(OWN).first()
        if source is None:
            source = WordSheet(locale=Locale.objects.get(language_code=OWN))
            source.take(subject)
            source.save()
            source.freeze_source(at=at)
        return source


class WordSheet(TranslatableMixin, models.Model):
    """The texts of one page, question, case, quiz or checklist in one language.

    source language: follows what is signed        --each signature--> WordEdition
    another: open --translate--> finished --sign--> WordEdition, which learners read

    Nobody but translators and signers ever reads a sheet: what they write in wagtail-localize stays work
    in progress until a signature makes an edition of it, whichever button they press there. The
    source's own row holds codes, keys, numbers and what is right; here are words alone.

    Personal data: who translated, until that is signed; her user name stays on the edition.
    """

    subject_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    module = models.ForeignKey(
        "curriculum.ModulePage",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    code = models.CharField(max_length=60)
    body = StreamField(WORD_BLOCKS)
    translators = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="+",
        help_text="Who wrote any of it since it was last signed.",
    )

    objects = WordSheetManager()

    #: For wagtail-localize: nothing else is in a translator's hands.
    translatable_fields = [TranslatableField("body")]

    class Meta(TranslatableMixin.Meta):
        ordering = ["code"]
        verbose_name = "translation"
        permissions = [("sign_words", "May sign translations that she did not write")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "locale"], name="one_sheet_per_language"
            )
        ]

    def __str__(self):
        return f"{self.code} {self.locale.language_code}"

    # Reading ---------------------------------------------------------------------------------

    def lines(self) -> list[Line]:
        return [_line(each) for each in self.body]

    def work(self) -> Translation:
        """Where wagtail-localize keeps what is being translated."""
        return Translation.objects.select_related("source", "target_locale").get(
            source__object_id=self.translation_key, target_locale=self.locale_id
        )

    def source(self) -> "WordSheet":
        """The sheet of the source language."""
        return WordSheet.objects.in_language(OWN).get(translation_key=self.translation_key)

    def pairs(self) -> list["Pair"]:
        """Each text of the source with its words so far, in order."""
        work = self.work()
        there = work.source.get_ephemeral_translated_instance(self.locale, fallback=True)
        said = {each.id: _line(each).text for each in there.body}
        segments = StringSegment.objects.filter(source=work.source)
        untold = segments.annotate_translation(self.locale).filter(translation__isnull=True)
        missing = {path.split(".")[1] for path in untold.values_list("context__path", flat=True)}
        return [
            Pair(_line(each), "" if each.id in missing else said[each.id])
            for each in self.source().body
        ]

    # Transitions -----------------------------------------------------------------------------

    def take(self, subject: models.Model) -> None:
        """Hold what ``subject`` says; each text is known by its own hash, wherever it stands."""
        self.subject, self.module, self.code = (
            subject,
            subject.module_of_words(),
            subject.word_code(),
        )
        self.body = self._meta.get_field("body").stream_block.to_python(
            [
                {
                    "type": block_name(line.kind, line.is_rich),
                    "value": line.text,
                    "id": str(uuid5(_NAMESPACE, line.text)),
                }
                for line in subject.lines()
            ]
        )

    def freeze_source(self, *, at: dt.datetime, change: str = "") -> WordEdition:
        """Freeze the source's own words as the next edition, or return the latest if alike."""
        words = {line.text: line.text for line in self.lines()}
        edition, _ = self._freeze(words, at=at, change=change)
        return edition

    def sign(self, *, by, at: dt.datetime, sha256: str) -> WordEdition:
        """Sign the words as they were shown to ``by`` (``hash_of`` them): learners read them from now on.

        Refused when a text has no words yet, when words cannot stand for their text, when ``by`` wrote
        any of them since the last signature, and when they changed meanwhile. The same words again
        return the edition that stands. The sheet's row is locked. Logged as ``curriculum.sign_words``.
        """
        with transaction.atomic():
            sheet = WordSheet.objects.select_for_update().get(pk=self.pk)
            pairs = sheet.pairs()
            refusal = sheet._refusal(pairs, by, sha256)
            if refusal:
                raise TranslationRefused(refusal)
            source = sheet.source().editions.first()
            latest = sheet.editions.first()
            edition, is_new = sheet._freeze(
                {pair.line.text: pair.said for pair in pairs},
                at=at,
                even_if_alike=latest is not None and latest.source_id != source.pk,
                source=source,
                signed_by=by,
                translated_by=sorted(user.username for user in sheet.translators.all()),
            )
            if is_new:
                sheet.translators.clear()
                log(instance=sheet, action="curriculum.sign_words", user=by)
        return edition

    def _refusal(self, pairs: list["Pair"], by, sha256: str):
        if self.translators.filter(pk=by.pk).exists():
            return TranslationRefused.Reason.OWN_WORDS
        if not all(pair.said for pair in pairs):
            return TranslationRefused.Reason.UNFINISHED
        if any(pair.fault for pair in pairs):
            return TranslationRefused.Reason.FAULTY
        if hash_of(pairs) != sha256:
            return TranslationRefused.Reason.CHANGED
        return None

    def _freeze(self, words: dict[str, str], *, at: dt.datetime, **columns):
        return WordEdition.freeze(
            self,
            content={"words": words},
            at=at,
            language=self.locale.language_code,
            subject_type=self.subject_type,
            subject_id=self.subject_id,
            **columns,
        )


class Pair:
    """One text of the source and its words in another language ("": none yet)."""

    def __init__(self, line: Line, said: str):
        self.line, self.said = line, said
        self.fault = fault(line, said) if said else ""
        self.doubt = doubt(line, said) if said else ""


def hash_of(pairs: list[Pair]) -> str:
    """What a signature is given to: the texts and their words."""
    return digest([[pair.line.text, pair.said] for pair in pairs])


def _line(block) -> Line:
    source = getattr(block.value, "source", None)
    return Line(block.block_type, block.value if source is None else source, source is not None)


def _remember(source: TranslationSource, target: Locale) -> None:
    """Propose, for each text without words, those that the same text has elsewhere in this language.

    Three queries. It stays work in progress: whoever signs reads it here, where it stands now.
    """
    missing = list(
        StringSegment.objects.filter(source=source)
        .annotate_translation(target, include_errors=True)
        .filter(translation__isnull=True)
    )
    known = {
        each.translation_of_id: each
        for each in StringTranslation.objects.filter(
            locale=target, has_error=False, translation_of__in={each.string_id for each in missing}
        ).order_by("updated_at")
    }
    for segment in missing:
        if segment.string_id in known:
            told = known[segment.string_id]
            StringTranslation.objects.create(
                translation_of_id=segment.string_id,
                context_id=segment.context_id,
                locale=target,
                data=told.data,
                translation_type=told.translation_type,
                tool_name=told.tool_name,
                last_translated_by=told.last_translated_by,
            )
