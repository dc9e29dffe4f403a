"""HR's list of messages to send by hand (``views/messages.py``)."""

import re

import pytest

from curriculum.models import Country
from tests import make
from tests.certificates import papers
from tests.trainees import reached
from trainees.models import Message
from trainees.models import message as message_module

pytestmark = pytest.mark.django_db
COVERT = "A date in Peer Academy asks for your attention. Sign in when you can."


@pytest.fixture
def message():
    trainee = papers.make_trainee()
    reached.give(trainee)
    message = reached.write(trainee)
    message.send(at=make.NOW)
    return message


@pytest.fixture
def chris(client):
    client.force_login(make.make_hr(country=Country.DEMONSTRATION))
    return client


def listed(reply) -> list[str]:
    return re.findall(r'<th scope="row" class="number">(\d+)</th>', reply.text)


def test_list_names_numbers_and_neither_address_nor_text(chris, message):
    reply = chris.get("/hr/messages/")

    assert listed(reply) == [message.trainee.number]
    assert [word in reply.text for word in (reached.NUMBER, COVERT, papers.NAME)] == [False] * 3


def test_opening_shows_where_and_what_and_is_logged(chris, message):
    assert chris.get(f"/hr/messages/{message.pk}/").status_code == 405

    reply = chris.post(f"/hr/messages/{message.pk}/")

    assert [word in reply.text for word in (reached.NUMBER, COVERT, papers.NAME)] == [
        True, True, False,
    ]  # fmt: skip
    assert make.logged(message.trainee)[-1] == "trainees.open_message"


def test_opening_what_the_guard_refuses_shows_neither(chris, message, monkeypatch):
    monkeypatch.setattr(message_module, "render_to_string", lambda *args: "Your clinic, Lindiwe")

    reply = chris.post(f"/hr/messages/{message.pk}/")

    assert [word in reply.text for word in (reached.NUMBER, "clinic", "must not be sent")] == [
        False, False, True,
    ]  # fmt: skip


def test_what_has_ended_is_not_opened_again(chris, message):
    message.drop(by=message.trainee.user, at=make.NOW)

    assert chris.post(f"/hr/messages/{message.pk}/").status_code == 404


@pytest.mark.parametrize(("how", "kind"), [("note_sent", "by_hand"), ("drop", "dropped")])
def test_message_ends_by_somebodys_hand(chris, message, how, kind):
    for _ in range(2):
        reply = chris.post(f"/hr/messages/{message.pk}/end/", {"how": how}, follow=True)

    assert (listed(reply), message.events.last().kind, message.events.count()) == ([], kind, 2)


def test_message_ends_in_no_other_way(chris, message):
    reply = chris.post(f"/hr/messages/{message.pk}/end/", {"how": "delete"}, follow=True)

    assert listed(reply) == [message.trainee.number]


def test_other_countries_find_nothing(client, message):
    client.force_login(make.make_hr("hugo", country=Country.KENYA))

    assert listed(client.get("/hr/messages/")) == []
    statuses = [
        client.post(f"/hr/messages/{message.pk}/{end}", {"how": "drop"}).status_code
        for end in ("", "end/")
    ]
    assert (statuses, Message.objects.open().count()) == ([404, 404], 1)


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_every_length(chris, message, rows, django_assert_num_queries):
    for _ in range(rows - 1):
        reached.write(message.trainee).send(at=make.NOW)

    with django_assert_num_queries(7):
        reply = chris.get("/hr/messages/")

    assert len(listed(reply)) == rows
