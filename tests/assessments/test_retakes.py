"""When a trainee may sit a quiz again, whole or only what she missed."""

import datetime as dt
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.retakes import Try, Turn, Wait, next_turn
from tests.make import NOW

DAY = dt.timedelta(hours=24)
HOUR = dt.timedelta(hours=1)
TICK = dt.timedelta(microseconds=1)


def failed(at=NOW) -> Try:
    return Try(at)


def passed(at=NOW) -> Try:
    return Try(at, passed=True)


def missed(at=NOW) -> Try:
    """Enough marks, but a critical question was not right."""
    return Try(at, missed_critical=True)


def wrong_again(at=NOW) -> Try:
    """Asked again what she missed, and not right: that counts as missed too."""
    return Try(at, missed_critical=True, again=True)


def waits(at=NOW, **more) -> Try:
    return Try(at, waits=True, **more)


def turn(*tries, later=dt.timedelta(0), unlocked_after=0, second_after=DAY):
    return next_turn(
        tries, now=NOW + later, second_after=second_after, unlocked_after=unlocked_after
    )


def asked(*tries, **more):
    """What a test asks ``turn``: asked in the test, not while it is read."""
    return SimpleNamespace(tries=tries, more=more)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        (asked(), Turn()),
        (asked(failed()), Turn(Wait.UNTIL, NOW + DAY)),
        (asked(failed(), later=DAY - TICK), Turn(Wait.UNTIL, NOW + DAY)),
        (asked(failed(), later=DAY), Turn()),
        (asked(failed(), unlocked_after=1), Turn()),
        (asked(failed(), second_after=dt.timedelta(0)), Turn()),
        (asked(failed(), failed(), later=DAY * 365), Turn(Wait.UNLOCK)),
        (asked(failed(), failed(), unlocked_after=2), Turn()),
        (asked(failed(), failed(), unlocked_after=1), Turn(Wait.UNLOCK)),
        (asked(failed(), failed(), failed(), unlocked_after=2), Turn(Wait.UNLOCK)),
        (asked(failed(), failed(), failed(), unlocked_after=3), Turn()),
        (asked(passed(), later=DAY), Turn(Wait.PASSED)),
        (asked(failed(), passed(), failed(), unlocked_after=9), Turn(Wait.PASSED)),
    ],
)
def test_whole_quiz_after_some_tries(question, wanted):
    assert turn(*question.tries, **question.more) == wanted


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        # at once, for she has the marks; then after a delay; then a trainer
        (asked(missed()), Turn(again=True)),
        (asked(failed(), missed()), Turn(again=True)),
        (asked(missed(), wrong_again(NOW + HOUR)), Turn(Wait.UNTIL, NOW + HOUR + DAY, True)),
        (
            asked(missed(), wrong_again(NOW + HOUR), later=HOUR + DAY - TICK),
            Turn(Wait.UNTIL, NOW + HOUR + DAY, True),
        ),
        (asked(missed(), wrong_again(NOW + HOUR), later=HOUR + DAY), Turn(again=True)),
        (asked(missed(), wrong_again(), unlocked_after=1), Turn(Wait.UNTIL, NOW + DAY, True)),
        (asked(missed(), wrong_again(), unlocked_after=2), Turn(again=True)),
        (
            asked(missed(), wrong_again(), wrong_again(), later=DAY * 9),
            Turn(Wait.UNLOCK, None, True),
        ),
        (
            asked(missed(), wrong_again(), wrong_again(), unlocked_after=2),
            Turn(Wait.UNLOCK, None, True),
        ),
        (asked(missed(), wrong_again(), wrong_again(), unlocked_after=3), Turn(again=True)),
        # only what was asked again since the last whole try counts against the next asking
        (asked(missed(), wrong_again(), wrong_again(), missed()), Turn(again=True)),
        # passed by it: done
        (asked(missed(), Try(NOW, passed=True, again=True)), Turn(Wait.PASSED)),
    ],
)
def test_only_what_was_missed_is_asked_again(question, wanted):
    assert turn(*question.tries, **question.more) == wanted


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        # the whole quiz once more: tries at what was missed are no whole tries
        (asked(missed(), wrong_again(), failed()), Turn(Wait.UNLOCK)),
        (asked(missed(), wrong_again(), failed(), unlocked_after=3), Turn()),
        (asked(wrong_again()), Turn()),
        (asked(wrong_again(), failed(NOW - HOUR)), Turn(Wait.UNTIL, NOW - HOUR + DAY)),
    ],
)
def test_tries_of_both_sorts_are_counted_apart(question, wanted):
    assert turn(*question.tries, **question.more) == wanted


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        (asked(waits()), Turn(Wait.MARKING)),
        (asked(waits(), unlocked_after=1, later=DAY), Turn(Wait.MARKING)),
        (asked(waits(), failed(), later=DAY), Turn(Wait.MARKING)),
        (asked(missed(), waits(again=True)), Turn(Wait.MARKING)),
        (asked(waits(), passed()), Turn(Wait.PASSED)),
    ],
)
def test_nothing_opens_while_a_person_must_still_mark(question, wanted):
    assert turn(*question.tries, **question.more) == wanted


laters = st.timedeltas(min_value=dt.timedelta(0), max_value=dt.timedelta(days=400))
unlocks = st.integers(0, 8)
tries = st.lists(
    st.builds(
        Try,
        st.just(NOW),
        passed=st.booleans(),
        missed_critical=st.booleans(),
        again=st.booleans(),
        waits=st.booleans(),
    ),
    max_size=8,
)
lost = st.lists(st.sampled_from([failed(), missed(), wrong_again()]), max_size=8)


@given(tries, laters, unlocks)
def test_waiting_or_unlocking_never_closes_an_open_turn(some, later, unlocked):
    now = turn(*some, later=later, unlocked_after=unlocked)
    afterwards = turn(*some, later=later + DAY, unlocked_after=unlocked + 1)

    assert now.wait is not None or afterwards == now


@given(tries, laters, unlocks)
def test_moment_is_told_exactly_when_waiting_ends_by_itself(some, later, unlocked):
    found = turn(*some, later=later, unlocked_after=unlocked)

    assert (found.opens_at is not None) == (found.wait is Wait.UNTIL)


@given(st.integers(2, 8), laters)
def test_no_further_whole_try_without_a_trainer(count, later):
    assert turn(*[failed()] * count, later=later) == Turn(Wait.UNLOCK)


@given(st.integers(2, 8), laters)
def test_no_further_asking_without_a_trainer(count, later):
    assert turn(missed(), *[wrong_again()] * count, later=later) == Turn(Wait.UNLOCK, None, True)


@given(lost, laters)
def test_unlock_after_the_last_try_always_opens_and_for_that_one_only(some, later):
    opened = turn(*some, later=later, unlocked_after=len(some))
    early = turn(*some, failed(), failed(), later=later, unlocked_after=len(some))

    assert (opened.wait, early.wait) == (None, Wait.UNLOCK)


@given(tries, laters, unlocks)
def test_pass_closes_the_quiz_for_good(some, later, unlocked):
    assert turn(*some, passed(), later=later, unlocked_after=unlocked) == Turn(Wait.PASSED)
