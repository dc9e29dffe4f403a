"""Pages are checked before they are signed, as questions are."""

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import Workflow
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from curriculum.models import SignOff, SignOffRefused
from curriculum.models.checked import Checked
from tests import make

pytestmark = pytest.mark.django_db
DOSE = {"type": "text", "value": "<p>Give 5 ml.</p>"}
FILL = {"type": "text", "value": "<p>" + "She sits down. We talk. " * 80 + "</p>"}
SOUND = [FILL, {"type": "reflection", "value": "<p>And you?</p>"}]


def lesson(*blocks):
    return make.make_lesson(make.make_module(make.make_programme()), body=list(blocks))


def in_review(page):
    """Submitted by an author; gives the state of the reviewer's task."""
    if not make.User.objects.filter(username="ruth").exists():
        make.make_reviewer()
    author = make.make_author()
    page.save_revision(user=author)
    page.refresh_from_db()
    return Workflow.objects.get(active=True).start(page, author).current_task_state.specific


def ruth():
    return make.User.objects.get(username="ruth")


def offered(page, state) -> list[str]:
    return [name for name, *_ in state.task.specific.get_actions(page, ruth())]


def test_what_blocks_refuses_the_signature():
    page = lesson(*SOUND, DOSE)

    with pytest.raises(SignOffRefused, match="Take out “5 ml”"):
        make.sign(page)

    page.refresh_from_db()
    assert (page.live, SignOff.objects.count()) == (False, 0)


def test_without_the_rule_it_would_be_live(monkeypatch):
    """The twin: nothing else keeps a dose from learners."""
    monkeypatch.setattr(Checked, "not_ready_to_sign", lambda self: "")
    page = lesson(*SOUND, DOSE)

    make.sign(page)

    assert page.live is True


def test_what_is_signed_is_the_revision_and_not_what_lies_in_the_table():
    page = lesson(*SOUND)
    page.body = [("text", "<p>Give 5 ml.</p>")]
    page.save_revision()

    with pytest.raises(SignOffRefused):
        make.sign(page)


def test_nobody_is_offered_to_approve_what_blocks():
    page = lesson(*SOUND, DOSE)

    assert offered(page, in_review(page)) == ["reject"]


def test_sound_lesson_is_approved_without_a_question():
    page = lesson(*SOUND)

    assert offered(page, in_review(page)) == ["reject", "approve"]
    assert (page.warnings_to_read(), page.not_ready_to_sign()) == ([], "")


@pytest.mark.parametrize(("tick", "live"), [({}, False), ({"warnings_read": "on"}, True)])
def test_what_asks_must_have_been_read(client, tick, live):
    page = lesson(FILL)
    state = in_review(page)
    client.force_login(ruth())
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])

    asked = client.get(address).json()["html"]
    client.post(address, {"comment": "", **tick}, headers={"x-requested-with": "XMLHttpRequest"})

    page.refresh_from_db()
    assert "I have read the warning" in asked
    assert "She only reads." in asked
    assert page.live is live


def test_the_editor_asks_the_same(client):
    page = lesson(FILL)
    state = in_review(page)
    client.force_login(ruth())
    name = "wagtailadmin_pages:collect_workflow_action_data"

    asked = client.get(reverse(name, args=[page.pk, "approve", state.pk])).json()["html"]

    assert "I have read the warning" in asked
    with pytest.raises(PermissionDenied):
        state.task.specific.on_action(state, ruth(), "approve")


def test_what_kind_of_change_is_asked_beside_the_warnings(client):
    """A programme's reason may shame: it is for editors, so it asks."""
    programme = make.make_signed_programme()
    programme.rules_reason = "Nobody is guilty."
    programme.hours += 1
    state = in_review(programme)
    client.force_login(ruth())
    ways = state.task.specific.get_actions(programme, ruth())
    address = reverse(
        "wagtailadmin_pages:workflow_action", args=[programme.pk, "approve_meaning", state.pk]
    )

    assert [(name, asks) for name, _, asks in ways if name != "reject"] == [
        ("approve_meaning", True),
        ("approve_critical", True),
    ]
    client.post(address, {"comment": ""})
    assert programme.editions.count() == 1
    client.post(address, {"comment": "", "warnings_read": "on"})
    assert programme.editions.first().change == "meaning"


def test_modules_and_programmes_are_checked_too():
    module = make.make_module(make.make_programme(), summary="For the infected.")
    module.objectives = [("objective", "Give 5 ml.")]
    programme = make.make_programme("p2", neutral_title="Living with HIV")

    assert [finding.where for finding in module.findings()] == ["Summary", "Objective 1"]
    assert programme.not_ready_to_sign().startswith("Neutral title: Outsiders read this")


def test_more_than_one_thing_is_said_to_be_more():
    page = lesson(DOSE, {"type": "text", "value": "<p>The defaulter.</p>"})

    assert page.not_ready_to_sign().endswith(" And 1 more: see the checks.")


def test_overdue_facts_ask_but_do_not_block():
    """To mend a word elsewhere in the lesson must stay possible."""
    fact = make.make_fact()
    fact["value"]["review_by"] = "2020-01-01"
    page = lesson(*SOUND, fact)

    assert page.not_ready_to_sign() == ""
    assert "This was to be checked by 1 January 2020." in page.warnings_to_read()[0]


def test_author_reads_the_checks_in_the_editor_and_on_submitting(client):
    page = lesson(*SOUND, DOSE)
    client.force_login(make.make_author())
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    editor = client.get(address)
    body = streamfield([("text", rich_text(block["value"])) for block in (FILL, DOSE)])
    written = {"title": "T", "slug": "l1", "summary": "S.", "minutes": 5, "body": body}
    reply = client.post(address, nested_form_data(written) | {"action-submit": "1"})

    html = editor.content.decode()
    assert "Must be mended before anybody can sign" in html
    assert "Take out “5 ml”" in html
    assert "How to write a lesson" in html
    said = [str(message) for message in get_messages(reply.wsgi_request)]
    assert any(words.startswith("Nobody can sign this yet. Block 2 (text)") for words in said)
