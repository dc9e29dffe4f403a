"""The OpenAPI document, held to the addresses and to what is really asked and answered."""

import json
import re

import pytest
from django.urls import get_resolver

from tests import make
from tests.certificates import papers, programs
from tests.certificates.programs import CHANGES, EXPORT, MANY, UNKNOWN, VERIFY, Program
from tests.certificates.schema import faults, resolve
from tests.test_addresses import walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(client):
    reply = client.get("/api/v1/openapi.json")
    assert (reply.status_code, reply["Content-Type"]) == (200, "application/json")
    return reply.json()


@pytest.fixture
def program():
    return Program(programs.make_token()[1])


def misfits(document, address: str, reply) -> list[str]:
    """What of a reply the document does not say: its status, type or content."""
    (operation,) = document["paths"][address].values()
    said = operation["responses"].get(str(reply.status_code))
    if said is None:
        return [f"status {reply.status_code}"]
    said = resolve(said["$ref"], document) if "$ref" in said else said
    schema = said["content"].get(reply["Content-Type"])
    if schema is None:
        return [f"type {reply['Content-Type']}"]
    return faults(json.loads(reply.content), schema["schema"], document)


def test_every_address_stands_in_the_document(document):
    routes = {"/" + route for route, _, _ in walk(get_resolver()) if route.startswith("api/")}

    assert {re.sub(r"<\w+:(\w+)>", r"{\1}", route) for route in routes} == set(document["paths"])


def test_every_reference_leads_somewhere_and_every_name_is_used(document):
    references = set(re.findall(r"'(#/components/[^']+)'", str(document)))
    known = {
        f"#/components/{kind}/{name}"
        for kind in ("schemas", "responses")
        for name in document["components"][kind]
    }

    assert references == known


def test_every_operation_has_a_name_of_its_own_and_says_what_needs_no_token(document):
    operations = [each for path in document["paths"].values() for each in path.values()]
    public = {each["operationId"] for each in operations if each.get("security") == []}

    assert len({each["operationId"] for each in operations}) == len(operations) == 7
    assert (document["security"], public) == ([{"token": []}], {"keys", "status", "openapi"})


def test_document_says_nothing_that_discloses(client):
    text = client.get("/api/v1/openapi.json").text

    assert not re.search(r"hiv|mother|clinic|pmtct", text, re.IGNORECASE)


@pytest.mark.parametrize("address", [VERIFY, MANY, EXPORT])
def test_examples_fit_and_are_answered(document, program, address):
    body = document["paths"][address]["post"]["requestBody"]["content"]["application/json"]
    reply = program.post(address, body["example"])

    assert faults(body["example"], body["schema"], document) == []
    assert (reply.status_code, misfits(document, address, reply)) == (200, [])


def test_what_is_answered_fits(document, program):
    one, two = papers.make_certificate(), papers.make_certificate("Mary Phiri")
    two.revoke(by=None, at=make.NOW, reason="Wrong person.")
    rows = [(one, papers.NAME), (two, "Mary Phiri"), (UNKNOWN, "x"), ("", "x"), ("7", "x")]
    replies = [
        *((VERIFY, program.verify(*row)) for row in rows),
        (MANY, program.many(*rows)),
        (EXPORT, program.export(*rows)),
        (EXPORT, program.export(rows[0])),
        (CHANGES, program.changes()),
        ("/api/v1/keys", program.client.get("/api/v1/keys")),
        ("/api/v1/status/{purpose}", program.client.get("/api/v1/status/revocation")),
        ("/api/v1/openapi.json", program.client.get("/api/v1/openapi.json")),
    ]

    assert [misfits(document, address, reply) for address, reply in replies] == [[]] * len(replies)
    assert {reply.status_code for _, reply in replies} == {200}


def test_problems_fit(document, program):
    _, narrow = programs.make_token("changes")
    replies = [
        (VERIFY, program.post(VERIFY, {"name": 7})),
        (VERIFY, Program("x").post(VERIFY, {})),
        (VERIFY, Program(narrow).post(VERIFY, {})),
        (VERIFY, program.client.get(VERIFY)),
        (VERIFY, program.client.post(VERIFY, {"a": "form"})),
        (MANY, program.client.post(MANY, b" " * 2_600_000, content_type="application/json")),
        (CHANGES, program.changes("x")),
        *[(VERIFY, program.verify(UNKNOWN, "x")) for _ in range(6)][-1:],
    ]

    assert [misfits(document, address, reply) for address, reply in replies] == [[]] * len(replies)
    said = [reply.status_code for _, reply in replies]
    assert said == [400, 401, 403, 405, 415, 413, 400, 429]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Answer", {"verdict": "valid", "label": "x", "advice": "x", "name": "Lindiwe"}),
        ("Answer", {"verdict": "fine", "label": "x", "advice": "x"}),
        ("Change", {"number": "7K3M9QWX2BTE9", "kind": "issued", "at": "x"}),
        ("Questions", {"purpose": "Yearly review", "rows": []}),
        ("Row", {"number": 7, "name": "x"}),
        ("Row", {"number": "x" * 41, "name": "x"}),
    ],
)
def test_what_does_not_fit_is_found(document, name, value):
    """The twin: the checker of this file can fail."""
    assert faults(value, {"$ref": f"#/components/schemas/{name}"}, document) != []
