"""The certificate as an Open Badges 3.0 credential: what is attached to the PDF, in neutral words alone.

A wallet or a computer reads it where people read the page. The holder has no address in it: she is named
by the salted hash of her name (OB 3.0, IdentityObject), so the file alone tells nobody who she is.
"""

import datetime as dt
import hashlib
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from certificates.face import Face

CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
ISSUER = "Peer Academy"
DEMONSTRATION = " Demonstration. Not a real certificate."


def issuer_id(origin: str) -> str:
    """Return the did:web of an origin: ``https://peer.example:8000`` is ``did:web:peer.example%3A8000``."""
    return f"did:web:{quote(origin.split('://')[-1], safe='')}"


def credential(face: Face, *, origin: str, salt: str, index: int, edition: int) -> dict[str, Any]:
    """Return the unsigned credential of a neutral face.

    Args:
        salt: hexadecimal, of the name's hash.
        index: the place in the two status lists.
        edition: the programme edition's id.
    """
    did = issuer_id(origin)
    identity = hashlib.sha256((face.name + salt).encode()).hexdigest()
    return {
        "@context": CONTEXT,
        "id": _urn(f"{did} {face.number}"),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": did, "type": ["Profile"], "name": ISSUER},
        "name": face.programme,
        "description": f"Certificate number {face.number}.{DEMONSTRATION * face.demonstration}",
        "validFrom": f"{face.issued_on}T00:00:00Z",
        "validUntil": f"{_next_day(face.expires_on)}T00:00:00Z",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": True,
                    "identityHash": f"sha256${identity}",
                    "identityType": "name",
                    "salt": salt,
                }
            ],
            "achievement": {
                "id": _urn(f"{did} {edition}"),
                "type": ["Achievement"],
                "name": face.programme,
                "description": f"{face.level}. {face.hours} guided hours.",
                "criteria": {"narrative": "Knowledge tested and practice observed."},
            },
        },
        "credentialStatus": [
            {
                "type": "BitstringStatusListEntry",
                "statusPurpose": purpose,
                "statusListIndex": str(index),
                "statusListCredential": f"{origin}/api/v1/status/{purpose}",
            }
            for purpose in ("revocation", "suspension")
        ],
    }


def _urn(name: str) -> str:
    """An address without a meaning, the same for the same thing."""
    return uuid5(NAMESPACE_URL, name).urn


def _next_day(day: str) -> dt.date:
    return dt.date.fromisoformat(day) + dt.timedelta(days=1)
