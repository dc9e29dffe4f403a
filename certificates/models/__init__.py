"""What is attested: certificates, what happened to them, who looked them up, where their holders work."""

from certificates.models.certificate import (
    Certificate,
    CertificateEvent,
    CertificateFile,
    CertificateRefused,
    Status,
)
from certificates.models.placement import Placement
from certificates.models.placement_attestations import ConductAttestation, IdentityAttestation
from certificates.models.placement_plan import Plan, Scope
from certificates.models.placement_querysets import PlacementState
from certificates.models.placement_records import PlacementEvent
from certificates.models.placement_refusals import PlacementRefused
from certificates.models.verification import Answer, Verification

__all__ = [
    "Answer",
    "Certificate",
    "CertificateEvent",
    "CertificateFile",
    "CertificateRefused",
    "ConductAttestation",
    "IdentityAttestation",
    "Placement",
    "PlacementEvent",
    "PlacementRefused",
    "PlacementState",
    "Plan",
    "Scope",
    "Status",
    "Verification",
]
