"""P12: the seed gives the paper; every item of a pool comes as often as it should; nothing comes twice."""

import random
from collections import Counter
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from assessments.draw import Candidate, Form, Group, Paper, Slot, draw
from tests.examples import many

uids = st.integers(1, 12)
keys = st.sets(st.sampled_from(["k1", "k2"]))
seeds = st.integers(0, 2**31)
seen = st.dictionaries(uids.map("q{}".format), st.integers(0, 5))
LETTERS = "abcdefgh"


def _groups() -> list[Group]:
    """Groups of every kind: none to six of the letters in some order, each set of three at most pinned."""
    dice = random.Random(1)
    pinned = [frozenset(some) for size in range(4) for some in combinations(LETTERS, size)]
    return [
        Group(tuple(dice.sample(LETTERS, size)), some, shuffle, not_as_given)
        for size in range(7)
        for some in pinned
        for shuffle in (False, True)
        for not_as_given in (False, True)
    ]


# Hypothesis pays by the choice, and a paper holds hundreds: what can be told in one choice is one.
groups = st.sampled_from(_groups())
looks = st.sampled_from(
    list(product((False, True), ("", "", "k1", "k2"), ("", "", "x", "y"), range(3)))
)


@st.composite
def candidates(draw_one):
    """Everything about a question, but one edition for one uid."""
    uid = draw_one(uids)
    critical, key, case, grouped = draw_one(looks)
    shown = tuple(draw_one(groups) for _ in range(grouped))
    return Candidate(uid, f"q{uid}", critical, key, case, shown)


forms = st.builds(
    Form, candidates(), st.none() | candidates(), st.sampled_from(["", "", "", "f1", "f2"])
)
slots = st.lists(
    st.builds(Slot, st.lists(forms, max_size=5).map(tuple), st.integers(1, 3), st.booleans()),
    max_size=6,
)


def editions(paper: Paper) -> list[int]:
    return [place.edition_id for place in paper.places]


@many
@given(slots, keys, seeds, seen)
def test_paper_keeps_what_it_promises(slots, signed, seed, seen):
    """P12, three promises about the same 2,000 quizzes, for making one costs more than drawing from it."""
    first, again = (draw(slots, signed_keys=signed, seed=seed, seen=seen) for _ in range(2))

    assert first == again, "the seed is evidence"
    assert_nothing_stands_twice_or_unsigned(first, slots, signed)
    assert_what_is_missing_is_told(first, slots)


def assert_nothing_stands_twice_or_unsigned(paper, slots, signed):
    every = [each for slot in slots for form in slot.forms for each in (form.question, form.twin)]
    allowed = {each.edition_id for each in every if each and each.guidance_key in {"", *signed}}
    assert len(set(editions(paper))) == len(paper.places)
    assert set(editions(paper)) <= allowed


def assert_what_is_missing_is_told(paper, slots):
    """A pool's every draw is a place or short; a named slot's may be left out for its guidance."""
    asked = sum(slot.draws for slot in slots)
    of_pools = sum(slot.draws for slot in slots if slot.is_pool)
    assert len(paper.places) + paper.short <= asked
    assert max(0, of_pools - len(paper.places)) <= paper.short <= of_pools


@many
@given(st.lists(groups, max_size=3), seeds)
def test_every_option_is_shown_once_whatever_the_order(groups, seed):
    slot = Slot((Form(Candidate(1, "q", groups=tuple(groups))),))

    (place,) = draw([slot], signed_keys=(), seed=seed).places

    assert sorted(place.options) == sorted(uid for group in groups for uid in group.uids)


@many
@given(st.lists(st.sampled_from(["", "x", "y", "z"]), max_size=12), seeds)
def test_cases_are_never_torn_apart(cases, seed):
    slots = [
        Slot((Form(Candidate(n, f"q{n}", case=case)),)) for n, case in enumerate(cases, start=1)
    ]

    order = [cases[n - 1] for n in editions(draw(slots, signed_keys=(), seed=seed))]

    runs = [case for n, case in enumerate(order) if case and (n == 0 or order[n - 1] != case)]
    assert sorted(runs) == sorted(set(cases) - {""})
    assert sorted(order) == sorted(cases)


@many
@given(st.dictionaries(uids, st.integers(0, 3), min_size=1), st.integers(1, 12), seeds)
def test_nothing_is_drawn_while_something_less_seen_is_left(met, draws, seed):
    """P12: whoever sits a quiz again first gets what she has seen least."""
    pool = Slot(tuple(Form(Candidate(n, f"q{n}")) for n in met), draws=draws, is_pool=True)
    seen = {f"q{n}": times for n, times in met.items()}

    drawn = editions(draw([pool], signed_keys=(), seed=seed, seen=seen))

    left = [times for n, times in met.items() if n not in drawn]
    assert max(met[n] for n in drawn) <= min(left, default=3)
    assert [met[n] for n in drawn] == sorted(met[n] for n in drawn)


def test_each_question_of_a_pool_is_drawn_about_as_often_as_it_should_be():
    """P12: over 10,000 draws of 3 of 8, each within four sigma (194) of its 3,750."""
    pool = Slot(tuple(Form(Candidate(n, f"q{n}")) for n in range(8)), draws=3, is_pool=True)
    counts = Counter(
        edition
        for seed in range(10_000)
        for edition in editions(draw([pool], signed_keys=(), seed=seed))
    )

    assert sorted(counts) == list(range(8))
    assert [n for n, count in counts.items() if abs(count - 3750) > 193] == []


def test_each_order_of_options_is_about_as_frequent_as_it_should_be():
    """P12: over 10,000 seeds each of six orders within four sigma (149) of its 1,667."""
    slot = Slot((Form(Candidate(1, "q", groups=(Group(("a", "b", "c")),))),))
    counts = Counter(
        draw([slot], signed_keys=(), seed=seed).places[0].options for seed in range(10_000)
    )

    assert len(counts) == 6
    assert [order for order, count in counts.items() if abs(count - 1667) > 149] == []
