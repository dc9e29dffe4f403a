"""Enough marks but a critical question missed: she reads again and is asked only that."""

import datetime as dt

import pytest

from assessments.models import Attempt, AttemptRefused, AttemptUnlock, missed_critical, turn_for
from assessments.retakes import Turn, Wait
from curriculum.models import GuidanceKey
from home.demonstration import right_answers
from tests import make
from tests.assessments.course import make_course, wrong_answer, wrong_answers

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(hours=24)
Reason = AttemptRefused.Reason
CRITICAL = {"critical": True}
PARALLEL = {"critical": True, "parallels": [CRITICAL]}


@pytest.fixture
def course(db):
    """Five questions, the first critical, with another form of it; 80 % passes."""
    return make_course(PARALLEL, {}, {}, {}, {})


def miss(course, *places: int, at=make.NOW) -> Attempt:
    """A whole try with the questions at these places wrong, the rest right."""
    attempt = make.start(course.enrolment, course.quiz, at=at)
    answers = right_answers(attempt)
    for place in places or (0,):
        item = attempt.paper()[place]
        answers[item.pk] = wrong_answer(item.question.content)
    make.submit(attempt, answers, at=at)
    return attempt


def ask_again(course, at=make.NOW) -> Attempt:
    return make.start(course.enrolment, course.quiz, at=at, taught=True)


def wrong_again(course, at=make.NOW) -> Attempt:
    attempt = ask_again(course, at)
    make.submit(attempt, wrong_answers(attempt), at=at)
    return attempt


def turn(course, at=make.NOW) -> Turn:
    return turn_for(course.enrolment, course.quiz, now=at).turn


def codes(attempt) -> list[str]:
    return [item.question.content["code"] for item in attempt.paper()]


def test_missed_critical_question_is_named(course):
    base = miss(course, 0)

    graded = base.current_grading
    assert (graded.percent, graded.passed, graded.missed_critical) == (80, False, True)
    assert missed_critical(base) == base.paper()[:1]
    assert turn(course) == Turn(again=True)


def test_too_few_marks_are_a_whole_try_again(course):
    base = miss(course, 0, 1)

    assert base.current_grading.missed_critical is False
    assert turn(course) == Turn(Wait.UNTIL, make.NOW + DAY)


def test_nothing_is_asked_again_before_she_has_read(course):
    miss(course)

    with pytest.raises(AttemptRefused) as caught:
        make.start(course.enrolment, course.quiz)

    assert caught.value.reason == Reason.READ_AGAIN
    assert Attempt.objects.count() == 1


def test_again_asks_the_other_form_of_what_was_missed_and_nothing_else(course):
    """Of two forms the one that she has seen less."""
    base = miss(course)

    again = ask_again(course)

    assert {codes(base)[0], *codes(again)} == {"q1", "q1p0"}
    assert len(codes(again)) == 1
    assert (again.again_of, again.number, again.pass_mark) == (base, 2, 0)
    assert again.edition == course.quiz.editions.first()


def test_third_asking_shows_what_was_seen_least(course):
    base = miss(course)
    first = wrong_again(course)
    second = ask_again(course, at=make.NOW + DAY)

    assert codes(first) != codes(base)[:1]
    assert len({*codes(base)[:1], *codes(first), *codes(second)}) == 2


def test_question_without_another_form_is_asked_as_it_was():
    course = make_course(CRITICAL, {}, {}, {}, {})
    miss(course)

    assert codes(ask_again(course)) == ["q1"]


def test_every_missed_critical_question_is_asked():
    course = make_course(CRITICAL, CRITICAL, *[{}] * 8)
    miss(course, 0, 1)

    assert codes(ask_again(course)) == ["q1", "q2"]


def test_again_has_no_time_limit():
    course = make_course(CRITICAL, {}, {}, {}, {}, minutes=30)
    miss(course)

    assert ask_again(course).deadline_at is None


def test_right_again_passes_the_quiz_and_completes_the_module_with_its_evidence(course):
    make.observe(course.enrolment, course.checklist, course.bahati)
    miss(course)
    before = course.enrolment.completions.count()
    again = ask_again(course)

    graded = make.submit(again)

    assert (before, graded.passed, turn(course)) == (0, True, Turn(Wait.PASSED))
    (quiz,) = course.enrolment.completions.get().evidence["quizzes"]
    assert (quiz["quiz"], quiz["attempt"]) == ("m1", str(again.uuid))


def test_wrong_again_waits_and_then_needs_a_trainer(course):
    miss(course)
    wrong_again(course)
    waiting = turn(course)
    wrong_again(course, at=make.NOW + DAY)
    locked = turn(course, at=make.NOW + 30 * DAY)
    AttemptUnlock.give(
        enrolment=course.enrolment, quiz=course.quiz, by=course.bahati, at=make.NOW, reason="x"
    )

    assert waiting == Turn(Wait.UNTIL, make.NOW + DAY, True)
    assert locked == Turn(Wait.UNLOCK, None, True)
    assert ask_again(course, at=make.NOW + DAY).again_of.number == 1


def test_wrong_again_too_early_is_refused_with_the_moment(course):
    miss(course)
    wrong_again(course)

    with pytest.raises(AttemptRefused) as caught:
        ask_again(course, at=make.NOW + DAY - dt.timedelta(microseconds=1))

    assert (caught.value.reason, caught.value.opens_at) == (Reason.TOO_SOON, make.NOW + DAY)


def test_nothing_passes_by_a_wrong_answer_though_its_new_edition_is_not_critical(course):
    """What is asked again must be right, whatever has been made of the question since."""
    miss(course)
    for question in (course.questions[0], course.questions[0].parallels.get()):
        question.critical = False
        question.save_revision()
        make.sign(question)
    course.quiz.save_revision()
    make.sign(course.quiz)
    again = ask_again(course)

    graded = make.submit(again, wrong_answers(again))

    assert again.paper()[0].question.content["critical"] is False
    assert (graded.passed, graded.percent) == (False, 0)


def test_question_that_left_the_quiz_is_asked_as_it_was(course):
    base = miss(course)
    course.quiz.slots.set([slot for slot in course.quiz.slots.all() if slot.sort_order])
    course.quiz.save_revision()
    make.sign(course.quiz)

    again = ask_again(course)

    assert [item.question for item in again.paper()] == [base.paper()[0].question]
    assert again.edition.number == 2


def test_void_takes_what_was_asked_again_with_it(course):
    base = miss(course)
    again = ask_again(course)
    passed = make.submit(again).passed

    base.void(by=course.bahati, at=make.NOW, reason="sat by a friend")

    again.refresh_from_db()
    assert (passed, base.state, again.state) == (True, "void", "void")
    assert turn(course) == Turn()


def test_void_of_what_was_asked_again_asks_it_again(course):
    base = miss(course)
    again = ask_again(course)
    make.submit(again)

    again.void(by=course.bahati, at=make.NOW, reason="sat by a friend")

    base.refresh_from_db()
    assert (base.state, turn(course)) == ("graded", Turn(again=True))
    assert ask_again(course).number == 3


def test_missed_twin_is_asked_again_with_its_familys_forms():
    """What was shown in place of a withheld question is asked again as that question's form."""
    key = GuidanceKey.objects.create(key="law", kind="LOC", question="?")
    keyed = {"critical": True, "guidance_key": key, "twin": CRITICAL}
    course = make_course(keyed, {}, {}, {}, {})
    base = miss(course)

    assert (codes(base)[0], codes(ask_again(course))) == ("q1t", ["q1t"])


def test_withheld_question_cannot_be_asked_again(monkeypatch):
    """Its guidance was signed when she sat, and is withdrawn now."""
    key = GuidanceKey.objects.create(key="law", kind="LOC", question="?")
    course = make_course({"critical": True, "twin": CRITICAL}, {}, {}, {}, {})
    miss(course)
    question = course.questions[0]
    question.guidance_key, question.twin = key, None
    monkeypatch.setattr(type(question), "not_ready_to_sign", lambda self: "")
    question.save_revision()
    make.sign(question)
    course.quiz.save_revision()
    make.sign(course.quiz)

    with pytest.raises(AttemptRefused) as caught:
        ask_again(course)

    assert caught.value.reason == Reason.NOT_READY_HERE
