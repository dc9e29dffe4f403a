"""One check of a whole roster: who asked, why, and how many got which answer."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from django.conf import settings
from django.db import models, transaction
from wagtail.log_actions import log

from certificates.codes import same_name
from certificates.face import FULL
from certificates.models.certificate import Certificate
from certificates.models.verification import Answer, Verification
from certificates.rosters import Verdict, questions, verdict_of
from certificates.rosters.verdicts import Question
from curriculum.insert_only import InsertOnly, InsertOnlyQuerySet
from trainees.encrypted import blind_index
from trainees.models import User


class Answered(NamedTuple):
    """The answer to one row: its certificate stands here only if number and name are hers."""

    verdict: Verdict
    certificate: Certificate | None


class RosterCheckQuerySet(InsertOnlyQuerySet):
    def disposable(self, at: dt.datetime):
        """Without those of which a row is still kept. Can be chained."""
        return super().disposable(at).filter(verifications__isnull=True)


class RosterCheckManager(models.Manager.from_queryset(RosterCheckQuerySet)):
    def answer(
        self,
        asked: Sequence[tuple[str, str]],
        *,
        by: User,
        purpose: str,
        at: dt.datetime,
        today: dt.date,
    ) -> tuple["RosterCheck", list[Verdict]]:
        """What ``match`` finds, without the certificates."""
        check, answered = self.match(asked, by=by, purpose=purpose, at=at, today=today)
        return check, [verdict for verdict, _ in answered]

    def match(
        self,
        asked: Sequence[tuple[str, str]],
        *,
        by: User,
        purpose: str,
        at: dt.datetime,
        today: dt.date,
    ) -> tuple["RosterCheck", list[Answered]]:
        """Answer each (number, name) as typed, within the officer's countries, and record all of it.

        Confirms, never reveals: a row is told more than "no match" only when number and name belong
        together and the certificate lies in her countries. One query looks all of them up, for any
        number of rows (numbers are parameters of one IN: SQLite takes 32,766, a roster has 10,000).
        Names are compared in plain: the slow derivation guards the anonymous page alone. One
        ``Verification`` for each row, in the same order. Logged as ``certificates.check_roster``.
        """
        rows, answered = _answers(asked, by, today)
        counts = dict(Counter(verdict for verdict, _ in answered))
        with transaction.atomic():
            check = self.model(by=by, at=at, purpose=purpose, rows=len(rows), counts=counts)
            check.save()
            Verification.objects.bulk_create(
                _look_up(*row, by=by, purpose=purpose, at=at, today=today, roster=check)
                for row in zip(rows, asked, answered, strict=True)
            )
            log(instance=check, action="certificates.check_roster", user=by)
        return check, answered

    def match_one(
        self, number: str, name: str, *, by: User, purpose: str, at: dt.datetime, today: dt.date
    ) -> Answered:
        """Answer one question by the rule of a row, and record it as a look-up of its own."""
        asked = [(number, name)]
        rows, answered = _answers(asked, by, today)
        when = {"purpose": purpose, "at": at, "today": today}
        _look_up(rows[0], asked[0], answered[0], by=by, roster=None, **when).save()
        return answered[0]


class RosterCheck(InsertOnly):
    """One roster that was checked; its rows are ``Verification``s, and nobody's name is kept.

    Personal data: who checked, when and why. Kept for two years, as the look-ups are. Never changed.
    """

    KEPT = dt.timedelta(days=731)

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    purpose = models.CharField(max_length=120)
    rows = models.PositiveIntegerField()
    counts = models.JSONField(help_text="How many rows got which answer.")

    objects = RosterCheckManager()

    class Meta:
        ordering = ["-at"]
        default_permissions = ()

    def __str__(self):
        return f"Roster check {self.pk}"


def _find(numbers: list[str], by: User) -> dict[str, Certificate]:
    """The certificates with these numbers that the officer may see: one query."""
    seen = Certificate.objects.visible_to(by).with_status().filter(number__in=numbers)
    seen = seen.defer("salt", "name_check", "file_key", "problem")  # not for comparing in plain
    return {certificate.number: certificate for certificate in seen}


def _answers(
    asked: Sequence[tuple[str, str]], by: User, today: dt.date
) -> tuple[list[Question], list[Answered]]:
    """What each row asks, and its answer."""
    rows = questions(asked)
    found = _find([row.number for row in rows if row.fault is None], by)
    return rows, [_answer(row, found.get(row.number), today) for row in rows]


def _answer(row: Question, found: Certificate | None, today: dt.date) -> Answered:
    """The verdict of a row, and the certificate if it is hers."""
    if row.fault:
        return Answered(row.fault, None)
    if found is None or same_name(found.faces[FULL]["name"]) != row.name:
        return Answered(Verdict.NO_MATCH, None)
    return Answered(verdict_of(str(found.status_on(today))), found)


def _look_up(
    row: Question,
    typed: tuple[str, str],
    answered: Answered,
    *,
    by: User,
    purpose: str,
    at: dt.datetime,
    today: dt.date,
    roster: "RosterCheck | None",
) -> Verification:
    """The record of one row, not saved; a row that did not match leaves no trace at a certificate."""
    certificate = answered.certificate
    return Verification(
        certificate_id=certificate and certificate.pk,
        number_index=blind_index(row.number or typed[0][:40]),
        by_id=by.pk,
        purpose=purpose,
        answer=str(certificate.status_on(today)) if certificate else Answer.NO_MATCH,
        at=at,
        roster_id=roster and roster.pk,
    )
