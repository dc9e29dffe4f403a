import datetime as dt

import pytest

from assessments.analysis import count_quizzes
from assessments.analysis.words import how_hard, in_tenths
from assessments.models import Attempt
from tests import make
from tests.assessments.course import another_trainee, wrong_answers


@pytest.mark.parametrize(
    ("some", "all_", "words"),
    [
        (7, 9, "7 of 9"),
        (0, 0, "0 of 0"),
        (7, 10, "7 of 10, about 7 in 10"),
        (8, 12, "8 of 12, about 7 in 10"),
        (9, 20, "9 of 20, about 5 in 10"),
        (17, 40, "17 of 40, about 4 in 10"),
        (40, 40, "40 of 40, about 10 in 10"),
    ],
)
def test_count_is_told_in_tenths_from_ten_on(some, all_, words):
    assert in_tenths(some, all_) == words


@pytest.mark.parametrize(
    ("facility", "word"),
    [
        (1.0, "Very easy"),
        (0.9, "Very easy"),
        (0.89, "Easy"),
        (0.7, "Easy"),
        (0.69, "Middling"),
        (0.4, "Middling"),
        (0.39, "Hard"),
        (0.2, "Hard"),
        (0.19, "Very hard"),
        (0.0, "Very hard"),
    ],
)
def test_facility_has_a_word(facility, word):
    assert how_hard(facility) == word


@pytest.mark.django_db
def test_people_are_counted_once_whatever_their_tries(course, django_assert_num_queries):
    tomorrow = make.NOW + dt.timedelta(days=2)
    first = make.start(course.enrolment, course.quiz)
    make.submit(first, wrong_answers(first))
    make.submit(make.start(course.enrolment, course.quiz, at=tomorrow), at=tomorrow)
    other = make.start(another_trainee(course), course.quiz)
    make.submit(other, wrong_answers(other))
    make.start(another_trainee(course, "Nomsa Banda"), course.quiz)

    with django_assert_num_queries(2):
        (found,) = count_quizzes(Attempt.objects.all())

    assert (found.quiz, found.people, found.passed) == (course.quiz, 2, 1)
    assert found.in_words == "1 of 2 have passed"


@pytest.mark.django_db
def test_quiz_that_nobody_handed_in_is_not_counted(course):
    make.start(course.enrolment, course.quiz)
    voided = make.start(another_trainee(course), course.quiz)
    make.submit(voided)
    voided.void(by=course.bahati, at=make.NOW, reason="x")

    assert count_quizzes(Attempt.objects.all()) == []
