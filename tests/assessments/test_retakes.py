"""When a trainee may sit a quiz again."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.retakes import Turn, Wait, next_turn
from tests.make import NOW

often = settings(max_examples=500, deadline=None, derandomize=True)
DAY = dt.timedelta(hours=24)
TICK = dt.timedelta(microseconds=1)


def turn(tries, *, later=dt.timedelta(0), passed=False, unlocked_after=0, second_after=DAY):
    """The turn after ``tries`` sittings, all handed in at NOW, ``later`` than that."""
    return next_turn(
        [NOW] * tries,
        passed=passed,
        now=NOW + later,
        second_after=second_after,
        unlocked_after=unlocked_after,
    )


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (turn(0), Turn()),
        (turn(1), Turn(Wait.UNTIL, NOW + DAY)),
        (turn(1, later=DAY - TICK), Turn(Wait.UNTIL, NOW + DAY)),
        (turn(1, later=DAY), Turn()),
        (turn(1, unlocked_after=1), Turn()),
        (turn(1, second_after=dt.timedelta(0)), Turn()),
        (turn(2, later=DAY * 365), Turn(Wait.UNLOCK)),
        (turn(2, unlocked_after=2), Turn()),
        (turn(2, unlocked_after=1), Turn(Wait.UNLOCK)),
        (turn(3, unlocked_after=2), Turn(Wait.UNLOCK)),
        (turn(3, unlocked_after=3), Turn()),
        (turn(1, passed=True, later=DAY), Turn(Wait.PASSED)),
        (turn(3, passed=True, unlocked_after=9), Turn(Wait.PASSED)),
    ],
)
def test_turn_after_some_tries(found, wanted):
    assert found == wanted


tries = st.integers(0, 8)
laters = st.timedeltas(min_value=dt.timedelta(0), max_value=dt.timedelta(days=400))


@often
@given(tries, laters, st.integers(0, 8), st.booleans())
def test_waiting_or_unlocking_never_closes_an_open_turn(count, later, unlocks, passed):
    now = turn(count, later=later, unlocked_after=unlocks, passed=passed)
    afterwards = turn(count, later=later + DAY, unlocked_after=unlocks + 1, passed=passed)

    assert now.wait is not None or afterwards.wait is None


@often
@given(tries, laters, st.integers(0, 8))
def test_moment_is_told_exactly_when_waiting_ends_by_itself(count, later, unlocks):
    found = turn(count, later=later, unlocked_after=unlocks)

    assert (found.opens_at is not None) == (found.wait is Wait.UNTIL)


@often
@given(st.integers(2, 8), laters)
def test_no_further_try_without_a_trainer(count, later):
    assert turn(count, later=later) == Turn(Wait.UNLOCK)
