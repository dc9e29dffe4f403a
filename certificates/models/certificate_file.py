"""The issued bytes: code, credential, rendering and seal of both faces, made once."""

import datetime as dt
import hashlib
import json

from django.conf import settings
from django.db import models

from certificates import badge, payload, proofs, qr, rendering, signing
from certificates.face import KINDS, Face
from certificates.models.design import Emblem
from certificates.models.signing_key import SigningKey
from curriculum.insert_only import InsertOnly
from trainees.encrypted import EncryptedBytesField, lock, unlock


class CertificateFile(InsertOnly):
    """The issued bytes of one face, never re-made.

    Personal data: the whole certificate, encrypted, and once more under the certificate's own key: erasing
    drops that key, for this row itself is never changed.
    """

    certificate = models.ForeignKey(
        "certificates.Certificate", on_delete=models.PROTECT, related_name="files"
    )
    kind = models.CharField(max_length=8, choices=[(kind, kind) for kind in KINDS])
    key = models.ForeignKey(
        SigningKey, on_delete=models.PROTECT, related_name="files", help_text="Who signed it."
    )
    locked = EncryptedBytesField(help_text="The PDF, under the certificate's own key.")
    sha256 = models.CharField(max_length=64)
    rendered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["certificate", "kind"], name="one_file_per_face")
        ]

    def __str__(self):
        return f"{self.certificate} {self.kind}"

    @property
    def pdf(self) -> bytes:
        """The issued bytes. Raises ValueError when the certificate is erased."""
        return unlock(self.locked, self.certificate.file_key)

    @classmethod
    def store(
        cls, certificate: models.Model, kind: str, pdf: bytes, *, at: dt.datetime, key: SigningKey
    ) -> "CertificateFile":
        """Keep the bytes of one face; if another process was first, its bytes stay."""
        file, _ = cls.objects.get_or_create(
            certificate=certificate,
            kind=kind,
            defaults={
                "locked": lock(pdf, certificate.file_key),
                "sha256": hashlib.sha256(pdf).hexdigest(),
                "rendered_at": at,
                "key": key,
            },
        )
        return file


def make_pdf(certificate: models.Model, kind: str, key: SigningKey) -> bytes:
    """Return the sealed PDF of one face, with its code and its credential.

    But for the seal, the same certificate and key give the same bytes. Raises
    ``rendering.RenderingRefused`` and ``signing.KeyMissing``.
    """
    signer = signing.signer(key.kid)
    token = payload.token(claims_of(certificate), bytes.fromhex(key.kid), signer.sign_token)
    credential = signed_credential(certificate, key, signer)
    face = certificate.face(kind)
    pdf = rendering.render(
        face,
        pictures=Emblem.objects.of(face),
        code=qr.picture(payload.link(settings.ORIGIN, token)),
        credential=json.dumps(credential, ensure_ascii=False, separators=(",", ":")).encode(),
    )
    return signer.seal(pdf)


def claims_of(certificate: models.Model) -> payload.Claims:
    """What the code of a certificate says."""
    return payload.Claims(
        number=certificate.number,
        issued_on=certificate.issued_on,
        expires_on=certificate.expires_on,
        edition=certificate.enrolment.edition_id,
        index=certificate.status_index,
        commitment=bytes.fromhex(certificate.name_check),
    )


def signed_credential(
    certificate: models.Model, key: SigningKey, signer: signing.Signer
) -> proofs.Document:
    """The credential of a certificate with its proof, made on the day of issue: neutral words alone."""
    face: Face = certificate.neutral
    document = badge.credential(
        face,
        origin=settings.ORIGIN,
        salt=certificate.salt,
        index=certificate.status_index,
        edition=certificate.enrolment.edition_id,
    )
    return proofs.with_proof(
        document,
        method=f"{badge.issuer_id(settings.ORIGIN)}#{key.kid}",
        created=document["validFrom"],
        sign=signer.sign_badge,
    )
