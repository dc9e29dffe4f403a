"""Rules for several tries, worked by hand."""

from fractions import Fraction

import pytest

from assessments.grading.behaviours import (
    adaptive,
    certainty,
    countback,
    countback_gap,
    interactive,
)

F = Fraction
THIRD = F(1, 3)


@pytest.mark.parametrize(
    ("share", "number", "penalty", "earned"),
    [
        (F(1), 1, THIRD, 1),
        (F(1), 2, THIRD, F(2, 3)),
        (F(1), 3, F(1, 4), F(1, 2)),
        (F(1), 4, THIRD, 0),
        (F(1, 2), 3, THIRD, 0),
    ],
)
def test_interactive_costs_a_penalty_for_each_earlier_try(share, number, penalty, earned):
    assert interactive(share, number, penalty) == earned


@pytest.mark.parametrize(
    ("parts", "earned"),
    [
        ([[True]], 1),
        ([[False]], 0),
        ([[False, True]], F(2, 3)),
        ([[True, False, True]], THIRD),
        ([[True, True, False]], 0),
        ([[False, True, True]], F(2, 3)),
        ([[False] * 4 + [True]], 0),
        ([[True, True], [False, True], [False, False]], F(5, 9)),
    ],
)
def test_countback_counts_each_part_up_to_its_last_wrong_try(parts, earned):
    assert countback(parts, THIRD) == earned


@pytest.mark.parametrize(
    ("share", "answers", "earned"),
    [
        (F(1), ["a"], 1),
        (F(1), ["a", "a"], 1),
        (F(1), ["b", "a"], F(2, 3)),
        (F(1), ["a", "b", "a"], THIRD),
        (F(1), ["b", "a", "a"], F(2, 3)),
        (F(1, 2), ["a", "b", "a"], 0),
    ],
)
def test_gap_costs_a_penalty_for_each_try_before_its_last_change(share, answers, earned):
    assert countback_gap(share, answers, THIRD) == earned


@pytest.mark.parametrize(
    ("tries", "earned"),
    [
        ([], 0),
        ([(F(1), True)], 1),
        ([(F(0), True), (F(1), True)], F(2, 3)),
        ([(F(0), True), (F(0), False), (F(1), True)], F(2, 3)),
        ([(F(1, 2), True), (F(2, 3), True)], F(1, 2)),
        ([(F(1, 2), True), (F(1), True)], F(2, 3)),
        ([(F(1), False)], 0),
        ([(F(0), True)] * 4 + [(F(1), True)], 0),
    ],
)
def test_adaptive_takes_the_best_after_penalties(tries, earned):
    assert adaptive(iter(tries), THIRD) == earned


@pytest.mark.parametrize(
    ("level", "right", "half", "wrong"),
    [(1, 1, F(1, 2), 0), (2, 2, 1, -2), (3, 3, F(3, 2), -6), (None, 1, F(1, 2), 0)],
)
def test_certainty_multiplies_what_is_right_and_costs_what_is_wrong(level, right, half, wrong):
    found = [certainty(share, level) for share in (F(1), F(1, 2), F(0))]

    assert found == [right, half, wrong]
