"""The rules of placements (``certificates/placing.py``)."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.placing import (
    Lack,
    Paper,
    Plan,
    certificate_lacks,
    from_codes,
    lacks,
    outlasts,
    overlap,
)

ISSUED, EXPIRES = dt.date(2026, 3, 2), dt.date(2028, 3, 2)
DAY = dt.timedelta(days=1)
GOOD = Paper(issued_on=ISSUED, expires_on=EXPIRES, on_first_day="valid", today="valid")
WHOLE = Plan(*[True] * 6)
days = st.dates(dt.date(2026, 1, 1), dt.date(2027, 1, 1))
times = st.tuples(days, st.none() | days).filter(lambda both: both[1] is None or both[0] <= both[1])


def test_nothing_is_missing():
    assert lacks(GOOD, WHOLE, starts_on=ISSUED) == []


def test_everything_that_is_missing_is_said_at_once():
    paper = replace(GOOD, on_first_day="revoked", today="revoked")

    assert lacks(paper, Plan(), starts_on=ISSUED) == [
        Lack.NOT_CURRENT,
        Lack.NOT_LOOKED_UP,
        Lack.NO_IDENTITY,
        Lack.NO_CONDUCT,
        Lack.NO_SITE,
        Lack.NO_SCOPE,
        Lack.NO_SUPERVISOR,
    ]


@pytest.mark.parametrize(
    ("missing", "lack"),
    [
        ("is_looked_up", Lack.NOT_LOOKED_UP),
        ("has_identity", Lack.NO_IDENTITY),
        ("has_conduct", Lack.NO_CONDUCT),
        ("has_site", Lack.NO_SITE),
        ("has_scope", Lack.NO_SCOPE),
        ("has_supervisor", Lack.NO_SUPERVISOR),
    ],
)
def test_each_is_missed_alone(missing, lack):
    assert lacks(GOOD, replace(WHOLE, **{missing: False}), starts_on=ISSUED) == [lack]


@pytest.mark.parametrize(
    ("on_first_day", "today", "starts_on", "found"),
    [
        ("valid", "valid", ISSUED, []),
        ("valid", "valid", ISSUED - DAY, [Lack.NOT_YET]),
        ("valid", "expired", EXPIRES, []),  # noted late: she began in time
        ("expired", "valid", EXPIRES + DAY, [Lack.EXPIRED]),
        ("expired", "expired", EXPIRES + 60 * DAY, [Lack.EXPIRED]),
        ("expired", "expired", EXPIRES + 61 * DAY, [Lack.LONG_EXPIRED]),
        ("revoked", "revoked", ISSUED, [Lack.NOT_CURRENT]),
        ("valid", "revoked", ISSUED, [Lack.NOT_CURRENT]),
        ("suspended", "valid", ISSUED, [Lack.NOT_CURRENT]),
        ("replaced", "replaced", EXPIRES + 61 * DAY, [Lack.NOT_CURRENT]),
        ("", "valid", ISSUED, [Lack.NOT_CURRENT]),
    ],
)
def test_certificate_on_first_day_and_today(on_first_day, today, starts_on, found):
    paper = replace(GOOD, on_first_day=on_first_day, today=today)

    assert certificate_lacks(paper, starts_on=starts_on) == found


def test_what_a_second_person_may_let_pass():
    assert {lack for lack in Lack if lack.may_pass} == {
        Lack.EXPIRED,
        Lack.NOT_LOOKED_UP,
        Lack.NO_IDENTITY,
        Lack.NO_CONDUCT,
        Lack.NO_SUPERVISOR,
    }


def test_each_lack_says_a_sentence_of_its_own():
    sentences = [str(lack) for lack in Lack]

    assert len(set(sentences)) == len(Lack)
    assert {sentence[-1] for sentence in sentences} == {"."}


def test_codes_lead_back():
    assert from_codes([lack.code for lack in Lack]) == list(Lack)
    with pytest.raises(KeyError):
        from_codes(["no_such"])


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ((1, 5), (5, 9), True),  # last days are included
        ((1, 5), (6, 9), False),
        ((1, None), (200, 201), True),
        ((6, None), (1, 5), False),
        ((5, None), (1, 5), True),
        ((1, None), (9, None), True),
    ],
)
def test_overlap(first, second, shared):
    one, other = (
        (ISSUED + begin * DAY, end and ISSUED + end * DAY) for begin, end in (first, second)
    )

    assert (overlap(one, other), overlap(other, one)) == (shared, shared)


@given(times, times)
def test_overlap_is_a_shared_day(one, other):
    end = dt.date(2028, 1, 1)
    sets = [
        {begin + n * DAY for n in range(((last or end) - begin).days + 1)}
        for begin, last in (one, other)
    ]

    assert overlap(one, other) == bool(sets[0] & sets[1])


@pytest.mark.parametrize(
    ("ends_on", "today", "warned"),
    [
        (EXPIRES, ISSUED, False),
        (EXPIRES + DAY, ISSUED, True),
        (None, EXPIRES - 91 * DAY, False),
        (None, EXPIRES - 90 * DAY, True),
    ],
)
def test_outlasting_its_certificate(ends_on, today, warned):
    assert outlasts(ends_on, EXPIRES, today=today) is warned
