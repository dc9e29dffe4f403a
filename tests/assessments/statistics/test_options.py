"""Who chose which option."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.statistics.options import Choice, choices

THREE = {"a": True, "b": False, "c": False}


def picked(**counts):
    """As many responses as told for each option; the totals are 1, 2, 3…"""
    uids = [uid for uid, count in counts.items() for _ in range(count)]
    return [([uid], total) for total, uid in enumerate(uids, start=1)]


def idle(found):
    return [each.uid for each in found if each.is_idle]


def test_choices_are_counted_with_the_totals_of_those_who_made_them():
    responses = [(["a"], 5), (["a"], Fraction(7, 2)), (["b"], 1), ([], 9)]

    found = choices(responses, THREE)

    assert found == (
        Choice("a", True, 2, 0.5, 4.25, False),
        Choice("b", False, 1, 0.25, 1.0, False),
        Choice("c", False, 0, 0.0, None, False),
    )


def test_multiple_response_counts_each_tick_once_and_nothing_unknown():
    found = choices([({"a", "b"}, 1), (["a", "a", "of another question"], 2)], THREE)

    assert [(each.count, each.share) for each in found] == [(2, 1.0), (1, 0.5), (0, 0.0)]


def test_no_responses_have_no_shares():
    assert choices([], {"a": True}) == (Choice("a", True, 0, None, None, False),)
    assert choices([], {"b": False}) == (Choice("b", False, 0, None, None, False),)


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ({"a": 30, "b": 9, "c": 1}, ["c"]),  # the worked example
        ({"a": 37, "b": 2, "c": 1}, []),  # nearly everybody is right
        ({"a": 36, "b": 3, "c": 1}, ["c"]),  # the wrong ones have 5 % each on average
        ({"a": 30, "b": 8, "c": 2}, []),  # exactly 5 % is enough
        ({"a": 0, "b": 40, "c": 0}, ["c"]),  # the right option may be chosen by nobody
        ({"a": 19, "b": 10, "c": 0}, []),  # 29 answers are too few
        ({"a": 20, "b": 10, "c": 0}, ["c"]),  # 30 are not
    ],
)
def test_option_that_hardly_anybody_chooses_is_idle(counts, found):
    assert idle(choices(picked(**counts), THREE)) == found


def test_mastery_spares_up_to_the_last_answer():
    """Of 200 answers to three options, 20 wrong ones are 5 % for each wrong option; 19 are fewer."""
    fair = choices(picked(a=180, b=20, c=0), THREE)
    mastered = choices(picked(a=181, b=19, c=0), THREE)

    assert (idle(fair), idle(mastered)) == (["c"], [])


def test_question_of_right_options_only_has_none_idle():
    assert idle(choices(picked(a=40), {"a": True, "b": True})) == []


def test_idle_option_says_what_to_do():
    *others, last = choices(picked(a=30, b=10, c=0), THREE)

    advice = "Hardly anybody chooses this option: make it more tempting or leave it out."
    assert [each.sentence for each in others] == ["", ""]
    assert last.sentence == advice


@given(
    st.lists(st.tuples(st.sets(st.sampled_from("abcx")), st.integers(0, 20)), max_size=60),
    st.randoms(use_true_random=False),
)
def test_order_of_responses_does_not_matter(responses, random):
    shuffled = random.sample(responses, len(responses))

    found = choices(shuffled, THREE)

    assert found == choices(responses, THREE)
    assert sum(each.count for each in found) == sum(len(uids - {"x"}) for uids, _ in responses)
