"""A trainer reads a quiz to a trainee and enters what she says."""

import datetime as dt

import pytest
from django.contrib.messages import get_messages

from assessments.models import Attempt, Response
from tests import make
from tests.assessments.course import make_course, wrong_answers
from tests.assessments.pages import form, main_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(course):
    return signed_in(course.bahati)


def begin(course) -> str:
    return f"/desk/enrolments/{course.enrolment.pk}/read/m1/"


def place(attempt) -> str:
    return f"/desk/attempts/{attempt.uuid}/read/"


def person(course) -> str:
    return f"/desk/people/{course.lindiwe.number}/"


def told(reply) -> list[str]:
    return [str(each) for each in get_messages(reply.wsgi_request)]


def test_reading_begins_once_however_often_it_is_tapped(course, desk):
    replies = [desk.post(begin(course)) for _ in range(2)]

    attempt = Attempt.objects.get()
    assert [reply["Location"] for reply in replies] == [place(attempt)] * 2
    assert (attempt.read_by, attempt.is_in_progress) == (course.bahati, True)


def test_paper_is_the_same_form_without_what_a_phone_keeps(course, desk):
    desk.post(begin(course))

    page = main_of(desk.get(place(Attempt.objects.get()))).decode()

    assert page.count('type="radio"') == 6
    assert "Read each question and its options to her as they stand." in page
    assert ("autosave" in page, "<script" in page) == (False, False)


def test_what_she_says_is_kept_and_handed_in_as_oral(course, desk):
    desk.post(begin(course))
    attempt = Attempt.objects.get()
    answers = make.right_answers(attempt)

    saved = desk.post(place(attempt), form(attempt, answers, "save"), follow=True)
    handed = desk.post(place(attempt), form(attempt, answers))
    page = desk.get(handed["Location"], follow=True)

    assert saved.content.decode().count(" checked") == 2
    assert {each.source for each in Response.objects.all()} == {"oral"}
    assert page.redirect_chain == [(f"/desk/attempts/{attempt.uuid}/", 302)]
    assert "100 % right; 80 % is needed." in page.content.decode()


def test_blank_answer_is_not_handed_in(course, desk):
    desk.post(begin(course))
    attempt = Attempt.objects.get()

    reply = desk.post(place(attempt), form(attempt, {}))

    assert (reply.status_code, Attempt.objects.get().is_in_progress) == (400, True)


def test_only_who_reads_may_post(course, desk):
    desk.post(begin(course))
    attempt = Attempt.objects.get()
    tendai = signed_in(make.make_trainer("tendai", cohort=course.cohort))
    fields = form(attempt, make.right_answers(attempt))

    replies = [each.post(place(attempt), fields) for each in (tendai, signed_in(course.user))]

    assert [reply.status_code for reply in replies] == [404, 404]
    assert (Attempt.objects.get().is_in_progress, Response.objects.count()) == (True, 0)


def test_attempt_of_her_own_phone_is_no_reading(course, desk):
    attempt = make.start(course.enrolment, course.quiz)

    reply = desk.post(begin(course))

    assert reply["Location"] == person(course)
    assert told(reply) == ["She has begun this quiz by herself. It goes on there."]
    assert desk.get(place(attempt)).status_code == 404


def test_second_trainer_hears_who_reads_and_can_end_it(course, desk):
    desk.post(begin(course))
    tendai = signed_in(make.make_trainer("tendai", cohort=course.cohort))

    reply = tendai.post(begin(course))
    page = tendai.get(person(course)).content.decode()
    tendai.post(f"/desk/attempts/{Attempt.objects.get().uuid}/void/", {"reason": "Bahati left."})

    assert told(reply) == ["bahati is reading this quiz to her."]
    assert "Quiz M1, try 1: read to her by bahati" in page
    assert Attempt.objects.get().state == "void"


def test_refusal_is_told_in_words(course, desk):
    make.submit(make.start(course.enrolment, course.quiz))

    reply = desk.post(begin(course))

    assert (reply["Location"], told(reply)) == (
        person(course),
        ["You have passed this quiz already."],
    )


def test_what_was_missed_is_read_after_the_lesson_alone():
    course = make_course({"critical": True}, *[{} for _ in range(4)])
    attempt = make.start(course.enrolment, course.quiz)
    make.submit(attempt, make.right_answers(attempt) | {attempt.paper()[0].pk: {"chosen": []}})
    desk = signed_in(course.bahati)

    page = desk.get(person(course)).content.decode()
    silent = desk.post(begin(course))
    said = desk.post(begin(course), {"taught": "yes"})

    assert "We went through the lesson again" in page
    assert told(silent) == ["First read the lesson again about what was not right."]
    again = Attempt.objects.get(number=2)
    assert (said["Location"], again.again_of, again.questions.count()) == (place(again), attempt, 1)


def test_overdue_reading_ends_and_leads_to_the_result():
    course = make_course(minutes=10)
    attempt = make.start(course.enrolment, course.quiz, at=make.LONG_AGO, read_by=course.bahati)

    reply = signed_in(course.bahati).get(place(attempt))

    assert reply["Location"] == f"/desk/attempts/{attempt.uuid}/"
    assert Attempt.objects.get().state == "graded"


def test_button_stands_where_a_quiz_is_open(course, desk):
    button = f'action="{begin(course)}"'
    before = desk.get(person(course)).content.decode()
    attempt = make.start(course.enrolment, course.quiz)
    make.submit(attempt, wrong_answers(attempt), at=make.NOW + dt.timedelta(hours=1))

    after = desk.get(person(course)).content.decode()

    assert (button in before, button in after) == (True, False)
    assert "We went through the lesson again" not in before


def test_reading_is_for_her_own_trainers_alone(course, desk):
    course.user.groups.add(make.Group.objects.get(name=make.roles.TRAINER.name))
    make.StaffScope.objects.create(user=course.user, role="trainer", cohort=course.cohort)
    cohort = make.make_cohort(course.programme, "c2", "ZA")
    strangers = [course.user, make.make_trainer("zola", cohort=cohort), make.make_hr(country="XD")]

    replies = [signed_in(each).post(begin(course)) for each in strangers]

    assert [reply.status_code for reply in replies] == [404, 404, 404]
    assert desk.post(begin(course).replace("m1", "none")).status_code == 404
    assert desk.get(begin(course)).status_code == 405
    assert Attempt.objects.count() == 0
