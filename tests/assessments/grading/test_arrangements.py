"""Marking pairs and orders: tables of cases, and the subsequence against a plain search."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, permutations

import pytest

from assessments.grading import Pair, Part, mark
from tests.assessments.grading.make import matching, ordering

F = Fraction


@pytest.mark.parametrize(
    ("scheme", "pairs", "earned", "state"),
    [
        ("", {"s0": "c0", "s1": "c1", "s2": "c2"}, 1, "right"),
        ("", {"s0": "c0", "s1": "c2", "s2": "e0"}, F(1, 3), "partial"),
        ("", {"s0": "c0"}, F(1, 3), "partial"),
        ("", {"s0": "c1", "s1": "c1", "s2": "c1"}, F(1, 3), "partial"),
        ("", {"s0": "c1"}, 0, "wrong"),
        ("", {"s0": "unknown"}, 0, "wrong"),
        ("", {"unknown": "c0", "": "c1"}, 0, "unanswered"),
        ("", {"s0": "", "s1": None}, 0, "unanswered"),
        ("", {}, 0, "unanswered"),
        ("", [["s0", "c0"]], 0, "unanswered"),
        ("", None, 0, "unanswered"),
        ("all_or_nothing", {"s0": "c0", "s1": "c1", "s2": "c2"}, 1, "right"),
        ("all_or_nothing", {"s0": "c0", "s1": "c1", "s2": "e0"}, 0, "wrong"),
        ("all_or_nothing", {}, 0, "unanswered"),
    ],
)
def test_mark_of_pairs(scheme, pairs, earned, state):
    found = mark(matching(scheme=scheme), {"pairs": pairs})

    assert (found.earned, found.state) == (earned, state)


@pytest.mark.parametrize("scheme", ["per_pair", "all_or_nothing"])
def test_parts_tell_each_pair(scheme):
    found = mark(matching(4, scheme=scheme), {"pairs": {"s0": "c0", "s1": "c0", "s2": ["c2"]}})

    assert found.parts == (
        Part("s0", F(1), "right"),
        Part("s1", F(0), "wrong"),
        Part("s2", F(0), "unreadable"),
        Part("s3", F(0), "unanswered"),
    )


def test_choices_that_read_the_same_are_the_same_choice():
    pairs = (Pair("s0", "cat", "c0", "A mammal"), Pair("s1", "dog", "c1", "a  mammal"))
    question = replace(matching(), pairs=(*pairs, Pair("s2", "hen", "c2", "a bird")))

    found = mark(question, {"pairs": {"s0": "c1", "s1": "c0", "s2": "c1"}})

    assert [part.state for part in found.parts] == ["right", "right", "wrong"]


ABSOLUTE, LONGEST, ALL = "absolute", "longest_increasing", "all_or_nothing"


@pytest.mark.parametrize(
    ("places", "absolute", "longest", "all_right"),
    [
        ((1, 2, 3, 4), 1, 1, 1),
        ((1, 2, 4, 3), F(1, 2), F(3, 4), 0),
        ((4, 1, 2, 3), 0, F(3, 4), 0),
        ((2, 1, 4, 3), 0, F(1, 2), 0),
        ((4, 3, 2, 1), 0, 0, 0),  # a full reversal earns nothing
        ((1, 4, 3, 2), F(1, 2), F(1, 2), 0),
    ],
)
def test_mark_of_an_order(places, absolute, longest, all_right):
    answer = {"places": dict(zip("abcd", places, strict=True))}

    earned = [mark(ordering(scheme=scheme), answer).earned for scheme in (ABSOLUTE, LONGEST, ALL)]

    assert earned == [absolute, longest, all_right]


@pytest.mark.parametrize(
    ("places", "state"),
    [
        ({}, "unanswered"),
        ({"a": None, "b": "", "x": 3}, "unanswered"),
        ([1, 2, 3, 4], "unanswered"),
        (None, "unanswered"),
        ({"a": 1, "b": 2, "c": 3}, "unreadable"),
        ({"a": 1, "b": 2, "c": 3, "d": 3}, "unreadable"),
        ({"a": 0, "b": 1, "c": 2, "d": 3}, "unreadable"),
        ({"a": 1, "b": 2, "c": 3, "d": 5}, "unreadable"),
        ({"a": 1, "b": 2, "c": 3, "d": "4"}, "unreadable"),
        ({"a": True, "b": 2, "c": 3, "d": 4}, "unreadable"),
        ({"a": 1.0, "b": 2, "c": 3, "d": 4}, "unreadable"),
        ({"a": 10**5000, "b": 2, "c": 3, "d": 4}, "unreadable"),
    ],
)
@pytest.mark.parametrize("scheme", [ABSOLUTE, LONGEST, ALL])
def test_places_that_are_no_order_earn_nothing(scheme, places, state):
    found = mark(ordering(scheme=scheme), {"places": places})

    parts = tuple(Part(uid, F(0), state) for uid in "abcd")
    assert (found.earned, found.state, found.parts) == (0, state, parts)


def test_places_of_unknown_items_are_ignored():
    found = mark(ordering(2), {"places": {"a": 1, "b": 2, "x": 2}})

    assert found.state == "right"


@pytest.mark.parametrize("scheme", [ABSOLUTE, LONGEST, ALL])
def test_parts_tell_which_items_stand_in_their_own_place(scheme):
    found = mark(ordering(3, scheme=scheme), {"places": {"a": 1, "b": 3, "c": 2}})

    assert found.parts == (
        Part("a", F(1), "right"),
        Part("b", F(0), "wrong"),
        Part("c", F(0), "wrong"),
    )


def test_one_item_is_in_its_place_but_no_sequence():
    answer = {"places": {"a": 1}}

    assert mark(ordering(1), answer).earned == 1
    assert mark(ordering(1, scheme=LONGEST), answer).earned == 0


@pytest.mark.parametrize("size", range(2, 7))
def test_longest_increasing_equals_a_search_through_all_subsequences(size):
    question = ordering(size, scheme=LONGEST)
    for order in permutations(range(1, size + 1)):
        rising = max(
            length
            for length in range(1, size + 1)
            if any(list(some) == sorted(some) for some in combinations(order, length))
        )

        found = mark(question, {"places": dict(zip("abcdefgh", order, strict=False))})

        assert found.earned == (F(rising, size) if rising > 1 else 0)
