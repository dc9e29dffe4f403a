"""Twenty posts of a trainer at once, over HTTP at the served application. On SQLite and on PostgreSQL.

The test has a twin whose lock is off and which must show the fault.
"""

import datetime as dt
import uuid
from functools import partial
from itertools import cycle

import pytest

from tests.served import prepare, rows, served
from tests.test_races import THREADS, Phone, at_once
from trainees.models.practicum import MOST_A_DAY

pytestmark = pytest.mark.both
PREPARED = partial(prepare, code="from tests.trainees.practice import about_to_enter as a; a()")


def enter_at_once(folder, forms: int, guard_off: str = "") -> tuple[list[int], int]:
    """Twenty posts of so many forms, where one more may count: statuses, and how many contacts there are."""
    with served(folder, before=PREPARED, guard_off=guard_off) as (origin, told):
        cookie, enrolment, site = told
        path = f"/desk/enrolments/{enrolment}/practicum/"
        desk = Phone(origin, cookie)
        desk.get(path)
        uuids = cycle([str(uuid.uuid4()) for _ in range(forms)])
        today = dt.datetime.now(dt.timezone(dt.timedelta(hours=2))).date()  # as served
        fields = {"seen_on": today.isoformat(), "kind": "group", "site": site}
        replies = at_once(lambda: desk.post(path, fields | {"uuid": next(uuids)}))
        ((written,),) = rows(
            folder,
            "SELECT COUNT(*) FROM trainees_practicumentry WHERE enrolment_id = %s",
            (int(enrolment),),
        )
        return sorted(status for status, _ in replies), written


def test_one_form_twenty_times_is_one_contact(tmp_path):
    assert enter_at_once(tmp_path, 1) == ([302] * THREADS, MOST_A_DAY)


def test_twenty_forms_are_no_more_than_a_trainer_sees_in_a_day(tmp_path):
    assert enter_at_once(tmp_path, THREADS) == ([302] + [400] * (THREADS - 1), MOST_A_DAY)


def test_twin_entering_without_a_lock_writes_down_more(tmp_path):
    assert enter_at_once(tmp_path, THREADS, "enter_without_lock")[1] > MOST_A_DAY
