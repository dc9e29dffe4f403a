"""Pre-tests: sat once before the first lesson, told as a number, counted nowhere."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from assessments.models import Attempt, AttemptRefused, Quiz, standing_of, turn_for
from assessments.models.attempt_manager import _seen
from assessments.retakes import Turn, Wait
from curriculum.models import LessonPage, SignOffRefused
from home.demonstration import right_answers
from home.next_step import next_step
from home.standing import module_states
from tests import make
from tests.assessments.pages import address, main_of, signed_in

pytestmark = pytest.mark.django_db
Reason = AttemptRefused.Reason


@pytest.fixture
def fresh(course):
    """A course with a pre-test, and Thandi, who has studied nothing yet."""
    course.pretest = make.make_quiz(
        course.module, course.questions[1:], code="m1-0", practice=True, pretest=True
    )
    make.sign(course.pretest)
    thandi = make.make_trainee(course.lindiwe.cohort, "Thandi")
    course.enrolment, course.user = make.make_enrolment(thandi), thandi.user
    return course


def sit(fresh, known: int = 0) -> Attempt:
    """Hand in with so many right answers, the rest left empty."""
    attempt = make.start(fresh.enrolment, fresh.pretest)
    make.submit(attempt, dict(list(right_answers(attempt).items())[:known]))
    return attempt


def step(fresh):
    return next_step(module_states(fresh.enrolment, now=make.NOW), completed=False)


def test_it_is_offered_until_she_has_sat_it_or_begun(fresh):
    assert (step(fresh).place.kind, step(fresh).before) == ("lesson", "m1-0")
    attempt = make.start(fresh.enrolment, fresh.pretest)
    assert step(fresh).before == "m1-0"
    make.submit(attempt, {})
    assert (step(fresh).place.kind, step(fresh).before) == ("lesson", "")


def test_desk_offers_it_and_asks_for_the_lesson(fresh):
    page = main_of(signed_in(fresh.user).get("/learn/")).decode()
    assert page.index("Open the lesson") < page.index("/learn/attempts/start/m1-0/")
    make.study_all(fresh.enrolment, fresh.module)
    assert "m1-0" not in main_of(signed_in(fresh.user).get("/learn/")).decode()


def test_nobody_has_to_sit_it(fresh):
    make.study_all(fresh.enrolment, fresh.module)
    make.submit(make.start(fresh.enrolment, fresh.quiz))
    make.observe(fresh.enrolment, fresh.checklist, fresh.bahati)

    assert fresh.enrolment.completions.count() == 1


def test_it_is_sat_once(fresh):
    sit(fresh)

    with pytest.raises(AttemptRefused) as refused:
        make.start(fresh.enrolment, fresh.pretest)
    assert refused.value.reason == Reason.ONCE
    assert turn_for(fresh.enrolment, fresh.pretest, now=make.NOW).turn == Turn(Wait.ONCE)


def test_double_tap_finds_the_same_sitting(fresh):
    first = make.start(fresh.enrolment, fresh.pretest)

    assert make.start(fresh.enrolment, fresh.pretest) == first


def test_it_closes_with_the_first_lesson_but_what_is_begun_may_be_finished(fresh):
    attempt = make.start(fresh.enrolment, fresh.pretest)
    fresh.enrolment.study(LessonPage.objects.child_of(fresh.module).first(), at=make.NOW)
    assert make.start(fresh.enrolment, fresh.pretest) == attempt
    make.submit(attempt, {})
    attempt.void(by=fresh.bahati, at=make.NOW, reason="R.")

    with pytest.raises(AttemptRefused) as refused:
        make.start(fresh.enrolment, fresh.pretest)
    assert refused.value.reason == Reason.BEGUN


def test_it_counts_nowhere(fresh):
    """Not as a try, not as evidence, not as a question met: twin with the quiz itself below."""
    sit(fresh, known=9)

    standing = standing_of(fresh.enrolment, fresh.module)
    assert (standing.passed.keys() & {"m1"}, standing.quizzes) == (set(), (fresh.quiz,))
    assert turn_for(fresh.enrolment, fresh.quiz, now=make.NOW).turn == Turn()
    assert _seen(fresh.enrolment) == {}
    assert list(Attempt.objects.filter(quiz=fresh.quiz).first_graded()) == []


def test_a_sitting_of_the_quiz_is_a_question_met(fresh):
    make.study_all(fresh.enrolment, fresh.module)
    make.start(fresh.enrolment, fresh.quiz)

    assert set(_seen(fresh.enrolment).values()) == {1}


@pytest.mark.parametrize("known", [0, 1])
def test_result_says_how_many_and_where_to_look_and_no_key(fresh, known):
    question = fresh.questions[1]
    question.lesson = LessonPage.objects.child_of(fresh.module).first()
    question.rationale = "Because of this."
    question.save_revision()
    make.sign(question)
    attempt = sit(fresh, known)
    asked = len(attempt.paper())

    page = main_of(signed_in(fresh.user).get(address(attempt))).decode()

    assert f"You knew {known} of {asked} already." in page
    assert ("/learn/p1/m1/l1/" in page) is (known == 0)
    told = ("Because of this.", question.stem, "Passed", "Not passed", "%")
    assert [word for word in told if word in page] == []


def test_result_of_the_quiz_itself_would_tell(fresh):
    make.study_all(fresh.enrolment, fresh.module)
    attempt = make.start(fresh.enrolment, fresh.quiz)
    make.submit(attempt)

    page = main_of(signed_in(fresh.user).get(address(attempt))).decode()
    assert (fresh.questions[1].stem in page, "Passed" in page) == (True, True)


def test_pages_say_that_it_is_no_test_and_blanks_are_fine(fresh):
    phone = signed_in(fresh.user)
    intro = main_of(phone.get("/learn/attempts/start/m1-0/")).decode()
    assert "This is not a test of you. It shows us where to begin." in intro
    assert ("You pass with" in intro, "what was right and why" in intro) == (False, False)
    start = phone.post("/learn/attempts/start/m1-0/")
    assert "leave it empty" in main_of(phone.get(start["Location"])).decode()

    reply = phone.post(start["Location"], {"do": "submit"})

    assert (reply.status_code, reply["Location"]) == (302, start["Location"])
    assert "You knew 0 of" in main_of(phone.get(start["Location"])).decode()
    after = main_of(phone.get("/learn/attempts/start/m1-0/")).decode()
    assert ("You have answered these questions." in after, "<form" in after) == (True, False)


def test_trainer_reads_it_to_her_and_sees_what_she_knew(fresh):
    desk, enrolment = signed_in(fresh.bahati), fresh.enrolment
    person = f"/desk/people/{enrolment.trainee.number}/"
    read = f"/desk/enrolments/{enrolment.pk}/read/m1-0/"
    assert read in desk.get(person).content.decode()

    paper = desk.post(read)["Location"]
    result = desk.post(paper, {"do": "submit"}, follow=True).content.decode()

    assert "0 % right, before the lessons." in result
    page = desk.get(person).content.decode()
    assert ("M1-0, before the lessons: 0 %" in page, "Never counts" in page) == (True, True)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"critical": True},
            "A pre-test asks nothing critical and nothing that a person must mark: p1.",
        ),
        (
            {"kind": "short", "scheme": "by_hand", "rubric": [{"text": "Says it"}]},
            "A pre-test asks nothing critical and nothing that a person must mark: p1.",
        ),
        ({}, ""),
    ],
)
def test_what_frightens_or_waits_is_not_signed(course, change, said):
    question = make.make_question(course.module, "p1", **change)
    make.sign(question)
    pretest = make.make_quiz(course.module, [question], "m1-0", practice=True, pretest=True)

    assert pretest.not_ready_to_sign() == said
    if said:
        with pytest.raises(SignOffRefused):
            make.sign(pretest)
    pretest.practice = pretest.pretest = False
    assert pretest.not_ready_to_sign() == ""


def test_it_is_practice(fresh):
    with pytest.raises(ValidationError):
        Quiz(pretest=True).clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Quiz.objects.filter(pk=fresh.pretest.pk).update(practice=False)


def test_what_was_signed_as_practice_does_not_become_one(course):
    quiz = make.make_quiz(course.module, course.questions[1:], code="try", practice=True)
    make.sign(quiz)
    assert "pretest" not in quiz.editions.first().content
    quiz.pretest = True

    assert quiz.not_ready_to_sign().startswith("What is only practice cannot start to count")


def test_nothing_of_it_is_linted(fresh):
    assert (fresh.pretest.findings(), fresh.pretest.warnings_to_read()) == ([], [])
