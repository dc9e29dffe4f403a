"""A trainer opens one more try: once for each, for one trainee, in one quiz."""

import datetime as dt

import pytest

from assessments.models import AttemptRefused, AttemptUnlock
from assessments.models import unlock as rules
from tests import make
from tests.assessments.course import actions_of, another_trainee, broken, wrong_answers

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(hours=24)


def unlock(course):
    return AttemptUnlock.give(
        enrolment=course.enrolment,
        quiz=course.quiz,
        by=course.bahati,
        at=make.NOW,
        reason="We read it together.",
    )


def fail(enrolment, quiz, at=make.NOW):
    attempt = make.start(enrolment, quiz, at=at)
    make.submit(attempt, wrong_answers(attempt), at=at)
    return attempt


def test_unlock_twice_is_one_unlock_and_one_entry(course):
    fail(course.enrolment, course.quiz)
    before = actions_of(course.enrolment)

    first, again = unlock(course), unlock(course)

    assert (first, AttemptUnlock.objects.count(), first.after_tries) == (again, 1, 1)
    assert actions_of(course.enrolment) == [*before, "assessments.unlock"]
    assert str(first).endswith("unlocked after 1")


def test_unlock_leaves_nothing_when_a_later_step_fails(course, monkeypatch):
    monkeypatch.setattr(rules, "log", broken)

    with pytest.raises(RuntimeError):
        unlock(course)

    assert AttemptUnlock.objects.count() == 0


def test_unlock_opens_nothing_for_somebody_else(course):
    other = another_trainee(course)
    for enrolment in (course.enrolment, other):
        fail(enrolment, course.quiz)
        fail(enrolment, course.quiz, at=make.NOW + DAY)
    unlock(course)

    with pytest.raises(AttemptRefused) as caught:
        make.start(other, course.quiz, at=make.NOW + 2 * DAY)

    assert caught.value.reason == AttemptRefused.Reason.NEEDS_UNLOCK
    assert make.start(course.enrolment, course.quiz, at=make.NOW + 2 * DAY).number == 3


def test_unlock_counts_tries_without_void_ones(course):
    fail(course.enrolment, course.quiz)
    second = fail(course.enrolment, course.quiz, at=make.NOW + DAY)
    second.void(by=course.bahati, at=make.NOW + DAY, reason="phone broke")

    assert unlock(course).after_tries == 1
