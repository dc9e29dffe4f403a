"""Which certificates there are, for whom; and how one is issued."""

import datetime as dt
import secrets
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Subquery
from wagtail.log_actions import log

from certificates import payload
from certificates.codes import new_number, show_number
from certificates.face import KINDS, both_faces, expiry
from certificates.models.certificate_event import CertificateEvent
from certificates.models.design import CertificateDesign
from certificates.models.issue_log import IssueLogEntry
from certificates.status_list import new_index
from curriculum.canonical import digest
from curriculum.refusals import Refused
from trainees.encrypted import new_key
from trainees.models import Enrolment, EnrolmentState, StaffScope, User
from trainees.models.place import in_scope


class CertificateRefused(Refused):
    """A certificate could not be issued or changed; ``reason`` is one of ``Reason``."""

    class Reason(models.TextChoices):
        NOT_COMPLETED = "not_completed", "She has not completed the programme."
        NO_REASON = "no_reason", "Say why this is done."
        ENDED = "ended", "This certificate was withdrawn or replaced. Nothing can be changed on it."
        NOT_ON_HOLD = "not_on_hold", "This certificate is not on hold."
        SAME_NAME = "same_name", "Her name is still the one on the certificate. Change it first."


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
        return self.filter(enrolment__trainee__user=user).order_by("-issued_at", "-pk")

    def with_status(self):
        """With ``turn``, so that ``status_on`` needs no further query. Can be chained.

        It is the kind of the last event that decides: nothing follows an ending.
        """
        turns = CertificateEvent.objects.filter(
            certificate=OuterRef("pk"), kind__in=CertificateEvent.TURNS
        )
        return self.annotate(turn=Subquery(turns.order_by("-pk").values("kind")[:1]))

    def waiting_enrolments(self, user: User):
        """Completed enrolments in this HR officer's countries without a certificate: of ``Enrolment``."""
        site = "trainee__cohort__site"
        scoped = in_scope(user, StaffScope.Role.HR, cohort="trainee__cohort", site=site)
        return Enrolment.objects.completed().filter(scoped, certificates__isnull=True)

    def without_files(self):
        """Certificates of which a face is not rendered yet; of erased ones none is made. Can be chained."""
        missing = self.annotate(files_made=models.Count("files")).filter(files_made__lt=len(KINDS))
        return missing.filter(erased_at__isnull=True)

    def standing(self):
        """Neither withdrawn nor replaced nor erased, and not on hold; perhaps expired. Can be chained."""
        known = self.with_status().filter(erased_at__isnull=True)
        return known.filter(models.Q(turn__isnull=True) | models.Q(turn="reinstated"))

    def not_ended(self):
        """Neither withdrawn nor replaced. Can be chained."""
        return self.with_status().filter(
            models.Q(turn__isnull=True) | models.Q(turn__in=CertificateEvent.HOLDS)
        )

    def with_bit(self, purpose: str):
        """Those whose bit is set in the status list of this purpose. Can be chained."""
        kinds = CertificateEvent.ENDINGS if purpose == "revocation" else ["suspended"]
        return self.with_status().filter(turn__in=kinds)


class CertificateManager(models.Manager.from_queryset(CertificateQuerySet)):
    def issue(self, enrolment: Enrolment, *, at: dt.datetime) -> tuple["models.Model", bool]:
        """Issue the certificate of a completed enrolment: freeze its faces, draw its number.

        Returns (certificate, whether it is new); exactly one per enrolment, whoever asks and how
        often. Refused when the enrolment is not completed. Dates are those of the completion, in
        the installation's time zone. Logged as ``certificates.issue``.
        """
        if enrolment.state != EnrolmentState.COMPLETED:
            raise CertificateRefused(CertificateRefused.Reason.NOT_COMPLETED)
        enrolments = Enrolment.objects.with_people()
        enrolment = enrolments.get(pk=enrolment.pk)
        same = self.filter(enrolment=enrolment, sequence=1).first()
        if same:
            return same, False
        issued_on = enrolment.completed_at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
        expires_on = expiry(issued_on, enrolment.edition.content["valid_months"])
        # The name's derivation is slow on purpose: while a transaction of SQLite's waits for it, all wait.
        certificate = self.freeze(enrolment, issued_on, expires_on, at=at)
        with transaction.atomic():
            locked = enrolments.select_for_update(of=("self",)).get(pk=enrolment.pk)
            same = self.filter(enrolment=locked, sequence=1).first()
            if same:
                return same, False
            if locked.trainee.name != enrolment.trainee.name:
                certificate = self.freeze(locked, issued_on, expires_on, at=at)
            certificate.renews = self._earlier(certificate)
            self.put(certificate, at=at)
            log(instance=certificate, action="certificates.issue")
        return certificate, True

    def freeze(
        self,
        enrolment: Enrolment,
        issued_on: dt.date,
        expires_on: dt.date,
        *,
        at: dt.datetime,
        sequence: int = 1,
    ) -> "models.Model":
        """Make an unsaved certificate with both faces as of now, and a new number."""
        number, salt = new_number(), secrets.token_hex(16)
        content, name = enrolment.edition.content, enrolment.trainee.name
        country = enrolment.trainee.cohort.site.country
        faces = both_faces(
            number=show_number(number),
            name=name,
            edition=content,
            issued_on=issued_on,
            expires_on=expires_on,
            verify_at=f"{settings.ORIGIN}/verify/",
            design=CertificateDesign.objects.chosen_for(enrolment.programme_id, country),
            demonstration=settings.DEMO,
        )
        return self.model(
            number=number,
            enrolment=enrolment,
            sequence=sequence,
            faces={kind: face.as_json() for kind, face in faces.items()},
            salt=salt,
            file_key=new_key(),
            name_check=payload.commit(name, number).hex(),
            issued_at=at,
            issued_on=issued_on,
            expires_on=expires_on,
        )

    def put(self, certificate: "models.Model", *, at: dt.datetime) -> None:
        """Save a frozen certificate with a place in the status lists and its first entry in the issue log.

        Inside the caller's transaction; the log is locked first, so that no place is drawn twice.
        """
        IssueLogEntry.objects.lock()
        certificate.status_index = new_index(set(self.values_list("status_index", flat=True)))
        certificate.save()
        CertificateEvent.note(
            certificate,
            CertificateEvent.Kind.ISSUED,
            at=at,
            issued_on=certificate.issued_on.isoformat(),
            expires_on=certificate.expires_on.isoformat(),
            edition=certificate.enrolment.edition_id,
            index=certificate.status_index,
            faces=faces_digest(certificate),
        )

    def _earlier(self, certificate: "models.Model") -> "models.Model | None":
        """The last certificate of the same woman in the same programme: a refresher renews it."""
        enrolment = certificate.enrolment
        return (
            self.filter(
                enrolment__trainee=enrolment.trainee_id,
                enrolment__programme=enrolment.programme_id,
                issued_on__lte=certificate.issued_on,
            )
            .filter(
                ~Exists(
                    CertificateEvent.objects.filter(certificate=OuterRef("pk"), kind="replaced")
                )
            )
            .order_by("issued_on", "pk")
            .last()
        )


def faces_digest(certificate: "models.Model") -> str:
    """The salted hash of both faces, which the issue log keeps (64 hexadecimal characters)."""
    return digest({"salt": certificate.salt, "faces": certificate.faces})
