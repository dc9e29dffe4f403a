"""When a refresher is due (``renewal.py``)."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.renewal import Rules, asks

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
        ({}, Rules(12, 60, (90, 30, 7))),
        ({"grace_days": 0, "reminder_days": [14]}, Rules(12, 0, (14,))),
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


@pytest.mark.parametrize(
    ("left", "step"),
    [(91, None), (90, 90), (31, 90), (30, 30), (8, 30), (7, 7), (0, 7), (-1, None)],
)
def test_reminder_is_due_until_the_next_one(left, step):
    today = dt.date(2026, 3, 2)
    last_day = today + dt.timedelta(days=left)

    steps = [each for each, first, last in HOUSE.windows(today) if first <= last_day <= last]

    assert steps == ([step] if step else [])


@given(
    days, st.lists(st.integers(1, 365), min_size=1, max_size=4, unique=True), st.integers(0, 400)
)
def test_no_day_is_in_two_windows_and_none_is_missed(today, reminder_days, left):
    rules = Rules(reminder_days=tuple(sorted(reminder_days, reverse=True)))
    last_day = today + dt.timedelta(days=left)

    inside = [first <= last_day <= last for _, first, last in rules.windows(today)]

    assert sum(inside) == (left <= max(reminder_days))


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2027-03-01", (None, False, False, False)),
        ("2027-03-02", (None, True, False, True)),
        ("2027-05-01", (None, True, False, True)),
        ("2027-05-02", (None, True, True, True)),
        ("2027-12-03", (90, True, True, True)),
        ("2028-03-02", (0, True, True, True)),
    ],
)
def test_what_a_certificate_asks_for(today, said):
    issued_on, last_day = dt.date(2026, 3, 2), dt.date(2028, 3, 2)

    found = asks(
        HOUSE,
        issued_on=issued_on,
        expires_on=last_day,
        is_update_due=False,
        today=dt.date.fromisoformat(today),
    )

    assert (
        found.days_left,
        found.is_refresher_due,
        found.is_late,
        found.is_something,
    ) == said
