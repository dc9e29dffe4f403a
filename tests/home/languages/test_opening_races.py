"""Twenty presses of "Open" at once, over HTTP at the served application. On SQLite and on PostgreSQL.

The test has a twin whose lock is off and which must show the fault.
"""

from functools import partial

import pytest

from tests.served import prepare, rows, served
from tests.test_races import THREADS, Phone, at_once

pytestmark = pytest.mark.both
COOKIE = """
from django.conf import settings
from tests.phones import session_of
from trainees.models import User
print(f"{settings.SESSION_COOKIE_NAME}={session_of(User.objects.get(username='faraja'))}")
"""
BOARD = "/cms/reports/languages/pt/"


def open_at_once(folder, guard_off: str = "") -> tuple[list[int], int]:
    """Twenty presses for the programmes' own words: statuses, and how many sheets there are then."""
    with served(folder, before=partial(prepare, code=COOKIE), guard_off=guard_off) as (
        origin,
        (cookie,),
    ):
        desk = Phone(origin, cookie)
        desk.get(BOARD)
        replies = at_once(lambda: desk.post(f"{BOARD}open/", {}))
        ((sheets,),) = rows(
            folder,
            "SELECT COUNT(*) FROM curriculum_wordsheet w JOIN wagtailcore_locale l"
            " ON l.id = w.locale_id WHERE l.language_code = %s",
            ("pt",),
        )
        return sorted(status for status, _ in replies), sheets


def test_opened_twenty_times_is_opened_once(tmp_path):
    """The programme's own words and its page of hard words."""
    assert open_at_once(tmp_path) == ([302] * THREADS, 2)


def test_twin_opening_without_a_lock_fails_somebody(tmp_path):
    statuses, _ = open_at_once(tmp_path, "open_without_lock")

    assert 500 in statuses
