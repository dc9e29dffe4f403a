"""What programs are told of one number or many, and what is recorded (``views/api.py``)."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from certificates.codes import show_number
from certificates.models import Certificate, Placement, RosterCheck, Verification
from certificates.models.placement_grounds import look_up
from certificates.placement_forms import PlanForm
from certificates.rosters import Verdict
from tests import make
from tests.certificates import papers, programs, stays
from tests.certificates.programs import PURPOSE, UNKNOWN, Program, whole
from tests.certificates.test_holder import _who_looked
from tests.certificates.test_roster import copies
from trainees.encrypted import blind_index

pytestmark = pytest.mark.django_db
WHY = {"by": None, "at": make.NOW, "reason": "Somebody asked."}


@pytest.fixture
def certificate():
    return papers.make_certificate()


@pytest.fixture
def token(db):
    return programs.make_token()


@pytest.fixture
def program(token):
    return Program(token[1])


def face_of(certificate, status="valid") -> dict:
    """What is told of a certificate: nothing that discloses."""
    return {
        "number": str(certificate),
        "programme": papers.NEUTRAL_PROGRAMME,
        "level": "Foundation",
        "hours": 120,
        "issued_on": certificate.issued_on.isoformat(),
        "expires_on": certificate.expires_on.isoformat(),
        "status": status,
        "demonstration": True,
    }


def words(verdict: Verdict) -> dict:
    return {"verdict": str(verdict), "label": verdict.label, "advice": verdict.advice}


# What is told


def test_number_and_name_together_are_told_the_neutral_face(program, certificate):
    reply = program.verify(str(certificate).lower(), "DLAMINI, Lindiwe Thandeka")

    assert reply.json() == words(Verdict.VALID) | {"certificate": face_of(certificate)}
    assert reply["Content-Type"] == "application/json"
    for secret in (papers.NAME, "Lindiwe", papers.PROGRAMME, papers.MODULE, "HIV"):
        assert secret not in reply.text


@pytest.mark.parametrize(
    ("verb", "status"),
    [("suspend", "suspended"), ("revoke", "revoked"), ("replace", "replaced")],
)
def test_each_status_is_told_with_what_to_do(program, certificate, verb, status):
    more = {"same_name": True} if verb == "replace" else {}
    getattr(certificate, verb)(**WHY, **more)

    told = program.verify(certificate, papers.NAME).json()
    assert told == words(Verdict(status)) | {"certificate": face_of(certificate, status)}
    assert WHY["reason"] not in str(told)


def test_an_expired_one_says_so(program):
    old = papers.make_certificate(at=make.LONG_AGO)

    assert program.verify(old, papers.NAME).json()["certificate"] == face_of(old, "expired")


def misses() -> list[tuple[str, str]]:
    """A number that nobody has, a wrong name, one of another country, and one whose name was erased."""
    here = papers.make_certificate()
    there = papers.make_certificate("Dede Otieno", country="KE")
    erased = papers.make_certificate("Mary Phiri")
    erased.erase(**WHY)
    return [
        (UNKNOWN, papers.NAME), (str(here), "Mary Phiri"), (str(there), "Dede Otieno"),
        (str(erased), "Mary Phiri"),
    ]  # fmt: skip


def test_every_miss_is_the_same_bytes(program):
    asked = misses()
    one = {str(whole(program.verify(*row))) for row in asked}
    many = {str(whole(program.many(row))) for row in asked}
    export = [program.export(row) for row in asked]

    assert (len(one), len(many)) == (1, 1)
    for reply in export:  # the moment alone may differ
        assert reply.json() | {"timestamp": ""} == export[0].json() | {"timestamp": ""}
        assert whole(reply)[:2] == whole(export[0])[:2]
    assert program.verify(*asked[0]).json() == words(Verdict.NO_MATCH)


def test_without_the_guard_the_other_country_would_be_told(program, monkeypatch):
    """The twin: it is ``visible_to`` that keeps the answer in the country."""
    monkeypatch.setattr(type(Certificate.objects.all()), "visible_to", lambda self, user: self)
    there = papers.make_certificate("Dede Otieno", country="KE")

    assert program.verify(there, "Dede Otieno").json()["verdict"] == "valid"


def test_many_are_told_in_their_order(program, certificate):
    mary = papers.make_certificate("Mary Phiri")
    reply = program.many(
        (mary, "Mary Phiri"),
        (UNKNOWN, "x"),
        ("", "x"),
        (certificate, papers.NAME),
        (certificate, ""),
    )
    told = reply.json()

    assert told["answers"] == [
        words(Verdict.VALID) | {"certificate": face_of(mary)},
        words(Verdict.NO_MATCH), words(Verdict.NO_NUMBER), words(Verdict.TWICE),
        words(Verdict.TWICE),
    ]  # fmt: skip
    assert told["counts"] == {"valid": 1, "no_match": 1, "no_number": 1, "twice": 2}


# What is recorded


def test_one_question_is_a_look_up_by_the_token(program, token, certificate):
    program.verify(certificate, papers.NAME)
    program.verify(certificate, "Mary Phiri")

    rows = Verification.objects.order_by("pk").values_list(
        "certificate", "number_index", "answer", "by", "purpose", "roster", "asker"
    )
    index, user = blind_index(certificate.number), token[0].user_id
    assert list(rows) == [
        (certificate.pk, index, "valid", user, PURPOSE, None, ""),
        (None, index, "no_match", user, PURPOSE, None, ""),
    ]


def test_holder_reads_which_organisation_asked_and_why(client, program, certificate):
    program.verify(certificate, papers.NAME)
    program.many((certificate, papers.NAME), purpose="Yearly review")
    program.export((certificate, papers.NAME))
    program.verify(certificate, "Mary Phiri")  # a miss leaves no trace at the certificate
    client.force_login(certificate.enrolment.trainee.user)

    told = [line.split(": ", 1)[1] for line in _who_looked(client.get("/learn/certificates/"))]
    assert sorted(told) == [
        "an organisation: Ministry of Example (Before a placement)",
        "an organisation: Ministry of Example (To plan placements, in a list of people)",
        "an organisation: Ministry of Example (Yearly review, in a list of people)",
    ]


@pytest.mark.parametrize("asked", [1, 3])
def test_officers_read_which_organisation_asked(
    client, program, token, certificate, asked, django_assert_num_queries
):
    for _ in range(asked):
        program.verify(certificate, papers.NAME)
    client.force_login(make.make_hr(country="XD"))

    with django_assert_num_queries(6):
        page = client.get("/hr/look-ups/").text

    assert page.count("Ministry of Example") == asked
    assert token[0].user.username not in page


def looked_up(certificate) -> Verification | None:
    placement = Placement(certificate=certificate)
    return look_up(placement, dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1))


def test_an_organisations_question_is_not_hrs_own(program, certificate):
    """A placement rests on what our own HR looked up."""
    program.verify(certificate, papers.NAME)

    assert looked_up(certificate) is None


def test_without_the_guard_it_would_be(program, certificate, monkeypatch):
    """The twin."""
    rows = type(Verification.objects.all())
    monkeypatch.setattr(rows, "by_officers", lambda self: self.filter(by__isnull=False))
    program.verify(certificate, papers.NAME)

    assert looked_up(certificate) is not None


def test_no_program_is_a_supervisor(token):
    chris = make.make_hr(country="XD")
    plan = {"starts_on": "2099-03-02", "site": stays.make_site().pk, "scope": "all"}
    form = PlanForm(plan | {"supervisor": token[0].user.username}, user=chris)

    assert form.is_valid(), form.errors
    assert (form.plan.supervisor, form.plan.supervisor_name) == (None, token[0].user.username)


# What it costs


@pytest.mark.parametrize("rows", [1, 3, 600])
def test_any_number_of_rows_costs_the_same(program, certificate, rows):
    held = copies(certificate, rows)

    with CaptureQueriesContext(connection) as queries:
        reply = program.many(*[(show_number(each.number), papers.NAME) for each in held])

    selects = [each["sql"] for each in queries if each["sql"].startswith("SELECT")]
    assert reply.json()["counts"] == {"valid": rows}
    assert len(selects) == 9
    assert RosterCheck.objects.get().rows == rows


def test_one_question_costs(program, certificate, django_assert_num_queries):
    program.verify(certificate, papers.NAME)

    with django_assert_num_queries(11):
        program.verify(certificate, papers.NAME)
