"""When an observed skill is competent: critical steps, points and the rating of the whole."""

import pytest

from assessments.grading import Step, Verdict, judge

STEPS = (Step("a", critical=True, points=2), Step("b", points=3), Step("c"))


def test_verdict_counts_steps_and_points():
    verdict = judge(STEPS, ["a", "c", "of another checklist", "a"], pass_at=3)

    assert verdict == Verdict(
        done=2, steps=3, missed_critical=(), competent=True, points=3, possible=6
    )


@pytest.mark.parametrize(
    ("done", "points", "competent"),
    [(["a"], 2, False), (["a", "c"], 3, True), (["a", "b"], 5, True), (["b", "c"], 4, False)],
)
def test_points_decide_and_not_the_number_of_steps(done, points, competent):
    verdict = judge(STEPS, done, pass_at=3)

    assert (verdict.points, verdict.competent) == (points, competent)


@pytest.mark.parametrize(
    ("rating", "at_least", "competent"),
    [
        (None, 0, True),
        (1, 0, True),
        (None, 1, False),
        (1, 1, True),
        (2, 3, False),
        (3, 3, True),
        (4, 3, True),
        (5, 5, True),
        (4, 5, False),
        (None, 3, False),
    ],
)
def test_rating_must_reach_what_is_asked(rating, at_least, competent):
    verdict = judge(STEPS, ["a", "b", "c"], pass_at=6, rating=rating, rating_at_least=at_least)

    assert verdict.competent is competent


def test_best_rating_makes_up_for_no_critical_step_and_no_missing_point():
    missed = judge(STEPS, ["b", "c"], pass_at=1, rating=5, rating_at_least=1)
    too_few = judge(STEPS, ["a"], pass_at=3, rating=5, rating_at_least=1)

    assert (missed.competent, missed.missed_critical) == (False, ("a",))
    assert (too_few.competent, too_few.missed_critical) == (False, ())
