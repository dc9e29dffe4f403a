"""When a certificate asks for something: a refresher, a renewal, and when its holder is reminded.

The numbers are the programme's: what its edition says, else these. A refresher is a new enrolment, so
the certificate itself never changes. Example: issued on 2 March 2026, a refresher is due from 2 March
2027 and late after 1 May 2027; its last day is 2 March 2028, and reminders are due 90, 30 and 7 days
before. A reminder is due until the next one's day, so that a night that was missed is caught up.
"""

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Any

from certificates.face import expiry
from curriculum.reminder_days import REMINDER_DAYS

#: Knowledge of treatment fades and guidelines move within a year; half of a certificate's 24 months.
REFRESHER_MONTHS = 12
#: Until the next cohort of a site begins; nobody loses her place for a full class.
GRACE_DAYS = 60


@dataclass(frozen=True)
class Rules:
    """A programme's numbers for refreshers and reminders; the longest time before the last day first."""

    months: int = REFRESHER_MONTHS
    grace_days: int = GRACE_DAYS
    reminder_days: tuple[int, ...] = REMINDER_DAYS

    @classmethod
    def of(cls, edition: dict[str, Any]) -> "Rules":
        """The numbers in an edition's content; where it is silent, the house's."""
        grace_days = edition.get("grace_days")
        return cls(
            edition.get("refresher_months") or REFRESHER_MONTHS,
            GRACE_DAYS if grace_days is None else grace_days,
            tuple(edition.get("reminder_days") or REMINDER_DAYS),
        )

    def due_on(self, issued_on: dt.date) -> dt.date:
        """The day from which a refresher is due."""
        return expiry(issued_on, self.months)

    def late_after(self, issued_on: dt.date) -> dt.date:
        """The last day on which she is not late."""
        return self.due_on(issued_on) + dt.timedelta(days=self.grace_days)

    def windows(self, today: dt.date) -> list[tuple[int, dt.date, dt.date]]:
        """(step, first, last): on ``today`` a reminder of this step is due for last days within these."""
        nexts = (*self.reminder_days[1:], -1)
        return [
            (step, today + dt.timedelta(days=following + 1), today + dt.timedelta(days=step))
            for step, following in zip(self.reminder_days, nexts, strict=True)
        ]

    def issued_until(self, day: dt.date) -> dt.date:
        """The last day of issue for which a refresher is due on ``day``: what ``due_on`` undoes."""
        total = day.year * 12 + day.month - 1 - self.months
        first = dt.date(total // 12, total % 12 + 1, 1)
        last_day = calendar.monthrange(first.year, first.month)[1]
        is_last_of_month = (day + dt.timedelta(days=1)).day == 1
        return first.replace(day=last_day if is_last_of_month else min(day.day, last_day))


@dataclass(frozen=True)
class Asks:
    """What a certificate asks of its holder on a day; nothing, where it does not stand or was renewed."""

    days_left: int | None = None
    refresher_on: dt.date | None = None
    late_after: dt.date | None = None
    is_refresher_due: bool = False
    is_late: bool = False
    is_update_due: bool = False

    @property
    def is_something(self) -> bool:
        """Whether there is anything to do by now."""
        return self.days_left is not None or self.is_refresher_due or self.is_update_due


def asks(
    rules: Rules, *, issued_on: dt.date, expires_on: dt.date, is_update_due: bool, today: dt.date
) -> Asks:
    """What a current certificate asks for on ``today``; days are left once the first reminder is due."""
    left = (expires_on - today).days
    refresher_on, late_after = rules.due_on(issued_on), rules.late_after(issued_on)
    return Asks(
        days_left=left if left <= max(rules.reminder_days) else None,
        refresher_on=refresher_on,
        late_after=late_after,
        is_refresher_due=refresher_on <= today,
        is_late=late_after < today,
        is_update_due=is_update_due,
    )
