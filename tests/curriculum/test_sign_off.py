"""Live means signed: how a change becomes what trainees read."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import Task, Workflow

from curriculum.models import ClinicalReviewTask, ProgrammePage, SignOff, SignOffRefused
from curriculum.models.sign_off import authors_since_sign_off
from curriculum.querysets import unsigned_below
from home import roles
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruth():
    return make.make_reviewer()


@pytest.fixture
def amara():
    return make.make_author()


def write(page, title: str, by):
    """Another draft of ``page``."""
    page.title = title
    return page.save_revision(user=by)


def sign(revision, by):
    return SignOff.sign(revision, by=by, at=make.NOW, role="Clinical reviewer")


def test_sign_publishes_what_was_signed_and_is_logged(ruth, amara):
    page = make.make_programme()
    revision = write(page, "Signed", amara)
    signature = sign(revision, ruth)
    page.refresh_from_db()
    assert (page.live, page.title, page.live_revision) == (True, "Signed", revision)
    assert (signature.signed_by, signature.signed_at) == (ruth, make.NOW)
    assert (signature.role, str(signature)) == (
        "Clinical reviewer",
        f"Revision {revision.pk} signed",
    )
    assert make.logged(page)[-3:] == ["curriculum.sign_off", "wagtail.rename", "wagtail.publish"]
    assert unsigned_below(page).count() == 0


def test_sign_refuses_the_author_of_the_change(amara):
    page = make.make_programme()
    revision = write(page, "Hers", amara)
    with pytest.raises(SignOffRefused, match="You wrote part of this change"):
        sign(revision, amara)
    page.refresh_from_db()
    assert (page.live, SignOff.objects.count()) == (False, 0)


def test_sign_refuses_who_wrote_an_earlier_part_of_the_change(ruth, amara):
    page = make.make_programme()
    write(page, "Begun by Ruth", ruth)
    revision = write(page, "Ended by Amara", amara)
    assert authors_since_sign_off(revision) == {ruth.pk, amara.pk}
    with pytest.raises(SignOffRefused):
        sign(revision, ruth)


def test_sign_allows_the_author_of_what_was_signed_before(ruth, amara):
    page = make.make_programme()
    sign(write(page, "By Ruth", ruth), make.make_reviewer("thandi"))
    page.refresh_from_db()
    later = write(page, "By Amara", amara)
    sign(later, ruth)
    page.refresh_from_db()
    assert (page.title, page.live_revision) == ("By Amara", later)


def test_writing_after_the_signed_revision_does_not_make_its_author(ruth, amara):
    page = make.make_programme()
    revision = write(page, "By Amara", amara)
    write(page, "Next draft by Ruth", ruth)
    sign(revision, ruth)
    page.refresh_from_db()
    assert page.title == "By Amara"


def test_sign_twice_returns_the_first_and_publishes_nothing_again(ruth, amara):
    page = make.make_programme()
    revision = write(page, "First", amara)
    first = sign(revision, ruth)
    page.refresh_from_db()
    later = write(page, "Second", amara)
    sign(later, ruth)
    again = SignOff.sign(revision, by=make.make_user("dede"), at=make.LONG_AGO, role="Nobody")
    page.refresh_from_db()
    assert (again, again.signed_by, again.signed_at) == (first, ruth, make.NOW)
    assert (page.title, page.live_revision) == ("Second", later)
    assert make.logged(page).count("curriculum.sign_off") == 2


def test_sign_rolled_back_leaves_a_draft(ruth, amara):
    page = make.make_programme()
    revision = write(page, "Signed", amara)
    with make.rolled_back():
        sign(revision, ruth)
        page.refresh_from_db()
        assert page.live
    page.refresh_from_db()
    assert (page.live, page.editions.count(), SignOff.objects.count()) == (False, 0, 0)
    assert "curriculum.sign_off" not in make.logged(page)


def test_plain_publish_by_a_superuser_leaves_the_page_unsigned():
    page = make.make_signed_programme()
    assert unsigned_below(page).count() == 0
    chief = make.make_user("chief", is_superuser=True)
    page.save_revision(user=chief).publish(user=chief)
    assert [found.slug for found in unsigned_below(page)] == ["p1"]


def test_plain_publish_is_refused_to_every_role():
    page = make.make_programme()
    for role in roles.ROLES:
        user = make.make_user(role.name.lower().replace(" ", "-"), role)
        assert page.permissions_for_user(user).can_publish() is False


def test_review_task_offers_no_approval_to_an_author_of_the_change(ruth, amara):
    page = make.make_programme()
    write(page, "By Amara", amara)
    task = Task.objects.get(name=roles.REVIEWER.name).specific
    amara.groups.add(*ruth.groups.all())
    offered = {
        user.username: [name for name, *_ in task.get_actions(page, user)] for user in (ruth, amara)
    }
    assert offered == {"ruth": ["reject", "approve"], "amara": ["reject"]}


def test_review_task_says_what_it_is():
    assert ClinicalReviewTask.get_description() == (
        "A clinical reviewer who wrote none of the change signs it"
    )


# What kind of change it is


@pytest.fixture
def state(amara):
    """A programme's second draft, submitted by its author: the state of the reviewer's task."""
    programme = make.make_signed_programme()
    programme.hours += 1
    programme.save_revision(user=amara)
    programme.refresh_from_db()
    return Workflow.objects.get(active=True).start(programme, amara).current_task_state.specific


def reviewer():
    return make.User.objects.get(username="ruth")


def test_programme_is_approved_only_by_saying_what_changed(state):
    page = ProgrammePage.objects.get()
    offered = state.task.specific.get_actions(page, reviewer())
    assert [(name, label.split(":")[0]) for name, label, _ in offered] == [
        ("reject", "Request changes"),
        ("approve_meaning", "Approve. Meaning"),
        ("approve_critical", "Approve. Critical fact"),
    ]


def test_approval_in_the_editors_room_keeps_what_was_said(state, client):
    page = ProgrammePage.objects.get()
    client.force_login(reviewer())
    address = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, "approve_critical", state.pk]
    )
    client.post(address)
    page.refresh_from_db()
    edition = page.editions.first()
    assert (edition.number, edition.change, edition.content["hours"]) == (2, "critical", 41)
    assert page.live_revision.sign_off.change == "critical"


@pytest.mark.parametrize("name", ["approve", "approve_wording", "approve_nothing"])
def test_approval_that_does_not_say_what_changed_is_refused(state, name):
    with pytest.raises(PermissionDenied):
        state.task.specific.on_action(state, reviewer(), name, warnings_read=True)
    assert SignOff.objects.filter(revision=state.revision).exists() is False


def test_a_first_edition_is_simply_approved(ruth, amara):
    page = make.make_programme()
    write(page, "First", amara)
    task = Task.objects.get(name=roles.REVIEWER.name).specific
    assert [name for name, *_ in task.get_actions(page, ruth)] == ["reject", "approve"]
