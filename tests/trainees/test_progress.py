"""When a programme is complete, and what is still missing."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainees.progress import Missing, Need, Practice, left_before, missing, still_open

often = settings(max_examples=500, deadline=None, derandomize=True)

A = Need("module", key="a", number=1)
B = Need("module", key="b", number=1)
TWO = Need("assessors", number=2)
FIFTEEN = Need("contacts", number=15)
RULES = Need("conduct", number=1)
SIGNED = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)

names = st.sampled_from(["bahati", "tendai", "ruth"])
module_keys = st.sampled_from("abcd")
needs = st.lists(
    st.builds(Need, st.just("module"), module_keys, st.just(1))
    | st.builds(Need, st.just("assessors"), st.just(""), st.integers(0, 4)),
    max_size=6,
)


@pytest.mark.parametrize(
    ("wanted", "completed", "assessors", "unmet"),
    [
        ([], [], [], []),
        ([A, B, TWO], [], [], [Missing(A, 0), Missing(B, 0), Missing(TWO, 0)]),
        ([A, B, TWO], ["b"], ["bahati"], [Missing(A, 0), Missing(TWO, 1)]),
        ([A, B, TWO], ["a", "b"], ["bahati", "bahati"], [Missing(TWO, 1)]),
        ([A, B, TWO], ["a", "b"], ["bahati", "tendai"], []),
        ([A, B, TWO], ["a", "b", "c"], ["bahati", "tendai", "ruth"], []),
        ([Need("assessors", number=0)], [], [], []),
        ([A], ["A"], ["a"], [Missing(A, 0)]),
        ([Need("later", key="a", number=9)], ["a"], [], [Missing(Need("later", "a", 9), 0)]),
        ([RULES, FIFTEEN], [], [], [Missing(RULES, 0), Missing(FIFTEEN, 0)]),
    ],
)
def test_missing_is(wanted, completed, assessors, unmet):
    assert missing(wanted, completed=completed, assessors=assessors) == unmet


@pytest.mark.parametrize(
    ("contacts", "signed_at", "unmet"),
    [
        (14, SIGNED, [Missing(FIFTEEN, 14)]),
        (15, SIGNED, []),
        (16, None, [Missing(RULES, 0)]),
        (0, None, [Missing(FIFTEEN, 0), Missing(RULES, 0)]),
    ],
)
def test_missing_counts_contacts_and_the_signature(contacts, signed_at, unmet):
    practice = Practice(contacts, signed_at)
    assert missing([FIFTEEN, RULES], completed=[], assessors=[], practice=practice) == unmet


@often
@given(needs, st.lists(module_keys), st.lists(names))
def test_missing_keeps_the_order_and_invents_nothing(wanted, completed, assessors):
    unmet = [gap.need for gap in missing(wanted, completed=completed, assessors=assessors)]
    rest = iter(wanted)
    assert all(any(need == one for one in rest) for need in unmet)


@often
@given(needs, st.lists(module_keys), st.lists(names), module_keys, names)
def test_missing_never_grows_by_doing_more(wanted, completed, assessors, module, assessor):
    before = missing(wanted, completed=completed, assessors=assessors)
    after = missing(wanted, completed=[*completed, module], assessors=[*assessors, assessor])
    assert {gap.need for gap in after} <= {gap.need for gap in before}


@often
@given(needs, st.lists(module_keys), st.lists(names))
def test_missing_is_the_same_said_twice_or_in_another_order(wanted, completed, assessors):
    once = missing(wanted, completed=completed, assessors=assessors)
    again = missing(
        iter(wanted), completed=iter(completed[::-1] * 2), assessors=iter(assessors[::-1] * 2)
    )
    assert again == once


@often
@given(needs, st.lists(module_keys), st.lists(names))
def test_missing_counts_less_than_is_needed(wanted, completed, assessors):
    for gap in missing(wanted, completed=completed, assessors=assessors):
        if gap.need.kind == "assessors":
            assert gap.so_far == len(set(assessors)) < gap.need.number
        else:
            assert (gap.so_far, gap.need.key in completed) == (0, False)


@often
@given(needs)
def test_missing_is_empty_once_everything_is_done(wanted):
    everybody = [f"trainer {place}" for place in range(4)]
    assert missing(wanted, completed="abcd", assessors=everybody) == []


MODULES = [
    {"key": "a", "code": "m1"},
    {"key": "b", "code": "m2"},
    {"key": "c", "code": "m3", "opens_last": True},
    {"key": "d", "code": "m4", "opens_last": True},
]


@pytest.mark.parametrize(
    ("key", "completed", "left"),
    [
        ("a", [], []),
        ("b", [], []),
        ("c", [], ["m1", "m2"]),
        ("d", ["b"], ["m1"]),
        ("c", ["a", "b"], []),
        ("c", ["d"], ["m1", "m2"]),
        ("elsewhere", [], []),
    ],
)
def test_what_opens_last_waits_for_all_that_does_not(key, completed, left):
    assert left_before(MODULES, key=key, completed=completed) == left


def test_a_programme_of_last_modules_alone_is_open():
    assert left_before(MODULES[2:], key="c", completed=[]) == []


def test_open_modules_are_said_in_capitals():
    assert still_open(["m2", "m10"]) == "Still open: M2, M10."
