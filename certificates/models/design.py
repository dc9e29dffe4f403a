"""How papers look: chosen by an administrator, frozen on each certificate when it is issued."""

from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

from csp.constants import SELF
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, PreviewableMixin

from certificates import pictures, rendering, specimens
from certificates.face import FULL, ISSUER, NEUTRAL, Design, Face
from curriculum.insert_only import InsertOnly, InsertOnlyQuerySet
from curriculum.languages import LANGUAGES
from curriculum.models import Country, ProgrammeEdition
from curriculum.wording import is_disclosing

TELLS = (
    "This is printed on the neutral face too, and it tells what belonging means. Say it otherwise."
)
HEAVY = (
    "With this design a certificate weighs %(weight)d bytes; %(most)d are the most. Leave out a picture or"
    " the second language."
)


class EmblemManager(models.Manager.from_queryset(InsertOnlyQuerySet)):
    def keep(self, png: bytes) -> "Emblem":
        """Keep a picture for ever; the same picture once."""
        return self.get_or_create(sha256=sha256(png).hexdigest(), defaults={"png": png})[0]

    def of(self, face: Face) -> dict[str, bytes]:
        """The pictures on a face, by their SHA-256. One query, none for a face without pictures."""
        wanted = [digest for digest in (face.logo, face.seal) if digest]
        found = self.filter(sha256__in=wanted) if wanted else []
        return {each.sha256: bytes(each.png) for each in found}


class Emblem(InsertOnly):
    """A logo or a seal as it is printed; certificates name it by its hash. Personal data: none."""

    sha256 = models.CharField(max_length=64, unique=True)
    png = models.BinaryField()

    objects = EmblemManager()

    def __str__(self):
        return f"Emblem {self.sha256[:8]}"


class CertificateDesignManager(models.Manager):
    def chosen_for(self, programme: int, country: str) -> Design:
        """The design of a programme (its id) in a country, else the nearest one; one query.

        One for this programme goes before one for this country; where there is none, the house's own.
        """
        rows = self.filter(
            models.Q(programme=programme) | models.Q(programme=None), country__in=(country, "")
        )
        nearest = sorted(rows, key=lambda row: (row.programme_id is None, row.country == ""))
        return Design.from_json(nearest[0].frozen) if nearest else Design()


class CertificateDesign(PreviewableMixin, ClusterableModel):
    """Organisation, logo, seal, signatories and languages of a programme's certificates in a country.

    It holds for what is issued from now on; a certificate keeps the design of its day. ``frozen`` is what a
    certificate takes: the values, and the pictures as they were when the design was saved. Personal data:
    names and offices of those who sign, as long as they do.
    """

    programme = models.ForeignKey(
        "curriculum.ProgrammePage",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: every programme without a design of its own.",
    )
    country = models.CharField(
        max_length=2,
        choices=Country.choices,
        blank=True,
        help_text="Empty: every country without a design of its own.",
    )
    language = models.CharField(max_length=2, choices=list(LANGUAGES.items()), default="en")
    second = models.CharField(
        "second language",
        max_length=2,
        choices=list(LANGUAGES.items()),
        blank=True,
        help_text="For certificates in two languages.",
    )
    organisation = models.CharField(
        max_length=60, default=ISSUER, help_text="Who issues. On the full face."
    )
    logo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="In the place of the organisation's name, which is read aloud for it.",
    )
    seal = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="A picture, at the top on the right. The seal that proves is in the file, unseen.",
    )
    is_neutral = models.BooleanField(
        "also on the neutral face",
        default=False,
        help_text="Only if organisation, logo and seal tell nobody what belonging means.",
    )
    frozen = models.JSONField(editable=False)

    objects = CertificateDesignManager()

    preview_modes = [(NEUTRAL, "Neutral face"), (FULL, "Full face")]
    preview_sizes = [
        {"name": "page", "icon": "doc-full", "device_width": 1123, "label": "The page, A4"}
    ]

    class Meta:
        verbose_name = "certificate design"
        ordering = ["programme", "country"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "country"],
                condition=models.Q(programme__isnull=False),
                name="one_design_of_a_programme",
                violation_error_message="There is a design for this programme and country already.",
            ),
            models.UniqueConstraint(
                fields=["country"],
                condition=models.Q(programme__isnull=True),
                name="one_design_of_a_country",
                violation_error_message="There is a design for this country already.",
            ),
        ]

    def __str__(self):
        where = self.get_country_display() or "Every country"
        return f"{where}, {self.programme.slug if self.programme else 'every programme'}"

    def clean(self):
        """Refuse what would disclose, cannot be printed or weighs too much, with four who sign."""
        super().clean()
        if self.second and self.second == self.language:
            raise ValidationError({"second": "Choose another language than the first, or none."})
        if self.is_neutral and is_disclosing(self.organisation):
            raise ValidationError({"organisation": TELLS})
        try:
            design, emblems = self.drawn()
            weight = specimens.weight(design, emblems, self._content(), settings.ORIGIN)
        except (pictures.PictureRefused, rendering.RenderingRefused) as refusal:
            raise ValidationError(str(refusal)) from refusal
        if weight > specimens.MOST:
            raise ValidationError(HEAVY % {"weight": weight, "most": specimens.MOST})

    def save(self, *args, **kwargs):
        """Keep the pictures as they are now, and all else, for certificates to take."""
        design, emblems = self.drawn()
        self.frozen = design.as_json()
        with transaction.atomic():
            for png in emblems.values():
                Emblem.objects.keep(png)
            super().save(*args, **kwargs)

    def drawn(self) -> tuple[Design, dict[str, bytes]]:
        """Return the design in plain values, and its pictures as they are printed, by their SHA-256.

        Raises ``pictures.PictureRefused`` and ``rendering.RenderingRefused``.
        """
        plain = Design(
            language=self.language,
            second=self.second,
            organisation=self.organisation,
            signatories=tuple((each.name, each.office) for each in self.signatories.all()),
            is_neutral=self.is_neutral,
        )
        chosen = {field: image for field in ("logo", "seal") if (image := getattr(self, field))}
        if not chosen:
            return plain, {}
        room = specimens.room_for_emblems(len(chosen), plain, self._content(), settings.ORIGIN)
        if room < specimens.EMBLEM_LEAST:
            raise pictures.PictureRefused(
                "A certificate would weigh too much with pictures. Leave out the second language."
            )
        pngs = {field: pictures.emblem(_bytes_of(image), room) for field, image in chosen.items()}
        hashes = {field: sha256(png).hexdigest() for field, png in pngs.items()}
        return replace(plain, **hashes), {hashes[field]: png for field, png in pngs.items()}

    def _content(self) -> dict | None:
        """What the programme's certificates say today."""
        edition = ProgrammeEdition.objects.filter(programme=self.programme_id).first()
        return edition.content if edition else None

    # Preview ---------------------------------------------------------------------------------

    def serve_preview(self, request, mode_name):
        """Its page is the one that holds a picture in itself: there is no file of it to ask for."""
        response = super().serve_preview(request, mode_name)
        response._csp_update = {"img-src": [SELF, "data:"]}
        return response

    def get_preview_template(self, request, mode_name):
        return "certificates/design_preview.html"

    def get_preview_context(self, request, mode_name):
        """What ``clean`` has let pass, printed as a specimen: nothing here can sign."""
        design, emblems = self.drawn()
        face = specimens.faces(design, self._content(), settings.ORIGIN)[mode_name]
        picture = pictures.page(specimens.pdf(face, emblems, settings.ORIGIN))
        return {
            "picture": f"data:image/png;base64,{b64encode(picture).decode()}",
            "face": face,
        }


class Signatory(Orderable):
    """Who stands below a certificate: a name and an office, with room above them for a pen.

    No picture of a signature is printed: whoever has the file could lift it. Personal data: a staff member's
    name, on certificates for ever, here as long as she signs.
    """

    design = ParentalKey(CertificateDesign, on_delete=models.CASCADE, related_name="signatories")
    name = models.CharField(max_length=36)
    office = models.CharField(max_length=48, help_text="For example: Director of training.")

    def __str__(self):
        return f"Signatory {self.pk}"

    def clean(self):
        super().clean()
        if is_disclosing(self.office):
            raise ValidationError({"office": TELLS})
        if missing := rendering.missing_glyphs(f"{self.name} {self.office}"):
            raise ValidationError(f"The fonts for certificates cannot draw: {' '.join(missing)}")


def _bytes_of(image: models.Model) -> bytes:
    try:
        with image.file.open("rb") as file:
            return file.read()
    except OSError as error:
        raise pictures.PictureRefused(
            "The file of this picture is gone. Upload it again."
        ) from error
