"""What is attested: certificates, what happened to them, who signed them and who looked them up."""

from certificates.models.certificate import Certificate, Status
from certificates.models.certificate_event import CertificateEvent
from certificates.models.certificate_file import CertificateFile
from certificates.models.certificate_manager import CertificateRefused
from certificates.models.issue_log import IssueLogEntry
from certificates.models.signing_key import KeyRefused, SigningKey, SigningKeyEvent
from certificates.models.verification import Answer, Verification

__all__ = [
    "Answer",
    "Certificate",
    "CertificateEvent",
    "CertificateFile",
    "CertificateRefused",
    "IssueLogEntry",
    "KeyRefused",
    "SigningKey",
    "SigningKeyEvent",
    "Status",
    "Verification",
]
