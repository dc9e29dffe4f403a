"""The chance to pass by luck, against published figures and distributions counted by hand."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.grading import Option, Pair, Paper, Question, mark
from assessments.guessing import (
    expected_share,
    outcome_distribution,
    pass_by_luck,
    pass_by_luck_in,
    share_distribution,
)
from tests.assessments.grading.drawn import questions
from tests.assessments.grading.make import (
    accepting,
    by_hand,
    cloze,
    matching,
    multiple,
    numeric,
    ordering,
    single,
)

F = Fraction


def true_false(uid="t", *, critical=False):
    options = (Option("yes", True), Option("no", False))
    return Question(uid, "true_false", critical=critical, options=options)


def paper(question, times, pass_mark):
    return Paper(tuple(replace(question, uid=str(n)) for n in range(times)), pass_mark)


@pytest.mark.parametrize(
    ("question", "times", "chance", "once", "thrice"),
    [
        (true_false(), 5, F(6, 32), "18.8", "46.4"),
        (single(), 10, F(201, 59049), "0.34", "1.0"),
    ],
)
def test_published_figures_at_eighty_percent(question, times, chance, once, thrice):
    sat = paper(question, times, 80)

    assert pass_by_luck(sat) == chance
    assert f"{float(pass_by_luck(sat) * 100):.{len(once) - once.index('.') - 1}f}" == once
    assert f"{float(pass_by_luck_in(sat, 3) * 100):.1f}" == thrice


def test_several_tries_are_exact():
    sat = paper(true_false(), 5, 80)

    assert pass_by_luck_in(sat, 0) == 0
    assert pass_by_luck_in(sat, 1) == F(3, 16)
    assert pass_by_luck_in(sat, 2) == F(87, 256)


WEIGHED = single(scheme="weights", weights=("1", "1/2", "-1/4"))


@pytest.mark.parametrize(
    ("question", "chances"),
    [
        (single(), {1: F(1, 3), 0: F(2, 3)}),
        (true_false(), {1: F(1, 2), 0: F(1, 2)}),
        (WEIGHED, {1: F(1, 3), F(1, 2): F(1, 3), 0: F(1, 3)}),
        (Question("q", "single"), {0: F(1)}),
        # one right, one wrong: three answers with a tick
        (multiple(1, 1), {1: F(1, 3), 0: F(2, 3)}),
        # two right, one wrong: seven answers; r0 r1; r0; r1; and four with w
        (multiple(2, 1), {1: F(1, 7), F(1, 2): F(2, 7), 0: F(4, 7)}),
        (multiple(2, 1, scheme="all_or_nothing"), {1: F(1, 7), 0: F(6, 7)}),
        (
            multiple(2, 1, scheme="each_option"),
            {1: F(1, 7), F(67, 100): F(3, 7), F(33, 100): F(2, 7), 0: F(1, 7)},
        ),
        # two stems, three choices: both right 1/9, one 4/9, none 4/9
        (matching(2, 1), {1: F(1, 9), F(1, 2): F(4, 9), 0: F(4, 9)}),
        (matching(2, 1, scheme="all_or_nothing"), {1: F(1, 9), 0: F(8, 9)}),
        (matching(1, 0), {1: F(1)}),
        # of six orders one is right, three have one item in place, two have none
        (ordering(3), {1: F(1, 6), F(1, 3): F(1, 2), 0: F(1, 3)}),
        (ordering(3, scheme="all_or_nothing"), {1: F(1, 6), 0: F(5, 6)}),
        (ordering(3, scheme="longest_increasing"), {1: F(1, 6), F(2, 3): F(2, 3), 0: F(1, 6)}),
        (ordering(8), {0: F(1)}),
        (numeric(), {0: F(1)}),
        (accepting("numeric", "5", ("*", "1/4")), {F(1, 4): F(1)}),
        (accepting("short", ("*", "1/2"), ("*", "1")), {F(1, 2): F(1)}),
        (accepting("short", ("*", "-1/2")), {0: F(1)}),
        (accepting("short", "a*"), {0: F(1)}),
        (replace(accepting("short", "*"), scheme="by_hand", rubric=by_hand(1).rubric), {0: F(1)}),
        (by_hand(2), {0: F(1)}),
        (cloze((1, 1, 2)), {F(1, 4): F(1, 2), 0: F(1, 2)}),
    ],
)
def test_distribution_of_a_blind_guess(question, chances):
    assert share_distribution(question) == chances


def test_choices_that_read_the_same_are_one_choice():
    pairs = (Pair("s", "cat", "c", "mammal"), Pair("t", "dog", "d", "Mammal"))
    question = Question("p", "matching", pairs=(*pairs, Pair("", "", "e", "bird")))

    assert share_distribution(question) == {1: F(1, 4), F(1, 2): F(1, 2), 0: F(1, 4)}


def test_gaps_are_independent():
    question = cloze((1, 0, 1))
    gaps = tuple(replace(gap, kind="single") for gap in question.gaps)
    options = tuple(
        Option(f"{gap.name}{n}", n == 0, gap=gap.name) for gap in gaps for n in range(2)
    )

    found = share_distribution(replace(question, gaps=gaps, options=options, accepted=()))

    assert found == {1: F(1, 4), F(1, 2): F(1, 2), 0: F(1, 4)}


@pytest.mark.parametrize(
    ("question", "outcomes"),
    [
        (single(critical=True), {(1, False): F(1, 3), (0, True): F(2, 3)}),
        (ordering(2, critical=True), {(1, False): F(1, 2), (0, True): F(1, 2)}),
        (ordering(8, critical=True), {(0, True): F(1)}),
        (ordering(8), {(0, False): F(1)}),
        (numeric(critical=True), {(0, True): F(1)}),
        (accepting("short", "*", critical=True), {(1, False): F(1)}),
        (cloze(critical=True), {(F(1, 4), True): F(1, 2), (0, True): F(1, 2)}),
        # seven answers; unsafe are those without r0: r1, w0, r1 w0
        (
            multiple(2, 1, critical=True, safety={"r0": "essential"}),
            {
                (1, False): F(1, 7),
                (F(1, 2), False): F(1, 7),
                (F(1, 2), True): F(1, 7),
                (0, False): F(2, 7),
                (0, True): F(2, 7),
            },
        ),
    ],
)
def test_critical_failure_goes_with_its_share(question, outcomes):
    assert outcome_distribution(question) == outcomes


def test_caller_cannot_change_what_the_next_one_gets():
    outcome_distribution(ordering(3)).clear()

    assert sum(outcome_distribution(ordering(3)).values()) == 1


@pytest.mark.parametrize(
    ("question", "share"),
    [
        (single(), F(1, 3)),
        (WEIGHED, F(1, 2)),
        (multiple(2, 1), F(2, 7)),
        (matching(3, 1), F(1, 4)),
        (ordering(7), F(1, 7)),
        (cloze((1, 1, 2)), F(1, 8)),
        (by_hand(1), 0),
    ],
)
def test_expected_share_is_the_random_guess_score(question, share):
    assert expected_share(question) == share


@pytest.mark.parametrize(
    ("sat", "chance"),
    [
        (Paper((), 1), 0),
        (paper(true_false(), 1, 100), F(1, 2)),
        (paper(true_false(), 2, 50), F(3, 4)),
        (paper(true_false(), 2, 51), F(1, 4)),
        (paper(true_false(critical=True), 2, 1), F(1, 4)),
        # two halves or one whole of 2: ways of (0, 1/2, 1) with chances 4, 2, 1 of 7
        (paper(multiple(2, 1), 2, 50), F(1 * 4 * 2 + 2 * 2 + 2 * 2 * 1 + 1, 49)),
        (Paper((replace(true_false("a"), mark=3), true_false("b")), 75), F(1, 2)),
        (Paper((replace(true_false("a"), mark=3), true_false("b")), 76), F(1, 4)),
        (Paper((ordering(3), single()), 66), F(1, 6) * F(1, 3) + F(1, 2) * F(1, 3)),
        (Paper((ordering(3), single()), 67), F(1, 6) * F(1, 3)),
        (Paper((true_false(), by_hand(1)), 50), F(1, 2)),
        (Paper((true_false(), by_hand(1, critical=True)), 50), 0),
    ],
)
def test_chance_to_pass_a_paper(sat, chance):
    assert pass_by_luck(sat) == chance


def test_paper_may_come_as_its_json():
    options = [{"uid": "a", "correct": True}, {"uid": "b"}]
    content = {"pass_mark": 100, "questions": [{"uid": "1", "type": "single", "options": options}]}

    assert pass_by_luck(content) == F(1, 2)
    assert pass_by_luck_in(content, 2) == F(3, 4)


def test_sixty_questions_of_many_kinds_are_worked_out_exactly():
    kinds = [single(), true_false(), multiple(3, 2), multiple(2, 2), matching(3, 1), ordering(5)]
    sat = Paper(
        tuple(replace(kinds[n % len(kinds)], uid=str(n), mark=n % 3 + 1) for n in range(60)), 30
    )

    lucky, luckier = pass_by_luck(sat), pass_by_luck(replace(sat, pass_mark=20))

    assert 0 < lucky < luckier < 1


@given(questions())
def test_chances_add_up_to_one_and_shares_stay_in_range(question):
    chances = share_distribution(question)

    assert sum(chances.values()) == 1
    assert all(0 <= share <= 1 and chance > 0 for share, chance in chances.items())


@given(questions(kinds=[("multiple", "balanced"), ("multiple", "sum_of_weights")]))
def test_grouped_options_equal_every_set_one_by_one(question):
    uids = [option.uid for option in question.options]
    sets = [
        [uid for uid, ticked in zip(uids, ticks, strict=True) if ticked]
        for ticks in product([False, True], repeat=len(uids))
        if any(ticks)
    ]
    counted = {}
    for chosen in sets:
        found = mark(question, {"chosen": chosen})
        key = (found.earned / question.mark, found.critical_failed)
        counted[key] = counted.get(key, 0) + F(1, len(sets))

    assert outcome_distribution(question) == counted


@given(st.lists(questions(), min_size=1, max_size=2), st.integers(1, 100))
def test_chance_to_pass_equals_a_sum_over_all_outcomes(drawn, pass_mark):
    sat = Paper(tuple(replace(each, uid=str(n)) for n, each in enumerate(drawn)), pass_mark)
    possible = sum(each.mark for each in drawn)
    chance = F(0)
    for outcomes in product(*(outcome_distribution(each).items() for each in drawn)):
        earned, together = F(0), F(1)
        for each, ((share, failed), luck) in zip(drawn, outcomes, strict=True):
            earned, together = earned + share * each.mark, together * luck * (not failed)
        chance += together if earned * 100 >= pass_mark * possible else 0

    assert pass_by_luck(sat) == chance
