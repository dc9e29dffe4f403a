"""Where a quiz certifies nobody, and what is missing there."""

import pytest

from assessments.models import QuizSlot
from assessments.readiness import (
    Missing,
    Obstacle,
    countries,
    obstacles_of_draft,
    obstacles_of_live,
)
from curriculum.models import Country, GuidanceKey
from tests import make
from tests.assessments.pages import queries

pytestmark = pytest.mark.django_db
XD, KENYA, MALAWI = Country.DEMONSTRATION, Country.KENYA, Country.MALAWI


@pytest.fixture
def programme():
    return make.make_programme()


@pytest.fixture
def module(programme):
    module = make.make_module(programme)
    make.sign(module)
    return module


def key(name: str = "law") -> GuidanceKey:
    return GuidanceKey.objects.get_or_create(key=name, defaults={"kind": "LOC", "question": "?"})[0]


def sign_guidance(country: str, name: str = "law") -> None:
    people = make.make_user(f"{country}-a"), make.make_user(f"{country}-b")
    make.make_guidance(name, country, signed_by=people)


def signed(module, code: str, **values):
    """Live and frozen, as if from before the linter refused a critical question without a twin."""
    question = make.make_question(module, code, **values)
    question.live = True
    question.save()
    question.freeze_edition(at=make.NOW)
    return question


def signed_quiz(module, questions, **values):
    quiz = make.make_quiz(module, questions, **values)
    make.sign(quiz)
    return quiz


def test_countries_are_those_with_a_site_or_signed_guidance(programme):
    make.make_cohort(programme, country=MALAWI)
    make.make_guidance("law", Country.GHANA, signed_by=[make.make_user("one")])
    sign_guidance(KENYA)
    sign_guidance(XD, "dates")

    assert countries() == {
        XD: frozenset({"dates"}),
        KENYA: frozenset({"law"}),
        MALAWI: frozenset(),
    }
    assert list(countries()) == [XD, KENYA, MALAWI]


def test_critical_question_without_a_twin_stops_each_country_that_signed_nothing(module):
    sign_guidance(KENYA)
    make.make_cohort(module.get_parent().specific, country=MALAWI)
    questions = [signed(module, "q1", critical=True, guidance_key=key()), signed(module, "q2")]
    quiz = signed_quiz(module, questions)
    stopped = [Obstacle(MALAWI, (Missing("q1", "law"),), 0)]

    assert obstacles_of_draft(quiz) == stopped
    assert obstacles_of_live() == {quiz: stopped}


@pytest.mark.parametrize("values", [{"critical": False}, {"twin": True}])
def test_question_that_may_be_left_out_or_has_a_twin_stops_nobody(module, values):
    make.make_cohort(module.get_parent().specific, country=MALAWI)
    if values.pop("twin", False):
        values["twin"] = signed(module, "q1t", critical=True)
    values = {"critical": True} | values
    quiz = signed_quiz(module, [signed(module, "q1", guidance_key=key(), **values)])

    assert obstacles_of_draft(quiz) == []
    assert obstacles_of_live() == {quiz: []}


def test_pool_that_is_too_small_in_a_country_is_named(module):
    sign_guidance(KENYA)
    make.make_cohort(module.get_parent().specific, country=MALAWI)
    signed(module, "q1", guidance_key=key())
    signed(module, "q2")
    quiz = signed_quiz(module, [{"draws": 2}])

    assert obstacles_of_draft(quiz) == [Obstacle(MALAWI, (), 1)]
    assert obstacles_of_live() == {quiz: [Obstacle(MALAWI, (), 1)]}


def test_draft_and_live_are_told_apart(module):
    """What is live is what trainees get; a draft that is not signed changes nothing there."""
    make.make_cohort(module.get_parent().specific, country=MALAWI)
    quiz = signed_quiz(module, [signed(module, "q1")])
    critical = signed(module, "q2", critical=True, guidance_key=key())
    quiz.slots.add(QuizSlot(question=critical, sort_order=1))

    assert obstacles_of_draft(quiz) == [Obstacle(MALAWI, (Missing("q2", "law"),), 0)]
    assert obstacles_of_live() == {quiz: []}


def test_only_the_latest_edition_counts_and_practice_does_not(module):
    make.make_cohort(module.get_parent().specific, country=MALAWI)
    critical = signed(module, "q1", critical=True, guidance_key=key())
    quiz = signed_quiz(module, [critical])
    signed_quiz(module, [critical], code="practice", practice=True)
    make.make_quiz(module, [critical], code="draft")
    quiz.slots.set([QuizSlot(question=signed(module, "q2"), sort_order=0)])
    quiz.save_revision()
    make.sign(quiz)

    assert obstacles_of_live() == {quiz: []}


def test_queries_do_not_grow_with_quizzes(module):
    make.make_cohort(module.get_parent().specific, country=MALAWI)
    critical = signed(module, "q1", critical=True, guidance_key=key())
    signed_quiz(module, [critical])
    one = queries(obstacles_of_live)
    for code in ("m1b", "m1c"):
        signed_quiz(module, [critical, signed(module, f"{code}-q")], code=code)

    assert (one, queries(obstacles_of_live)) == (5, 5)
