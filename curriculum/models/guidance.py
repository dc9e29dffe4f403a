"""What a country decides: keys, the country's own text for a key, and its two signatures."""

import datetime as dt

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, F, Q
from wagtail.log_actions import log

from curriculum.canonical import digest
from curriculum.insert_only import InsertOnly


class Country(models.TextChoices):
    """The countries that may sign guidance. XD is invented: the demonstration's own."""

    ANGOLA = "AO", "Angola"
    GHANA = "GH", "Ghana"
    KENYA = "KE", "Kenya"
    LESOTHO = "LS", "Lesotho"
    MALAWI = "MW", "Malawi"
    MOZAMBIQUE = "MZ", "Mozambique"
    SOUTH_AFRICA = "ZA", "South Africa"
    TANZANIA = "TZ", "Tanzania"
    UGANDA = "UG", "Uganda"
    ZAMBIA = "ZM", "Zambia"
    DEMONSTRATION = "XD", "Demonstration country"


class GuidanceKey(models.Model):
    """One question that each country answers for itself, or that a clinician must review first."""

    class Kind(models.TextChoices):
        LOC = "LOC", "The national guideline decides"
        NCR = "NCR", "Needs clinical review"

    class Owner(models.TextChoices):
        CLINICAL = "clinical", "A clinician signs"
        LEGAL = "legal", "A lawyer signs"

    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=3, choices=Kind.choices)
    owner = models.CharField(max_length=10, choices=Owner.choices, default=Owner.CLINICAL)
    question = models.CharField(max_length=300, help_text="What the country must decide.")

    class Meta:
        ordering = ["key"]

    def __str__(self):
        return self.key


class LocalGuidanceQuerySet(models.QuerySet):
    def for_country(self, country: str):
        """Rows of one country. Can be chained."""
        return self.filter(country=country)

    def signed(self):
        """Rows whose present text two different people have signed. Can be chained."""
        present = Q(signatures__content_hash=F("content_hash"))
        return self.annotate(
            signers=Count("signatures__signed_by", filter=present, distinct=True)
        ).filter(signers__gte=LocalGuidance.SIGNATURES_NEEDED)

    def by_key(self) -> dict[str, "LocalGuidance"]:
        """The rows as a dict from key to row (not a queryset): one query, sources included."""
        return {row.key.key: row for row in self.select_related("key", "source")}


class LocalGuidance(models.Model):
    """One country's text for one key. Nothing of it is shown or scored before two people signed it.

    draft --sign--> signed once --sign--> signed      (any change of text or source: draft again)

    A signature names the hash of what was signed, so changing the text leaves it unsigned by itself.
    """

    SIGNATURES_NEEDED = 2

    key = models.ForeignKey(GuidanceKey, on_delete=models.PROTECT, related_name="answers")
    country = models.CharField(max_length=2, choices=Country.choices)
    text = models.TextField(help_text="What is taught here. Plain words; no dose.")
    source = models.ForeignKey(
        "curriculum.Source", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    review_by = models.DateField(help_text="When a clinician must look at it again.")
    content_hash = models.CharField(max_length=64, editable=False)

    objects = LocalGuidanceQuerySet.as_manager()

    class Meta:
        ordering = ["country", "key__key"]
        verbose_name = "local guidance"
        permissions = [("sign_guidance", "May sign local guidance")]
        verbose_name_plural = "local guidance"
        constraints = [
            models.UniqueConstraint(fields=["key", "country"], name="one_guidance_per_country")
        ]

    def __str__(self):
        return f"{self.key} ({self.country})"

    @property
    def source_title(self) -> str:
        """What stands under the text for the reader."""
        return self.source.title if self.source else ""

    def save(self, *args, **kwargs):
        self.content_hash = digest(
            {
                "key": self.key.key,
                "country": self.country,
                "text": self.text,
                "source": self.source.code if self.source else None,
            }
        )
        if kwargs.get("update_fields"):  # a signature must not outlive its text
            kwargs["update_fields"] = {*kwargs["update_fields"], "content_hash"}
        super().save(*args, **kwargs)

    def sign(self, *, by, at: dt.datetime, role: str) -> "GuidanceSignature":
        """Sign the present text.

        Refused when the text is not saved as it stands. Signing twice returns the first signature.
        Two different people are needed before anything is shown or scored.
        """
        with transaction.atomic():
            row = LocalGuidance.objects.select_for_update().get(pk=self.pk)
            if row.content_hash != self.content_hash:
                raise SignatureRefused(
                    "The text changed while you read it. Read it again, then sign."
                )
            signature, made = GuidanceSignature.objects.get_or_create(
                guidance=row,
                content_hash=row.content_hash,
                signed_by=by,
                defaults={"signed_at": at, "role": role},
            )
            if made:
                log(instance=row, action="curriculum.sign_guidance", user=by)
        return signature


class SignatureRefused(Exception):
    """A signature could not be given; the message says why."""


class GuidanceSignature(InsertOnly):
    """One person's signature under one text of one country's guidance."""

    guidance = models.ForeignKey(LocalGuidance, on_delete=models.PROTECT, related_name="signatures")
    content_hash = models.CharField(max_length=64)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=60)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["guidance", "content_hash", "signed_by"], name="one_signature_per_person"
            )
        ]

    def __str__(self):
        return f"{self.guidance} signed"
