"""The editors' side: every action of this room is known to the log, every screen opens."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.log_actions import log, registry

from assessments.models import Case
from assessments.wagtail_hooks import ACTIONS
from tests import make
from tests.assessments.pages import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("action", ACTIONS)
def test_action_is_registered(action):
    assert registry.action_exists(action) is True


def test_action_that_is_not_registered_cannot_be_logged(course):
    with pytest.raises(ValidationError):
        log(instance=course.quiz, action="assessments.whatever", user=course.bahati)


@pytest.mark.parametrize("model", ["case", "question", "quiz", "checklist"])
def test_author_lists_adds_and_edits(course, model):
    """And may not publish: signing is what publishes."""
    case = Case.objects.create(code="c1", module=course.module, title="A case", text="A story.")
    case.save_revision()
    thing = {
        "case": case,
        "question": course.questions[0],
        "quiz": course.quiz,
        "checklist": course.checklist,
    }
    name = f"wagtailsnippets_assessments_{model}"
    places = [reverse(f"{name}:{verb}") for verb in ("list", "add")]
    places.append(reverse(f"{name}:edit", args=[thing[model].pk]))
    desk = signed_in(make.make_author())

    replies = [desk.get(place) for place in places]

    assert [reply.status_code for reply in replies] == [200, 200, 200]
    assert "action-publish" not in replies[2].content.decode()


def test_new_checklist_proposes_to_ask_for_a_pass(course):
    desk = signed_in(make.make_author())
    chosen = {
        verb: _chosen(desk.get(reverse(f"wagtailsnippets_assessments_checklist:{verb}", args=args)))
        for verb, args in (("add", []), ("edit", [course.checklist.pk]))
    }

    assert chosen == {"add": 3, "edit": 0}


def _chosen(reply) -> int:
    return int(reply.context["form"]["rating_at_least"].value())


@pytest.mark.parametrize("model", ["case", "question", "quiz", "checklist"])
def test_trainer_finds_no_editors_room(course, model):
    place = reverse(f"wagtailsnippets_assessments_{model}:list")

    assert signed_in(course.bahati).get(place).status_code == 404
