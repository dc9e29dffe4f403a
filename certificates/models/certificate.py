"""The attested record. The PDF is a rendering of it, made once and kept."""

import datetime as dt
import hmac

from django.db import models, transaction
from wagtail.log_actions import log

from certificates import payload, rendering, signing
from certificates.codes import show_number
from certificates.face import FULL, KINDS, NEUTRAL, Face
from certificates.models.certificate_event import CertificateEvent
from certificates.models.certificate_file import CertificateFile, make_pdf
from certificates.models.certificate_manager import CertificateManager, CertificateRefused
from certificates.models.signing_key import KeyRefused, SigningKey
from trainees.encrypted import EncryptedJSONField, EncryptedTextField
from trainees.models import Enrolment, User

Kind = CertificateEvent.Kind
Reason = CertificateRefused.Reason


class Status(models.TextChoices):
    """What a certificate is on a given day, as HR reads it. Outsiders read less (``outsiders``)."""

    VALID = "valid", "Current"
    EXPIRED = "expired", "Expired"
    SUSPENDED = "suspended", "On hold"
    REVOKED = "revoked", "Withdrawn"
    REPLACED = "replaced", "Replaced"

    @property
    def outsiders(self) -> str:
        """The words for outsiders: never a reason, and nothing that links to another certificate."""
        return {
            Status.SUSPENDED: "Cannot be confirmed at present",
            Status.REPLACED: Status.REVOKED.label,
        }.get(self, self.label)


class Certificate(models.Model):
    """One attested completion, with both faces frozen on the day of issue.

    valid --time--> expired             valid or expired --suspend--> suspended --reinstate--> as before
    any --revoke--> revoked             valid, expired or suspended --replace--> replaced (by another)

    The status is derived from the events and a date, never stored. Personal data: the faces
    (name, encrypted) for as long as the certificate must be checkable; ``erase`` empties them. Never
    deleted, never re-rendered: a correction is another certificate.
    """

    number = models.CharField(max_length=13, unique=True)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="certificates")
    sequence = models.PositiveSmallIntegerField(
        default=1, help_text="1 is the original; a replacement is the next."
    )
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replacement"
    )
    renews = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="renewed_by",
        help_text="The one before, where this was earned by a refresher.",
    )
    faces = EncryptedJSONField()
    salt = models.CharField(max_length=32, blank=True, help_text="Of hashes that cover the name.")
    name_check = models.CharField(
        max_length=32, blank=True, help_text="The name's commitment, as its code carries it."
    )
    file_key = EncryptedTextField(blank=True, help_text="Opens its papers; gone when it is erased.")
    status_index = models.PositiveIntegerField(unique=True)
    issued_at = models.DateTimeField()
    issued_on = models.DateField()
    expires_on = models.DateField(help_text="The last day on which it is valid.")
    erased_at = models.DateTimeField(null=True)
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

    # Reading ---------------------------------------------------------------------------------

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
        if self._turn() and self.turn != Kind.REINSTATED:
            return Status(self.turn)
        return Status.EXPIRED if day > self.expires_on else Status.VALID

    @property
    def is_ended(self) -> bool:
        """Withdrawn or replaced."""
        return self._turn() in CertificateEvent.ENDINGS

    def _turn(self) -> str | None:
        """The kind of the last event that decides; one query unless ``with_status`` has read it."""
        if not hasattr(self, "turn"):
            self.turn = type(self).objects.with_status().get(pk=self.pk).turn
        return self.turn

    def matches_name(self, name: str) -> bool:
        """Whether ``name`` is the holder's, in any order, case and accents; slow on purpose."""
        return hmac.compare_digest(payload.commit(name, self.number).hex(), self.name_check)

    # Transitions -----------------------------------------------------------------------------

    def make_files(self, *, at: dt.datetime) -> bool:
        """Make and store the faces that are not stored yet; return whether both are there now.

        Stored bytes are never replaced. What cannot be made leaves its reason in ``problem``, for HR to
        see, and nothing else changes.
        """
        made = set(self.files.values_list("kind", flat=True))
        try:
            for kind in KINDS:
                if kind not in made:
                    key = SigningKey.objects.current()
                    CertificateFile.store(self, kind, make_pdf(self, kind, key), at=at, key=key)
        except (rendering.RenderingRefused, KeyRefused, signing.KeyMissing) as refusal:
            self._note_problem(str(refusal))
            return False
        self._note_problem("")
        return True

    def revoke(self, *, by: User | None, at: dt.datetime, reason: str) -> CertificateEvent:
        """Withdraw the certificate for good, with a reason that stays inside; the record stays.

        Refused without a reason, and when it was replaced. Twice returns the first event. The
        certificate's row is locked. Logged as ``certificates.revoke``.
        """
        return self._end(Kind.REVOKED, by=by, at=at, reason=reason)

    def suspend(self, *, by: User | None, at: dt.datetime, reason: str) -> CertificateEvent:
        """Put the certificate on hold while somebody looks into it; the reason stays inside.

        Refused without a reason, and after its end. On hold already returns that event. The
        certificate's row is locked. Logged as ``certificates.suspend``.
        """
        return self._hold(Kind.SUSPENDED, by=by, at=at, reason=reason)

    def reinstate(self, *, by: User | None, at: dt.datetime, reason: str) -> CertificateEvent:
        """End a hold. Refused when there is none. The row is locked. Logged as ``certificates.reinstate``."""
        return self._hold(Kind.REINSTATED, by=by, at=at, reason=reason)

    def replace(
        self, *, by: User | None, at: dt.datetime, reason: str, same_name: bool = False
    ) -> "Certificate":
        """Issue another one in its place, for the name that she has now; dates stay as they were.

        Her name is corrected first, in her own record; ``same_name`` says that it is not about the name,
        but e.g. about a stolen key. Twice returns the same replacement. Refused without a reason, after a
        withdrawal, and while her name is still the printed one. The row is locked. Logged as
        ``certificates.replace``. Its papers are made after the commit.
        """
        reason = _needed(reason)
        with transaction.atomic():
            locked = self._lock()
            if locked.turn == Kind.REPLACED:
                return locked.replacement
            if locked.is_ended:
                raise CertificateRefused(Reason.ENDED)
            enrolment = Enrolment.objects.with_people().get(pk=locked.enrolment_id)
            if enrolment.trainee.name == locked.full.name and not same_name:
                raise CertificateRefused(Reason.SAME_NAME)
            new = type(self).objects.freeze(
                enrolment,
                locked.issued_on,
                locked.expires_on,
                at=at,
                sequence=locked.sequence + 1,
            )
            new.replaces, new.renews = locked, locked.renews
            type(self).objects.put(new, at=at)
            CertificateEvent.note(locked, Kind.REPLACED, by=by, at=at, reason=reason)
            log(instance=locked, action="certificates.replace", user=by)
            transaction.on_commit(lambda: new.make_files(at=at), robust=True)
        self.turn = Kind.REPLACED
        return new

    def erase(self, *, by: User | None, at: dt.datetime, reason: str) -> None:
        """Remove name and printed bytes on her request, once; number, dates and status stay.

        Whoever checks it afterwards reads "no match". Refused without a reason. The row is locked.
        Logged as ``certificates.erase``.
        """
        reason = _needed(reason)
        with transaction.atomic():
            locked = self._lock()
            if locked.erased_at:
                return
            locked.faces = {kind: locked.face(kind).without_name().as_json() for kind in KINDS}
            locked.salt = locked.name_check = locked.file_key = locked.problem = ""
            locked.erased_at = at
            locked.save(
                update_fields=["faces", "salt", "name_check", "file_key", "problem", "erased_at"]
            )
            CertificateEvent.note(locked, Kind.ERASED, by=by, at=at, reason=reason)
            log(instance=locked, action="certificates.erase", user=by)
        self.refresh_from_db()

    # Inside a transaction --------------------------------------------------------------------

    def _lock(self) -> "Certificate":
        type(self).objects.select_for_update().get(pk=self.pk)  # the lock takes no subqueries
        return type(self).objects.with_status().get(pk=self.pk)

    def _end(self, kind: str, *, by: User | None, at: dt.datetime, reason: str) -> CertificateEvent:
        reason = _needed(reason)
        with transaction.atomic():
            locked = self._lock()
            if locked.turn == kind:
                return locked.events.get(kind=kind)
            if locked.is_ended:
                raise CertificateRefused(Reason.ENDED)
            event = CertificateEvent.note(locked, kind, by=by, at=at, reason=reason)
            log(instance=locked, action="certificates.revoke", user=by)
        self.turn = kind
        return event

    def _hold(
        self, kind: str, *, by: User | None, at: dt.datetime, reason: str
    ) -> CertificateEvent:
        reason = _needed(reason)
        with transaction.atomic():
            locked = self._lock()
            if locked.is_ended:
                raise CertificateRefused(Reason.ENDED)
            if locked.turn == kind:
                return locked.events.filter(kind=kind).last()
            if kind == Kind.REINSTATED and not locked.turn:
                raise CertificateRefused(Reason.NOT_ON_HOLD)
            event = CertificateEvent.note(locked, kind, by=by, at=at, reason=reason)
            verb = "suspend" if kind == Kind.SUSPENDED else "reinstate"
            log(instance=locked, action=f"certificates.{verb}", user=by)
        self.turn = kind
        return event

    def _note_problem(self, problem: str) -> None:
        if self.problem != problem:
            self.problem = problem[:250]
            self.save(update_fields=["problem"])


def _needed(reason: str) -> str:
    if not reason.strip():
        raise CertificateRefused(Reason.NO_REASON)
    return reason.strip()
