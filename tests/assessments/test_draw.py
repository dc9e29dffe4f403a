"""Which questions stand on a paper, and in what order their options are shown."""

import pytest

from assessments.draw import Candidate, Form, Group, Paper, Place, Slot, draw


def fixed(*uids: str, **more) -> tuple[Group, ...]:
    """One group of options that stays as the author ordered it."""
    return (Group(uids, shuffle=False, **more),)


FREE = Candidate(1, "free", groups=fixed("a", "b"))
TESTS = Candidate(2, "tests", guidance_key="infant_tests", groups=fixed("c", "d"))
TWIN = Candidate(20, "twin", groups=fixed("e", "f"))
LAW = Candidate(3, "law", critical=True, guidance_key="law")


def one(question: Candidate, twin: Candidate | None = None) -> Slot:
    """A slot that names its question."""
    return Slot((Form(question, twin),))


def editions(paper: Paper) -> tuple[int, ...]:
    return tuple(place.edition_id for place in paper.places)


def shown(*groups: Group, seed: int = 1) -> tuple[str, ...]:
    """The options of a question with these groups, as a paper shows them."""
    paper = draw([one(Candidate(1, "q", groups=groups))], signed_keys=set(), seed=seed)
    return paper.places[0].options


# What a country has not signed -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("signed", "wanted", "lost"),
    [
        (set(), (1, 20), (3,)),
        ({"infant_tests"}, (1, 2), (3,)),
        ({"law"}, (1, 20, 3), ()),
        ({"infant_tests", "law"}, (1, 2, 3), ()),
        ({"something else"}, (1, 20), (3,)),
    ],
)
def test_draw_withholds_what_rests_on_unsigned_guidance(signed, wanted, lost):
    paper = draw([one(FREE), one(TESTS, TWIN), one(LAW)], signed_keys=signed, seed=1)

    assert (editions(paper), paper.lost_critical, paper.short) == (wanted, lost, 0)


def test_withheld_question_that_is_not_critical_is_left_out_and_nothing_is_lost():
    paper = draw([one(FREE), one(TESTS)], signed_keys=set(), seed=1)

    assert paper == Paper((Place(1, ("a", "b")),), (), 0)


def test_every_critical_question_that_is_lost_is_told():
    other = Candidate(5, "other", critical=True, guidance_key="infant_tests")

    paper = draw([one(LAW), one(FREE), one(other)], signed_keys=set(), seed=1)

    assert (editions(paper), paper.lost_critical) == ((1,), (3, 5))


def test_twin_that_rests_on_guidance_itself_takes_no_place():
    twin = Candidate(30, "twin", critical=True, guidance_key="law_too")

    assert draw([one(LAW, twin)], signed_keys=set(), seed=1) == Paper((), (3,), 0)


def test_signed_question_stands_though_it_has_a_twin():
    paper = draw([one(TESTS, TWIN)], signed_keys={"infant_tests"}, seed=1)

    assert paper == Paper((Place(2, ("c", "d")),), (), 0)


def test_draw_of_nothing_is_an_empty_paper():
    assert draw([], signed_keys=set(), seed=1) == Paper(()) == Paper((), (), 0)


def test_parallel_form_stands_where_the_question_is_withheld():
    parallel = Form(Candidate(4, "other"), of="law")

    paper = draw([Slot((Form(LAW), parallel))], signed_keys=set(), seed=1)

    assert (editions(paper), paper.lost_critical) == ((4,), ())


# Orders of options -----------------------------------------------------------------------------------


def test_options_are_shuffled_only_where_asked():
    uids = tuple("abcdefgh")

    assert shown(Group(uids, shuffle=False)) == uids
    assert shown(Group(uids)) != uids
    assert sorted(shown(Group(uids))) == list(uids)


def test_groups_are_shuffled_each_by_itself():
    found = shown(Group(tuple("abcd")), Group(tuple("wxyz")))

    assert (sorted(found[:4]), sorted(found[4:])) == (list("abcd"), list("wxyz"))
    assert found != tuple("abcdwxyz")


def test_pinned_option_keeps_its_place_while_the_others_move():
    group = Group(tuple("abcdef"), pinned=frozenset("bf"))
    orders = {shown(group, seed=seed) for seed in range(40)}

    assert {(order[1], order[5]) for order in orders} == {("b", "f")}
    assert {order[0] for order in orders} == set("acde")


def test_pinned_options_of_a_group_that_is_not_shuffled_change_nothing():
    assert shown(Group(("b", "a"), pinned=frozenset("a"), shuffle=False)) == ("b", "a")


def test_what_is_to_be_ordered_never_stands_in_the_right_order():
    orders = [shown(Group(tuple("abc"), not_as_given=True), seed=seed) for seed in range(200)]

    assert set(orders) == {
        ("a", "c", "b"),
        ("b", "a", "c"),
        ("b", "c", "a"),
        ("c", "a", "b"),
        ("c", "b", "a"),
    }


def test_without_the_guard_the_right_order_would_be_drawn():
    orders = [shown(Group(tuple("abc")), seed=seed) for seed in range(200)]

    assert tuple("abc") in orders


@pytest.mark.parametrize(("uids", "wanted"), [((), ()), (("a",), ("a",)), (("a", "b"), ("b", "a"))])
def test_shortest_orders_that_can_differ_do(uids, wanted):
    for seed in range(8):
        assert shown(Group(uids, not_as_given=True), seed=seed) == wanted


# Cases -----------------------------------------------------------------------------------------------


def test_questions_of_one_case_stand_together_behind_the_first():
    cases = ["", "x", "", "y", "x", "", "y", "x"]
    slots = [one(Candidate(n, f"q{n}", case=case)) for n, case in enumerate(cases)]

    paper = draw(slots, signed_keys=set(), seed=1)

    assert editions(paper) == (0, 1, 4, 7, 2, 3, 6, 5)
