"""Whether an observed skill was shown."""

import pytest

from assessments.grading import RATINGS, Step, Verdict, judge


@pytest.mark.parametrize(
    ("done", "competent", "missed"),
    [
        (["a", "b"], True, ()),
        (["a", "b", "c"], True, ()),
        (["a"], False, ()),
        (["b", "c"], False, ("a",)),
        (["a", "a", "of another checklist"], False, ()),
        ([], False, ("a",)),
    ],
)
def test_judge_wants_every_critical_step_and_enough_in_all(done, competent, missed):
    verdict = judge([Step("a", True), Step("b"), Step("c")], done, pass_at=2)

    assert (verdict.competent, verdict.missed_critical, verdict.steps) == (competent, missed, 3)


def test_critical_step_missed_is_not_competent_whatever_the_total():
    steps = [Step(str(place), critical=place == 0) for place in range(20)]

    verdict = judge(steps, [step.uid for step in steps[1:]], pass_at=1)

    assert (verdict.done, verdict.competent) == (19, False)


WEIGHED = [Step("a", True), Step("b"), Step("c", points=2)]


@pytest.mark.parametrize(
    ("done", "pass_at", "points", "competent"),
    [
        (["a", "c"], 3, 3, True),
        (["a", "c"], 4, 3, False),
        (["a", "b"], 3, 2, False),
        (["a", "b", "c"], 4, 4, True),
        (["a"], 1, 1, True),
    ],
)
def test_points_are_what_counts(done, pass_at, points, competent):
    verdict = judge(iter(WEIGHED), done, pass_at=pass_at)

    assert verdict == Verdict(len(done), 3, (), competent, points, 4)


@pytest.mark.parametrize(
    ("rating", "at_least", "competent"),
    [
        (None, 0, True),
        (1, 0, True),
        (3, 3, True),
        (4, 3, True),
        (2, 3, False),
        (None, 3, False),
        (None, 1, False),
    ],
)
def test_rating_must_reach_what_is_asked_for(rating, at_least, competent):
    verdict = judge(WEIGHED, ["a", "c"], pass_at=3, rating=rating, rating_at_least=at_least)

    assert verdict.competent is competent


def test_good_rating_makes_up_for_nothing():
    verdict = judge(WEIGHED, ["b", "c"], pass_at=1, rating=5, rating_at_least=3)

    assert (verdict.competent, verdict.missed_critical) == (False, ("a",))


def test_ratings_have_their_words():
    assert RATINGS == {1: "clear fail", 2: "borderline", 3: "pass", 4: "good", 5: "excellent"}
