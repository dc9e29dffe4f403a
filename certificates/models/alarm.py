"""That somebody seems to guess at the public page."""

import datetime as dt
import logging
from collections.abc import Sequence

from django.db import IntegrityError, models, transaction

from certificates import alarms
from certificates.alarms import Miss
from curriculum.insert_only import InsertOnly, InsertOnlyQuerySet
from trainees.models import User

logger = logging.getLogger(__name__)


class AlarmQuerySet(InsertOnlyQuerySet):
    def since(self, moment: dt.datetime):
        """Those that sounded since then, newest first. Can be chained."""
        return self.filter(at__gte=moment).order_by("-at", "-pk")

    def visible_to(self, user: User):
        """All of them for whoever may look certificates up: a miss has no country. Can be chained."""
        return self.all() if user.has_perm("certificates.verify") else self.none()


class AlarmManager(models.Manager.from_queryset(AlarmQuerySet)):
    def sound(self, misses: Sequence[Miss], *, at: dt.datetime) -> None:
        """Note and log each rule that sounds by these misses, once in its stretch of time.

        Two requests at the same moment: the database lets one of them note it, and that one logs. The
        line and the row hold a count, and nothing of who asked or of what.
        """
        for rule, count in alarms.sounding(misses, at=at).items():
            began_at = alarms.slot(rule, at)
            if self.filter(kind=rule.code, began_at=began_at).exists():
                continue
            made = self.model(kind=rule.code, began_at=began_at, misses=count, at=at)
            try:
                with transaction.atomic():
                    made.save()
            except IntegrityError:
                continue
            logger.warning("%s wrong look-ups %s at the public page", count, made.within)


class Alarm(InsertOnly):
    """Once that too many wrong look-ups came in (``alarms.py``): when and how many.

    Personal data: none, neither who asked nor about whom. Kept for two years, as the look-ups are.
    """

    KEPT = dt.timedelta(days=731)

    class Kind(models.TextChoices):
        BURST = alarms.BURST.code, "within ten minutes"
        DAY = alarms.DAY.code, "within a day"
        NUMBER = alarms.NUMBER.code, "for one number within a day"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    began_at = models.DateTimeField(help_text="Of the stretch of time in which it sounds once.")
    misses = models.PositiveIntegerField(help_text="How many there were when it sounded.")
    at = models.DateTimeField()

    objects = AlarmManager()

    class Meta:
        ordering = ["-at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kind", "began_at"], name="alarm_sounds_once")
        ]

    def __str__(self):
        return f"Alarm {self.pk}"

    @property
    def within(self) -> str:
        """In how long, in words."""
        return str(self.Kind(self.kind).label)
