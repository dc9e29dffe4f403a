"""How a woman may be reached (``models/contact.py``) and the page on which she says so."""

import pytest

from curriculum.models import Country
from tests import make
from tests.trainees import reached
from trainees.models import Channel, Contact, ContactChoice, ContactRefused, MessageEvent, Wording

pytestmark = pytest.mark.django_db
Reason = ContactRefused.Reason
PAGE = "/learn/contact/"


@pytest.fixture
def lindiwe():
    return make.make_trainee(make.make_cohort(make.make_programme()))


def choices(trainee) -> list[tuple]:
    rows = ContactChoice.objects.filter(trainee=trainee)
    return [(row.channel, row.act, row.wording, row.by.username == trainee.number) for row in rows]


def test_giving_keeps_it_encrypted_and_the_choice_without_it(lindiwe):
    contact = reached.give(lindiwe, address="+27 (82) 123-4567")

    assert (contact.address, contact.wording) == (reached.NUMBER, Wording.COVERT)
    raw = Contact.objects.extra(select={"raw": "address"}).values_list("raw", flat=True)[0]
    assert "82123" not in raw
    assert choices(lindiwe) == [("sms", "given", "covert", True)]
    assert make.logged(lindiwe) == ["trainees.register", "trainees.give_contact"]


def test_the_same_again_is_quiet_and_another_takes_its_place(lindiwe):
    first = reached.give(lindiwe)
    again = reached.give(lindiwe)
    worded = reached.give(lindiwe, wording=Wording.PLAIN)
    other = reached.give(lindiwe, address="0831234567")
    mail = reached.give(lindiwe, Channel.EMAIL)

    assert first == again == worded == other != mail
    assert [row.address for row in Contact.objects.order_by("pk")] == ["0831234567", reached.EMAIL]
    assert choices(lindiwe) == [
        ("sms", "given", "covert", True),
        ("sms", "given", "plain", True),
        ("sms", "given", "covert", True),
        ("email", "given", "covert", True),
    ]


def test_removing_deletes_it_drops_what_waits_and_twice_is_quiet(lindiwe):
    contact, mail = reached.give(lindiwe), reached.give(lindiwe, Channel.EMAIL)
    waits, other = reached.write(lindiwe), reached.write(lindiwe, Channel.EMAIL)
    for _ in range(2):
        contact.remove(by=lindiwe.user, at=make.NOW)

    assert list(Contact.objects.all()) == [mail]
    assert choices(lindiwe)[-1] == ("sms", "removed", "covert", True)
    assert len(choices(lindiwe)) == 3
    assert [event.message for event in MessageEvent.objects.filter(kind="dropped")] == [waits]
    assert other.last_event is None


def test_nobody_else_says_how_she_may_be_reached(lindiwe):
    bahati = make.User.objects.get(username="bahati")
    contact = reached.give(lindiwe)
    with pytest.raises(ContactRefused) as given:
        Contact.objects.give(
            trainee=lindiwe, channel="sms", address="0831234567", by=bahati, at=make.NOW
        )
    with pytest.raises(ContactRefused) as removed:
        contact.remove(by=bahati, at=make.NOW)

    assert {given.value.reason, removed.value.reason} == {Reason.NOT_HERS}
    assert Contact.objects.get().address == reached.NUMBER


@pytest.mark.parametrize(
    ("channel", "address", "reason"),
    [
        ("sms", "", Reason.NO_NUMBER),
        ("sms", "12345", Reason.NO_NUMBER),
        ("sms", "lindi@mail.example", Reason.NO_NUMBER),
        ("sms", "+2782123456712345", Reason.NO_NUMBER),
        ("sms", "٠٨٢١٢٣٤٥٦٧", Reason.NO_NUMBER),
        ("email", "0821234567", Reason.NO_ADDRESS),
        ("email", "a@b.example\nBcc: c@d.example", Reason.NO_ADDRESS),
    ],
)
def test_what_is_no_number_or_address_is_refused(lindiwe, channel, address, reason):
    with pytest.raises(ContactRefused) as refused:
        reached.give(lindiwe, channel, address=address)

    assert (refused.value.reason, Contact.objects.count()) == (reason, 0)


def test_giving_rolled_back_leaves_nothing(lindiwe):
    with make.rolled_back():
        reached.give(lindiwe)

    assert (Contact.objects.count(), ContactChoice.objects.count()) == (0, 0)


def test_rows_name_a_number_and_no_address(lindiwe):
    contact = reached.give(lindiwe)

    assert str(contact) == f"{lindiwe.number} sms"
    assert str(ContactChoice.objects.get()) == f"{lindiwe.number} sms given"


# The page


@pytest.fixture
def hers(lindiwe, client):
    client.force_login(lindiwe.user)
    return client


def fields(**changes) -> dict:
    return {"address": reached.NUMBER, "again": reached.NUMBER, "wording": "covert", **changes}


def test_page_gives_changes_and_removes(hers, lindiwe):
    assert reached.NUMBER not in hers.get(PAGE).text
    given = hers.post(f"{PAGE}sms/", fields(wording="plain"), follow=True)
    assert f"Messages come to {reached.NUMBER}." in given.text
    assert choices(lindiwe) == [("sms", "given", "plain", True)]

    removed = hers.post(f"{PAGE}sms/remove/", follow=True)

    assert reached.NUMBER not in removed.text
    assert Contact.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"again": "+27821234568"}, "The two are different. Type them again."),
        ({"address": "1", "again": "1"}, "This is no phone number."),
        ({"wording": "shouting"}, "Select a valid choice."),
    ],
)
def test_page_says_what_is_wrong(hers, changes, said):
    reply = hers.post(f"{PAGE}sms/", fields(**changes))

    assert (reply.status_code, said in reply.text, Contact.objects.count()) == (400, True, 0)


def test_page_knows_no_other_channel(hers):
    statuses = [hers.post(f"{PAGE}{end}", fields()).status_code for end in ("fax/", "fax/remove/")]

    assert statuses == [404, 404]


def test_page_belongs_to_trainees(client):
    client.force_login(make.make_hr(country=Country.DEMONSTRATION))

    assert client.get(PAGE).status_code == 404


@pytest.mark.parametrize("messages", [1, 3])
def test_page_costs_the_same_for_every_length(hers, lindiwe, messages, django_assert_num_queries):
    reached.give(lindiwe)
    for _ in range(messages):
        reached.write(lindiwe).send(at=make.NOW)

    with django_assert_num_queries(6):
        reply = hers.get(PAGE)

    assert reply.text.count("Waits for a person to send it") == messages
