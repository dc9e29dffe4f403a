"""What is removed when its time is over, room by room. Everything else is a record, and stays."""

import datetime as dt

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from wagtail.log_actions import log

from certificates.models import Alarm, ApiCall, RosterCheck, Verification
from home.models import HomePage

#: In this order: a roster goes after its rows, which are look-ups. Each says by ``KEPT`` how long it stays.
DISPOSABLE = (Verification, RosterCheck, ApiCall, Alarm)


def dispose(*, at: dt.datetime) -> dict[str, int]:
    """Remove what has had its time by ``at``, and return how many rows of which kind.

    All or nothing. Twice removes nothing more. Rows that are written once go only if the database, too,
    finds that their time is over. Logged as ``home.dispose``, with the counts, if anything went.
    """
    with transaction.atomic():
        counts = {model.__name__: model.objects.dispose(at=at) for model in DISPOSABLE}
        counts |= {name: rows.delete()[0] for name, rows in _passing(at).items()}
        gone = {name: count for name, count in counts.items() if count}
        if gone:
            log(instance=HomePage.objects.earliest("path"), action="home.dispose", data=gone)
    return counts


def would_dispose(*, at: dt.datetime) -> dict[str, int]:
    """Return how many rows ``dispose`` would remove; rosters only of which no look-up is left already."""
    counts = {model.__name__: model.objects.disposable(at).count() for model in DISPOSABLE}
    return counts | {name: rows.count() for name, rows in _passing(at).items()}


def _passing(at: dt.datetime) -> dict[str, object]:
    """What is no record: sessions that ended, and wrong sign-in tries that count no more."""
    return {
        "Session": Session.objects.filter(expire_date__lte=at),
        "AccessAttempt": AccessAttempt.objects.filter(
            attempt_time__lte=at - settings.AXES_COOLOFF_TIME
        ),
    }
