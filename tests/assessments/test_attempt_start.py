"""Starting a sitting: what is drawn and frozen, and when it is refused."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from assessments.models import (
    Attempt,
    AttemptRefused,
    AttemptState,
    AttemptUnlock,
    PaperQuestion,
    Question,
)
from assessments.models import attempt_manager as rules
from curriculum.models import GuidanceKey
from tests import make
from tests.assessments.course import actions_of, broken, make_course, wrong_answers

pytestmark = pytest.mark.django_db
Reason = AttemptRefused.Reason
DAY = dt.timedelta(hours=24)


def refusal(course, at=make.NOW):
    with pytest.raises(AttemptRefused) as caught:
        make.start(course.enrolment, course.quiz, at=at)
    return caught.value


def fail(course, at=make.NOW):
    attempt = make.start(course.enrolment, course.quiz, at=at)
    make.submit(attempt, wrong_answers(attempt), at=at)
    return attempt


def test_start_freezes_the_newest_editions_and_logs(full):
    attempt = make.start(full.enrolment, full.quiz)

    assert (attempt.number, attempt.state, attempt.started_at) == (1, "in_progress", make.NOW)
    assert attempt.edition == full.quiz.editions.first()
    pinned = [item.question for item in attempt.paper()]
    assert pinned == [question.editions.first() for question in full.questions]
    assert [sorted(item.options) for item in attempt.paper()] == [
        sorted(shown_uids(edition.content)) for edition in pinned
    ]
    assert (attempt.language, attempt.read_by, attempt.again_of, attempt.deadline_at) == (
        "en",
        None,
        None,
        None,
    )
    assert actions_of(attempt) == ["assessments.start"]


def shown_uids(content: dict) -> list[str]:
    """What a question shows in an order of its own: options, choices or things to be ordered."""
    choices = {pair["choice_uid"] for pair in content["pairs"]}
    return [*choices, *(each["uid"] for each in content["options"] + content["items"])]


def test_true_false_is_never_shuffled():
    course = make_course({"kind": "true_false", "options": [("True", True), ("False", False)]})
    order = [option["uid"] for option in course.questions[0].editions.first().content["options"]]

    for _ in range(8):
        attempt = fail(course)
        assert attempt.paper()[0].options == order
        attempt.void(by=course.bahati, at=make.NOW, reason="again")


def test_start_twice_returns_the_same_attempt(course):
    first = make.start(course.enrolment, course.quiz)
    again = make.start(course.enrolment, course.quiz, at=make.NOW + DAY)

    assert again == first
    assert Attempt.objects.count() == 1
    assert actions_of(first) == ["assessments.start"]


def test_start_leaves_nothing_when_a_later_step_fails(course, monkeypatch):
    monkeypatch.setattr(rules, "log", broken)

    with pytest.raises(RuntimeError):
        make.start(course.enrolment, course.quiz)

    assert (Attempt.objects.count(), PaperQuestion.objects.count()) == (0, 0)


def test_two_open_attempts_are_refused_by_the_database_too(course):
    first = make.start(course.enrolment, course.quiz)
    same = {"enrolment": course.enrolment, "quiz": course.quiz, "edition": first.edition}

    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(**same, number=2, seed=1, started_at=make.NOW)


def test_start_is_refused_after_withdrawal(course):
    course.enrolment.withdraw(by=course.bahati, at=make.NOW, reason="moved")

    assert refusal(course).reason == Reason.NOT_ENROLLED


def test_start_is_refused_when_the_quiz_is_unpublished(course):
    course.quiz.unpublish()

    assert refusal(course).reason == Reason.NOT_OPEN


def test_start_is_refused_for_a_module_of_another_programme(course):
    elsewhere = make.make_signed_programme(code="p2", modules=("m9",))
    course.quiz = elsewhere.get_children().first().specific.quizzes.get()

    assert refusal(course).reason == Reason.NOT_OPEN


def test_start_is_refused_while_a_lesson_is_left(course):
    make.sign(make.make_lesson(course.module, "l2"))

    assert refusal(course).reason == Reason.LESSONS_LEFT


def test_lesson_that_is_not_live_is_not_waited_for(course):
    make.make_lesson(course.module, "l2")

    assert make.start(course.enrolment, course.quiz).state == AttemptState.IN_PROGRESS


def test_without_the_guard_an_unread_lesson_would_not_stop_her(course, monkeypatch):
    make.sign(make.make_lesson(course.module, "l2"))
    course.enrolment.withdraw(by=course.bahati, at=make.NOW, reason="moved")
    monkeypatch.setattr(rules, "_refuse_unless_open", lambda enrolment, quiz: None)

    assert make.start(course.enrolment, course.quiz).state == AttemptState.IN_PROGRESS


def test_second_try_opens_after_24_hours_and_not_a_moment_sooner(course):
    fail(course)

    soon = refusal(course, at=make.NOW + DAY - dt.timedelta(microseconds=1))
    second = make.start(course.enrolment, course.quiz, at=make.NOW + DAY)

    assert (soon.reason, soon.opens_at) == (Reason.TOO_SOON, make.NOW + DAY)
    assert second.number == 2


def test_third_try_needs_an_unlock(course):
    fail(course)
    fail(course, at=make.NOW + DAY)
    later = make.NOW + 30 * DAY

    refused = refusal(course, at=later)
    unlock(course)
    third = make.start(course.enrolment, course.quiz, at=later)

    assert (refused.reason, third.number) == (Reason.NEEDS_UNLOCK, 3)


def unlock(course):
    return AttemptUnlock.give(
        enrolment=course.enrolment,
        quiz=course.quiz,
        by=course.bahati,
        at=make.NOW,
        reason="We read it together.",
    )


def test_fourth_try_needs_an_unlock_of_its_own(course):
    fail(course)
    fail(course, at=make.NOW + DAY)
    unlock(course)
    fail(course, at=make.NOW + DAY)

    assert refusal(course, at=make.NOW + 2 * DAY).reason == Reason.NEEDS_UNLOCK


def test_nobody_sits_a_quiz_again_that_she_passed(course):
    make.submit(make.start(course.enrolment, course.quiz))

    assert refusal(course, at=make.NOW + 2 * DAY).reason == Reason.ALREADY_PASSED


def test_void_attempt_is_no_try_but_keeps_its_number(course):
    fail(course).void(by=course.bahati, at=make.NOW, reason="phone broke")

    assert make.start(course.enrolment, course.quiz).number == 2


# What a country has not signed ---------------------------------------------------------------------


def keyed(**values) -> dict:
    key, _ = GuidanceKey.objects.get_or_create(key="law", defaults={"kind": "LOC", "question": "?"})
    return {"guidance_key": key, **values}


def codes(attempt) -> list[str]:
    return [item.question.content["code"] for item in attempt.paper()]


def test_withheld_question_is_replaced_by_its_twin():
    course = make_course({}, keyed(critical=True, twin={"critical": True}))

    assert codes(make.start(course.enrolment, course.quiz)) == ["q1", "q2t"]


def test_signed_guidance_brings_the_question_itself():
    course = make_course({}, keyed(critical=True, twin={"critical": True}))
    make.make_guidance("law", signed_by=(make.make_reviewer("joyce"), make.make_reviewer("ada")))

    assert codes(make.start(course.enrolment, course.quiz)) == ["q1", "q2"]


def test_guidance_of_another_country_or_with_one_signature_counts_for_nothing():
    course = make_course({}, keyed(twin={}))
    signers = (make.make_reviewer("joyce"), make.make_reviewer("ada"))
    make.make_guidance("law", country="ZA", signed_by=signers)
    make.make_guidance("law", signed_by=signers[:1])

    assert codes(make.start(course.enrolment, course.quiz)) == ["q1", "q2t"]


def test_lost_critical_question_refuses_the_attempt(monkeypatch):
    """Signing asks for a twin; an edition from before that rule has none."""
    monkeypatch.setattr(Question, "not_ready_to_sign", lambda self: "")
    course = make_course({}, keyed(critical=True))

    assert refusal(course).reason == Reason.NOT_READY_HERE
    assert Attempt.objects.count() == 0


def test_question_that_is_not_critical_may_be_lost():
    course = make_course({}, keyed())

    assert codes(make.start(course.enrolment, course.quiz)) == ["q1"]


def test_quiz_of_which_nothing_is_left_refuses_the_attempt():
    course = make_course(keyed())

    assert refusal(course).reason == Reason.NOT_READY_HERE
