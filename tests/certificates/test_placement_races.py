"""Twenty officers at once, over HTTP at the served application: one placement, one beginning.

Each test has a twin whose lock is off and which must show the fault. On SQLite and on PostgreSQL.
"""

import datetime as dt
from functools import partial
from itertools import count

import pytest

from tests.served import prepare, rows, served
from tests.test_races import Phone, at_once

pytestmark = pytest.mark.both


def prepared(step: str):
    """What a step of ``desks`` printed about the database that will be served."""

    code = f"from tests.certificates.desks import {step}; {step}()"
    return partial(prepare, code=code)


def propose_at_once(folder, guard_off: str = "") -> tuple[int, int]:
    """Twenty proposals that begin on different days and overlap: how many led to a page, how many are."""
    with served(folder, before=prepared("about_to_propose"), guard_off=guard_off) as (origin, told):
        cookie, number, site = told
        desk = Phone(origin, cookie)
        desk.get("/hr/placements/propose/")
        first, days = dt.date(2099, 1, 1), count()
        plan = {"number": number, "site": site, "ends_on": "2099-12-31", "scope": "all"}

        def propose() -> tuple:
            day = first + dt.timedelta(days=next(days))
            return desk.post("/hr/placements/propose/", plan | {"starts_on": day.isoformat()})

        replies = at_once(propose)
        ((made,),) = rows(
            folder, "SELECT COUNT(*) FROM certificates_placement WHERE site_id = %s", (int(site),)
        )
        return [status for status, _ in replies].count(302), made


def test_overlapping_proposals_at_once_are_one(tmp_path):
    assert propose_at_once(tmp_path) == (1, 1)


def test_twin_proposing_without_a_lock_makes_more(tmp_path):
    assert propose_at_once(tmp_path, "propose_without_lock")[1] > 1


def place_at_once(folder, guard_off: str = "") -> tuple[set[int], int]:
    """Twenty clicks on "She has begun": the statuses, and how often it was written down."""
    with served(folder, before=prepared("about_to_place"), guard_off=guard_off) as (origin, told):
        cookie, placement = told
        desk = Phone(origin, cookie)
        desk.get(f"/hr/placements/{placement}/")
        replies = at_once(lambda: desk.post(f"/hr/placements/{placement}/place/", {}))
        ((begun,),) = rows(
            folder,
            "SELECT COUNT(*) FROM certificates_placementevent"
            " WHERE kind = 'placed' AND placement_id = %s",
            (int(placement),),
        )
        return {status for status, _ in replies}, begun


def test_she_begins_once(tmp_path):
    assert place_at_once(tmp_path) == ({302}, 1)


def test_twin_beginning_without_a_lock_fails(tmp_path):
    assert place_at_once(tmp_path, "place_without_lock")[0] != {302}
