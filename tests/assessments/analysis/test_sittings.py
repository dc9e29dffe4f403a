import datetime as dt
from fractions import Fraction

import pytest

from assessments.analysis import sittings_of
from assessments.models import Attempt
from tests import make
from tests.assessments.course import (
    BY_HAND,
    MULTIPLE,
    another_trainee,
    make_course,
    wrong_answers,
)

pytestmark = pytest.mark.django_db
LATER = make.NOW + dt.timedelta(days=2)


def test_attempt_is_read_with_what_counts(course):
    attempt = make.start(course.enrolment, course.quiz)
    right, wrong = make.right_answers(attempt), wrong_answers(attempt)
    make.save(attempt, wrong, sequence=1)
    make.submit(attempt, right, sequence=2)
    make.save(attempt, wrong, at=LATER, sequence=3)

    (found,) = sittings_of(Attempt.objects.all())

    assert (found.number, found.site, found.tries) == (course.lindiwe.number, "site-xd", 1)
    assert (found.language, found.state, found.submitted_at) == ("en", "graded", make.NOW)
    assert (found.percent, found.passed, found.earned) == (100, True, 2)
    assert [answer.said for answer in found.answers.values()] == list(right.values())
    assert list(found.answers) == [question.pk for question in course.questions]


def test_late_answer_that_was_let_count_is_what_she_said(course):
    attempt = make.start(course.enrolment, course.quiz)
    make.submit(attempt, wrong_answers(attempt))
    make.save(attempt, make.right_answers(attempt), at=LATER)
    attempt.accept_late(by=course.bahati, at=LATER, reason="x")

    (found,) = sittings_of(Attempt.objects.all())

    assert [each.said for each in found.answers.values()] == list(attempt.answers().values())
    assert (found.percent, {each.mark["state"] for each in found.answers.values()}) == (
        100,
        {"right"},
    )


def test_shares_are_exact():
    course = make_course(MULTIPLE | {"mark": 3})
    attempt = make.start(course.enrolment, course.quiz)
    chosen = [option["uid"] for option in attempt.paper()[0].question.content["options"]][:1]
    make.submit(attempt, {attempt.paper()[0].pk: {"chosen": chosen}})

    (answer,) = sittings_of(Attempt.objects.all())[0].answers.values()

    assert (answer.share, answer.earned) == (Fraction(1, 2), Fraction(3, 2))


def test_attempt_without_a_grading_has_no_answers(course):
    make.start(course.enrolment, course.quiz)

    (found,) = sittings_of(Attempt.objects.all())

    assert (found.state, found.percent, found.passed, found.answers) == (
        "in_progress",
        None,
        None,
        {},
    )


def test_words_can_be_left_out(course):
    make.submit(make.start(course.enrolment, course.quiz))

    (found,) = sittings_of(Attempt.objects.all(), with_words=False)

    assert [answer.said for answer in found.answers.values()] == [{}, {}]


@pytest.mark.parametrize("rows", [1, 3])
def test_five_queries_for_any_number(course, django_assert_num_queries, rows):
    for name in ("Ayo Banda", "Busi Banda", "Chipo Banda")[:rows]:
        make.submit(make.start(another_trainee(course, name), course.quiz))

    with django_assert_num_queries(5):
        found = sittings_of(Attempt.objects.all())

    assert len(found) == rows


def numbers(attempts) -> list[tuple]:
    return [(each.enrolment_id, each.number) for each in attempts.order_by("pk")]


def test_first_graded_is_one_attempt_a_person(course):
    first = make.start(course.enrolment, course.quiz)
    make.submit(first, wrong_answers(first))
    make.submit(make.start(course.enrolment, course.quiz, at=LATER), at=LATER)
    other = another_trainee(course)
    make.submit(make.start(other, course.quiz))

    found = Attempt.objects.first_graded()

    assert numbers(found) == [(course.enrolment.pk, 1), (other.pk, 1)]
    assert numbers(Attempt.objects.filter(number=2).first_graded()) == []


def test_void_attempt_is_nobodys_first(course):
    first = make.start(course.enrolment, course.quiz)
    make.submit(first, wrong_answers(first))
    first.void(by=course.bahati, at=LATER, reason="x")
    make.submit(make.start(course.enrolment, course.quiz, at=LATER), at=LATER)

    assert numbers(Attempt.objects.first_graded()) == [(course.enrolment.pk, 2)]


def test_what_is_asked_again_is_no_first_attempt():
    course = make_course({"critical": True}, *[{} for _ in range(4)])
    first = make.start(course.enrolment, course.quiz)
    answers = make.right_answers(first) | {first.paper()[0].pk: {"chosen": []}}
    make.submit(first, answers)
    again = make.start(course.enrolment, course.quiz, at=LATER, taught=True)
    make.submit(again, at=LATER)

    assert again.again_of == first
    assert numbers(Attempt.objects.first_graded()) == [(course.enrolment.pk, 1)]


def test_attempt_that_waits_for_a_mark_is_not_graded():
    course = make_course({}, BY_HAND)
    attempt = make.start(course.enrolment, course.quiz)
    make.submit(attempt, make.right_answers(attempt) | {attempt.paper()[1].pk: {"text": "Well."}})

    assert numbers(Attempt.objects.first_graded()) == []
    assert numbers(Attempt.objects.waiting_for_a_mark()) == [(course.enrolment.pk, 1)]
