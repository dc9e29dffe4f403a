"""The attested record. The PDF is a rendering of it, made once and kept."""

import datetime as dt
import hashlib
import hmac
import secrets
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from wagtail.log_actions import log

from certificates import rendering
from certificates.codes import new_number, same_name, show_number
from certificates.face import FULL, KINDS, NEUTRAL, Face, both_faces, expiry
from curriculum.insert_only import InsertOnly
from curriculum.refusals import Refused
from trainees.encrypted import EncryptedBytesField, EncryptedJSONField, EncryptedTextField
from trainees.models import Enrolment, EnrolmentState, StaffScope, User
from trainees.models.place import in_scope

#: Rounds of PBKDF2-SHA256 behind the anonymous page: each guess of a name costs about 50 ms.
ROUNDS = 200_000


class Status(models.TextChoices):
    """What a certificate is on a given day. Outsiders read the label only after a match."""

    VALID = "valid", "Current"
    EXPIRED = "expired", "Expired"
    REVOKED = "revoked", "Withdrawn"


class CertificateRefused(Refused):
    """A certificate could not be issued or changed; ``reason`` is one of ``Reason``."""

    class Reason(models.TextChoices):
        NOT_COMPLETED = "not_completed", "She has not completed the programme."
        NO_REASON = "no_reason", "Say why the certificate is withdrawn."


class CertificateQuerySet(models.QuerySet):
    def visible_to(self, user: User):
        """Certificates from the countries of this HR officer. Can be chained."""
        return self.filter(
            in_scope(
                user,
                StaffScope.Role.HR,
                cohort="enrolment__trainee__cohort",
                site="enrolment__trainee__cohort__site",
            )
        )

    def held_by(self, user: User):
        """The user's own certificates, newest first. Can be chained."""
        return self.filter(enrolment__trainee__user=user).order_by("-issued_at")

    def with_status(self):
        """With ``is_revoked``, so that ``status_on`` needs no further query. Can be chained."""
        revoked = CertificateEvent.objects.filter(
            certificate=OuterRef("pk"), kind=CertificateEvent.Kind.REVOKED
        )
        return self.annotate(is_revoked=Exists(revoked))

    def waiting_enrolments(self, user: User):
        """Completed enrolments in this HR officer's countries without a certificate: of ``Enrolment``."""
        site = "trainee__cohort__site"
        scoped = in_scope(user, StaffScope.Role.HR, cohort="trainee__cohort", site=site)
        return Enrolment.objects.completed().filter(scoped, certificates__isnull=True)

    def without_files(self):
        """Certificates of which a face is not rendered yet. Can be chained."""
        return self.annotate(files_made=models.Count("files")).filter(files_made__lt=len(KINDS))


class CertificateManager(models.Manager.from_queryset(CertificateQuerySet)):
    def issue(self, enrolment: Enrolment, *, at: dt.datetime) -> tuple["Certificate", bool]:
        """Issue the certificate of a completed enrolment: freeze its faces, draw its number.

        Returns (certificate, whether it is new); exactly one per enrolment, whoever asks and how
        often. Refused when the enrolment is not completed. Dates are those of the completion, in
        the installation's time zone. Logged as ``certificates.issue``.
        """
        if enrolment.state != EnrolmentState.COMPLETED:
            raise CertificateRefused(CertificateRefused.Reason.NOT_COMPLETED)
        with transaction.atomic():
            enrolment = (
                Enrolment.objects.select_for_update(of=("self",)).with_people().get(pk=enrolment.pk)
            )
            same = self.filter(enrolment=enrolment, sequence=1).first()
            if same:
                return same, False
            certificate = self._freeze(enrolment, at)
            certificate.save()
            CertificateEvent(
                certificate=certificate, kind=CertificateEvent.Kind.ISSUED, at=at
            ).save()
            log(instance=certificate, action="certificates.issue")
        return certificate, True

    def _freeze(self, enrolment: Enrolment, at: dt.datetime) -> "Certificate":
        number, salt = new_number(), secrets.token_hex(16)
        content, name = enrolment.edition.content, enrolment.trainee.name
        issued_on = enrolment.completed_at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
        expires_on = expiry(issued_on, content["valid_months"])
        faces = both_faces(
            number=show_number(number),
            name=name,
            edition=content,
            issued_on=issued_on,
            expires_on=expires_on,
            verify_at=f"{settings.ORIGIN}/verify/",
            language=settings.LANGUAGE_CODE,
            demonstration=settings.DEMO,
        )
        return self.model(
            number=number,
            enrolment=enrolment,
            faces={kind: face.as_json() for kind, face in faces.items()},
            name_salt=salt,
            name_check=name_check(name, salt),
            issued_at=at,
            issued_on=issued_on,
            expires_on=expires_on,
        )


class Certificate(models.Model):
    """One attested completion, with both faces frozen on the day of issue.

    valid --time--> expired        valid or expired --revoke--> revoked

    The status is derived from the events and a date, never stored. Personal data: the faces
    (name, encrypted) for as long as the certificate must be checkable. Never deleted, never
    re-rendered: a correction is another certificate.
    """

    number = models.CharField(max_length=13, unique=True)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="certificates")
    sequence = models.PositiveSmallIntegerField(
        default=1, help_text="1 is the original; a replacement is the next."
    )
    faces = EncryptedJSONField()
    name_salt = models.CharField(max_length=32)
    name_check = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    issued_on = models.DateField()
    expires_on = models.DateField(help_text="The last day on which it is valid.")
    problem = models.CharField(
        max_length=250, blank=True, help_text="Why its PDF could not be made at the last try."
    )

    objects = CertificateManager()

    class Meta:
        ordering = ["-issued_at"]
        default_permissions = ()
        permissions = [
            ("verify", "May look up certificates in her scope"),
            ("revoke", "May withdraw certificates in her scope"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "sequence"], name="one_certificate_per_enrolment"
            ),
            models.CheckConstraint(
                condition=models.Q(expires_on__gte=models.F("issued_on")),
                name="expires_after_issue",
            ),
        ]

    def __str__(self):
        return show_number(self.number)

    @property
    def shown_number(self) -> str:
        """The number in groups, as printed."""
        return show_number(self.number)

    def face(self, kind: str) -> Face:
        """The frozen face of this kind ("neutral" or "full")."""
        return Face.from_json(self.faces[kind])

    @property
    def neutral(self) -> Face:
        return self.face(NEUTRAL)

    @property
    def full(self) -> Face:
        return self.face(FULL)

    def status_on(self, day: dt.date) -> Status:
        """What the certificate is on ``day``; the last day of validity is included."""
        if not hasattr(self, "is_revoked"):
            self.is_revoked = self.events.filter(kind=CertificateEvent.Kind.REVOKED).exists()
        if self.is_revoked:
            return Status.REVOKED
        return Status.EXPIRED if day > self.expires_on else Status.VALID

    def matches_name(self, name: str) -> bool:
        """Whether ``name`` is the holder's, in any order, case and accents; slow on purpose."""
        return hmac.compare_digest(name_check(name, self.name_salt), self.name_check)

    def make_files(self, *, at: dt.datetime) -> bool:
        """Render and store the faces that are not stored yet; return whether both are there now.

        Stored bytes are never replaced. What cannot be rendered leaves its reason in ``problem``,
        for HR to see, and nothing else changes.
        """
        made = set(self.files.values_list("kind", flat=True))
        try:
            for kind in KINDS:
                if kind not in made:
                    CertificateFile.store(self, kind, rendering.render(self.face(kind)), at=at)
        except rendering.RenderingRefused as refusal:
            self._note_problem(refusal.reason)
            return False
        self._note_problem("")
        return True

    def revoke(self, *, by: User, at: dt.datetime, reason: str) -> "CertificateEvent":
        """Withdraw the certificate for good, with a reason that stays inside; the record stays.

        Refused without a reason. Twice returns the first event. The certificate's row is locked.
        Logged as ``certificates.revoke``.
        """
        reason = reason.strip()
        if not reason:
            raise CertificateRefused(CertificateRefused.Reason.NO_REASON)
        with transaction.atomic():
            locked = Certificate.objects.select_for_update().get(pk=self.pk)
            event = locked.events.filter(kind=CertificateEvent.Kind.REVOKED).first()
            if event is None:
                event = CertificateEvent(
                    certificate=locked,
                    kind=CertificateEvent.Kind.REVOKED,
                    by=by,
                    at=at,
                    reason=reason,
                )
                event.save()
                log(instance=locked, action="certificates.revoke", user=by)
        self.is_revoked = True
        return event

    def _note_problem(self, problem: str) -> None:
        if self.problem != problem:
            self.problem = problem[:250]
            self.save(update_fields=["problem"])


class CertificateEvent(InsertOnly):
    """Something that happened to a certificate. Personal data: the reason (encrypted), for HR only."""

    class Kind(models.TextChoices):
        ISSUED = "issued", "Issued"
        REVOKED = "revoked", "Withdrawn"

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()
    reason = EncryptedTextField(blank=True, default="")

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["certificate", "kind"], name="issued_once_revoked_once")
        ]

    def __str__(self):
        return f"{self.certificate} {self.kind}"


class CertificateFile(InsertOnly):
    """The issued bytes of one face. Personal data: the whole certificate, encrypted. Never re-made."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=8, choices=[(kind, kind) for kind in KINDS])
    pdf = EncryptedBytesField()
    sha256 = models.CharField(max_length=64)
    rendered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["certificate", "kind"], name="one_file_per_face")
        ]

    def __str__(self):
        return f"{self.certificate} {self.kind}"

    @classmethod
    def store(cls, certificate: Certificate, kind: str, pdf: bytes, *, at) -> "CertificateFile":
        """Keep the bytes of one face; if another process was first, its bytes stay."""
        file, _ = cls.objects.get_or_create(
            certificate=certificate,
            kind=kind,
            defaults={
                "pdf": pdf,
                "sha256": hashlib.sha256(pdf).hexdigest(),
                "rendered_at": at,
            },
        )
        return file


def name_check(name: str, salt: str) -> str:
    """Return what a name is compared by: PBKDF2-SHA256 of its normal form, as hexadecimal text."""
    normal = same_name(name).encode()
    return hashlib.pbkdf2_hmac("sha256", normal, bytes.fromhex(salt), ROUNDS).hex()
