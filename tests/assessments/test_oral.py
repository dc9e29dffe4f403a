"""A quiz that a trainer reads to her."""

import pytest

from assessments.models import Attempt, AttemptRefused, Response
from home.demonstration import right_answers
from tests import make
from tests.assessments.pages import address, form, main_of, signed_in

pytestmark = pytest.mark.django_db


def test_trainer_who_reads_is_named_on_the_attempt(course):
    attempt = make.start(course.enrolment, course.quiz, read_by=course.bahati)
    make.save(attempt, right_answers(attempt), source=Response.Source.ORAL)

    assert Attempt.objects.get().read_by == course.bahati
    assert {each.source for each in Response.objects.all()} == {"oral"}


def test_nobody_reads_to_herself(course):
    with pytest.raises(AttemptRefused) as caught:
        make.start(course.enrolment, course.quiz, read_by=course.user)

    assert caught.value.reason == AttemptRefused.Reason.HERSELF
    assert Attempt.objects.count() == 0


def test_her_own_page_shows_who_reads_and_no_question(course):
    attempt = make.start(course.enrolment, course.quiz, read_by=course.bahati)

    page = main_of(signed_in(course.user).get(address(attempt))).decode()

    assert "bahati reads this quiz to you and enters your answers." in page
    assert [item.question.content["stem"] in page for item in attempt.paper()] == [False, False]


def test_what_she_posts_herself_is_not_taken(course):
    attempt = make.start(course.enrolment, course.quiz, read_by=course.bahati)
    phone = signed_in(course.user)
    fields = form(attempt, right_answers(attempt))

    posted = phone.post(address(attempt), fields)
    synced = phone.post("/learn/sync/", {**fields, "attempt": attempt.uuid})

    attempt.refresh_from_db()
    assert (posted.status_code, synced.status_code) == (200, 404)
    assert (attempt.is_in_progress, Response.objects.count()) == (True, 0)


def test_result_stands_on_her_own_page(course):
    attempt = make.start(course.enrolment, course.quiz, read_by=course.bahati)
    make.submit(attempt)

    assert "Passed" in main_of(signed_in(course.user).get(address(attempt))).decode()
