"""Slots that draw from a pool: what an edition freezes of them, and when they may not be signed."""

import pytest
from django.core.exceptions import ValidationError

from assessments.models import Attempt, AttemptRefused, QuizSlot
from curriculum.models import GuidanceKey, SignOffRefused
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


def held(quiz) -> list[list[str]]:
    """The codes of what each slot of the newest edition may draw."""
    slots: dict[int, list[str]] = {}
    for row in quiz.editions.first().slots.select_related("question"):
        slots.setdefault(row.place, []).append(row.question.content["code"])
    return [slots[place] for place in sorted(slots)]


def refusal(quiz) -> str:
    with pytest.raises(SignOffRefused) as caught:
        make.sign(quiz)
    return str(caught.value)


@pytest.mark.parametrize(
    ("rule", "codes", "words"),
    [
        ({}, ["qa", "qb", "qc"], "any question"),
        ({"objective": "M1-1"}, ["qa", "qb"], "M1-1"),
        ({"importance": "V"}, ["qb", "qc"], "Very important"),
        ({"objective": "M1-1", "importance": "V"}, ["qb"], "M1-1, Very important"),
    ],
)
def test_pool_holds_what_its_rule_says(module, rule, codes, words):
    signed(module, "qa", objective="M1-1")
    signed(module, "qb", objective="M1-1", importance="V")
    signed(module, "qc", objective="M1-2", importance="V")
    make.make_question(module, "qd", objective="M1-1", importance="V")  # nobody signed it
    quiz = make.make_quiz(module, [rule])

    make.sign(quiz)

    assert held(quiz) == [codes]
    slot = quiz.editions.get().content["slots"][0]
    assert (slot["draws"], slot["is_pool"], slot["rule"]) == (1, True, words)
    assert str(quiz.slots.first()) == words


def test_pool_may_draw_from_another_module(module):
    other = make.make_module(module.get_parent(), "m2")
    signed(module, "qa")
    signed(other, "qb")
    quiz = make.make_quiz(module, [{"module": other}])

    make.sign(quiz)

    assert held(quiz) == [["qb"]]
    assert quiz.editions.get().content["slots"][0]["rule"] == "m2"


def test_twins_wait_outside_the_pool_and_come_with_their_questions(module):
    twin = signed(module, "qt")
    signed(module, "qa", twin=twin)
    quiz = make.make_quiz(module, [{}])

    make.sign(quiz)

    assert held(quiz) == [["qa"]]
    assert quiz.editions.get().slots.get().twin == twin.editions.get()


def test_other_forms_of_a_question_are_in_the_pool_as_one_family(module):
    first = signed(module, "qa")
    signed(module, "qb", parallel_of=first)
    quiz = make.make_quiz(module, [{"draws": 2}])

    assert refusal(quiz) == "The pool (any question) draws 2 but holds 1."
    signed(module, "qc")
    make.sign(quiz)
    assert held(quiz) == [["qa", "qb", "qc"]]
    families = [row.family for row in quiz.editions.get().slots.all()]
    assert families[0] == families[1] == first.uid != families[2]


@pytest.mark.parametrize(
    ("draws", "said"),
    [
        (0, "The pool (any question) draws 0 but holds 2."),
        (3, "The pool (any question) draws 3 but holds 2."),
    ],
)
def test_pool_draws_neither_nothing_nor_more_than_it_holds(module, draws, said):
    signed(module, "qa")
    signed(module, "qb")

    assert refusal(make.make_quiz(module, [{"draws": draws}])) == said


def test_pool_must_hold_enough_beside_what_is_named(module):
    named = signed(module, "qa")
    signed(module, "qb")
    fits = make.make_quiz(module, [{"draws": 1}, named], code="fits")
    tight = make.make_quiz(module, [{"draws": 2}, named], code="tight")

    make.sign(fits)

    assert fits.editions.count() == 1
    assert refusal(tight) == (
        "The pool (any question) draws 2, but other questions of the quiz may leave it only 1."
    )


def test_pools_must_hold_enough_beside_each_other(module):
    for code in ("qa", "qb"):
        signed(module, code, objective="M1-1")
    signed(module, "qc")
    narrow = {"objective": "M1-1", "draws": 2}
    fits = make.make_quiz(module, [{"draws": 1}, narrow], code="fits")
    tight = make.make_quiz(module, [{"draws": 2}, narrow], code="tight")

    make.sign(fits)

    assert fits.editions.count() == 1
    assert refusal(tight) == (
        "The pool (any question) draws 2, but other questions of the quiz may leave it only 1."
    )


def test_pool_waits_for_the_signature_of_a_twin(module):
    key = GuidanceKey.objects.create(key="law", kind="LOC", question="?")
    twin = make.make_question(module, "qt")
    signed(module, "qa", guidance_key=key, twin=twin)

    assert refusal(make.make_quiz(module, [{}])) == "Sign these questions first: qt."


def test_what_is_signed_later_reaches_no_pool_before_the_quiz_is_signed_again(module):
    signed(module, "qa")
    quiz = make.make_quiz(module, [{}])
    make.sign(quiz)

    signed(module, "qb")

    assert held(quiz) == [["qa"]]
    quiz.save_revision()
    make.sign(quiz)
    assert (held(quiz), quiz.editions.count()) == ([["qa", "qb"]], 2)


def test_slot_is_a_question_or_a_rule_and_not_both(module):
    question = make.make_question(module)

    for rule in ({"draws": 2}, {"module": module}, {"objective": "x"}, {"importance": "V"}):
        with pytest.raises(ValidationError) as caught:
            QuizSlot(question=question, **rule).clean()
        assert caught.value.messages == [
            "Choose a question, or say what a pool draws from; not both."
        ]
    QuizSlot(question=question).clean()
    QuizSlot(draws=2, objective="x").clean()


def make_pooled(count: int, *named: dict, draws: int = 1, **values):
    """A course whose quiz also draws from a pool of ``count`` questions."""
    course = make_course(*named)
    for place in range(count):
        signed(course.module, f"p{place}", objective="pool", **values)
    slots = [*course.questions, {"objective": "pool", "draws": draws}]
    course.quiz = make.make_quiz(course.module, slots, code="pooled")
    make.sign(course.quiz)
    return course


def codes(attempt) -> list[str]:
    return [item.question.content["code"] for item in attempt.paper()]


def test_paper_draws_from_the_pool_what_she_has_seen_least():
    course = make_pooled(3)
    met = []

    for _ in range(3):
        attempt = make.start(course.enrolment, course.quiz)
        met += codes(attempt)[2:]
        attempt.void(by=course.bahati, at=make.NOW, reason="again")

    assert sorted(met) == ["p0", "p1", "p2"]


def test_pool_that_is_too_small_in_her_country_refuses_the_attempt():
    key = GuidanceKey.objects.create(key="law", kind="LOC", question="?")
    course = make_pooled(2, draws=2, guidance_key=key)

    with pytest.raises(AttemptRefused) as caught:
        make.start(course.enrolment, course.quiz)

    assert caught.value.reason == AttemptRefused.Reason.NOT_READY_HERE
    assert Attempt.objects.count() == 0
