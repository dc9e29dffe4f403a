import datetime as dt
import hashlib

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from certificates.models import Answer, Verification
from curriculum.insert_only import InsertOnlyError
from curriculum.models import Country
from home import roles
from tests import make
from tests.certificates import papers
from trainees.encrypted import blind_index

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rounds_of_production")]
UNKNOWN = "0000-0000-0000-0"
NOW = make.NOW
MINUTE = dt.timedelta(minutes=1)
TODAY = NOW.date()


def _ask(number: str, name: str = papers.NAME, address: str = "192.0.2.1", at=NOW, today=TODAY):
    return Verification.objects.ask(number=number, name=name, address=address, at=at, today=today)


def _look_up(number: str, by, at=NOW):
    return Verification.objects.look_up(
        number=number, by=by, purpose="Before a placement", at=at, today=TODAY
    )


@pytest.fixture
def certificate():
    return papers.make_certificate()


@pytest.fixture
def derivations(monkeypatch) -> list[tuple]:
    """Every call of PBKDF2, which still happens."""
    real, calls = hashlib.pbkdf2_hmac, []

    def counted(*args, **more):
        calls.append((args[0], args[3]))
        return real(*args, **more)

    monkeypatch.setattr(hashlib, "pbkdf2_hmac", counted)
    return calls


# Anybody


@pytest.mark.parametrize(
    "name", [papers.NAME, "DLAMINI, Lindiwe Thandeka", "líndiwe-thandeka dlamini"]
)
def test_ask_matches_the_name_however_it_is_typed(certificate, name):
    assert _ask(str(certificate).lower(), name) == (Answer.VALID, certificate)


@pytest.mark.parametrize(
    ("today", "revoked", "answer"),
    [
        (dt.date(2101, 3, 2), False, Answer.VALID),
        (dt.date(2101, 3, 3), False, Answer.EXPIRED),
        (dt.date(2101, 3, 2), True, Answer.REVOKED),
        (dt.date(2101, 3, 3), True, Answer.REVOKED),
    ],
)
def test_ask_answers_the_status_of_the_day(certificate, today, revoked, answer):
    if revoked:
        certificate.revoke(by=make.make_hr(country="XD"), at=NOW, reason="Wrong person.")

    assert _ask(str(certificate), today=today) == (answer, certificate)


def _misses(certificate) -> list[tuple[str, str]]:
    other = papers.make_certificate(name="Dede Banda")
    return [
        (UNKNOWN, papers.NAME),
        (str(certificate), "Lindiwe Dlamini"),
        (str(other), papers.NAME),
        ("no number at all", papers.NAME),
        (certificate.number[:-1] + "?", papers.NAME),
        ("", ""),
    ]


def test_ask_never_reveals_without_a_match(certificate):
    answers = [
        _ask(number, name, address=f"192.0.2.{place}")
        for place, (number, name) in enumerate(_misses(certificate))
    ]

    assert answers == [(Answer.NO_MATCH, None)] * 6


def test_ask_costs_the_same_whatever_the_answer(certificate, derivations):
    questions = [*_misses(certificate), (str(certificate), papers.NAME)]
    costs = []
    for place, (number, name) in enumerate(questions):
        derivations.clear()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            _ask(number, name, address=f"192.0.2.{place}")
        costs.append((len(queries), derivations.copy()))

    assert costs == [(4, [("sha256", 200_000)])] * 7


def test_waiting_costs_the_same(certificate, derivations):
    for _ in range(5):
        _ask(UNKNOWN)
    derivations.clear()

    with CaptureQueriesContext(connection) as queries:
        assert _ask(str(certificate)) == (Answer.WAIT, None)

    assert (len(queries), derivations) == (4, [("sha256", 200_000)])


def test_unknown_number_would_be_cheaper_without_the_same_work(
    certificate, derivations, monkeypatch
):
    """The twin: the counter sees it when the derivation for nobody is left out."""
    monkeypatch.setattr(
        "certificates.models.verification._same_work_for_nobody", lambda name: False
    )

    _ask(UNKNOWN)

    assert derivations == []


def test_ask_is_recorded_whatever_the_answer(certificate):
    _ask(str(certificate), at=NOW)
    _ask(str(certificate), "Dede Banda", at=NOW + MINUTE)
    _ask(UNKNOWN, at=NOW + 2 * MINUTE)

    rows = Verification.objects.order_by("at").values_list("at", "answer", "certificate", "by")
    assert list(rows) == [
        (NOW, "valid", certificate.pk, None),
        (NOW + MINUTE, "no_match", None, None),
        (NOW + 2 * MINUTE, "no_match", None, None),
    ]


def test_record_keeps_number_and_address_as_indexes_only(certificate):
    _ask(f" {certificate} ".lower(), address="192.0.2.77")

    row = Verification.objects.get()
    assert row.number_index == blind_index(certificate.number)
    assert row.asker == blind_index(f"192.0.2.77 {TODAY}")
    assert not {"192.0.2.77", certificate.number, papers.NAME} & set(vars(row).values())


def test_index_of_an_address_changes_daily(certificate):
    _ask(str(certificate))
    _ask(str(certificate), today=TODAY + dt.timedelta(days=1))

    assert Verification.objects.values("asker").distinct().count() == 2


# HR


@pytest.mark.parametrize("revoked", [False, True])
def test_look_up_finds_and_records(certificate, revoked):
    chris = make.make_hr(country=Country.DEMONSTRATION)
    if revoked:
        certificate.revoke(by=chris, at=NOW, reason="Wrong person.")

    assert _look_up(str(certificate), chris) == certificate

    row = Verification.objects.get()
    assert (row.certificate, row.by, row.purpose) == (certificate, chris, "Before a placement")
    assert (row.answer, row.at, row.asker) == ("revoked" if revoked else "valid", NOW, "")


@pytest.mark.parametrize("number", ["hers", UNKNOWN, "no number"])
def test_look_up_elsewhere_or_unknown_is_no_match(certificate, number):
    chris = make.make_hr(country=Country.KENYA)

    assert _look_up(number.replace("hers", str(certificate)), chris) is None

    row = Verification.objects.get()
    assert (row.certificate, row.by, row.answer) == (None, chris, "no_match")


def test_look_up_rolled_back_leaves_nothing(certificate):
    with make.rolled_back():
        _look_up(str(certificate), make.make_hr(country=Country.DEMONSTRATION))

    assert Verification.objects.count() == 0


def test_hr_sees_her_own_look_ups_and_those_of_her_certificates(certificate):
    here = make.make_hr("chris", country=Country.DEMONSTRATION)
    there = make.make_hr("kamau", country=Country.KENYA)
    _look_up(str(certificate), there)
    _look_up(str(certificate), here)
    _look_up(UNKNOWN, here)
    _ask(str(certificate))
    _ask(str(certificate), "Nobody")
    missed_there, found_here, missed_here, asked, _ = Verification.objects.order_by("pk")

    assert list(Verification.objects.visible_to(here).order_by("pk")) == [
        found_here,
        missed_here,
        asked,
    ]
    assert list(Verification.objects.visible_to(there)) == [missed_there]


def test_administrator_sees_every_look_up_of_a_certificate_and_a_stranger_none(certificate):
    _ask(str(certificate))
    ada = make.make_user("ada", roles.ADMINISTRATOR)

    assert list(Verification.objects.visible_to(ada)) == [Verification.objects.get()]
    assert list(Verification.objects.visible_to(AnonymousUser())) == []


def test_look_up_is_never_changed(certificate):
    _ask(str(certificate))
    row = Verification.objects.get()

    with pytest.raises(InsertOnlyError):
        row.save()
    with pytest.raises(InsertOnlyError):
        Verification.objects.all().delete()
    assert str(row) == f"Look-up {row.pk}"
