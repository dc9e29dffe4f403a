"""The test of a module: what its edition pins, whom it binds, and when it may not be signed."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from assessments.models import Quiz, QuizEdition, QuizEditionSlot
from curriculum.models import SignOffRefused
from tests import make
from tests.assessments.course import make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return make.make_module(make.make_programme())


def signed(module, code="q1", **values):
    question = make.make_question(module, code, **values)
    make.sign(question)
    return question


def refusal(quiz) -> str:
    with pytest.raises(SignOffRefused) as caught:
        make.sign(quiz)
    assert (Quiz.objects.get(pk=quiz.pk).live, quiz.editions.count()) == (False, 0)
    return str(caught.value)


def test_edition_pins_policy_and_questions_in_order(module):
    first, twin = signed(module), signed(module, "q2t")
    second = signed(module, "q2", twin=twin)
    quiz = make.make_quiz(module, [first, second], pass_mark=75)

    make.sign(quiz)

    edition = quiz.editions.get()
    rows = [(row.position, row.place, row.question, row.twin) for row in edition.slots.all()]
    editions = [question.editions.get() for question in (first, second, twin)]
    assert rows == [(1, 1, editions[0], None), (2, 2, editions[1], editions[2])]
    assert [row.family for row in edition.slots.all()] == [first.uid, second.uid]
    assert (edition.content["pass_mark"], edition.content["second_after_hours"]) == (75, 24)
    named = {"draws": 1, "is_pool": False, "rule": ""}
    assert edition.content["slots"] == [
        {**named, "forms": [{"question": editions[0].sha256, "twin": None}]},
        {**named, "forms": [{"question": editions[1].sha256, "twin": editions[2].sha256}]},
    ]
    assert (edition.minutes, edition.is_practice) == (None, False)
    assert str(edition.slots.first()) == "m1 edition 1 1"


def test_signing_again_is_a_new_edition_only_if_a_question_changed(module):
    question = signed(module)
    quiz = make.make_quiz(module, [question])
    make.sign(quiz)
    quiz.save_revision()
    make.sign(quiz)
    unchanged = quiz.editions.count()

    question.stem = "New words"
    question.save_revision()
    make.sign(question)
    quiz.save_revision()
    make.sign(quiz)

    assert (unchanged, quiz.editions.count()) == (1, 2)
    assert quiz.editions.first().slots.get().question.number == 2


def test_question_signed_anew_reaches_nobody_before_the_quiz_is_signed(module):
    question = signed(module)
    quiz = make.make_quiz(module, [question])
    make.sign(quiz)

    question.stem = "New words"
    question.save_revision()
    make.sign(question)

    assert quiz.editions.get().slots.get().question.number == 1


def test_quiz_binds_from_its_first_publication_for_ever(module):
    quiz = make.make_quiz(module, [signed(module)])
    make.sign(quiz)
    first = quiz.binds_from
    quiz.unpublish()
    quiz.pass_mark = 90
    quiz.save_revision()

    make.sign(quiz)

    assert first is not None
    assert Quiz.objects.get().binds_from == first


def test_binding_is_what_was_live_at_enrolment(module):
    quiz = make.make_quiz(module, [signed(module)])
    make.sign(quiz)
    other = make.make_module(make.make_programme("p2"), "m9")
    keys = [module.translation_key]

    def binding(keys, at):
        return list(Quiz.objects.binding(module_keys=keys, enrolled_at=at))

    assert binding(keys, quiz.binds_from) == [quiz]
    assert binding(keys, quiz.binds_from - dt.timedelta(microseconds=1)) == []
    assert binding([other.translation_key], make.NOW) == []
    quiz.unpublish()
    assert binding(keys, make.NOW) == []


def test_quiz_waits_for_its_questions_signatures(module):
    waiting = make.make_question(module, "q2")
    twin = make.make_question(module, "q3t")
    quiz = make.make_quiz(module, [signed(module), waiting, signed(module, "q3", twin=twin)])

    assert refusal(quiz) == "Sign these questions first: q2, q3t."


def test_quiz_without_a_question_cannot_be_signed(module):
    assert refusal(make.make_quiz(module, [])) == "The quiz has no question yet."


def test_question_cannot_stand_in_a_quiz_twice(module):
    one = signed(module)
    two = signed(module, "q2", twin=one)
    other_form = signed(module, "q3", parallel_of=one)

    assert refusal(make.make_quiz(module, [one, two])) == "A question stands in it twice."
    twice = make.make_quiz(module, [one, other_form], code="forms")
    assert refusal(twice) == "A question stands in it twice."


def test_question_may_stand_beside_its_own_other_form_as_its_twin(module):
    one = signed(module)
    one.twin = signed(module, "q2", parallel_of=one)
    one.save_revision()
    make.sign(one)
    quiz = make.make_quiz(module, [one])

    make.sign(quiz)

    assert quiz.editions.count() == 1


def test_without_the_guard_a_repeated_question_would_leave_a_hole_in_the_paper(monkeypatch):
    monkeypatch.setattr(Quiz, "not_ready_to_sign", lambda self: "")
    course = make_course()
    twice = make.make_quiz(course.module, [course.questions[0]] * 2, code="twice")
    make.sign(twice)

    assert len(make.start(course.enrolment, twice).paper()) == 1


def test_twin_of_a_critical_question_is_critical_too(module):
    question = signed(module, critical=True, twin=signed(module, "q1t"))

    said = refusal(make.make_quiz(module, [question]))

    assert said == "q1 is critical, so its twin q1t must be too."


def test_other_form_of_a_critical_question_is_critical_too(module):
    """Or she could pass by a wrong answer when she is asked again."""
    question = signed(module, critical=True)
    signed(module, "q1p", parallel_of=question)

    said = refusal(make.make_quiz(module, [question]))

    assert said == "q1 is critical, so its other form q1p must be too."


@pytest.mark.parametrize("practice", [True, False])
def test_practice_stays_practice(module, practice):
    quiz = make.make_quiz(module, [signed(module)], practice=practice)
    make.sign(quiz)
    quiz.practice = not practice
    quiz.save_revision()

    with pytest.raises(SignOffRefused) as caught:
        make.sign(quiz)

    assert str(caught.value) == (
        "What is only practice cannot start to count, nor the other way. Make another quiz."
    )
    assert Quiz.objects.get().practice is practice


def test_slots_are_read_in_one_query_for_any_number_of_questions(django_assert_num_queries):
    course = make_course({}, {}, {"twin": {}})
    edition = QuizEdition.objects.get()

    with django_assert_num_queries(1):
        slots = edition.draw_slots()

    ids = [question.editions.get().pk for question in course.questions]
    assert [slot.forms[0].question.edition_id for slot in slots] == ids
    assert [len(slot.forms[0].question.groups[0].uids) for slot in slots] == [3, 3, 3]
    assert [slot.forms[0].twin is None for slot in slots] == [True, True, False]


def test_database_refuses_a_twin_that_is_the_question_itself(module):
    quiz = make.make_quiz(module, [signed(module)])
    make.sign(quiz)
    question = quiz.editions.get().slots.get().question
    slot = QuizEditionSlot(
        edition=quiz.editions.get(), position=2, question=question, twin=question
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        slot.save()


@pytest.mark.parametrize(("mode", "shown"), [("", False), ("key", True)])
def test_preview_shows_every_question(module, rf, mode, shown):
    quiz = make.make_quiz(module, [signed(module), signed(module, "q2")])

    page = quiz.make_preview_request(rf.get("/"), mode).render().content.decode()

    assert [f"What about {code}?" in page for code in ("q1", "q2", "q3")] == [True, True, False]
    assert ("80 %. Test." in page) is shown
    assert str(quiz.slots.first()) == "q1"
