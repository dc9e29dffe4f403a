"""Approving asks the reviewer whether she has read the warnings."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import Workflow

from tests import make
from tests.assessments.admin.editor import form_of, place
from tests.assessments.pages import signed_in

pytestmark = pytest.mark.django_db
STEM = "Who greets the mother first?"


@pytest.fixture
def module():
    module = make.make_module(make.make_programme())
    make.sign(module)
    return module


def written(module, *, with_warnings: bool):
    question = make.make_question(module, rationale="So.", stem=STEM)
    for option in question.options.all():
        option.feedback = "" if with_warnings and option.text == "b" else "Read it again."
        option.save()
    return question


def in_review(question):
    """Submitted by an author; gives the state of the reviewer's task."""
    author = make.make_author()
    question.save_revision(user=author)
    question.refresh_from_db()
    workflow = Workflow.objects.get(active=True)
    return workflow.start(question, author).current_task_state


def approval(question, state, verb: str = "workflow_action") -> str:
    name = f"wagtailsnippets_assessments_question:{verb}"
    return reverse(name, args=[question.pk, "approve", state.pk])


def reviewer():
    return signed_in(make.User.objects.get(username="ruth"))


def is_live(question) -> bool:
    question.refresh_from_db()
    return question.live


def test_approving_without_warnings_asks_nothing(module):
    question = written(module, with_warnings=False)
    state = in_review(question)

    reviewer().post(approval(question, state))

    assert is_live(question) is True


def test_approving_asks_to_have_read_the_warnings(module):
    question = written(module, with_warnings=True)
    state = in_review(question)

    page = reviewer().get(approval(question, state)).json()["html"]

    assert "I have read the warning" in page
    assert "b: This wrong option has no feedback: say why it is wrong and what to do." in page


def test_warnings_are_counted(module):
    question = make.make_question(module, stem=STEM, rationale="So.")
    state = in_review(question)

    page = reviewer().get(approval(question, state)).json()["html"]

    assert "I have read the 2 warnings" in page


@pytest.mark.parametrize(("tick", "live"), [({}, False), ({"warnings_read": "on"}, True)])
@pytest.mark.parametrize("verb", ["workflow_action", "collect_workflow_action_data"])
def test_only_the_tick_lets_her_approve(module, tick, live, verb):
    question = written(module, with_warnings=True)
    state = in_review(question)

    reply = reviewer().post(
        approval(question, state, verb),
        {"comment": "", **tick},
        headers={"x-requested-with": "XMLHttpRequest"},
    )

    assert reply.json()["step"] == ("success" if live else "action")
    assert is_live(question) is (live and verb == "workflow_action")


def approve_in_editor(question, **changes):
    """What the editor posts once the reviewer gave the tick."""
    desk = reviewer()
    approval = {
        "action-workflow-action": "true",
        "workflow-action-name": "approve",
        "workflow-action-extra-data": '{"comment": "", "warnings_read": true}',
    }
    fields = form_of(desk.get(place(question)))
    return desk.post(place(question), fields | changes | approval)


def test_approving_in_the_editor_signs_what_was_read(module):
    """And saves no draft of the reviewer's own, which somebody else would have to sign."""
    question = written(module, with_warnings=True)
    in_review(question)
    read = question.latest_revision

    reply = approve_in_editor(question)

    assert (reply.status_code, is_live(question)) == (302, True)
    assert (question.live_revision, question.latest_revision) == (read, read)
    assert read.sign_off.signed_by.username == "ruth"


def test_reviewer_who_changed_the_text_cannot_sign_it_herself(module):
    question = written(module, with_warnings=True)
    in_review(question)

    approve_in_editor(question, stem="Who greets the father first?")

    assert is_live(question) is False
    assert question.latest_revision.user.username == "ruth"
    assert question.current_workflow_task_state.revision == question.latest_revision


def test_editor_that_skips_the_question_is_refused(module):
    """The approval is a field of the editor's form: whoever posts it by hand has read nothing."""
    question = written(module, with_warnings=True)
    state = in_review(question)
    task = state.task.specific

    with pytest.raises(PermissionDenied):
        task.on_action(state.specific, make.User.objects.get(username="ruth"), "approve")

    assert is_live(question) is False


def test_actions_name_what_is_asked(module):
    question = written(module, with_warnings=True)
    state = in_review(question)
    ruth = make.User.objects.get(username="ruth")

    actions = state.task.specific.get_actions(question, ruth)

    assert actions == [
        ("reject", "Request changes", True),
        ("approve", "Approve after reading the warnings", True),
    ]


def test_rejecting_asks_for_no_tick(module):
    question = written(module, with_warnings=True)
    state = in_review(question)
    address = approval(question, state).replace("approve", "reject")

    reviewer().post(address, {"comment": "Say more."})

    state.refresh_from_db()
    assert (state.status, state.comment) == ("rejected", "Say more.")
