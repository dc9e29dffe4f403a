"""Which questions stand on a paper, and in what order their options are shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.draw import Candidate, Paper, Place, Slot, draw

often = settings(max_examples=500, deadline=None, derandomize=True)
FREE = Candidate(1, options=("a", "b"), shuffle=False)
TESTS = Candidate(2, guidance_key="infant_tests", options=("c", "d"), shuffle=False)
TWIN = Candidate(20, options=("e", "f"), shuffle=False)
LAW = Candidate(3, critical=True, guidance_key="law", shuffle=False)
SLOTS = [Slot(FREE), Slot(TESTS, TWIN), Slot(LAW)]


@pytest.mark.parametrize(
    ("signed", "editions", "lost"),
    [
        (set(), (1, 20), (3,)),
        ({"infant_tests"}, (1, 2), (3,)),
        ({"law"}, (1, 20, 3), ()),
        ({"infant_tests", "law"}, (1, 2, 3), ()),
        ({"something else"}, (1, 20), (3,)),
    ],
)
def test_draw_withholds_what_rests_on_unsigned_guidance(signed, editions, lost):
    paper = draw(SLOTS, signed_keys=signed, seed=1)

    assert tuple(place.edition_id for place in paper.places) == editions
    assert paper.lost_critical == lost


def test_withheld_question_that_is_not_critical_is_left_out_and_nothing_is_lost():
    paper = draw([Slot(FREE), Slot(TESTS)], signed_keys=set(), seed=1)

    assert paper == Paper((Place(1, ("a", "b")),), ())


def test_twin_that_rests_on_guidance_itself_takes_no_place():
    twin = Candidate(30, critical=True, guidance_key="law_too", shuffle=False)

    paper = draw([Slot(LAW, twin)], signed_keys=set(), seed=1)

    assert paper == Paper((), (3,))


def test_signed_question_stands_though_it_has_a_twin():
    paper = draw([Slot(TESTS, TWIN)], signed_keys={"infant_tests"}, seed=1)

    assert paper == Paper((Place(2, ("c", "d")),), ())


def test_draw_of_nothing_is_an_empty_paper():
    assert draw([], signed_keys=set(), seed=1) == Paper((), ())


def test_options_are_shuffled_only_where_asked():
    options = tuple("abcdefgh")
    fixed = Candidate(1, options=options, shuffle=False)
    shuffled = Candidate(2, options=options)

    paper = draw([Slot(fixed), Slot(shuffled)], signed_keys=set(), seed=1)

    assert paper.places[0].options == options
    assert paper.places[1].options != options


candidates = st.builds(
    Candidate,
    st.integers(1, 10**6),
    st.booleans(),
    st.sampled_from(["", "k1", "k2"]),
    st.lists(st.text(min_size=1, max_size=3), unique=True, max_size=6).map(tuple),
    st.booleans(),
)
slots = st.lists(st.builds(Slot, candidates, st.none() | candidates), max_size=8)
keys = st.sets(st.sampled_from(["k1", "k2"]))


@often
@given(slots, keys, st.integers(0, 2**31))
def test_same_seed_gives_the_same_paper(slots, signed, seed):
    """P12: the seed is evidence."""
    first, again = (draw(slots, signed_keys=signed, seed=seed) for _ in range(2))

    assert first == again


@often
@given(slots, keys, st.integers(0, 2**31))
def test_every_slot_gives_one_place_a_loss_or_a_gap_and_every_option_once(slots, signed, seed):
    paper = draw(slots, signed_keys=signed, seed=seed)

    allowed = {"", *signed}
    chosen = [
        next((each for each in (s.question, s.twin) if each and each.guidance_key in allowed), None)
        for s in slots
    ]
    stands = [each for each in chosen if each]
    assert [place.edition_id for place in paper.places] == [each.edition_id for each in stands]
    assert [sorted(place.options) for place in paper.places] == [
        sorted(each.options) for each in stands
    ]
    lost = [s.question for s, each in zip(slots, chosen, strict=True) if each is None]
    assert list(paper.lost_critical) == [each.edition_id for each in lost if each.critical]


def test_each_order_of_options_is_about_as_frequent_as_it_should_be():
    """P12: over 6,000 seeds each of six orders lies within four sigma (115) of 1,000."""
    slot = Slot(Candidate(1, options=("a", "b", "c")))
    counts: dict[tuple, int] = {}
    for seed in range(6000):
        order = draw([slot], signed_keys=set(), seed=seed).places[0].options
        counts[order] = counts.get(order, 0) + 1

    assert len(counts) == 6
    assert all(abs(count - 1000) < 116 for count in counts.values())
