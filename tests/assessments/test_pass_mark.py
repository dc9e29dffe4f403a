"""Who set which pass mark, and what a panel said before."""

import pytest

from assessments.models import AngoffEstimate, PassMarkDecision, Quiz
from assessments.models.pass_mark import PassMarkRefused
from tests import make
from tests.assessments.course import actions_of

pytestmark = pytest.mark.django_db
Reason = PassMarkRefused.Reason


def say(course, *percents: int, by=None):
    said = dict(zip(course.questions, percents, strict=False))
    AngoffEstimate.say(quiz=course.quiz, percents=said, by=by or course.bahati, at=make.NOW)


def decide(course, pass_mark=75, reason=" Because. "):
    return PassMarkDecision.make(
        quiz=course.quiz,
        pass_mark=pass_mark,
        method="angoff",
        reason=reason,
        suggestions={"angoff": 74},
        by=course.bahati,
        at=make.NOW,
    )


def test_panel_is_what_each_judge_said_last(course):
    tendai = make.make_trainer("tendai", cohort=course.cohort)
    say(course, 70, 50)
    say(course, 60, 50)
    say(course, 90, by=tendai)

    assert AngoffEstimate.panel(course.quiz) == {
        "bahati": {"q1": 60, "q2": 50},
        "tendai": {"q1": 90},
    }
    assert str(AngoffEstimate.objects.first()) == "m1 q1 estimated"


def test_same_estimate_again_is_not_kept_twice(course):
    say(course, 70, 50)
    say(course, 70, 60)

    assert [each.percent for each in AngoffEstimate.objects.all()] == [70, 50, 60]


def test_decision_puts_mark_and_reason_into_a_draft_that_must_be_signed(course):
    decision = decide(course)

    quiz = Quiz.objects.get()
    draft = quiz.get_latest_revision_as_object()
    assert (quiz.pass_mark, draft.pass_mark, draft.pass_mark_reason) == (80, 75, "Because.")
    assert (decision.suggestions, decision.reason) == ({"angoff": 74}, "Because.")
    assert (str(decision), actions_of(quiz)[-1]) == ("m1 75 %", "assessments.set_pass_mark")
    make.sign(quiz)
    assert quiz.editions.first().content["pass_mark"] == 75


@pytest.mark.parametrize("mark", [1, 100])
def test_pass_mark_may_be_as_low_as_one_and_as_high_as_a_hundred(course, mark):
    assert decide(course, mark).pass_mark == mark


@pytest.mark.parametrize(
    ("mark", "reason", "refused"),
    [
        (0, "x", Reason.OUT_OF_RANGE),
        (101, "x", Reason.OUT_OF_RANGE),
        (80, "", Reason.NO_REASON),
        (80, "  ", Reason.NO_REASON),
    ],
)
def test_decision_is_refused_out_of_range_or_without_a_reason(course, mark, reason, refused):
    with pytest.raises(PassMarkRefused) as caught:
        decide(course, mark, reason)

    assert (caught.value.reason, PassMarkDecision.objects.count()) == (refused, 0)
    assert Quiz.objects.get().get_latest_revision_as_object().pass_mark == 80
