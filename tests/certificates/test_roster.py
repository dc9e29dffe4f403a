"""Checking a roster (``models/roster.py``)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from certificates.codes import new_number, show_number
from certificates.models import Answer, Certificate, RosterCheck, Verification
from certificates.rosters import Verdict
from curriculum.insert_only import InsertOnlyError
from curriculum.models import Country
from tests import make
from tests.certificates import papers
from trainees.encrypted import blind_index

pytestmark = pytest.mark.django_db
PURPOSE = "Yearly review"
UNKNOWN = "0000-0000-0000-0"
TODAY = make.NOW.date()


@pytest.fixture
def certificate():
    return papers.make_certificate()


@pytest.fixture
def chris():
    return make.make_hr(country=Country.DEMONSTRATION)


def answer(by, *asked, today=TODAY):
    """The verdicts of rows."""
    rows = [(str(number), name) for number, name in asked]
    return RosterCheck.objects.answer(rows, by=by, purpose=PURPOSE, at=make.NOW, today=today)[1]


def copies(certificate: Certificate, number: int) -> list[Certificate]:
    """More certificates like this one, each with a number of its own."""
    last = certificate.enrolment.certificates.count()
    return Certificate.objects.bulk_create(
        Certificate(
            number=new_number(),
            enrolment=certificate.enrolment,
            sequence=last + place,
            faces=certificate.faces,
            status_index=certificate.status_index + 1 + last + place,
            issued_at=certificate.issued_at,
            issued_on=certificate.issued_on,
            expires_on=certificate.expires_on,
        )
        for place in range(1, number + 1)
    )


# What is answered


@pytest.mark.parametrize(
    "name", [papers.NAME, "DLAMINI, Lindiwe Thandeka", " líndiwe  dlamini-thandeka "]
)
def test_number_and_name_together_are_answered(certificate, chris, name):
    assert answer(chris, (str(certificate).lower(), name)) == [Verdict.VALID]


@pytest.mark.parametrize("name", ["Lindiwe Dlamini", "Mary Phiri"])
def test_another_name_does_not_match(certificate, chris, name):
    assert answer(chris, (certificate, name)) == [Verdict.NO_MATCH]


def test_one_on_hold_and_a_replaced_one_say_so(certificate, chris):
    certificate.suspend(by=chris, at=make.NOW, reason="Somebody asked.")
    on_hold = answer(chris, (certificate, papers.NAME))
    certificate.replace(by=chris, at=make.NOW, reason="Theft.", same_name=True)

    assert [*on_hold, *answer(chris, (certificate, papers.NAME))] == [
        Verdict.SUSPENDED,
        Verdict.REPLACED,
    ]


def test_each_status_has_its_verdict(certificate, chris):
    revoked = papers.make_certificate("Mary Phiri")
    revoked.revoke(by=chris, at=make.NOW, reason="Wrong person.")
    asked = [(certificate, papers.NAME), (revoked, "Mary Phiri")]
    last = certificate.expires_on

    assert answer(chris, *asked, today=last) == [Verdict.VALID, Verdict.REVOKED]
    assert answer(chris, *asked, today=last.replace(day=last.day + 1)) == [
        Verdict.EXPIRED,
        Verdict.REVOKED,
    ]


def test_status_that_is_not_known_here_is_safe(certificate, chris, monkeypatch):
    monkeypatch.setattr(Certificate, "status_on", lambda self, day: "new")

    assert answer(chris, (certificate, papers.NAME)) == [Verdict.ASK]
    assert Verification.objects.get().answer == "new"


def test_rows_are_answered_in_their_order(certificate, chris):
    mary = papers.make_certificate("Mary Phiri")

    assert answer(
        chris, (mary, "Mary Phiri"), ("", ""), (UNKNOWN, "x"), (certificate, ""), (mary, "y")
    ) == [Verdict.TWICE, Verdict.NO_NUMBER, Verdict.NO_MATCH, Verdict.NO_NAME, Verdict.TWICE]


def test_a_name_alone_or_a_number_alone_tells_nothing(certificate, chris):
    """The number of a certificate without its name is answered like one that nobody has."""
    assert answer(chris, (certificate, ""), ("", papers.NAME)) == [
        Verdict.NO_NAME,
        Verdict.NO_NUMBER,
    ]
    assert answer(chris, (UNKNOWN, "")) == [Verdict.NO_NAME]


def test_officer_of_another_country_is_told_what_everybody_is(certificate):
    kamau = make.make_hr("kamau", country=Country.KENYA)

    assert answer(kamau, (certificate, papers.NAME), (UNKNOWN, papers.NAME)) == [
        Verdict.NO_MATCH,
        Verdict.NO_MATCH,
    ]


def test_without_the_guard_the_other_country_would_be_told(certificate, monkeypatch):
    """The twin: it is ``visible_to`` that keeps the answer in the country."""
    monkeypatch.setattr(type(Certificate.objects.all()), "visible_to", lambda self, user: self)
    kamau = make.make_hr("kamau", country=Country.KENYA)

    assert answer(kamau, (certificate, papers.NAME)) == [Verdict.VALID]


# What is recorded


def test_every_row_is_a_look_up(certificate, chris):
    answer(chris, (certificate, papers.NAME), (certificate.number[:-1], "x"), (UNKNOWN, "x"))

    check = RosterCheck.objects.get()
    assert list(
        Verification.objects.order_by("pk").values_list(
            "certificate", "number_index", "answer", "by", "purpose", "roster", "asker"
        )
    ) == [
        (pk, blind_index(number), said, chris.pk, PURPOSE, check.pk, "")
        for pk, number, said in (
            (certificate.pk, certificate.number, Answer.VALID),
            (None, certificate.number[:-1], Answer.NO_MATCH),
            (None, UNKNOWN.replace("-", ""), Answer.NO_MATCH),
        )
    ]


def test_a_wrong_name_leaves_no_trace_at_the_certificate(certificate, chris):
    answer(chris, (certificate, "Mary Phiri"))

    assert certificate.verifications.count() == 0


def test_the_check_is_one_row_without_names(certificate, chris):
    answer(chris, (certificate, papers.NAME), (UNKNOWN, "Canary Name"), ("", ""))

    check = RosterCheck.objects.get()
    assert (check.by, check.at, check.purpose, check.rows, check.counts) == (
        chris, make.NOW, PURPOSE, 3, {"valid": 1, "no_match": 1, "no_number": 1},
    )  # fmt: skip
    assert make.logged(check) == ["certificates.check_roster"]
    assert str(check) == f"Roster check {check.pk}"


def test_no_table_holds_what_was_asked(certificate, chris):
    answer(chris, (UNKNOWN, "Canary Name"), (certificate, papers.NAME), ("canary-number", "x"))

    with connection.cursor() as cursor:
        held = ""
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            held += str(cursor.fetchall())
    found = {word: word.casefold() in held.casefold() for word in ("Canary", papers.NAME, UNKNOWN)}
    assert found == {"Canary": False, papers.NAME: False, UNKNOWN: False}


def test_check_is_never_changed(certificate, chris):
    answer(chris, (certificate, papers.NAME))
    check = RosterCheck.objects.get()

    with pytest.raises(InsertOnlyError):
        check.save()
    with pytest.raises(InsertOnlyError):
        RosterCheck.objects.update(rows=0)


def test_what_goes_wrong_later_leaves_nothing(certificate, chris):
    with make.rolled_back():
        answer(chris, (certificate, papers.NAME))

    assert (RosterCheck.objects.count(), Verification.objects.count()) == (0, 0)


def test_wrong_rows_do_not_make_the_public_page_wait(certificate, chris):
    answer(chris, *[(certificate, "x")] * 9)
    when = {"at": make.NOW, "today": make.NOW.date()}

    said, _ = Verification.objects.ask(
        number=certificate.number, name=papers.NAME, address="192.0.2.1", **when
    )
    assert said == Answer.VALID


# What it costs


@pytest.mark.parametrize("rows", [1, 3, 600])
def test_one_query_looks_up_any_number_of_rows(certificate, chris, rows):
    held = copies(certificate, rows)
    chris.has_perm("certificates.verify")  # as the door has asked

    with CaptureQueriesContext(
        connection,
    ) as queries:
        verdicts = answer(chris, *[(show_number(each.number), papers.NAME) for each in held])

    looked = [each["sql"] for each in queries if each["sql"].startswith('SELECT "certificates_')]
    assert (set(verdicts), len(looked)) == ({Verdict.VALID}, 1)
