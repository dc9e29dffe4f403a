"""Attempts that share the same wrong answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.statistics.patterns import Pair, same_wrong_answers

EXAMPLE = {"A": {"q1": "b", "q2": "c", "q3": "b"}, "B": {"q1": "b", "q2": "c", "q3": "c"}}


def test_worked_example_of_the_module_docstring():
    (found,) = same_wrong_answers(EXAMPLE, least=2)

    assert found == Pair("A", "B", ("q1", "q2"), 3)
    assert found.sentence == (
        "Of 3 questions that both missed, 2 have the same wrong answer: were they taught the same "
        "error, or did they answer together?"
    )


def test_fewer_than_asked_for_are_no_pair():
    assert same_wrong_answers(EXAMPLE, least=3) == ()


def test_five_are_asked_for_by_default():
    five = {f"q{place}": "b" for place in range(5)}
    four = {f"q{place}": "b" for place in range(4)}

    assert same_wrong_answers({"A": five, "B": dict(five)}) == (Pair("A", "B", tuple(five), 5),)
    assert same_wrong_answers({"A": five, "B": four}) == ()


def test_same_answer_to_different_questions_is_not_the_same():
    assert same_wrong_answers({"A": {"q1": "b"}, "B": {"q2": "b"}}, least=1) == ()


def test_blank_is_no_answer():
    attempts = {"A": {"q1": None, "q2": "b"}, "B": {"q1": None, "q2": "b"}}

    assert same_wrong_answers(attempts, least=1) == (Pair("A", "B", ("q2",), 1),)


def test_answers_of_several_options_are_compared_whole():
    attempts = {
        "A": {"q1": frozenset("ab"), "q2": "12 mg"},
        "B": {"q1": frozenset("ba"), "q2": "12 ml"},
        "C": {"q1": frozenset("abc")},
    }

    assert same_wrong_answers(attempts, least=1) == (Pair("A", "B", ("q1",), 2),)


def test_most_alike_come_first_and_equals_keep_their_order():
    attempts = {"A": {"q1": "b"}, "B": {"q1": "b", "q2": "b"}, "C": {"q1": "b", "q2": "b"}}

    found = same_wrong_answers(attempts, least=1)

    assert [(pair.first, pair.second) for pair in found] == [("B", "C"), ("A", "B"), ("A", "C")]


def test_five_hundred_attempts_are_compared_and_no_more():
    attempts = {str(place): {"q": str(place // 2)} for place in range(500)}

    assert len(same_wrong_answers(attempts, least=1)) == 250
    with pytest.raises(ValueError, match=r"^More than 500 attempts: compare one site at a time$"):
        same_wrong_answers(attempts | {"one more": {}})


def test_at_least_one_answer_is_asked_for():
    with pytest.raises(ValueError, match=r"^At least one answer must be the same$"):
        same_wrong_answers({}, least=0)


sheets = st.dictionaries(st.sampled_from("pqrst"), st.sampled_from("abc") | st.none())


@given(st.lists(sheets, max_size=6), st.integers(1, 3))
def test_pairs_are_those_of_a_search_by_hand(drawn, least):
    attempts = {str(place): sheet for place, sheet in enumerate(drawn)}

    found = same_wrong_answers(attempts, least=least)

    expected = set()
    for first in attempts:
        for second in attempts:
            one, other = attempts[first], attempts[second]
            same = [q for q in one if one[q] and one[q] == other.get(q)]
            if first < second and len(same) >= least:
                missed = sum(1 for q in one if one[q] and other.get(q))
                expected.add(Pair(first, second, tuple(same), missed))
    assert set(found) == expected
    assert len(found) == len(expected)
