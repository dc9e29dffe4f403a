"""Who is to be reminded of what, and reminding her: each reminder of each certificate once.

One message stands for everything that is due to one woman: its words hardly differ, and the rest stands on
her own page.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery, Value

from certificates.due import asking, editions_by_rules, newer_critical, refresher_due
from certificates.models import Certificate, Reminder
from trainees.messages import MessageRefused
from trainees.models import Contact, Message, MessageEvent, Trainee

Kind = Message.Kind


@dataclass(frozen=True)
class Due:
    """One reminder that is due."""

    certificate: Certificate
    kind: Kind
    step: int

    @property
    def key(self) -> tuple[int, str, int]:
        """What the database holds unique."""
        return self.certificate.pk, self.kind, self.step


def due_reminders(today: dt.date) -> dict[int, list[Due]]:
    """What is due to each woman who gave a way to reach her, by trainee, the most urgent first: 4 queries.

    Only for certificates that stand, are valid and were not renewed, and not what was reminded already.
    """
    contacts = Contact.objects.filter(trainee=OuterRef("enrolment__trainee"))
    valid = asking().filter(Exists(contacts), expires_on__gte=today)
    rows = valid.select_related("enrolment").order_by("expires_on", "pk")
    editions = editions_by_rules(valid)
    found: dict[int, list[Due]] = {}
    lists = (
        (Kind.EXPIRING, _expiring(rows, editions, today)),
        (Kind.REFRESHER, _refresher(rows, editions, today)),
        (Kind.UPDATE, _update(rows)),
    )
    for kind, certificates in lists:
        for each in certificates:
            found.setdefault(each.enrolment.trainee_id, []).append(Due(each, kind, each.step))
    return found


def remind(trainee_id: int, due: Iterable[Due], *, at: dt.datetime) -> Message | None:
    """Write one message for all of ``due`` that was not reminded meanwhile, and send it after the commit.

    None if nothing is left, or she removed her contact. Her row is locked. What she gave last is where she
    wants it. Raises ``MessageRefused`` after everything is written: it is then for a person to look at.
    """
    with transaction.atomic():
        trainee = (
            Trainee.objects.select_for_update(of=("self",))
            .select_related("user")
            .get(pk=trainee_id)
        )
        contact = trainee.contacts.first()
        left = _not_yet(list(due))
        if contact is None or not left:
            return None
        message = Message(
            trainee=trainee,
            channel=contact.channel,
            kind=left[0].kind,
            wording=contact.wording,
            language=settings.LANGUAGE_CODE,
            about_on=left[0].certificate.expires_on if left[0].kind == Kind.EXPIRING else None,
            made_at=at,
        )
        message.save()
        for each in left:
            Reminder(
                certificate=each.certificate, kind=each.kind, step=each.step, message=message
            ).save()
    message.send(at=at)
    return message


def remind_all(*, at: dt.datetime, today: dt.date) -> Counter[str]:
    """Remind everybody of what is due; returns how many messages came to which end."""
    ends: Counter[str] = Counter()
    for trainee_id, due in due_reminders(today).items():
        try:
            message = remind(trainee_id, due, at=at)
        except MessageRefused:
            ends[MessageEvent.Kind.REFUSED] += 1
            continue
        if message:
            ends[message.events.last().kind] += 1
    return ends


def _not_yet(due: list[Due]) -> list[Due]:
    reminders = Reminder.objects.filter(certificate__in={each.certificate.pk for each in due})
    done = set(reminders.values_list("certificate", "kind", "step"))
    return [each for each in due if each.key not in done]


def _reminded(kind: Kind, step) -> Exists:
    return Exists(Reminder.objects.filter(certificate=OuterRef("pk"), kind=kind, step=step))


def _expiring(rows, editions, today: dt.date) -> list[Certificate]:
    """Those whose last day lies in a window, each with its step; one query for all windows."""
    windows, near = [], Q(pk__in=[])
    for rules, ids in editions.items():
        for step, first, last in rules.windows(today):
            inside = Q(enrolment__edition__in=ids, expires_on__range=(first, last))
            near |= inside & ~Q(_reminded(Kind.EXPIRING, Value(step)))
            windows.append((set(ids), step, first, last))
    certificates = list(rows.filter(near))
    for each in certificates:
        each.step = next(
            step
            for ids, step, first, last in windows
            if each.enrolment.edition_id in ids and first <= each.expires_on <= last
        )
    return certificates


def _refresher(rows, editions, today: dt.date):
    is_due = refresher_due(editions, today)
    return rows.filter(is_due, ~_reminded(Kind.REFRESHER, Value(0))).annotate(step=Value(0))


def _update(rows):
    latest = newer_critical().order_by("-number").values("number")[:1]
    changed = rows.annotate(step=Subquery(latest)).filter(step__isnull=False)
    return changed.filter(~_reminded(Kind.UPDATE, OuterRef("step")))
