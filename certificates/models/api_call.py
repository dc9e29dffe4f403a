"""What programs asked for, when and how much; and when one must wait."""

import datetime as dt
from collections.abc import Iterable

from django.db import models

from certificates.codes import read_number
from certificates.models.api_token import ApiToken
from certificates.models.verification import Answer, Verification
from curriculum.insert_only import InsertOnly, InsertOnlyQuerySet
from trainees.encrypted import blind_index

WINDOW = dt.timedelta(minutes=10)
#: Within the window: calls, rows of all calls together, and names that do not fit one number. Three whole
#: rosters pass; so does a page of changes every second.
CALLS, ROWS, GUESSES = 600, 30_000, 5


class MustWait(Exception):
    """A token asked too much, or guessed; in ten minutes it may go on."""


class ApiCallManager(models.Manager.from_queryset(InsertOnlyQuerySet)):
    def begin(
        self,
        token: ApiToken,
        call: str,
        *,
        at: dt.datetime,
        numbers: Iterable[str] = (),
    ) -> "ApiCall":
        """Note a call, inside the caller's transaction, before it is answered.

        ``numbers`` are those that it asks about, as typed. Raises ``MustWait``, and notes nothing, when
        calls or rows are too many, or when one of the numbers met wrong names too often. What is counted
        is this token's own questions, so waiting tells nothing about a certificate. The token's row is
        locked, so that calls at the same time are all counted.
        """
        numbers, since = list(numbers), at - WINDOW
        ApiToken.objects.select_for_update().get(pk=token.pk)
        recent = self.filter(token=token, at__gt=since)
        so_far = recent.aggregate(calls=models.Count("pk"), rows=models.Sum("rows", default=0))
        if so_far["calls"] >= CALLS or so_far["rows"] + len(numbers) > ROWS:
            raise MustWait
        if numbers and not _guessed(token, since).isdisjoint(_indexes(numbers)):
            raise MustWait
        made = self.model(token=token, call=call, rows=len(numbers), at=at)
        made.save()
        return made


class ApiCall(InsertOnly):
    """One call that was let through. Personal data: none; who was asked about stands in the look-ups.

    Kept for two years, as the look-ups are.
    """

    KEPT = dt.timedelta(days=731)

    class Call(models.TextChoices):
        VERIFY = "verify", "Checked one"
        VERIFY_MANY = "verify_many", "Checked many"
        CHANGES = "changes", "Read changes"
        EXPORT = "export", "Took qualifications"

    token = models.ForeignKey(ApiToken, on_delete=models.PROTECT, related_name="calls")
    call = models.CharField(max_length=12, choices=Call.choices)
    rows = models.PositiveIntegerField()
    at = models.DateTimeField()

    objects = ApiCallManager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["token", "at"], name="calls_of_a_token")]

    def __str__(self):
        return f"Call {self.pk}"


def _guessed(token: ApiToken, since: dt.datetime) -> set[str]:
    """The indexes of numbers that met as many wrong names as may be: one query."""
    misses = Verification.objects.filter(by=token.user_id, answer=Answer.NO_MATCH, at__gt=since)
    times = misses.order_by().values("number_index").annotate(times=models.Count("pk"))
    return set(times.filter(times__gte=GUESSES).values_list("number_index", flat=True))


def _indexes(numbers: Iterable[str]) -> set[str]:
    """As the look-ups keep them; what cannot be a number is nobody's."""
    return {blind_index(plain) for number in numbers if (plain := read_number(number))}
