"""Two hundred who completed and have no certificate yet; run inside a served project."""

import random
import sys

from django.utils import timezone

from certificates import payload
from certificates.models import Certificate, IssueLogEntry
from certificates.models.issue_log import IssueLogManager
from curriculum.models import ProgrammePage
from tests.phones import quick_passphrases
from trainees.models import Cohort, Enrolment, Trainee, User

MANY = 200


@quick_passphrases
def complete_many() -> None:
    """Enrolments whose completion wrote no certificate, as when the issuing failed."""
    trainer, cohort = User.objects.get(username="bahati"), Cohort.objects.get(code="demo-1")
    programme, now = ProgrammePage.objects.live().first(), timezone.now()
    edition = programme.editions.first()
    for place in range(MANY):
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
