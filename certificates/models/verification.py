"""Every look-up of a certificate, by whomever, with its answer."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from certificates.alarms import ENOUGH, LONGEST, Miss
from certificates.codes import read_number
from certificates.models.alarm import Alarm
from certificates.models.certificate import Certificate
from certificates.models.placement_records import PlacementEvent
from certificates.payload import commit
from curriculum.insert_only import InsertOnly, InsertOnlyQuerySet
from trainees.encrypted import blind_index
from trainees.models import User

#: Wrong look-ups of one number, or from one address, within the window before the page asks to wait.
MISSES, WINDOW = 5, dt.timedelta(minutes=10)
#: Beside what a name is derived for a number that does not exist, so that it costs the same work.
_NOBODY = "0" * 13


class Answer(models.TextChoices):
    """What was answered."""

    NO_MATCH = "no_match", "No match"
    VALID = "valid", "Current"
    EXPIRED = "expired", "Expired"
    SUSPENDED = "suspended", "On hold"
    REVOKED = "revoked", "Withdrawn"
    REPLACED = "replaced", "Replaced"
    WAIT = "wait", "Asked to wait"


_MISSED = (Answer.NO_MATCH, Answer.WAIT)


class VerificationQuerySet(InsertOnlyQuerySet):
    def recent_misses(self, *, number_index: str, asker: str, since: dt.datetime):
        """Failed look-ups of this number or by this asker since then. Can be chained."""
        same = models.Q(number_index=number_index)
        if asker:
            same |= models.Q(asker=asker)
        return self.filter(same, answer=Answer.NO_MATCH, at__gte=since, by__isnull=True)

    def latest_misses(self, at: dt.datetime) -> list[Miss]:
        """The newest misses from outside that an alarm may rest on: one query, not chained."""
        misses = self.filter(by__isnull=True, answer__in=_MISSED, at__gt=at - LONGEST, at__lte=at)
        rows = misses.order_by("-at", "-pk").values_list("at", "number_index")[:ENOUGH]
        return [Miss(*row) for row in rows]

    def disposable(self, at: dt.datetime):
        """Without those on which a placement rests: they are kept with it. Can be chained."""
        look_up = Cast(KeyTextTransform("look_up", "found"), models.BigIntegerField())
        grounds = PlacementEvent.objects.filter(found__has_key="look_up").order_by()
        return super().disposable(at).exclude(pk__in=grounds.values_list(look_up))

    def with_askers(self):
        """With who asked: an officer, or the program of an organisation. Can be chained."""
        return self.select_related("by__api_token")

    def by_officers(self):
        """By HR, signed in; not by an organisation's program. Can be chained."""
        return self.filter(by__isnull=False, by__api_token__isnull=True)

    def newest(self, number: int):
        """The latest look-ups, with who asked; prefetched, so many of each certificate. Not chained."""
        return self.with_askers().order_by("-at", "-pk")[:number]

    def counted(self, certificates) -> dict[int, int]:
        """How many look-ups each certificate has had, by its id."""
        counts = self.filter(certificate__in=certificates).order_by().values("certificate")
        return dict(counts.annotate(times=models.Count("pk")).values_list("certificate", "times"))

    def visible_to(self, user: User):
        """Look-ups by this HR officer, and all of the certificates she may see. Can be chained."""
        if not user.is_authenticated:
            return self.none()
        seen = Certificate.objects.visible_to(user)
        return self.filter(models.Q(by=user) | models.Q(certificate__in=seen))


class VerificationManager(models.Manager.from_queryset(VerificationQuerySet)):
    def ask(
        self, *, number: str, name: str, address: str, at: dt.datetime, today: dt.date
    ) -> tuple[Answer, Certificate | None]:
        """Answer an anonymous question "is this number hers?", and record it.

        Confirms, never reveals: the certificate is returned only with a match. An unknown number,
        a wrong name and a number of somebody else cost the same queries and the same derivation.
        The alarm is asked after every answer (``Alarm``): it knows nothing of whether the number exists.
        ``address`` is kept only as an index that changes daily.
        """
        plain = read_number(number) or ""
        number_index = blind_index(plain or number[:40])
        asker = blind_index(f"{address} {today}") if address else ""
        misses = self.recent_misses(number_index=number_index, asker=asker, since=at - WINDOW)
        must_wait = misses.count() >= MISSES
        # what is encrypted is read only after a match: opening it took half a millisecond where one exists
        closed = Certificate.objects.defer("faces", "file_key")
        found = closed.with_status().filter(number=plain).first()
        matches = found.matches_name(name) if found else _same_work_for_nobody(name)
        told = found if matches and not must_wait else None
        if told:
            answer = Answer(told.status_on(today))
        elif must_wait:
            answer = Answer.WAIT
        else:
            answer = Answer.NO_MATCH
        self.model(
            certificate=told, number_index=number_index, asker=asker, answer=answer, at=at
        ).save()
        Alarm.objects.sound(self.latest_misses(at), at=at)
        return answer, told

    def look_up(
        self, *, number: str, by: User, purpose: str, at: dt.datetime, today: dt.date
    ) -> Certificate | None:
        """Find a certificate for an HR officer by its number, within her countries, and record it."""
        plain = read_number(number) or ""
        found = (
            Certificate.objects.visible_to(by)
            .with_status()
            .select_related("enrolment__trainee__cohort__site")
            .filter(number=plain)
            .first()
        )
        self.model(
            certificate=found,
            number_index=blind_index(plain or number[:40]),
            by=by,
            purpose=purpose,
            answer=Answer(found.status_on(today)) if found else Answer.NO_MATCH,
            at=at,
        ).save()
        return found


def _same_work_for_nobody(name: str) -> bool:
    """Derive as for a real certificate, so that time does not tell whether a number exists."""
    commit(name, _NOBODY)
    return False


class Verification(InsertOnly):
    """One look-up and its answer.

    Personal data: who asked, and a certificate's number as a keyed index; the address only as an
    index that nobody can read the next day. Kept for two years; the holder may see her own.
    """

    KEPT = dt.timedelta(days=731)

    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, null=True, related_name="verifications"
    )
    number_index = models.CharField(max_length=64, db_index=True)
    asker = models.CharField(max_length=64, blank=True, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    purpose = models.CharField(max_length=120, blank=True)
    answer = models.CharField(max_length=10, choices=Answer.choices)
    at = models.DateTimeField()
    roster = models.ForeignKey(
        "certificates.RosterCheck",
        on_delete=models.PROTECT,
        null=True,
        related_name="verifications",
        help_text="Of which roster this look-up was a row.",
    )

    objects = VerificationManager()

    class Meta:
        ordering = ["-at"]
        indexes = [
            models.Index(
                fields=["at"], condition=models.Q(by__isnull=True), name="look_ups_from_outside"
            )
        ]

    def __str__(self):
        return f"Look-up {self.pk}"

    @property
    def organisation(self) -> str:
        """Whose program asked; "" when it was a person. No query after ``with_askers``."""
        token = getattr(self.by, "api_token", None)
        return token.organisation if token else ""
