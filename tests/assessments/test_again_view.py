"""The page that teaches again what was missed, and asks it."""

import pytest

from assessments.models import Attempt
from home.demonstration import right_answers
from tests import make
from tests.assessments.course import another_trainee, make_course, wrong_answers
from tests.assessments.pages import address, main_of, signed_in

pytestmark = pytest.mark.django_db
INTRO = "/learn/attempts/start/m1/"


@pytest.fixture
def course(db):
    """Five questions, the first critical, taught by lesson l1."""
    course = make_course({"critical": True, "rationale": "It saves lives."}, {}, {}, {}, {})
    question = course.questions[0]
    question.lesson = course.module.get_children().first().specific
    question.save_revision()
    make.sign(question)
    course.quiz.save_revision()
    make.sign(course.quiz)
    course.phone = signed_in(course.user)
    return course


def miss(course, enrolment=None) -> Attempt:
    attempt = make.start(enrolment or course.enrolment, course.quiz)
    first = attempt.paper()[0].pk
    make.submit(attempt, right_answers(attempt) | {first: wrong_answers(attempt)[first]})
    return attempt


def again(attempt) -> str:
    return f"{address(attempt)}again/"


def test_result_and_intro_lead_to_the_page(course):
    attempt = miss(course)

    for place in (address(attempt), INTRO):
        page = main_of(course.phone.get(place)).decode()
        assert f'href="{again(attempt)}"' in page
        assert "<form" not in page


def test_page_shows_what_was_missed_and_its_lesson(course):
    attempt = miss(course)

    page = main_of(course.phone.get(again(attempt))).decode()

    assert ("What about q1?" in page, "It saves lives." in page) == (True, True)
    assert ("Lesson l1" in page, "Some text to study." in page) == (True, True)
    assert "What about q2?" not in page


def test_having_read_she_is_asked_again(course):
    attempt = miss(course)

    reply = course.phone.post(again(attempt))

    asked = Attempt.objects.get(again_of=attempt)
    assert (reply.status_code, reply["Location"]) == (302, address(asked))
    page = main_of(course.phone.get(address(asked))).decode()
    assert "Only what was not right is asked again." in page
    assert course.phone.post(again(attempt))["Location"] == address(asked)


def test_result_of_what_was_asked_again_names_no_percentage(course):
    asked = make.start(course.enrolment, course.quiz, taught=bool(miss(course)))
    make.submit(asked)

    page = main_of(course.phone.get(address(asked))).decode()

    assert ("Only what was not right before was asked again." in page, "% is needed" in page) == (
        True,
        False,
    )


def test_starting_from_the_intro_says_what_comes_first(course):
    miss(course)

    page = course.phone.post(INTRO, follow=True).content.decode()

    assert "First read the lesson again about what was not right." in page
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize("answers", [right_answers, wrong_answers])
def test_page_leads_away_when_nothing_is_to_be_asked_again(course, answers):
    attempt = make.start(course.enrolment, course.quiz)
    make.submit(attempt, answers(attempt))

    for reply in (course.phone.get(again(attempt)), course.phone.post(again(attempt))):
        assert (reply.status_code, reply["Location"]) == (302, INTRO)
    assert Attempt.objects.count() == 1


def test_page_leads_away_once_it_was_right(course):
    base = miss(course)
    make.submit(make.start(course.enrolment, course.quiz, taught=True))

    assert course.phone.get(again(base))["Location"] == INTRO


def test_page_of_another_try_than_the_last_whole_one_leads_away(course):
    miss(course)
    asked = make.start(course.enrolment, course.quiz, taught=True)
    make.submit(asked, wrong_answers(asked))

    assert course.phone.get(again(asked))["Location"] == INTRO


def test_page_is_hers_alone_and_only_after_handing_in(course):
    theirs = miss(course, another_trainee(course))
    open_one = make.start(course.enrolment, course.quiz)

    assert course.phone.get(again(theirs)).status_code == 404
    assert signed_in(course.bahati).get(again(theirs)).status_code == 404
    assert course.phone.get(again(open_one)).status_code == 404
    assert Attempt.objects.filter(again_of__isnull=False).count() == 0
