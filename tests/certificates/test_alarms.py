"""When wrong look-ups are too many (``alarms.py``)."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates import alarms
from certificates.alarms import BURST, DAY, NUMBER, Miss, sounding

NOW = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


def misses(count: int, apart: dt.timedelta = SECOND, number: str = "") -> list[Miss]:
    """So many until now, newest first; each at a number of its own unless told."""
    return [Miss(NOW - apart * place, number or str(place)) for place in range(count)]


@pytest.mark.parametrize(
    ("rule", "apart", "number"),
    [
        (BURST, dt.timedelta(seconds=20), ""),
        (DAY, dt.timedelta(minutes=7), ""),
        (NUMBER, dt.timedelta(minutes=72), "hers"),
    ],
)
def test_rule_sounds_at_its_count_and_not_before(rule, apart, number):
    assert sounding(misses(rule.misses, apart, number), at=NOW) == {rule: rule.misses}
    assert sounding(misses(rule.misses - 1, apart, number), at=NOW) == {}


@pytest.mark.parametrize("rule", [BURST, DAY])
def test_what_is_too_long_ago_does_not_count(rule):
    recent, moment = misses(rule.misses - 1), dt.timedelta(microseconds=1)
    at_the_edge = NOW - rule.within

    assert rule not in sounding([*recent, Miss(at_the_edge, "x")], at=NOW)
    assert rule in sounding([*recent, Miss(at_the_edge + moment, "x")], at=NOW)


def test_only_the_number_that_was_asked_last_counts():
    asked = misses(19, number="hers")
    others = [Miss(NOW - dt.timedelta(hours=2), "his")] * 19

    assert sounding(asked + others, at=NOW) == {}
    assert sounding([Miss(NOW, "hers"), *asked], at=NOW) == {NUMBER: 20}


def test_all_rules_sound_together():
    assert set(sounding(misses(200, number="hers"), at=NOW)) == {BURST, DAY, NUMBER}


def test_nothing_sounds_without_a_miss():
    assert sounding([], at=NOW) == {}


def test_enough_is_read_to_judge_every_rule():
    assert (200, dt.timedelta(days=1)) == (alarms.ENOUGH, alarms.LONGEST)


@given(st.datetimes(timezones=st.just(dt.UTC)).filter(lambda moment: 1900 < moment.year < 9000))
def test_slots_follow_each_other_without_a_gap(moment):
    for rule in alarms.RULES:
        began = alarms.slot(rule, moment)
        assert began <= moment < began + rule.within
        assert alarms.slot(rule, began) == began
        assert alarms.slot(rule, began + rule.within) == began + rule.within
