"""Qualifications for personnel systems, in FHIR R4 (``api/fhir.py``)."""

import re

import pytest

from certificates.models import RosterCheck, Verification
from tests import make
from tests.certificates import papers, programs
from tests.certificates.programs import REASON, UNKNOWN, Program

pytestmark = pytest.mark.django_db
WHY = {"by": None, "at": make.NOW, "reason": "Somebody asked."}
ORIGIN = "http://127.0.0.1:8000"


@pytest.fixture
def program():
    return Program(programs.make_token("export")[1])


def entries(reply, mode: str) -> list[dict]:
    found = reply.json().get("entry", [])
    return [entry["resource"] for entry in found if entry["search"] == {"mode": mode}]


def issues(reply) -> list[tuple[str, str]]:
    """What is said of rows without a qualification."""
    said = [issue for outcome in entries(reply, "outcome") for issue in outcome["issue"]]
    return [(*issue["expression"], issue["code"]) for issue in said]


def test_a_match_is_a_practitioner_with_one_neutral_qualification(program):
    certificate = papers.make_certificate()
    reply = program.export((certificate, papers.NAME))
    said = reply.json()

    assert reply["Content-Type"] == "application/fhir+json"
    (practitioner,) = entries(reply, "match")
    assert re.fullmatch(r"[0-9a-f-]{36}", practitioner.pop("id"))
    assert practitioner == {
        "resourceType": "Practitioner",
        "meta": {
            "security": [
                {
                    "system": "http://terminology.hl7.org/CodeSystem/v3-ActReason",
                    "code": "HTEST",
                    "display": "test health data",
                }
            ]
        },
        "qualification": [
            {
                "identifier": [{"system": f"{ORIGIN}/verify/", "value": str(certificate)}],
                "code": {"text": papers.NEUTRAL_PROGRAMME},
                "period": {"start": "2099-03-02", "end": "2101-03-02"},
                "issuer": {"display": "Peer Academy"},
            }
        ],
    }
    assert (said["type"], said["total"], issues(reply)) == ("searchset", 1, [])
    assert said["entry"][0]["fullUrl"].startswith("urn:uuid:")
    for secret in (*papers.NAME.split(), papers.PROGRAMME, papers.MODULE):
        assert secret not in reply.text


def test_only_matches_are_answered_in_order_and_the_rest_is_told_by_row(program):
    one, other = papers.make_certificate(), papers.make_certificate("Mary Phiri")
    reply = program.export(
        (other, "Mary Phiri"), (UNKNOWN, "x"), (one, papers.NAME), ("7K3M", "x"), ("", "x")
    )

    numbers = [
        each["qualification"][0]["identifier"][0]["value"] for each in entries(reply, "match")
    ]
    assert (numbers, reply.json()["total"]) == ([str(other), str(one)], 2)
    assert issues(reply) == [(f"rows[{place}]", "not-found") for place in (1, 3, 4)]


@pytest.mark.parametrize("verb", ["suspend", "revoke", "replace"])
def test_what_does_not_stand_never_looks_like_a_qualification(program, verb):
    certificate = papers.make_certificate()
    getattr(certificate, verb)(**WHY, **({"same_name": True} if verb == "replace" else {}))
    reply = program.export((certificate, papers.NAME))

    assert (entries(reply, "match"), issues(reply)) == ([], [("rows[0]", "business-rule")])
    assert papers.NEUTRAL_PROGRAMME not in reply.text


def test_an_expired_one_is_a_qualification_whose_period_is_over(program):
    old = papers.make_certificate(at=make.LONG_AGO)

    (practitioner,) = entries(program.export((old, papers.NAME)), "match")
    assert practitioner["qualification"][0]["period"]["end"] == old.expires_on.isoformat()


def test_each_call_is_logged_with_its_reason(program):
    certificate = papers.make_certificate()
    program.export((certificate, papers.NAME))

    check = RosterCheck.objects.get()
    assert (check.purpose, certificate.verifications.get().purpose) == (REASON, REASON)
    assert make.logged(check) == ["certificates.check_roster", "certificates.export_qualifications"]


@pytest.mark.parametrize("reason", ["", "Because", None])
def test_without_a_reason_from_the_list_nothing_is_told(program, reason):
    certificate = papers.make_certificate()

    assert program.export((certificate, papers.NAME), reason=reason).status_code == 400
    assert Verification.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_export_costs_the_same_for_every_length(program, rows, django_assert_num_queries):
    held = [papers.make_certificate() for _ in range(rows)]
    program.export((UNKNOWN, "x"))

    with django_assert_num_queries(20):
        reply = program.export(*[(each, papers.NAME) for each in held])

    assert reply.json()["total"] == rows
