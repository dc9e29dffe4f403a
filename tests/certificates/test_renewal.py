"""When a refresher is due (``renewal.py``)."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.renewal import Rules

HOUSE = Rules()
days = st.dates(dt.date(2020, 1, 1), dt.date(2060, 12, 31))


@pytest.mark.parametrize(
    ("issued_on", "due_on", "late_after"),
    [
        ("2026-03-02", "2027-03-02", "2027-05-01"),
        ("2024-02-29", "2025-02-28", "2025-04-29"),
        ("2026-12-31", "2027-12-31", "2028-02-29"),
    ],
)
def test_refresher_is_due_after_a_year_with_sixty_days_of_grace(issued_on, due_on, late_after):
    day = dt.date.fromisoformat(issued_on)

    assert HOUSE.due_on(day).isoformat() == due_on
    assert HOUSE.late_after(day).isoformat() == late_after


@pytest.mark.parametrize(
    ("edition", "rules"),
    [
        ({}, Rules(12, 60)),
        ({"refresher_months": 6, "grace_days": 30}, Rules(6, 30)),
        ({"refresher_months": None}, Rules(12, 60)),
    ],
)
def test_numbers_are_the_editions_or_the_houses(edition, rules):
    assert Rules.of(edition) == rules


@given(days, st.integers(1, 36), st.integers(-3, 3))
def test_who_was_issued_until_then_is_exactly_who_is_due(day, months, off):
    rules = Rules(months)
    issued_on = rules.issued_until(day) + dt.timedelta(days=off)

    assert (issued_on <= rules.issued_until(day)) == (rules.due_on(issued_on) <= day)
