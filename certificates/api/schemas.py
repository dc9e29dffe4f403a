"""The shapes of what is sent and answered, as JSON Schema 2020-12 for the OpenAPI document."""

from collections.abc import Sequence
from typing import Any

from certificates.api import reading
from certificates.api.problems import PROBLEMS
from certificates.rosters import Verdict

Schema = dict[str, Any]
#: What may happen to a certificate, and what it may be; tests hold them to the models.
KINDS = ("issued", "revoked", "suspended", "reinstated", "replaced", "erased")
STATUSES = ("valid", "expired", "suspended", "revoked", "replaced")
SHOWN_NUMBER = (
    "^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]$"
)
UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
DAY = {"type": "string", "format": "date"}
MOMENT = {"type": "string", "format": "date-time"}
TEXT = {"type": "string"}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def closed(required: Schema, optional: Schema | None = None) -> Schema:
    """An object with these members and no others."""
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
        "additionalProperties": False,
    }


def listed(items: Schema, least: int = 0, most: int | None = None) -> Schema:
    found: Schema = {"type": "array", "items": items}
    return found | ({"minItems": least} if least else {}) | ({"maxItems": most} if most else {})


def schemas(purposes: Sequence[str], reasons: Sequence[str]) -> dict[str, Schema]:
    """Every named schema."""
    number = TEXT | {"maxLength": reading.NUMBER, "description": "As typed, like 7K3M-9QWX-2BTE-9."}
    name = TEXT | {"maxLength": reading.NAME, "description": "The whole name, as printed."}
    purpose = {"enum": list(purposes), "description": "Why; the holder reads it."}
    reason = {"enum": list(reasons), "description": "Why; the holder reads it, and it is logged."}
    rows = listed(ref("Row"), least=1, most=reading.ROWS)
    return {
        "Row": closed({"number": number, "name": name}),
        "Question": closed({"number": number, "name": name, "purpose": purpose}),
        "Questions": closed({"purpose": purpose, "rows": rows}),
        "Export": closed({"reason": reason, "rows": rows}),
        "Certificate": closed(
            {
                "number": TEXT | {"pattern": SHOWN_NUMBER},
                "programme": TEXT,
                "level": TEXT,
                "hours": {"type": "integer"},
                "issued_on": DAY,
                "expires_on": DAY | {"description": "The last day on which it is valid."},
                "status": {"enum": list(STATUSES)},
                "demonstration": {"type": "boolean", "description": "True: it is not a real one."},
            }
        ),
        "Answer": closed(
            {
                "verdict": {"enum": [str(each) for each in Verdict]},
                "label": TEXT,
                "advice": TEXT | {"description": "What to do about it."},
            },
            {"certificate": ref("Certificate")},
        ),
        "Answers": closed(
            {
                "counts": {
                    "type": "object",
                    "additionalProperties": {"type": "integer", "minimum": 1},
                    "description": "How many rows got which verdict.",
                },
                "answers": listed(ref("Answer"), least=1, most=reading.ROWS)
                | {"description": "In the order of the rows."},
            }
        ),
        "Change": closed(
            {
                "number": TEXT | {"pattern": SHOWN_NUMBER},
                "kind": {"enum": list(KINDS)},
                "at": MOMENT,
            }
        ),
        "Changes": closed(
            {
                "changes": listed(ref("Change"), most=500),
                "cursor": TEXT
                | {"description": "Send it with the next call. Opaque; it stays good."},
                "more": {"type": "boolean", "description": "Whether to call again at once."},
            }
        ),
        "Problem": closed(
            {
                "type": TEXT | {"format": "uri-reference"},
                "title": TEXT,
                "status": {"enum": sorted({status for status, _, _ in PROBLEMS.values()})},
                "detail": TEXT | {"description": "What to do."},
            },
            {"errors": listed(closed({"pointer": TEXT, "detail": TEXT}), least=1)},
        ),
        "KeySet": closed({"keys": listed({"type": "object", "required": ["kty", "kid"]})}),
        "StatusList": {
            "type": "object",
            "required": ["@context", "type", "credentialSubject", "proof"],
        },
        **_fhir(),
    }


def _fhir() -> dict[str, Schema]:
    """The part of FHIR R4 that is answered, closed: nothing else is ever sent."""
    coding = closed({"system": TEXT, "code": TEXT, "display": TEXT})
    identifier = closed({"system": TEXT, "value": TEXT | {"pattern": SHOWN_NUMBER}})
    return {
        "Qualification": closed(
            {
                "identifier": listed(identifier, 1, 1),
                "code": closed({"text": TEXT}),
                "period": closed({"start": DAY, "end": DAY}),
                "issuer": closed({"display": TEXT}),
            }
        ),
        "Practitioner": closed(
            {
                "resourceType": {"const": "Practitioner"},
                "id": TEXT | {"pattern": f"^{UUID}$"},
                "qualification": listed(ref("Qualification"), 1, 1),
            },
            {"meta": closed({"security": listed(coding, 1, 1)})},
        ),
        "OperationOutcome": closed(
            {
                "resourceType": {"const": "OperationOutcome"},
                "id": TEXT | {"pattern": f"^{UUID}$"},
                "issue": listed(
                    closed(
                        {
                            "severity": {"const": "warning"},
                            "code": {"enum": ["business-rule", "not-found"]},
                            "details": closed({"text": TEXT}),
                            "expression": listed(TEXT | {"pattern": r"^rows\[\d+\]$"}, 1, 1),
                        }
                    ),
                    least=1,
                ),
            }
        ),
        "Bundle": closed(
            {
                "resourceType": {"const": "Bundle"},
                "type": {"const": "searchset"},
                "timestamp": MOMENT,
                "total": {"type": "integer", "minimum": 0},
                "link": listed(closed({"relation": {"const": "self"}, "url": TEXT}), 1, 1),
            },
            {
                "entry": listed(
                    closed(
                        {
                            "fullUrl": TEXT | {"pattern": f"^urn:uuid:{UUID}$"},
                            "resource": {"oneOf": [ref("Practitioner"), ref("OperationOutcome")]},
                            "search": closed({"mode": {"enum": ["match", "outcome"]}}),
                        }
                    ),
                    least=1,
                )
            },
        ),
    }
