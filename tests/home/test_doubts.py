"""Completed modules that would not be completed today: what a person must decide about."""

import datetime as dt

import pytest

from assessments.models import Checklist, Quiz, standings_of
from curriculum.models import ModulePage
from home.standing import Doubt, doubts
from tests import make
from tests.assessments.pages import queries
from tests.remembered import remembered
from trainees.models import Enrolment, User

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
FIRST = "the observation by bahati on 2 March 2099"


@pytest.fixture
def enrolment(db):
    """Two modules, both completed; the programme wants a second assessor still."""
    return make_enrolment()


@remembered
def make_enrolment() -> Enrolment:
    programme = make.make_signed_programme(("m1", "m2"))
    enrolment = make.make_enrolment(make.make_trainee(make.make_cohort(programme)))
    return make.complete(enrolment, bahati())


def bahati() -> User:
    return User.objects.filter(username="bahati").first() or make.make_trainer()


def found(enrolment: Enrolment) -> list[Doubt]:
    modules = [need.module for need in enrolment.requirements() if need.module]
    return doubts(
        enrolment,
        standings_of(enrolment, modules),
        list(enrolment.attempts.select_related("quiz")),
        list(enrolment.observations.select_related("checklist", "assessor")),
    )


def observe(enrolment, *missed, at=make.NOW + DAY):
    return make.observe(enrolment, Checklist.objects.get(code="m1"), bahati(), missed, at)


def void(thing):
    thing.void(by=bahati(), at=make.NOW + DAY, reason="a mistake")


def test_completed_modules_that_still_stand_are_in_no_doubt(enrolment):
    assert (found(enrolment), enrolment.completions.count()) == ([], 2)


def test_void_observation_puts_its_own_module_in_doubt(enrolment):
    void(enrolment.observations.get(checklist__code="m1"))

    assert found(enrolment) == [Doubt("m1", (FIRST,), is_out_of_count=True)]
    assert enrolment.completions.count() == 2


def test_void_quiz_is_named_by_its_try(enrolment):
    void(enrolment.attempts.get(quiz__code="m2"))
    void(enrolment.observations.get(checklist__code="m2"))

    assert found(enrolment) == [Doubt("m2", ("try 1 of quiz M2", FIRST), is_out_of_count=True)]


def test_doubt_ends_when_she_shows_it_again(enrolment):
    void(enrolment.observations.get(checklist__code="m1"))

    observe(enrolment)

    assert found(enrolment) == []


def test_void_of_what_nothing_rested_on_is_no_doubt(enrolment):
    void(observe(enrolment, "greets"))

    assert found(enrolment) == []


def test_later_failure_is_named_with_its_day(enrolment):
    observe(enrolment, "greets")

    assert found(enrolment) == [
        Doubt("m1", ("the observation by bahati on 3 March 2099",), is_out_of_count=False)
    ]


def test_earlier_failure_and_a_later_success_say_nothing(enrolment):
    observe(enrolment, "greets", at=make.NOW - DAY)
    observe(enrolment)

    assert found(enrolment) == []


def test_later_failure_in_another_module_says_nothing_about_this_one(enrolment):
    void(enrolment.observations.get(checklist__code="m1"))
    make.observe(enrolment, Checklist.objects.get(code="m2"), bahati(), ("greets",), make.NOW + DAY)

    assert found(enrolment) == [
        Doubt("m1", (FIRST,), is_out_of_count=True),
        Doubt("m2", ("the observation by bahati on 3 March 2099",), is_out_of_count=False),
    ]


def test_observation_from_before_days_were_kept_has_the_day_it_was_finished(enrolment):
    void(enrolment.observations.get(checklist__code="m1"))
    enrolment.observations.update(seen_on=None)

    assert [doubt.what for doubt in found(enrolment)] == [(FIRST,)]


def test_completion_on_other_evidence_is_in_no_doubt():
    programme = make.make_signed_programme(("m1", "m2"))
    enrolment = make.make_enrolment(make.make_trainee(make.make_cohort(programme)))
    module = ModulePage.objects.get(slug="m1")
    enrolment.complete_module(
        module, by=bahati(), at=make.NOW, evidence={"recognised": "earlier training"}
    )

    observe(enrolment, "greets", at=make.NOW)

    assert found(enrolment) == []


def test_closed_quiz_puts_nothing_in_doubt(enrolment):
    Quiz.objects.get(code="m1").unpublish()

    assert found(enrolment) == []


def test_completion_of_a_module_that_is_not_asked_for_is_left_out(enrolment):
    void(enrolment.observations.get(checklist__code="m1"))

    assert doubts(enrolment, {}, [], []) == []


def test_doubts_cost_one_query_for_any_number_of_modules(enrolment):
    standings = standings_of(enrolment, [])
    observations = list(enrolment.observations.select_related("checklist", "assessor"))

    assert queries(lambda: doubts(enrolment, standings, [], observations)) == 1
