"""The OpenAPI 3.1 document of all that is under ``/api/v1/``: written by hand, held to the truth by tests."""

from collections.abc import Sequence
from typing import Any

from certificates.api.problems import PROBLEMS
from certificates.api.schemas import ref, schemas
from certificates.status_list import PURPOSES as LISTS

ABOUT = (
    "For programs of organisations that employ certified people. It confirms and never reveals: more"
    " than “no match” is told only when number and name belong together and the certificate lies in the"
    " token's countries. Every question is recorded, and its holder can read who asked and why."
)
JSON, PROBLEM = "application/json", "application/problem+json"
EXAMPLE = {"number": "7K3M-9QWX-2BTE-9", "name": "Lindiwe Example"}
#: What any call with a token may meet, and what one with a body may meet besides.
ANY = ("unauthorized", "insufficient_scope", "wrong_method", "wait", "busy")
BODY = ("unreadable", "too_large", "not_json")


def document(origin: str, purposes: Sequence[str], reasons: Sequence[str]) -> dict[str, Any]:
    """The whole document, for an installation at ``origin``."""
    check = {"purpose": purposes[0]}
    return {
        "openapi": "3.1.1",
        "info": {"title": "Certificates", "version": "1", "description": ABOUT},
        "servers": [{"url": origin}],
        "security": [{"token": []}],
        "paths": {
            "/api/v1/verify": _post(
                "verify", "verify", "Check one number with a name", "Question", "Answer",
                EXAMPLE | check,
            ),
            "/api/v1/verify-many": _post(
                "verifyMany", "verify", "Check up to 10,000 rows at once", "Questions", "Answers",
                check | {"rows": [EXAMPLE]},
            ),
            "/api/v1/changes": _changes(),
            "/api/v1/fhir/practitioner-qualifications": _post(
                "qualifications", "export",
                "Take the qualifications of rows that match, as a FHIR R4 Bundle", "Export", "Bundle",
                {"reason": reasons[0], "rows": [EXAMPLE]}, "application/fhir+json",
            ),
            "/api/v1/keys": _public("keys", "The keys that sign codes on paper (RFC 7517)", "KeySet"),
            "/api/v1/status/{purpose}": _status_lists(),
            "/api/v1/openapi.json": _public("openapi", "This document", None),
        },
        "components": {
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A token of the certification office (RFC 6750). Its scopes are verify,"
                    " changes and export.",
                }
            },
            "schemas": schemas(purposes, reasons),
            "responses": {code: _problem(code) for code in PROBLEMS},
        },
    }  # fmt: skip


def _post(
    name: str,
    scope: str,
    summary: str,
    asked: str,
    told: str,
    example: dict[str, Any],
    content_type: str = JSON,
) -> dict[str, Any]:
    return {
        "post": {
            "operationId": name,
            "summary": summary,
            "description": f"Needs the scope `{scope}`.",
            "requestBody": {
                "required": True,
                "content": {JSON: {"schema": ref(asked), "example": example}},
            },
            "responses": {"200": _ok(ref(told), content_type), **_problems(*ANY, *BODY)},
        }
    }


def _changes() -> dict[str, Any]:
    return {
        "get": {
            "operationId": "changes",
            "summary": "What became of the certificates of your countries, in order, 500 at a time",
            "description": "Needs the scope `changes`. Numbers and no names. Keep the last cursor.",
            "parameters": [
                {
                    "name": "cursor",
                    "in": "query",
                    "schema": {"type": "string"},
                    "description": "The last one that you were given; without it, from the beginning.",
                }
            ],
            "responses": {"200": _ok(ref("Changes")), **_problems(*ANY, "bad_cursor")},
        }
    }


def _status_lists() -> dict[str, Any]:
    found = _public(
        "status",
        "A signed list of places (Bitstring Status List 1.0), which names nobody",
        "StatusList",
        "application/vc",
    )
    found["get"]["parameters"] = [
        {"name": "purpose", "in": "path", "required": True, "schema": {"enum": list(LISTS)}}
    ]
    found["get"]["responses"] |= {
        "404": {"description": "There is no such list."},
        "503": {"description": "No key is in use yet."},
    }
    return found


def _public(name: str, summary: str, told: str | None, content_type: str = JSON) -> dict[str, Any]:
    """An address that anybody may read."""
    schema = ref(told) if told else {"type": "object"}
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "security": [],
            "responses": {"200": _ok(schema, content_type)},
        }
    }


def _ok(schema: dict[str, Any], content_type: str = JSON) -> dict[str, Any]:
    return {"description": "Answered.", "content": {content_type: {"schema": schema}}}


def _problem(code: str) -> dict[str, Any]:
    _, title, detail = PROBLEMS[code]
    return {
        "description": f"{title}. {detail}",
        "content": {PROBLEM: {"schema": ref("Problem")}},
    }


def _problems(*codes: str) -> dict[str, Any]:
    return {str(PROBLEMS[code][0]): {"$ref": f"#/components/responses/{code}"} for code in codes}
