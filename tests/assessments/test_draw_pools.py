"""What a slot draws from several forms: least seen first, families once, pools of any width."""

import pytest

from assessments.draw import Candidate, Form, Slot, draw


def candidates(*uids: str, **more) -> tuple[Form, ...]:
    """Forms of as many families; a question's edition has its uid's number."""
    return tuple(Form(Candidate(int(uid[1:]), uid, **more)) for uid in uids)


def pool(*uids: str, draws: int = 1, **more) -> Slot:
    return Slot(candidates(*uids, **more), draws=draws, is_pool=True)


def drawn(*slots: Slot, seed: int = 1, seen=None, signed=()) -> tuple[int, ...]:
    paper = draw(slots, signed_keys=signed, seed=seed, seen=seen)
    return tuple(place.edition_id for place in paper.places)


def every_draw(*slots: Slot, **more) -> set[tuple[int, ...]]:
    return {drawn(*slots, seed=seed, **more) for seed in range(60)}


def test_pool_gives_as_many_as_it_draws_and_different_ones():
    found = every_draw(pool("q1", "q2", "q3", draws=2))

    assert found == {(1, 2), (1, 3), (2, 1), (2, 3), (3, 1), (3, 2)}


def test_least_seen_is_drawn_first_and_among_equals_any():
    three = pool("q1", "q2", "q3")

    assert every_draw(three, seen={"q1": 1, "q3": 2}) == {(2,)}
    assert every_draw(three, seen={"q1": 1}) == {(2,), (3,)}
    assert every_draw(three, seen={"q1": 4, "q2": 4, "q3": 4}) == {(1,), (2,), (3,)}


def test_what_was_seen_is_drawn_when_nothing_else_is_left():
    assert every_draw(pool("q1", "q2", draws=2), seen={"q1": 7}) == {(2, 1)}


def test_twins_are_counted_as_what_was_shown():
    """She has met the twin of q1, and q2 never; q1 itself was never shown to her."""
    hidden = Candidate(1, "q1", guidance_key="law")
    slot = Slot((Form(hidden, Candidate(9, "q9")), *candidates("q2")), is_pool=True)

    assert every_draw(slot, seen={"q9": 1}) == {(2,)}
    assert every_draw(slot, seen={"q1": 1}) == {(9,), (2,)}
    assert every_draw(slot, seen={"q9": 1}, signed={"law"}) == {(1,), (2,)}


def test_two_forms_of_one_question_never_stand_on_one_paper():
    forms = (
        Form(Candidate(1, "q1")),
        Form(Candidate(2, "q2"), of="q1"),
        Form(Candidate(3, "q3"), of="q1"),
        Form(Candidate(4, "q4")),
    )

    found = every_draw(Slot(forms, draws=2, is_pool=True))

    assert {frozenset(each) for each in found} == {frozenset((n, 4)) for n in (1, 2, 3)}


def test_family_that_one_slot_used_is_closed_to_the_next():
    """A slot names q1; a pool that holds another form of it gives something else."""
    named = Slot((Form(Candidate(1, "q1")),))
    forms = (Form(Candidate(2, "q2"), of="q1"), *candidates("q3"))

    assert every_draw(named, Slot(forms, is_pool=True)) == {(1, 3)}


def test_twin_shared_by_two_questions_stands_once():
    twin = Candidate(9, "q9")
    forms = tuple(Form(Candidate(n, f"q{n}", guidance_key="law"), twin) for n in (1, 2))

    paper = draw([Slot(forms, draws=2, is_pool=True)], signed_keys=(), seed=1)

    assert [place.edition_id for place in paper.places] == [9]
    assert paper.short == 1


def test_named_question_has_its_place_though_a_pool_before_it_holds_it_too():
    assert every_draw(pool("q1", "q2"), Slot(candidates("q1"))) == {(2, 1)}


def test_named_question_comes_before_the_narrowest_pool():
    """The pool, not the named question, is what comes up short, and that refuses the start."""
    paper = draw([pool("q1"), Slot(candidates("q1"))], signed_keys=(), seed=1)

    assert (len(paper.places), paper.short) == (1, 1)


def test_wide_pool_leaves_a_narrow_one_behind_it_what_it_needs():
    wide, narrow = pool("q1", "q2", "q3", draws=2), pool("q2")

    assert every_draw(wide, narrow) == {(1, 3, 2), (3, 1, 2)}
    assert every_draw(narrow, wide) == {(2, 1, 3), (2, 3, 1)}


def test_width_of_a_pool_is_counted_in_families():
    """Four forms, but of one family: narrower than three questions."""
    forms = (Form(Candidate(1, "q1")), *(Form(Candidate(n, f"q{n}"), of="q1") for n in (5, 6, 7)))
    narrow, wide = Slot(forms, is_pool=True), pool("q1", "q2", "q3", draws=2)

    assert {each[:2] for each in every_draw(wide, narrow)} == {(2, 3), (3, 2)}


@pytest.mark.parametrize(("draws", "short"), [(1, 0), (2, 0), (3, 1), (5, 3)])
def test_pool_that_is_too_small_says_by_how_much(draws, short):
    paper = draw([pool("q1", "q2", draws=draws)], signed_keys=(), seed=1)

    assert (len(paper.places), paper.short, paper.lost_critical) == (min(draws, 2), short, ())


def test_two_short_pools_add_up():
    slots = [pool("q1", draws=2), pool("q2", draws=4)]

    assert draw(slots, signed_keys=(), seed=1).short == 4


def test_short_pool_names_the_critical_questions_it_could_not_show():
    forms = (
        Form(Candidate(1, "q1", critical=True, guidance_key="law")),
        Form(Candidate(2, "q2", guidance_key="law")),
        Form(Candidate(3, "q3", critical=True)),
    )

    short = draw([Slot(forms, draws=2, is_pool=True)], signed_keys=(), seed=1)
    full = draw([Slot(forms, draws=1, is_pool=True)], signed_keys=(), seed=1)

    assert (short.short, short.lost_critical) == (1, (1,))
    assert (full.short, full.lost_critical) == (0, ())


def test_slot_that_names_its_question_is_never_short():
    hidden = Slot((Form(Candidate(1, "q1", guidance_key="law")),))

    assert draw([hidden], signed_keys=(), seed=1).short == 0
