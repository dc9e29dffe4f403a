"""Quizzes that are only practice: they bind nobody, wait for nothing and prove nothing."""

import pytest

from assessments.models import Attempt, Quiz, standing_of, turn_for
from assessments.retakes import Turn
from home.demonstration import right_answers
from tests import make
from tests.assessments.course import wrong_answers
from tests.assessments.pages import address, main_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def practised(course):
    """A course with a practice quiz beside its real one."""
    course.practice = make.make_quiz(course.module, course.questions, code="try", practice=True)
    make.sign(course.practice)
    return course


def test_practice_binds_nobody(practised):
    binding = Quiz.objects.binding(
        module_keys=[practised.module.translation_key], enrolled_at=make.NOW
    )

    assert list(binding) == [practised.quiz]
    assert standing_of(practised.enrolment, practised.module).quizzes == (practised.quiz,)


@pytest.mark.parametrize("answers", [wrong_answers, right_answers])
def test_practice_may_be_sat_any_number_of_times_whatever_came_of_it(practised, answers):
    for number in (1, 2, 3, 4):
        attempt = make.start(practised.enrolment, practised.practice)
        make.submit(attempt, answers(attempt))
        assert attempt.number == number

    found = turn_for(practised.enrolment, practised.practice, now=make.NOW)
    assert (found.turn, found.in_progress) == (Turn(), False)


def test_practice_waits_for_no_lesson(practised):
    make.sign(make.make_lesson(practised.module, "l2"))

    assert make.start(practised.enrolment, practised.practice).is_in_progress is True


def test_practice_completes_nothing(practised):
    make.observe(practised.enrolment, practised.checklist, practised.bahati)

    passed = make.submit(make.start(practised.enrolment, practised.practice)).passed

    assert (passed, practised.enrolment.completions.count()) == (True, 0)
    assert turn_for(practised.enrolment, practised.quiz, now=make.NOW).turn == Turn()


def test_missed_critical_question_of_practice_is_not_asked_again(practised):
    question = practised.questions[0]
    question.critical = True
    question.save_revision()
    make.sign(question)
    practised.practice.pass_mark = 50
    practised.practice.save_revision()
    make.sign(practised.practice)
    attempt = make.start(practised.enrolment, practised.practice)
    first = attempt.paper()[0].pk
    make.submit(attempt, right_answers(attempt) | {first: wrong_answers(attempt)[first]})

    page = main_of(signed_in(practised.user).get(address(attempt))).decode()

    assert attempt.current_grading.missed_critical is True
    assert "Read it again" not in page
    assert make.start(practised.enrolment, practised.practice).again_of is None


def test_intro_says_that_it_is_only_practice(practised):
    phone = signed_in(practised.user)

    practice = main_of(phone.get("/learn/attempts/start/try/")).decode()
    real = main_of(phone.get("/learn/attempts/start/m1/")).decode()

    assert ("only practice" in practice, "You pass with" in practice) == (True, False)
    assert ("only practice" in real, "You pass with 80 % right" in real) == (False, True)


def test_practice_is_for_the_enrolled_only(practised):
    practised.enrolment.withdraw(by=practised.bahati, at=make.NOW, reason="moved")

    assert signed_in(practised.user).get("/learn/attempts/start/try/").status_code == 404
    assert Attempt.objects.count() == 0
