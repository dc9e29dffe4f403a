"""The steps of an observed skill: what its edition holds, and when it may not be signed."""

import pytest

from assessments.grading import Step
from assessments.models import Checklist
from curriculum.models import SignOffRefused
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return make.make_module(make.make_programme())


def test_edition_holds_steps_case_and_pass_rule(module):
    checklist = make.make_checklist(module, pass_at=3)

    make.sign(checklist)

    edition = checklist.editions.get()
    uids = [str(step.uid) for step in checklist.steps.all()]
    assert edition.content == checklist.as_content()
    assert edition.content["pass_at"] == 3
    assert edition.steps == [Step(uids[0], True), Step(uids[1], False), Step(uids[2], False)]


def test_new_edition_keeps_the_uids_and_the_day_it_binds_from(module):
    checklist = make.make_checklist(module)
    make.sign(checklist)
    first = checklist.binds_from
    checklist.pass_at = 3
    checklist.save_revision()

    make.sign(checklist)

    second, before = checklist.editions.all()
    assert (second.number, second.steps) == (2, before.steps)
    assert checklist.binds_from == first


@pytest.mark.parametrize(
    ("steps", "pass_at", "reason"),
    [
        ((), 0, "The checklist has no step yet."),
        ((("greets", True),), 2, "It asks for 2 points but its steps give 1."),
    ],
)
def test_checklist_that_nobody_can_pass_or_fail_cannot_be_signed(module, steps, pass_at, reason):
    checklist = make.make_checklist(module, steps=steps, pass_at=pass_at)

    with pytest.raises(SignOffRefused) as caught:
        make.sign(checklist)

    assert str(caught.value) == reason
    assert (Checklist.objects.get().live, checklist.editions.count()) == (False, 0)


def test_without_the_guard_it_would_be_frozen(module, monkeypatch):
    monkeypatch.setattr(Checklist, "not_ready_to_sign", lambda self: "")

    make.sign(make.make_checklist(module, steps=(("greets", True),), pass_at=2))

    assert Checklist.objects.get().editions.count() == 1


def test_preview_shows_the_steps(module, rf):
    checklist = make.make_checklist(module)

    page = checklist.make_preview_request(rf.get("/"), "").render().content.decode()

    assert all(str(step) in page for step in checklist.steps.all())
    assert (str(checklist), checklist.steps.count()) == ("m1", 3)
