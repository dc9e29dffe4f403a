"""Qualifications in the form that personnel systems take: a FHIR R4 Bundle of Practitioners.

Of each certificate that matches and stands, one Practitioner with one qualification. R4 has no word for a
qualification's status, so one that was withdrawn, replaced or put on hold must not look like one: it is
told in the OperationOutcome, as is each row without a match. A Practitioner bears no name: who asked has it.
"""

from collections.abc import Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from certificates.badge import ISSUER
from certificates.face import Face
from certificates.rosters import Verdict

CONTENT_TYPE = "application/fhir+json"
#: Those that a reader of a period alone does not take for better than they are.
STANDING = frozenset({Verdict.VALID, Verdict.EXPIRED})
MATCHING = frozenset({*STANDING, Verdict.REVOKED, Verdict.REPLACED, Verdict.SUSPENDED, Verdict.ASK})
#: What HL7 calls data that are not real.
INVENTED = {
    "system": "http://terminology.hl7.org/CodeSystem/v3-ActReason",
    "code": "HTEST",
    "display": "test health data",
}


def bundle(
    rows: Sequence[tuple[Verdict, Face | None]], *, origin: str, address: str, moment: str
) -> dict[str, Any]:
    """The searchset of what was asked, in the order of the rows.

    Args:
        rows: of each its verdict, and the neutral face if number and name are hers.
        address: where it was asked, from the root.
        moment: in FHIR's form, e.g. ``2026-11-22T10:00:00Z``.
    """
    entries = [
        _match(face, origin) for verdict, face in rows if face is not None and verdict in STANDING
    ]
    issues = [
        _issue(place, verdict) for place, (verdict, _) in enumerate(rows) if verdict not in STANDING
    ]
    outcomes = [_entry(_outcome(issues), f"{origin}{address}#outcome", "outcome")] if issues else []
    found = {
        "resourceType": "Bundle",
        "type": "searchset",
        "timestamp": moment,
        "total": len(entries),
        "link": [{"relation": "self", "url": f"{origin}{address}"}],
    }
    # FHIR takes no empty lists
    return found | ({"entry": [*entries, *outcomes]} if entries or outcomes else {})


def _match(face: Face, origin: str) -> dict[str, Any]:
    practitioner: dict[str, Any] = {"resourceType": "Practitioner"}
    if face.demonstration:
        practitioner["meta"] = {"security": [INVENTED]}
    practitioner["qualification"] = [
        {
            "identifier": [{"system": f"{origin}/verify/", "value": face.number}],
            "code": {"text": face.programme},
            "period": {"start": face.issued_on, "end": face.expires_on},
            "issuer": {"display": ISSUER},
        }
    ]
    return _entry(practitioner, f"{origin} {face.number}", "match")


def _entry(resource: dict[str, Any], thing: str, mode: str) -> dict[str, Any]:
    """An entry whose resource has an id without a meaning, the same for the same thing."""
    known = uuid5(NAMESPACE_URL, thing)
    kind, *others = resource.items()
    identified = dict([kind, ("id", str(known)), *others])
    return {"fullUrl": known.urn, "resource": identified, "search": {"mode": mode}}


def _outcome(issues: list[dict[str, Any]]) -> dict[str, Any]:
    return {"resourceType": "OperationOutcome", "issue": issues}


def _issue(place: int, verdict: Verdict) -> dict[str, Any]:
    return {
        "severity": "warning",
        "code": "business-rule" if verdict in MATCHING else "not-found",
        "details": {"text": f"{verdict.label}. {verdict.advice}"},
        "expression": [f"rows[{place}]"],
    }
