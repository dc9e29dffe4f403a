"""Two hundred who completed and have no certificate yet, and forty to be reminded; run inside a served
project.
"""

import datetime as dt
import os
import random
import sys
import time
from pathlib import Path

from django.utils import timezone

from certificates import payload, reminders
from certificates.models import Certificate, IssueLogEntry, Reminder
from certificates.models.issue_log import IssueLogManager
from curriculum.models import ProgrammePage
from tests.phones import quick_passphrases
from trainees.models import Channel, Cohort, Contact, Enrolment, Message, Trainee, User

MANY, TO_REMIND = 200, 40


@quick_passphrases
def complete_many(many: int = MANY, days_ago: int = 0) -> None:
    """Enrolments whose completion wrote no certificate, as when the issuing failed."""
    trainer, cohort = User.objects.get(username="bahati"), Cohort.objects.get(code="demo-1")
    programme, now = ProgrammePage.objects.live().first(), timezone.now()
    now -= dt.timedelta(days=days_ago)
    edition = programme.editions.first()
    for place in range(many):
        trainee, _ = Trainee.objects.register(
            cohort=cohort, name=f"Example {place}", by=trainer, at=now
        )
        Enrolment.objects.create(
            trainee=trainee,
            programme=programme,
            edition=edition,
            state="completed",
            enrolled_at=now,
            completed_at=now,
        )


def issue_all(*, log_locked: bool = True) -> None:
    """Issue everybody's certificate, in an order of its own; what is issued already is quiet.

    Names are derived in a moment, so that the processes spend their time where they meet: at the log.
    """
    payload.ROUNDS = 1000
    if not log_locked:
        IssueLogManager.lock = lambda self: None
    enrolments = list(Enrolment.objects.completed())
    random.shuffle(enrolments)
    faults: list[str] = []
    for enrolment in enrolments:
        try:
            Certificate.objects.issue(enrolment, at=timezone.now())
        except Exception as fault:
            faults.append(repr(fault))
    sys.stdout.write(f"faults {faults}\n")


def say_state() -> None:
    """How many certificates there are, for how many enrolments and places, and whether the log holds."""
    certificates = Certificate.objects.filter(enrolment__trainee__user__isnull=False)
    counts = (
        certificates.count(),
        certificates.values("enrolment").distinct().count(),
        certificates.values("status_index").distinct().count(),
        Enrolment.objects.completed().count(),
        IssueLogEntry.objects.filter(event__kind="issued").count(),
    )
    sys.stdout.write(f"{counts} {IssueLogEntry.objects.first_fault()}\n")


def reach_many() -> None:
    """Women whose last day is near, each with a phone number; nobody was reminded."""
    complete_many(TO_REMIND, days_ago=725)
    for enrolment in Enrolment.objects.completed().filter(certificates__isnull=True):
        Certificate.objects.issue(enrolment, at=timezone.now())
        Contact.objects.give(
            trainee=enrolment.trainee,
            channel=Channel.SMS,
            address="0000000000",
            by=enrolment.trainee.user,
            at=timezone.now(),
        )


def remind_everybody(folder: str, processes: int, *, looks_again: bool = True) -> None:
    """What the nightly command does; all processes have read who is due before the first one writes."""
    if not looks_again:
        reminders._not_yet = list
    due = reminders.due_reminders(timezone.localdate())
    Path(folder, f"ready-{os.getpid()}").touch()
    while len(list(Path(folder).glob("ready-*"))) < processes:
        time.sleep(0.02)
    faults: list[str] = []
    for trainee_id, hers in due.items():
        try:
            reminders.remind(trainee_id, hers, at=timezone.now())
        except Exception as fault:
            faults.append(type(fault).__name__)
    sys.stdout.write(f"due {len(due)} faults {sorted(set(faults))}\n")


def say_reminded() -> None:
    """Messages, women with messages, reminders; those of the demonstration left out."""
    mine = Message.objects.filter(trainee__cohort__code="demo-1")
    of_mine = Reminder.objects.filter(message__in=mine)
    women = mine.values("trainee").distinct().count()
    sys.stdout.write(f"{(mine.count(), women, of_mine.count(), mine.open().count())}\n")
