"""What an administrator is told to look at."""

import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.utils import timezone

from certificates.models import Alarm, SigningKey
from home.health import concerns
from tests import make
from tests.certificates import papers

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def sound(at: dt.datetime) -> None:
    Alarm(kind="burst", began_at=at, misses=30, at=at).save()


def report() -> tuple[str, int]:
    told = io.StringIO()
    try:
        call_command("health", stdout=told)
    except SystemExit as end:
        return told.getvalue(), end.code
    return told.getvalue(), 0


def test_all_is_green():
    assert report() == ("green\n", 0)


def test_guessing_is_amber_for_a_day():
    now = timezone.now()
    sound(now - 23 * HOUR)
    moment = f"{now - 23 * HOUR:%Y-%m-%d %H:%M}"

    assert report() == (
        f"amber\n  30 wrong look-ups within ten minutes at the public page, {moment} UTC: somebody"
        " may be guessing. Whoever asked was told nothing.\n",
        1,
    )
    assert concerns(at=now + 2 * HOUR) == []


def test_what_should_be_gone_is_amber_after_a_week():
    now = timezone.now()
    sound(now - dt.timedelta(days=731 + 6))
    assert concerns(at=now) == []

    assert concerns(at=now + dt.timedelta(days=2)) == [
        "1 rows are kept longer than promised: run manage.py dispose."
    ]


def test_missing_keys_and_papers_are_amber():
    certificate = papers.make_certificate()
    key = SigningKey.objects.current()
    key.distrust(by=None, at=make.NOW, from_at=make.NOW, reason="A drill.")

    assert concerns(at=make.NOW) == [
        "No key signs certificates: run manage.py signing_keys make.",
        "1 certificates wait for their papers: see /hr/.",
    ]
    assert str(certificate) not in "".join(concerns(at=make.NOW))


def test_page_that_anybody_reads_tells_nobody_that_guessing_was_noticed(client):
    sound(timezone.now())

    assert client.get("/healthz").json() == {"status": "ok"}
