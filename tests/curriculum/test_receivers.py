"""The end of the workflow: what was signed is published, and nothing else."""

import pytest
from wagtail.models import Workflow, WorkflowState
from wagtail.workflows import publish_workflow_state

from curriculum.models import SignOff, SignOffRefused
from curriculum.receivers import publish_reviewed
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


def approve(state, user) -> None:
    current = fresh(state).current_task_state
    current.task.specific.on_action(current.specific, user, "approve")


def test_approval_signs_and_publishes():
    page, amara, ruth = make.make_programme(), make.make_author(), make.make_reviewer()
    state, reviewed = submit(page, amara)
    approve(state, ruth)
    page.refresh_from_db()
    signature = SignOff.objects.get()
    assert (page.live, page.title) == (True, "As reviewed")
    assert (signature.revision, signature.signed_by) == (reviewed, ruth)
    assert signature.role == "Clinical reviewer"


def test_approval_of_what_changed_meanwhile_publishes_nothing_and_asks_again():
    page, amara, ruth = make.make_programme(), make.make_author(), make.make_reviewer()
    state, _ = submit(page, amara)
    later = write_on(page, amara)
    approve(state, ruth)
    page.refresh_from_db()
    assert (page.live, SignOff.objects.count()) == (False, 0)
    approve(state, ruth)
    page.refresh_from_db()
    assert (page.live, page.title, page.live_revision) == (True, "Written afterwards", later)


def test_the_end_publishes_the_signed_revision_and_not_the_latest():
    page, amara, ruth = make.make_programme(), make.make_author(), make.make_reviewer()
    state, reviewed = submit(page, amara)
    SignOff.give(reviewed, by=ruth, at=make.NOW, role="Clinical reviewer")
    write_on(page, amara)
    publish_reviewed(fresh(state), user=ruth)
    page.refresh_from_db()
    assert (page.title, page.live_revision) == ("As reviewed", reviewed)


def test_the_end_publishes_nothing_that_nobody_signed():
    """Wagtail's own way of approving, from code, gives no signature."""
    page, amara, ruth = make.make_programme(), make.make_author(), make.make_reviewer()
    state, _ = submit(page, amara)
    with pytest.raises(SignOffRefused, match="A signature is missing"):
        publish_reviewed(fresh(state), user=ruth)
    page.refresh_from_db()
    assert page.live is False


def test_wagtails_own_action_would_publish_what_nobody_reviewed():
    page, amara = make.make_programme(), make.make_author()
    state, _ = submit(page, amara)
    write_on(page, amara)
    publish_workflow_state(fresh(state))
    page.refresh_from_db()
    assert (page.title, SignOff.objects.count()) == ("Written afterwards", 0)
