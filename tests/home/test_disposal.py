"""What goes when its time is over, and what stays whatever somebody asks."""

import datetime as dt
import io

import pytest
from axes.models import AccessAttempt
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from wagtail.log_actions import registry as log_registry

from certificates.models import Alarm, ApiCall, RosterCheck, Verification
from curriculum.insert_only import InsertOnly
from curriculum.models import Country
from home.disposal import DISPOSABLE, dispose, would_dispose
from home.models import HomePage
from tests import make
from tests.certificates import papers, programs, stays

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
KEPT = dt.timedelta(days=731)
NOTHING = {
    "Verification": 0, "RosterCheck": 0, "ApiCall": 0, "Alarm": 0, "Session": 0, "AccessAttempt": 0,
}  # fmt: skip


def ask(at: dt.datetime) -> Verification:
    Verification.objects.ask(
        number="0000-0000-0000-0", name="x", address="", at=at, today=at.date()
    )
    return Verification.objects.latest("pk")


def check_roster(at: dt.datetime, by) -> RosterCheck:
    rows = [("0000-0000-0000-0", "x"), ("", "y")]
    check, _ = RosterCheck.objects.answer(
        rows, by=by, purpose="Yearly review", at=at, today=at.date()
    )
    return check


def one_of_each(at: dt.datetime) -> None:
    check_roster(at, make.make_hr(f"hr{at:%y%m%d}", country=Country.DEMONSTRATION))
    ask(at)
    ApiCall.objects.begin(programs.make_token()[0], "verify", at=at)
    Alarm(kind="burst", began_at=at, misses=30, at=at).save()


def left() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in DISPOSABLE}


def logged() -> list[dict]:
    entries = log_registry.get_logs_for_instance(HomePage.objects.get())
    return [entry.data for entry in entries if entry.action == "home.dispose"]


@pytest.fixture
def now():
    return timezone.now()


def test_what_has_had_its_time_goes_and_the_rest_stays(now):
    one_of_each(now - KEPT - DAY)
    one_of_each(now - KEPT + DAY)

    gone = {"Verification": 3, "RosterCheck": 1, "ApiCall": 1, "Alarm": 1}
    assert dispose(at=now) == NOTHING | gone
    assert left() == gone
    assert logged() == [gone]


def test_twice_removes_nothing_more(now):
    one_of_each(now - KEPT - DAY)
    dispose(at=now)

    assert (dispose(at=now), len(logged())) == (NOTHING, 1)


def test_dry_run_counts_and_removes_nothing(now):
    ask(now - KEPT - DAY)
    told = io.StringIO()

    call_command("dispose", "--dry-run", stdout=told)

    assert told.getvalue() == (
        "Would remove: Verification 1, RosterCheck 0, ApiCall 0, Alarm 0, Session 0, AccessAttempt 0.\n"
    )
    assert (left()["Verification"], logged(), would_dispose(at=now)["Verification"]) == (1, [], 1)


def test_command_says_what_went(now):
    ask(now - KEPT - DAY)
    told = io.StringIO()

    call_command("dispose", stdout=told)

    assert told.getvalue().startswith("Removed: Verification 1, RosterCheck 0, ")


@pytest.mark.parametrize("model", DISPOSABLE, ids=lambda model: model.__name__)
def test_database_refuses_to_let_young_rows_go_whatever_the_clock_here_says(now, model):
    """As if our own clock were wrong by ten years, or somebody gave another moment."""
    one_of_each(now - KEPT + DAY)
    before = left()

    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.all()._raw_delete("default")
    with pytest.raises(DatabaseError):
        dispose(at=now + 10 * KEPT)

    assert (left(), logged()) == (before, [])


def test_without_the_trigger_young_rows_would_go(now):
    """The twin."""
    ask(now)
    triggers = {
        "sqlite": "DROP TRIGGER certificates_verification_no_delete",
        "postgresql": "DROP TRIGGER certificates_verification_kept ON certificates_verification",
    }
    with connection.cursor() as cursor:
        cursor.execute(triggers[connection.vendor])

    assert (dispose(at=now + 10 * KEPT)["Verification"], left()["Verification"]) == (1, 0)


@pytest.mark.parametrize("model", DISPOSABLE, ids=lambda model: model.__name__)
def test_old_rows_are_still_never_changed(now, model):
    one_of_each(now - KEPT - DAY)

    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        connection.cursor().execute(f"UPDATE {model._meta.db_table} SET at = %s", [now])


def test_look_up_on_which_a_placement_rests_stays_with_it(now):
    long_ago = now - KEPT - 30 * DAY
    certificate = papers.make_certificate(at=long_ago)
    chris = make.make_hr(country=Country.DEMONSTRATION)
    first = stays.look_up(certificate, chris, at=long_ago)
    ground = stays.look_up(certificate, chris, at=long_ago)
    placement = stays.propose(certificate, chris, at=long_ago, starts_on=long_ago.date())
    stays.see_identity(placement, chris, seen_on=long_ago.date(), at=long_ago)
    stays.see_conduct(placement, chris, signed_on=long_ago.date(), at=long_ago)
    placement.verify(by=chris, at=long_ago)

    assert dispose(at=now)["Verification"] == 1
    assert list(Verification.objects.values_list("pk", flat=True)) == [ground.pk]
    assert placement.events.get(kind="verified").found["look_up"] == ground.pk != first.pk


def test_roster_stays_as_long_as_one_of_its_rows(now):
    check = check_roster(now - KEPT - DAY, make.make_hr(country=Country.DEMONSTRATION))
    Verification(roster=check, number_index="x", answer="no_match", at=now).save()

    assert dispose(at=now) == NOTHING | {"Verification": 2}
    assert RosterCheck.objects.get() == check


def test_nothing_goes_when_something_fails(now, monkeypatch):
    one_of_each(now - KEPT - DAY)
    before = left()

    def fail(*args, **more):
        raise OSError

    monkeypatch.setattr("home.disposal.log", fail)
    with pytest.raises(OSError):  # noqa: PT011 (the system words it)
        dispose(at=now)

    assert left() == before


def test_what_is_no_record_goes_when_it_ends(now, settings):
    Session.objects.create(session_key="ended", expire_date=now - DAY)
    Session.objects.create(session_key="goes on", expire_date=now + DAY)
    for hours in (23, 25):
        attempt = AccessAttempt.objects.create(username="x", failures_since_start=1)
        moment = now - dt.timedelta(hours=hours)
        AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=moment)

    assert dispose(at=now) == NOTHING | {"Session": 1, "AccessAttempt": 1}
    assert Session.objects.get().session_key == "goes on"


def test_every_model_that_promises_an_end_is_disposed_of():
    promising = {
        model
        for model in apps.get_models()
        if "ept for two years" in (model.__doc__ or "") or getattr(model, "KEPT", None)
    }

    assert promising == set(DISPOSABLE)
    assert {model.KEPT for model in DISPOSABLE} == {KEPT}
    assert all(issubclass(model, InsertOnly) for model in DISPOSABLE)
