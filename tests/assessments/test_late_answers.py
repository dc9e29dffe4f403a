"""Answers that came too late: kept, listed, and let count by a trainer or not."""

import datetime as dt

import pytest

from assessments.models import Acceptance, Attempt, AttemptRefused, Grading, Response
from home.demonstration import right_answers
from tests import make
from tests.assessments.course import actions_of, make_course, wrong_answers

pytestmark = pytest.mark.django_db
LATER = make.NOW + dt.timedelta(hours=1)
Reason = AttemptRefused.Reason


@pytest.fixture
def attempt(course):
    return make.start(course.enrolment, course.quiz)


def accept(course, attempt, by=None):
    return attempt.accept_late(by=by or course.bahati, at=LATER, reason="The network was down.")


def refusal(course, attempt, by=None) -> str:
    with pytest.raises(AttemptRefused) as caught:
        accept(course, attempt, by)
    return caught.value.reason


def test_answers_after_handing_in_are_kept_and_listed(attempt):
    """C7: another phone comes online when all is over; nothing of what it says is lost."""
    first = make.submit(attempt, wrong_answers(attempt))

    kept = make.save(attempt, right_answers(attempt), at=LATER)
    again = make.submit(attempt, right_answers(attempt), at=LATER)

    late = attempt.late_answers()
    assert (kept.standing, again) == ("closed", first)
    assert [each.payload for each in late] == list(right_answers(attempt).values()) * 2
    assert {each.standing for each in late} == {"closed"}
    assert (attempt.answers(), attempt.current_grading) == (wrong_answers(attempt), first)


def test_answers_after_handing_in_that_say_nothing_new_are_not_kept_again(attempt):
    make.submit(attempt)

    make.submit(attempt)
    make.save(attempt, right_answers(attempt))

    assert (attempt.late_answers(), Response.objects.count()) == ([], 2)


def test_answers_to_a_void_attempt_are_kept_too(course, attempt):
    attempt.void(by=course.bahati, at=make.NOW, reason="x")

    assert make.save(attempt, right_answers(attempt)).standing == "closed"
    assert len(attempt.late_answers()) == 2


def test_accepted_answers_count_and_the_attempt_is_graded_anew(course, attempt):
    first = make.submit(attempt, wrong_answers(attempt))
    make.save(attempt, right_answers(attempt), at=LATER)

    second = accept(course, attempt)

    assert (first.passed, second.passed, second.number) == (False, True, 2)
    assert (second.reason, second.graded_by, second.graded_at) == ("late", course.bahati, LATER)
    assert attempt.current_grading == second
    assert (attempt.late_answers(), attempt.answers()) == ([], right_answers(attempt))
    accepted = Acceptance.objects.first()
    assert (accepted.accepted_by, accepted.accepted_at, accepted.reason) == (
        course.bahati,
        LATER,
        "The network was down.",
    )
    assert str(accepted) == f"{accepted.response} accepted"
    assert actions_of(attempt)[2:] == ["assessments.accept_late"]


def test_accepted_pass_completes_what_it_is_the_last_of(course, attempt):
    make.observe(course.enrolment, course.checklist, course.bahati)
    make.submit(attempt, wrong_answers(attempt))
    make.save(attempt, right_answers(attempt))

    accept(course, attempt)

    assert course.enrolment.completions.count() == 1


def test_accepting_nothing_returns_the_grading_that_stands(course, attempt):
    first = make.submit(attempt, wrong_answers(attempt))

    assert accept(course, attempt) == first
    assert (Grading.objects.count(), actions_of(attempt)[2:]) == (1, [])


def test_accepting_twice_grades_once(course, attempt):
    make.submit(attempt, wrong_answers(attempt))
    make.save(attempt, right_answers(attempt))

    assert accept(course, attempt) == accept(course, attempt)
    assert Grading.objects.count() == 2


def test_late_answer_with_a_lower_count_does_not_overtake(course, attempt):
    """It was written earlier on another phone; to let it count is not to put it first."""
    make.save(attempt, right_answers(attempt), sequence=9)
    make.submit(attempt, {})
    make.save(attempt, wrong_answers(attempt), sequence=3)

    assert accept(course, attempt).passed is True
    assert attempt.answers() == right_answers(attempt)


def test_pass_is_never_lost_by_what_came_late(course, attempt):
    make.submit(attempt)
    make.save(attempt, wrong_answers(attempt))

    assert refusal(course, attempt) == Reason.WOULD_LOSE_PASS
    assert (Grading.objects.count(), Acceptance.objects.count()) == (1, 0)
    assert (attempt.answers(), len(attempt.late_answers())) == (right_answers(attempt), 2)
    assert actions_of(attempt)[2:] == []


def test_late_answers_of_one_who_did_not_pass_may_lower_her(course, attempt):
    half = right_answers(attempt) | dict([*wrong_answers(attempt).items()][:1])
    first = make.submit(attempt, half)
    make.save(attempt, wrong_answers(attempt))

    second = accept(course, attempt)

    assert (first.percent, second.percent) == (50, 0)


def test_nobody_accepts_her_own_answers(course, attempt):
    make.submit(attempt, wrong_answers(attempt))
    make.save(attempt, right_answers(attempt))

    assert refusal(course, attempt, by=course.user) == Reason.HERSELF
    assert Acceptance.objects.count() == 0


def test_nothing_is_accepted_before_handing_in(course, attempt):
    assert refusal(course, attempt) == Reason.NOT_HANDED_IN
    attempt.void(by=course.bahati, at=make.NOW, reason="x")
    assert refusal(course, attempt) == Reason.NOT_HANDED_IN


def test_late_answer_to_a_timed_quiz_can_be_accepted():
    course = make_course(minutes=30)
    attempt = make.start(course.enrolment, course.quiz)
    make.save(attempt, right_answers(attempt), at=LATER)
    before = Attempt.objects.get().current_grading

    after = accept(course, attempt)

    assert (before.reason, before.passed, after.reason, after.passed) == (
        "time_up",
        False,
        "late",
        True,
    )
