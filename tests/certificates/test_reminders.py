"""Reminding holders (``reminders.py``, ``send_reminders``)."""

import datetime as dt
import io
import logging

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, transaction

from certificates import reminders
from certificates.models import Certificate, Reminder
from certificates.reminders import due_reminders, remind, remind_all
from tests import make
from tests.certificates import papers
from tests.trainees import reached
from trainees.models import Channel, Message
from trainees.models import message as message_module

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
BEFORE_ANYTHING = dt.date(2099, 6, 1)


@pytest.fixture
def certificate():
    """Issued on 2 March 2099, valid to 2 March 2101; its holder gave her phone number."""
    certificate = papers.make_certificate()
    reached.give(certificate.enrolment.trainee)
    return certificate


def night(today: dt.date) -> dict[str, int]:
    """One run of the command."""
    at = dt.datetime.combine(today, dt.time(2), dt.UTC)
    return dict(remind_all(at=at, today=today))


def reminded() -> list[tuple[str, int]]:
    return list(Reminder.objects.order_by("pk").values_list("kind", "step"))


def change_a_critical_fact() -> None:
    programme = papers.ProgrammePage.objects.get()
    programme.save_revision()
    make.sign(programme, change="critical")


def test_through_the_years_each_reminder_comes_once(certificate):
    """Every night around each day that matters, and twice each."""
    found = {}
    for left in (
        730,
        366,
        365,
        364,
        200,
        *range(92, 86, -1),
        *range(32, 26, -1),
        *range(9, -3, -1),
    ):
        today = certificate.expires_on - left * DAY
        if [*night(today), *night(today)]:
            found[left] = reminded()[-1]

    assert found == {
        365: ("refresher", 0),
        90: ("expiring", 90),
        30: ("expiring", 30),
        7: ("expiring", 7),
    }
    assert Message.objects.count() == 4


@pytest.mark.parametrize(
    ("left", "steps"), [(91, []), (89, [90]), (31, [90]), (29, [30]), (3, [7]), (0, [7]), (-1, [])]
)
def test_missed_nights_are_caught_up_with_what_is_due_by_now(certificate, left, steps):
    night(dt.date(2100, 3, 2))  # the refresher's
    night(certificate.expires_on - left * DAY)

    assert [step for kind, step in reminded() if kind == "expiring"] == steps


def test_one_message_stands_for_all_that_is_due(certificate):
    change_a_critical_fact()
    today = certificate.expires_on - 90 * DAY

    assert (night(today), night(today), night(today + DAY)) == ({"waits": 1}, {}, {})

    assert reminded() == [("expiring", 90), ("refresher", 0), ("update", 2)]
    message = Message.objects.get()
    assert (message.kind, message.about_on) == ("expiring", certificate.expires_on)


def test_two_certificates_of_one_woman_make_one_message(certificate):
    trainee = certificate.enrolment.trainee
    programme = papers.make_programme("p2")
    enrolment = make.make_enrolment(trainee, programme)
    for need in enrolment.requirements():
        if need.module:
            enrolment.complete_module(need.module, by=trainee.user, at=make.NOW, evidence={})
    papers.complete(enrolment)

    assert night(certificate.expires_on - 30 * DAY) == {"waits": 1}
    assert (Certificate.objects.count(), Reminder.objects.count()) == (2, 4)


def test_each_critical_change_is_told_once(certificate):
    told = []
    for _ in range(2):
        change_a_critical_fact()
        told += [night(BEFORE_ANYTHING), night(BEFORE_ANYTHING)]

    assert told == [{"waits": 1}, {}] * 2
    assert reminded() == [("update", 2), ("update", 3)]


@pytest.mark.parametrize("end", ["revoke", "suspend", "erase", "renew", "remove"])
def test_who_is_asked_nothing_is_told_nothing(certificate, end):
    ruth, trainee = make.User.objects.get(username="ruth"), certificate.enrolment.trainee
    if end == "renew":
        papers.complete(papers.nearly_complete(trainee), make.NOW + dt.timedelta(days=700))
    elif end == "remove":
        trainee.contacts.get().remove(by=trainee.user, at=make.NOW)
    else:
        getattr(certificate, end)(by=ruth, at=make.NOW, reason="A reason.")

    assert due_reminders(certificate.expires_on - 7 * DAY) == {}


def test_numbers_are_those_of_the_edition_that_she_learned_by():
    programme = papers.make_programme()
    programme.refresher_months, programme.reminder_days = 20, "14"
    programme.save_revision()
    make.sign(programme)
    certificate = papers.make_certificate()
    reached.give(certificate.enrolment.trainee)

    told = {left: night(certificate.expires_on - left * DAY) for left in (90, 15, 14, 13)}

    assert told == {90: {"waits": 1}, 15: {}, 14: {"waits": 1}, 13: {}}
    assert reminded() == [("refresher", 0), ("expiring", 14)]


def test_message_goes_where_she_wanted_it_last(certificate, settings):
    settings.MESSAGE_PROVIDERS = reached.BY_MAIL
    reached.give(certificate.enrolment.trainee, Channel.EMAIL, at=make.NOW + DAY)

    assert night(certificate.expires_on) == {"sent": 1}
    assert [sent.to for sent in mail.outbox] == [[reached.EMAIL]]


def test_who_gave_a_contact_late_is_told_what_is_due_by_then():
    certificate = papers.make_certificate()
    today = certificate.expires_on - 30 * DAY
    before = night(today)
    reached.give(certificate.enrolment.trainee)

    assert (before, night(today + DAY)) == ({}, {"waits": 1})


def test_refused_message_is_counted_not_tried_again_and_stops_nobody(
    certificate, monkeypatch, caplog
):
    other = papers.make_certificate("Mary Phiri")
    reached.give(other.enrolment.trainee)
    texts = iter(["Lindiwe, your HIV certificate", "A date asks for your attention."])
    monkeypatch.setattr(message_module, "render_to_string", lambda *args: next(texts))

    with caplog.at_level(logging.DEBUG):
        told = night(certificate.expires_on)

    assert (told, night(certificate.expires_on)) == ({"refused": 1, "waits": 1}, {})
    assert caplog.messages == [f"Message {Message.objects.earliest('pk').pk} was refused (word)."]


def test_message_that_cannot_be_sent_was_written_all_the_same(certificate, monkeypatch):
    """A process that dies between the two leaves the message to a person, and writes no second one."""

    def die(self, at):
        raise KeyboardInterrupt

    monkeypatch.setattr(Message, "send", die)
    with pytest.raises(KeyboardInterrupt):
        night(certificate.expires_on)
    monkeypatch.undo()

    assert night(certificate.expires_on) == {}
    assert list(Message.objects.open()) == [Message.objects.get()]


# Twice at the same moment


def test_two_runs_that_saw_the_same_remind_once(certificate):
    today = certificate.expires_on
    first, second = due_reminders(today), due_reminders(today)
    (trainee,) = first

    assert remind(trainee, first[trainee], at=make.NOW) is not None
    assert remind(trainee, second[trainee], at=make.NOW) is None
    assert Message.objects.count() == 1


def test_twin_that_does_not_look_again_meets_the_constraint(certificate, monkeypatch):
    monkeypatch.setattr(reminders, "_not_yet", list)
    due = due_reminders(certificate.expires_on)
    (trainee,) = due
    remind(trainee, due[trainee], at=make.NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        remind(trainee, due[trainee], at=make.NOW)
    assert Message.objects.count() == 1


# Cost, and the command


@pytest.mark.parametrize("women", [1, 3])
def test_finding_costs_the_same_for_every_number(certificate, women, django_assert_num_queries):
    for number in range(women - 1):
        other = papers.make_certificate(f"Mary Phiri{'a' * number}")
        reached.give(other.enrolment.trainee)

    with django_assert_num_queries(4):
        found = due_reminders(certificate.expires_on)

    assert len(found) == women


def run(*options) -> str:
    told = io.StringIO()
    call_command("send_reminders", *options, stdout=told)
    return told.getvalue().strip()


def test_command_counts_and_names_nobody():
    certificate = papers.make_certificate(at=dt.datetime.now(dt.UTC) - dt.timedelta(days=400))
    reached.give(certificate.enrolment.trainee)

    assert run("--dry-run") == "Would write to 1. A refresher is due: 1."
    assert Message.objects.count() == 0
    assert run() == "Wrote to 1. Waits for a person to send it: 1."
    assert run() == "Wrote to 0."
    assert str(Reminder.objects.get()) == f"{certificate} refresher 0"
