"""What is attested: certificates, what happened to them, who signed and who looked, where holders work."""

from certificates.models.alarm import Alarm
from certificates.models.api_call import ApiCall, MustWait
from certificates.models.api_token import ApiScope, ApiToken, TokenRefused
from certificates.models.certificate import Certificate, Status
from certificates.models.certificate_event import CertificateEvent
from certificates.models.certificate_file import CertificateFile
from certificates.models.certificate_manager import CertificateRefused
from certificates.models.design import CertificateDesign, Emblem, Signatory
from certificates.models.issue_log import IssueLogEntry
from certificates.models.placement import Placement
from certificates.models.placement_attestations import ConductAttestation, IdentityAttestation
from certificates.models.placement_plan import Plan, Scope
from certificates.models.placement_querysets import PlacementState
from certificates.models.placement_records import PlacementEvent
from certificates.models.placement_refusals import PlacementRefused
from certificates.models.reminder import Reminder
from certificates.models.roster import RosterCheck
from certificates.models.signing_key import KeyRefused, SigningKey, SigningKeyEvent
from certificates.models.verification import Answer, Verification

__all__ = [
    "Alarm",
    "Answer",
    "ApiCall",
    "ApiScope",
    "ApiToken",
    "Certificate",
    "CertificateDesign",
    "CertificateEvent",
    "CertificateFile",
    "CertificateRefused",
    "ConductAttestation",
    "Emblem",
    "IdentityAttestation",
    "IssueLogEntry",
    "KeyRefused",
    "MustWait",
    "Placement",
    "PlacementEvent",
    "PlacementRefused",
    "PlacementState",
    "Plan",
    "Reminder",
    "RosterCheck",
    "Scope",
    "Signatory",
    "SigningKey",
    "SigningKeyEvent",
    "Status",
    "TokenRefused",
    "Verification",
]
