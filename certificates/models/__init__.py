"""What is attested: certificates, what happened to them, and who looked them up."""

from certificates.models.certificate import (
    Certificate,
    CertificateEvent,
    CertificateFile,
    CertificateRefused,
    Status,
)
from certificates.models.roster import RosterCheck
from certificates.models.verification import Answer, Verification

__all__ = [
    "Answer",
    "Certificate",
    "CertificateEvent",
    "CertificateFile",
    "CertificateRefused",
    "RosterCheck",
    "Status",
    "Verification",
]
