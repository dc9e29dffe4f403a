"""A message and what became of it (``models/message.py``, ``messages/providers.py``)."""

import datetime as dt
import logging
import smtplib

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.utils import translation

from curriculum.insert_only import InsertOnlyError
from curriculum.models import Country, ModulePage
from tests import make
from tests.trainees import reached
from trainees.messages import MessageRefused, guard
from trainees.models import Channel, Message, MessageEvent, Wording
from trainees.models import message as message_module

pytestmark = pytest.mark.django_db
COVERT = "A date in Peer Academy asks for your attention. Sign in when you can."
LAST_DAY = dt.date(2101, 3, 2)


@pytest.fixture
def lindiwe():
    return make.make_trainee(make.make_cohort(make.make_signed_programme()))


@pytest.fixture
def chris():
    return make.make_hr(country=Country.DEMONSTRATION)


@pytest.fixture
def by_mail(settings):
    settings.MESSAGE_PROVIDERS = reached.BY_MAIL


def kinds(message) -> list[str]:
    return [event.kind for event in message.events.all()]


@pytest.fixture
def telling(monkeypatch):
    """A template that names a clinic: what a translator could write by mistake."""
    monkeypatch.setattr(
        message_module, "render_to_string", lambda *args: "Come to the clinic, Lindiwe."
    )


# What it says


@pytest.mark.parametrize("language", [code for code, _ in django_settings.LANGUAGES])
@pytest.mark.parametrize("wording", Wording.values)
@pytest.mark.parametrize("kind", Message.Kind.values)
def test_every_text_of_ours_passes_in_every_language(lindiwe, language, wording, kind):
    reached.give(lindiwe)
    about = {"kind": kind, "about_on": LAST_DAY}

    rendered = (
        reached.write(lindiwe, wording=wording, language=language, **about).guarded().rendered
    )

    assert (rendered.subject, rendered.sender) == (
        "Peer Academy", "Peer Academy <no-reply@peer.example>",
    )  # fmt: skip
    assert 20 < len(rendered.body) <= 160  # one SMS
    if wording == Wording.COVERT and language == "en":
        assert rendered.body == COVERT


def test_plain_words_name_the_day(lindiwe):
    message = reached.write(lindiwe, wording="plain", kind="expiring", about_on=LAST_DAY)

    with translation.override("en"):
        said = message.guarded().rendered.body

    assert said == (
        "Peer Academy: the last day of your certificate is 2101-03-02. Sign in to see what to do."
    )


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Read Module m1 again.", "place_or_programme"),
        ("Read Lesson l1 again.", "place_or_programme"),
        ("Foundation training", "place_or_programme"),
        ("Certificate in Community Peer Education", "word"),
        ("An old title", "place_or_programme"),
        ("Um título antigo", "place_or_programme"),
        ("Programa de base", "place_or_programme"),
        ("Come to a site", "place_or_programme"),
        ("Come to site-xd", "place_or_programme"),
        ("Dear Dlamini", "person"),
    ],
)
def test_guard_knows_titles_places_and_her(lindiwe, monkeypatch, text, rule):
    module = ModulePage.objects.get()
    ModulePage.objects.filter(pk=module.pk).update(title="An old title")
    programme = lindiwe.cohort.programme
    words = {"title": "Programa de base", "neutral_title": "Certificado", "level": "Base"}
    programme.names = [("name", {"language": "pt", **words})]
    module.names = [("name", {"language": "pt", "title": "Um título antigo"})]
    module.save(update_fields=["names"])
    programme.save_revision()
    make.sign(programme)
    ModulePage.objects.filter(pk=module.pk).update(title="Module m1")
    monkeypatch.setattr(message_module, "render_to_string", lambda *args: text)

    with pytest.raises(MessageRefused) as refused:
        reached.write(lindiwe).guarded()

    assert refused.value.rule == rule


# Sending


def test_mail_is_sent_once(lindiwe, by_mail):
    reached.give(lindiwe, Channel.EMAIL)
    message = reached.write(lindiwe, Channel.EMAIL)

    first, again = message.send(at=make.NOW), message.send(at=make.NOW)

    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == ([reached.EMAIL], "Peer Academy", COVERT)
    assert sent.from_email == "Peer Academy <no-reply@peer.example>"
    assert sent.extra_headers == {"Auto-Submitted": "auto-generated"}
    assert (first, kinds(message)) == (again, ["sent"])


def test_without_a_gateway_it_waits_for_a_person(lindiwe):
    reached.give(lindiwe)
    message = reached.write(lindiwe)

    message.send(at=make.NOW)

    assert (kinds(message), list(Message.objects.open())) == (["waits"], [message])


def test_refused_message_leaves_by_no_way_and_no_word_of_it_is_logged(
    lindiwe, by_mail, telling, caplog
):
    reached.give(lindiwe, Channel.EMAIL)
    message = reached.write(lindiwe, Channel.EMAIL)

    with caplog.at_level(logging.DEBUG), pytest.raises(MessageRefused) as refused:
        message.send(at=make.NOW)

    assert (len(mail.outbox), kinds(message)) == (0, ["refused"])
    assert str(refused.value) == f"Message {message.pk} was refused (word)."
    assert caplog.messages == [str(refused.value)]
    assert list(Message.objects.open()) == [message]


def test_twin_without_the_guard_sends_it(lindiwe, by_mail, telling, monkeypatch):
    monkeypatch.setattr(
        message_module, "passed", lambda rendered, *args, **more: guard.Passed(rendered)
    )
    reached.give(lindiwe, Channel.EMAIL)

    reached.write(lindiwe, Channel.EMAIL).send(at=make.NOW)

    assert mail.outbox[0].body == "Come to the clinic, Lindiwe."


def test_mail_server_that_fails_leaves_it_to_a_person_and_tells_no_address(
    lindiwe, by_mail, monkeypatch
):
    fault = smtplib.SMTPRecipientsRefused({reached.EMAIL: (550, b"nobody here")})
    monkeypatch.setattr(mail.EmailMessage, "send", lambda self: (_ for _ in ()).throw(fault))
    reached.give(lindiwe, Channel.EMAIL)
    message = reached.write(lindiwe, Channel.EMAIL)

    event = message.send(at=make.NOW)

    assert (event.kind, event.answer) == ("failed", "SMTPRecipientsRefused")
    assert list(Message.objects.open()) == [message]


def test_without_an_address_nothing_is_sent(lindiwe, by_mail):
    message = reached.write(lindiwe, Channel.EMAIL)

    message.send(at=make.NOW)

    assert (kinds(message), len(mail.outbox)) == (["dropped"], 0)


def test_process_that_died_before_it_knew_leaves_it_to_a_person(lindiwe, by_mail):
    """It may have left: nothing sends it a second time."""
    reached.give(lindiwe, Channel.EMAIL)
    message = reached.write(lindiwe, Channel.EMAIL)

    assert (list(Message.objects.open()), message.last_event) == ([message], None)


# By hand


def test_person_opens_it_and_notes_that_she_sent_it(lindiwe, chris):
    reached.give(lindiwe)
    message = reached.write(lindiwe)
    message.send(at=make.NOW)

    opened = message.open_for(chris, at=make.NOW)
    first = message.note_sent(by=chris, at=make.NOW)
    again = message.drop(by=chris, at=make.NOW)

    assert opened == (reached.NUMBER, COVERT)
    assert (first, kinds(message)) == (again, ["waits", "by_hand"])
    assert list(Message.objects.open()) == []
    assert make.logged(lindiwe)[-2:] == ["trainees.open_message", "trainees.send_by_hand"]


def test_person_never_reads_what_the_guard_refuses(lindiwe, chris, telling):
    reached.give(lindiwe)

    assert reached.write(lindiwe).open_for(chris, at=make.NOW) == ("", "")


def test_end_rolled_back_leaves_it_open(lindiwe, chris):
    message = reached.write(lindiwe)
    with make.rolled_back():
        message.note_sent(by=chris, at=make.NOW)

    assert list(Message.objects.open()) == [message]


def test_officers_of_other_countries_see_nothing(lindiwe, chris):
    message = reached.write(lindiwe)
    hugo = make.make_hr("hugo", country=Country.KENYA)
    bahati = make.User.objects.get(username="bahati")

    assert list(Message.objects.visible_to(chris)) == [message]
    assert list(Message.objects.visible_to(hugo) | Message.objects.visible_to(bahati)) == []


def test_message_and_events_are_never_changed(lindiwe):
    message = reached.write(lindiwe)
    event = message.drop(by=lindiwe.user, at=make.NOW)

    for row in (message, event):
        with pytest.raises(InsertOnlyError):
            row.save()
    assert (str(message), str(event)) == (
        f"Message {message.pk}",
        f"Message {message.pk} dropped",
    )
    assert MessageEvent.objects.count() == 1
