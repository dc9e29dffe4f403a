"""The end of the workflow: the reviewer signs what she read."""

import pytest
from wagtail.models import Workflow, WorkflowState
from wagtail.workflows import publish_workflow_state

from curriculum.models import SignOff
from curriculum.receivers import publish_signed
from home import roles
from tests import make

pytestmark = pytest.mark.django_db


def submit(page, by) -> tuple:
    """Send a new draft of ``page`` to review: (the state of its workflow, the revision)."""
    page.title = "As reviewed"
    reviewed = page.save_revision(user=by)
    return Workflow.objects.get(name=roles.WORKFLOW).start(page, by), reviewed


def write_on(page, by):
    """The author writes on although her draft is in review."""
    page.title = "Written afterwards"
    return page.save_revision(user=by)


def fresh(state) -> WorkflowState:
    """The state as another request reads it."""
    return WorkflowState.objects.get(pk=state.pk)


def test_approval_signs_and_publishes():
    page, amara, ruth = make.make_programme(), make.make_author(), make.make_reviewer()
    state, reviewed = submit(page, amara)
    fresh(state).current_task_state.approve(user=ruth)
    page.refresh_from_db()
    signature = SignOff.objects.get()
    assert (page.live, page.title) == (True, "As reviewed")
    assert (signature.revision, signature.signed_by) == (reviewed, ruth)
    assert signature.role == "Clinical reviewer"


def test_approval_of_what_changed_meanwhile_publishes_nothing_and_asks_again():
    page, amara, ruth = make.make_programme(), make.make_author(), make.make_reviewer()
    state, _ = submit(page, amara)
    later = write_on(page, amara)
    fresh(state).current_task_state.approve(user=ruth)
    page.refresh_from_db()
    assert (page.live, SignOff.objects.count()) == (False, 0)
    fresh(state).current_task_state.approve(user=ruth)
    page.refresh_from_db()
    assert (page.live, page.title, page.live_revision) == (True, "Written afterwards", later)


def test_publish_signed_signs_the_reviewed_revision_and_not_the_latest():
    page, amara, ruth = make.make_programme(), make.make_author(), make.make_reviewer()
    state, reviewed = submit(page, amara)
    write_on(page, amara)
    publish_signed(fresh(state), user=ruth)
    page.refresh_from_db()
    assert (page.title, SignOff.objects.get().revision) == ("As reviewed", reviewed)


def test_wagtails_own_action_would_publish_what_nobody_reviewed():
    page, amara = make.make_programme(), make.make_author()
    state, _ = submit(page, amara)
    write_on(page, amara)
    publish_workflow_state(fresh(state))
    page.refresh_from_db()
    assert (page.title, SignOff.objects.count()) == ("Written afterwards", 0)
