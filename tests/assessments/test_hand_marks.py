"""Answers that a trainer marks by the rubric."""

import datetime as dt

import pytest

from assessments.models import AttemptRefused, Grading, HandMark, turn_for
from assessments.retakes import Turn, Wait
from tests import make
from tests.assessments.course import BY_HAND, actions_of, make_course

pytestmark = pytest.mark.django_db
LATER = make.NOW + dt.timedelta(hours=1)
Reason = AttemptRefused.Reason


@pytest.fixture
def course(db):
    """A quiz of one question that a machine marks and one that a trainer marks (of 2 points)."""
    return make_course({}, BY_HAND)


@pytest.fixture
def attempt(course):
    """Handed in, the first question right."""
    attempt = make.start(course.enrolment, course.quiz)
    first, second = attempt.paper()
    right = [each["uid"] for each in first.question.content["options"] if each["correct"]]
    make.submit(attempt, {first.pk: {"chosen": right}, second.pk: {"text": "So that she is well"}})
    attempt.refresh_from_db()
    return attempt


def points(attempt, *given: int) -> dict:
    item = attempt.paper()[1]
    rows = [row["uid"] for row in item.question.content["rubric"]]
    return {item.pk: dict(zip(rows, given, strict=False))}


def mark(course, attempt, *given: int, by=None, at=LATER, **more):
    return attempt.mark_by_hand(points(attempt, *given), by=by or course.bahati, at=at, **more)


def test_attempt_waits_for_a_trainer(course, attempt):
    graded = attempt.current_grading

    assert (attempt.state, graded.waits, graded.passed) == ("needs_review", True, False)
    assert (graded.states, graded.missed_critical) == (["right", "unmarked"], False)
    assert turn_for(course.enrolment, course.quiz, now=LATER).turn == Turn(Wait.MARKING)


def test_no_other_try_while_she_waits(course, attempt):
    with pytest.raises(AttemptRefused) as caught:
        make.start(course.enrolment, course.quiz, at=LATER + dt.timedelta(days=9))

    assert caught.value.reason == Reason.NEEDS_MARKING


@pytest.mark.parametrize(
    ("given", "percent", "passed", "state"),
    [((1, 1), 100, True, "right"), ((1, 0), 75, False, "partial"), ((0, 0), 50, False, "wrong")],
)
def test_points_are_marked_and_the_attempt_is_graded(
    course, attempt, given, percent, passed, state
):
    graded = mark(course, attempt, *given, remark=" Well put. ")

    assert (attempt.state, graded.number) == ("graded", 2)
    assert (graded.percent, graded.passed, graded.states) == (percent, passed, ["right", state])
    assert (graded.reason, graded.graded_by, graded.graded_at) == ("by_hand", course.bahati, LATER)
    kept = HandMark.objects.get()
    assert (kept.remark, kept.marked_by, kept.marked_at) == ("Well put.", course.bahati, LATER)
    assert str(kept) == f"{attempt.paper()[1].pk} marked by hand"
    assert actions_of(attempt)[2:] == ["assessments.mark_by_hand"]


def test_pass_by_hand_completes_what_it_is_the_last_of(course, attempt):
    make.observe(course.enrolment, course.checklist, course.bahati)

    mark(course, attempt, 1, 1)

    assert course.enrolment.completions.count() == 1


def test_same_points_again_change_nothing(course, attempt):
    first = mark(course, attempt, 1, 0)

    assert mark(course, attempt, 1, 0) == first
    assert (Grading.objects.count(), HandMark.objects.count()) == (2, 1)
    assert actions_of(attempt)[2:] == ["assessments.mark_by_hand"]


def test_another_remark_is_kept_and_moves_no_mark(course, attempt):
    first = mark(course, attempt, 1, 0, remark="Nearly.")

    second = mark(course, attempt, 1, 0, remark="Think of the baby too.")

    assert [kept.remark for kept in HandMark.objects.all()] == ["Nearly.", "Think of the baby too."]
    assert second.marks == first.marks


def test_another_trainer_may_mark_again_and_the_last_counts(course, attempt):
    tendai = make.make_trainer("tendai", cohort=course.cohort)
    mark(course, attempt, 1, 0)

    third = mark(course, attempt, 1, 1, by=tendai)

    assert (third.number, third.passed, third.graded_by) == (3, True, tendai)
    assert [kept.marked_by for kept in HandMark.objects.all()] == [course.bahati, tendai]


def test_points_beyond_a_row_are_cut_to_it(course, attempt):
    assert mark(course, attempt, 9, -3).states == ["right", "partial"]


def test_points_for_a_question_of_another_paper_are_left_out(course, attempt):
    attempt.mark_by_hand({attempt.paper()[1].pk + 999: {"x": 1}}, by=course.bahati, at=LATER)

    assert (HandMark.objects.count(), Grading.objects.count()) == (0, 1)


def test_nobody_marks_her_own_answers(course, attempt):
    with pytest.raises(AttemptRefused) as caught:
        mark(course, attempt, 1, 1, by=course.user)

    assert (caught.value.reason, HandMark.objects.count()) == (Reason.HERSELF, 0)


@pytest.mark.parametrize("state", ["in_progress", "void"])
def test_only_what_was_handed_in_is_marked(course, attempt, state):
    attempt.void(by=course.bahati, at=make.NOW, reason="x")
    if state == "in_progress":
        attempt = make.start(course.enrolment, course.quiz)

    with pytest.raises(AttemptRefused) as caught:
        mark(course, attempt, 1, 1)

    assert (caught.value.reason, HandMark.objects.count()) == (Reason.NOT_HANDED_IN, 0)


def test_points_stay_when_late_answers_are_let_count(course, attempt):
    """What she wrote was marked; a late answer to another question does not undo that."""
    first = attempt.paper()[0]
    wrong = [each["uid"] for each in first.question.content["options"] if not each["correct"]]
    mark(course, attempt, 1, 0)
    make.save(attempt, {first.pk: {"chosen": wrong[:1]}}, at=LATER)

    graded = attempt.accept_late(by=course.bahati, at=LATER, reason="x")

    assert (graded.states, attempt.state) == (["wrong", "partial"], "graded")


def test_blank_answer_waits_for_nobody_but_may_get_points(course):
    """She told it to her trainer: no text, and points all the same."""
    attempt = make.start(course.enrolment, course.quiz)
    graded = make.submit(attempt, {})

    assert (graded.states, graded.waits) == (["unanswered", "unanswered"], False)
    assert mark(course, attempt, 1, 1).states == ["unanswered", "right"]
