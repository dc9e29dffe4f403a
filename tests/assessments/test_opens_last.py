"""A module that opens last: its quiz and its skills wait until all others are complete."""

from types import SimpleNamespace

import pytest

from assessments.models import (
    Attempt,
    AttemptRefused,
    Checklist,
    Observation,
    ObservationRefused,
    Quiz,
)
from curriculum.models import ModulePage
from home.next_step import next_step, still_missing
from home.standing import module_states
from tests import make
from tests.assessments.pages import signed_in
from trainees.models import Enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def last():
    """Enrolled in m1 and m2, of which m2 opens last; every lesson is studied."""
    programme = make.make_signed_programme(modules=("m1", "m2"))
    first, final = ModulePage.objects.child_of(programme).order_by("path")
    final.opens_last = True
    final.save_revision()
    make.sign(final)
    programme.freeze_edition()
    trainee = make.make_trainee(make.make_cohort(programme))
    made = SimpleNamespace(
        programme=programme,
        first=first,
        final=ModulePage.objects.get(pk=final.pk),
        enrolment=make.make_enrolment(trainee),
        bahati=make.User.objects.get(username="bahati"),
    )
    for module in (first, final):
        make.study_all(made.enrolment, module)
    return made


def complete_first(last) -> None:
    make.submit(make.start(last.enrolment, Quiz.objects.get(module=last.first)))
    make.observe(last.enrolment, Checklist.objects.get(module=last.first), last.bahati)


def start(last) -> Attempt:
    return make.start(last.enrolment, Quiz.objects.get(module=last.final))


def observe(last) -> Observation:
    return make.observe(last.enrolment, Checklist.objects.get(module=last.final), last.bahati)


def test_last_module_stays_closed_until_the_others_are_complete(last):
    with pytest.raises(AttemptRefused) as quiz:
        start(last)
    with pytest.raises(ObservationRefused) as skill:
        observe(last)

    assert quiz.value.reason == AttemptRefused.Reason.MODULES_LEFT
    assert skill.value.reason == ObservationRefused.Reason.MODULES_LEFT
    assert str(quiz.value) == "This opens when the other modules are complete. Still open: M1."
    assert str(skill.value) == "This opens when her other modules are complete. Still open: M1."
    assert last.enrolment.left_before(last.final) == ["m1"]


def test_page_of_its_quiz_says_so_and_has_no_button_until_then(last):
    phone = signed_in(last.enrolment.trainee.user)
    address = f"/learn/attempts/start/{Quiz.objects.get(module=last.final).code}/"

    closed = phone.get(address).text
    complete_first(last)
    opened = phone.get(address).text

    assert "It opens when these modules are complete: M1." in closed
    assert ("Start the quiz" in closed, "Start the quiz" in opened) == (False, True)


@pytest.mark.parametrize("act", [start, observe])
def test_last_module_opens_when_they_are(last, act):
    complete_first(last)

    assert last.enrolment.left_before(last.final) == []
    assert act(last).pk


@pytest.mark.parametrize("act", [start, observe])
def test_without_the_rule_it_would_have_opened(last, act, monkeypatch):
    monkeypatch.setattr(Enrolment, "left_before", lambda self, module: [])

    assert act(last).pk


def test_other_modules_wait_for_nothing(last, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert last.enrolment.left_before(last.first) == []


def test_she_reads_that_it_is_not_open_yet(last):
    states = module_states(last.enrolment, now=make.NOW)
    lines = still_missing(states)

    assert [state.waits_for for state in states] == [(), ("m1",)]
    assert next_step(states, completed=False).module == "m1"
    assert lines[1].endswith("It opens when the other modules are complete.")
    complete_first(last)
    assert next_step(module_states(last.enrolment, now=make.NOW), completed=False).module == "m2"


def test_edition_says_which_module_opens_last_and_is_silent_of_the_others(last):
    edition = last.programme.freeze_edition()

    assert [each.get("opens_last") for each in edition.content["modules"]] == [None, True]
    assert "opens_last" not in edition.content["modules"][0]


def test_who_enrolled_before_the_module_was_the_last_is_not_held_back():
    """What she must do is pinned, and when it opens with it."""
    programme = make.make_signed_programme(modules=("m1", "m2"))
    enrolment = make.make_enrolment(make.make_trainee(make.make_cohort(programme)))
    final = ModulePage.objects.get(slug="m2")
    final.opens_last = True
    final.save_revision()
    make.sign(final)
    programme.freeze_edition()
    make.study_all(enrolment, final)

    assert make.start(enrolment, Quiz.objects.get(module=final)).is_in_progress is True


def test_her_trainer_reads_what_is_still_open_and_finds_no_button(last, client):
    client.force_login(last.bahati)
    address = f"/desk/people/{last.enrolment.trainee.number}/"
    buttons = ("/observe/m2/", "/read/m2/", "/sheets/m2/")

    page = client.get(address).content.decode()
    assert "Still open: M1." in page
    assert [button in page for button in buttons] == [False, False, False]
    complete_first(last)
    page = client.get(address).content.decode()
    assert "Still open" not in page
    assert [button in page for button in buttons] == [True, True, True]
