"""The steps of an observed skill: what its edition holds, and when it may not be signed."""

import re

import pytest
from django.db import IntegrityError, transaction

from assessments.grading import Step
from assessments.models import Checklist, ChecklistEdition
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


def test_edition_holds_points_rating_and_second_trainer(module):
    checklist = make.make_checklist(
        module, (("greets", True, 3), ("asks", False)), rating_at_least=4, countersigned=True
    )

    make.sign(checklist)

    edition = checklist.editions.get()
    assert [step.points for step in edition.steps] == [3, 1]
    assert (edition.rating_at_least, edition.countersigned) == (4, True)


def test_edition_from_before_asks_for_nothing_new(module):
    content = make.make_checklist(module, rating_at_least=4, countersigned=True).as_content()
    del content["rating_at_least"], content["countersigned"]
    for step in content["steps"]:
        del step["points"]

    edition = ChecklistEdition(content=content)

    assert [step.points for step in edition.steps] == [1, 1, 1]
    assert (edition.rating_at_least, edition.countersigned) == (0, False)


def test_checklist_that_says_nothing_asks_for_no_rating(module):
    """So that drafts from before the rating was there go on as they were read."""
    checklist = make.make_checklist(module)

    assert (checklist.rating_at_least, checklist.countersigned) == (0, False)
    assert Checklist.PROPOSED_RATING == 3


def test_database_refuses_a_needed_rating_that_is_none(module):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_checklist(module, rating_at_least=6)


def test_database_refuses_a_step_without_a_point(module):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_checklist(module, (("greets", True, 0),))


def test_points_can_be_enough_where_steps_are_few(module):
    checklist = make.make_checklist(module, (("greets", True, 3), ("asks", False)), pass_at=4)

    make.sign(checklist)

    assert Checklist.objects.get().live is True


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
        ((("greets", True, 2), ("asks", False)), 4, "It asks for 4 points but its steps give 3."),
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


def test_preview_says_what_competent_means(module, rf):
    steps = (("greets", True, 2), ("asks", False))
    asked = make.make_checklist(module, steps, rating_at_least=3, countersigned=True)
    plain = make.make_checklist(module, code="other")

    shown = [
        re.findall(r"<dd>(.*?)</dd>|(\d+ points)", page.render().content.decode())
        for page in (each.make_preview_request(rf.get("/"), "") for each in (asked, plain))
    ]

    assert shown == [
        [("", "2 points"), ("2", ""), ("Pass", ""), ("must countersign", "")],
        [("2", ""), ("No rating asked", ""), ("not asked", "")],
    ]
