"""Somebody guesses at the public page: who hears of it, how often, and what she is not told."""

import datetime as dt
import logging
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from certificates.alarms import BURST, DAY, NUMBER
from certificates.models import Alarm, Answer, Verification
from curriculum.models import Country
from tests import make
from tests.certificates import papers

pytestmark = pytest.mark.django_db
NOW = make.NOW
MINUTE, DAYS = dt.timedelta(minutes=1), dt.timedelta(days=1)


def miss(times: int, at=NOW, number: str = "", apart=dt.timedelta(0), start: int = 0) -> None:
    """Wrong look-ups, each from an address and at a number of its own unless told."""
    for place in range(start, start + times):
        Verification.objects.ask(
            number=number or f"wrong {place}",
            name="Nobody",
            address=f"address {place}",
            at=at + apart * place,
            today=at.date(),
        )


@pytest.fixture
def quick(monkeypatch):
    """The slow derivation is not what is tested here."""
    monkeypatch.setattr("certificates.models.verification.commit", lambda *args: b"")


def alarms() -> list[tuple[str, int]]:
    return list(Alarm.objects.order_by("pk").values_list("kind", "misses"))


def test_burst_is_noted_and_logged_once(quick, caplog):
    miss(BURST.misses + 20)

    assert alarms() == [("burst", 30)]
    assert [(each.levelno, each.getMessage()) for each in caplog.records] == [
        (logging.WARNING, "30 wrong look-ups within ten minutes at the public page")
    ]


def test_one_less_is_nothing(quick, caplog):
    miss(BURST.misses - 1)

    assert (alarms(), caplog.messages) == ([], [])


def test_burst_that_goes_on_is_noted_again_in_the_next_ten_minutes(quick, caplog):
    miss(30)
    miss(30, at=NOW + 10 * MINUTE, start=100)

    assert (alarms(), len(caplog.records)) == ([("burst", 30)] * 2, 2)


def test_slow_guessing_over_many_addresses_is_noted(quick, caplog):
    """Seven minutes apart: never two misses in one window of the throttle, nor at one number."""
    miss(DAY.misses, apart=7 * MINUTE)

    assert Verification.objects.filter(answer=Answer.NO_MATCH).count() == 200
    assert alarms() == [("day", 200)]
    assert caplog.messages == ["200 wrong look-ups within a day at the public page"]


@pytest.mark.parametrize("exists", [True, False])
def test_names_tried_at_one_number_are_noted_whether_or_not_it_exists(quick, exists):
    certificate = papers.make_certificate()
    number = str(certificate) if exists else "0000-0000-0000-0"

    miss(NUMBER.misses, number=number, apart=20 * MINUTE)

    assert alarms() == [("number", 20)]


def test_who_goes_on_when_told_to_wait_is_counted(quick):
    for _ in range(30):
        Verification.objects.ask(number="x", name="y", address="one", at=NOW, today=NOW.date())

    assert ("burst", 30) in alarms()
    assert Verification.objects.filter(answer=Answer.WAIT).count() == 25


def test_matches_and_questions_of_hr_sound_nothing(quick):
    chris = make.make_hr(country=Country.DEMONSTRATION)
    for place in range(40):
        Verification.objects.look_up(
            number=f"wrong {place}", by=chris, purpose="Yearly review", at=NOW, today=NOW.date()
        )
    miss(1)

    assert alarms() == []


def test_alarm_holds_nothing_of_anybody(quick, caplog):
    certificate = papers.make_certificate()
    miss(30, number=str(certificate), apart=dt.timedelta(seconds=1))

    assert {field.name for field in Alarm._meta.fields} == {
        "id", "kind", "began_at", "misses", "at",
    }  # fmt: skip
    said = caplog.text + "".join(map(str, Alarm.objects.all()))
    secrets = (str(certificate), certificate.number, "Nobody", "address", papers.NAME)
    assert [secret for secret in secrets if secret in said] == []


def test_two_at_once_note_it_once(quick, caplog, monkeypatch):
    """As if neither had seen the other's row: the database lets one in, and that one logs."""
    miss(30)
    monkeypatch.setattr("certificates.models.alarm.AlarmQuerySet.exists", lambda self: False)
    miss(1, start=50)

    assert (alarms(), len(caplog.records)) == ([("burst", 30)], 1)


def test_misses_before_and_after_the_alarm_cost_what_they_cost(quick):
    """One query reads the misses; while it sounds, one more asks whether that was noted."""
    costs = []
    for place in (*range(3), *range(40, 43)):
        if place == 40:
            miss(30, start=10)
        with CaptureQueriesContext(connection) as queries:
            miss(1, start=place)
        costs.append(len(queries))

    assert costs == [4, 4, 4, 5, 5, 5]


# Who sees it


def guesses(client) -> list[str]:
    page = client.get("/hr/").text
    if "Somebody may be guessing" not in page:
        return []
    section = page.split("Somebody may be guessing")[1].split("</ul>")[0]
    return re.findall(r"<li>.*?: (.*?)</li>", section)


def test_hr_and_administrators_see_how_many_and_when(quick, client):
    miss(30, at=timezone.now())

    for user in (
        make.make_hr(country=Country.KENYA),
        make.make_user("ada", make.roles.ADMINISTRATOR),
    ):
        client.force_login(user)
        assert guesses(client) == ["30 wrong questions within ten minutes"]


def test_hr_sees_nothing_of_last_week(quick, client):
    miss(30, at=timezone.now() - 8 * DAYS)
    client.force_login(make.make_hr(country=Country.KENYA))

    assert (alarms(), guesses(client)) == ([("burst", 30)], [])


def test_nobody_else_may_see_alarms(quick):
    miss(30)

    assert list(Alarm.objects.visible_to(make.make_trainer(country=Country.KENYA))) == []
    assert list(Alarm.objects.visible_to(AnonymousUser())) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_desk_costs_the_same_for_every_number_of_alarms(client, rows, django_assert_num_queries):
    now = timezone.now()
    for place in range(rows):
        Alarm(kind="burst", began_at=now - place * MINUTE, misses=30, at=now).save()
    client.force_login(make.make_hr(country=Country.DEMONSTRATION))
    client.get("/hr/")

    with django_assert_num_queries(8):
        client.get("/hr/")


def test_page_outside_says_nothing_of_an_alarm(quick, client):
    before = client.post("/verify/", {"number": "wrong", "name": "x"}, REMOTE_ADDR="a").content
    miss(40, at=timezone.now())

    after = client.post("/verify/", {"number": "wrong", "name": "x"}, REMOTE_ADDR="b").content

    assert (len(alarms()), after) == (1, before)
