"""Whether a certificate is genuine and what it is today: its file, or its number."""

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass
from enum import Enum
from io import BytesIO
from typing import Any

from certificates import badge, proofs, signing
from certificates.codes import read_number
from certificates.models import (
    Certificate,
    CertificateFile,
    IssueLogEntry,
    SigningKey,
    Status,
)
from certificates.models.certificate_manager import faces_digest


class Outcome(Enum):
    """What a check says; the value is the sentence that people read."""

    VALID = "Genuine and current."
    EXPIRED = "Genuine, and expired."
    SUSPENDED = "Genuine, and on hold: it cannot be confirmed at present."
    REVOKED = "Genuine, and withdrawn."
    REPLACED = "Genuine, and replaced by another."
    ALTERED = "Not genuine: it was altered, or not made by us."
    NOT_ISSUED = "Not genuine: the issue log does not have it."
    DISTRUSTED = "Signed by a key that is not to be trusted since then. Ask the issuer."
    UNKNOWN = "No certificate of ours is known under this number."
    CANNOT_TELL = "It cannot be told here."


#: How the command ends: 0 valid, 1 not valid, 2 cannot tell.
EXIT = {Outcome.VALID: 0, Outcome.CANNOT_TELL: 2}


@dataclass(frozen=True)
class Verdict:
    """What was found. ``seen``: what the outcome rests on, one line each."""

    outcome: Outcome
    number: str = ""
    issued_on: str = ""
    expires_on: str = ""
    seen: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        return EXIT.get(self.outcome, 1)

    def as_json(self) -> dict[str, Any]:
        said = {"outcome": self.outcome.name.lower(), "sentence": self.outcome.value}
        return said | {name: value for name, value in asdict(self).items() if name != "outcome"}


def check_number(number: str, *, today: dt.date) -> Verdict:
    """What the records say of a number, as printed: the issue log must have it."""
    found = Certificate.objects.with_status().filter(number=read_number(number) or "").first()
    if found is None:
        return Verdict(Outcome.UNKNOWN)
    if problem := _log_problem(found):
        return Verdict(problem, str(found))
    return _verdict(found, found.status_on(today), ("The issue log has it.",))


def check_file(pdf: bytes, *, today: dt.date, offline: bool = False) -> Verdict:
    """What a PDF proves: its seal, its credential, and (unless ``offline``) the records.

    Offline the seal and the credential must hold and the day must not be past; withdrawals are not seen.
    """
    keys = list(SigningKey.objects.prefetch_related("events"))
    if not keys:
        return Verdict(Outcome.CANNOT_TELL, seen=("There are no keys here to check by.",))
    roots = sorted({key.root for key in keys})
    if not signing.is_sealed(pdf, roots):
        return Verdict(Outcome.ALTERED, seen=("Its seal does not hold.",))
    credential = _credential(pdf)
    key = _key_of(credential, keys)
    if key is None:
        return Verdict(Outcome.ALTERED, seen=("Its seal holds.", "Its credential does not."))
    seen = ("Its seal holds.", "Its credential holds.")
    if offline:
        return _offline(credential, key, today, seen)
    digest = hashlib.sha256(pdf).hexdigest()
    file = CertificateFile.objects.filter(sha256=digest).first()
    if file is None:
        outcome = Outcome.DISTRUSTED if key.distrusted_from else Outcome.NOT_ISSUED
        return Verdict(outcome, seen=(*seen, "These are not bytes that were issued here."))
    certificate = Certificate.objects.with_status().get(pk=file.certificate_id)
    if problem := _log_problem(certificate):
        return Verdict(problem, str(certificate), seen=seen)
    seen = (*seen, "These bytes were issued here.", "The issue log has it.")
    return _verdict(certificate, certificate.status_on(today), seen)


def _verdict(certificate: Certificate, status: Status, seen: tuple[str, ...]) -> Verdict:
    return Verdict(
        Outcome[status.name],
        str(certificate),
        certificate.issued_on.isoformat(),
        certificate.expires_on.isoformat(),
        seen,
    )


def _offline(
    credential: dict[str, Any], key: SigningKey, today: dt.date, seen: tuple[str, ...]
) -> Verdict:
    if key.distrusted_from:
        return Verdict(Outcome.DISTRUSTED, seen=seen)
    until = dt.date.fromisoformat(credential["validUntil"][:10]) - dt.timedelta(days=1)
    outcome = Outcome.EXPIRED if today > until else Outcome.VALID
    issued_on = credential["validFrom"][:10]
    seen = (*seen, "Whether it was withdrawn since was not looked up.")
    return Verdict(outcome, "", issued_on, until.isoformat(), seen)


def _log_problem(certificate: Certificate) -> Outcome | None:
    """Whether the issue log contradicts the record: it must have its issue, with the same facts."""
    entry = IssueLogEntry.objects.filter(
        event__certificate=certificate, event__kind="issued"
    ).first()
    if entry is None:
        return Outcome.NOT_ISSUED
    facts = {
        "number": certificate.number,
        "issued_on": certificate.issued_on.isoformat(),
        "expires_on": certificate.expires_on.isoformat(),
        "index": certificate.status_index,
    }
    if not certificate.erased_at:
        facts["faces"] = faces_digest(certificate)
    agrees = all(entry.content.get(name) == value for name, value in facts.items())
    return None if agrees else Outcome.NOT_ISSUED


def _credential(pdf: bytes) -> dict[str, Any]:
    """The attached credential of a file whose seal holds, or {}."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        names = PdfFileReader(BytesIO(pdf)).root["/Names"]["/EmbeddedFiles"]["/Names"]
        found = json.loads(names[1]["/EF"]["/F"].data)
    except (KeyError, IndexError, ValueError, TypeError, AttributeError):
        return {}
    return found if isinstance(found, dict) else {}


def _key_of(credential: dict[str, Any], keys: list[SigningKey]) -> SigningKey | None:
    """The key whose proof a credential carries; None if no proof of ours holds."""
    by_method = {key.kid: key for key in keys}
    kid = str((credential.get("proof") or {}).get("verificationMethod", "")).rpartition("#")[2]
    key = by_method.get(kid)
    if key is None or credential.get("@context") != badge.CONTEXT:
        return None

    def is_signed(method: str, message: bytes, signature: bytes) -> bool:
        return signing.is_badge_signature(key.badge, message, signature)

    return key if proofs.has_good_proof(credential, is_signed) else None
