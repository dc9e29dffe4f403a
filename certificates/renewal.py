"""When a certificate asks for a refresher, and from when on she is late with it.

The numbers are the programme's: what its edition says, else these. A refresher is a new enrolment, so
the certificate itself never changes. Example: issued on 2 March 2026, a refresher is due from 2 March
2027 and late after 1 May 2027.
"""

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Any

from certificates.face import expiry

#: Knowledge of treatment fades and guidelines move within a year; half of a certificate's 24 months.
REFRESHER_MONTHS = 12
#: Until the next cohort of a site begins; nobody loses her place for a full class.
GRACE_DAYS = 60


@dataclass(frozen=True)
class Rules:
    """A programme's numbers for a refresher."""

    months: int = REFRESHER_MONTHS
    grace_days: int = GRACE_DAYS

    @classmethod
    def of(cls, edition: dict[str, Any]) -> "Rules":
        """The numbers in an edition's content; where it is silent, the house's."""
        return cls(
            edition.get("refresher_months") or REFRESHER_MONTHS,
            edition.get("grace_days") or GRACE_DAYS,
        )

    def due_on(self, issued_on: dt.date) -> dt.date:
        """The day from which a refresher is due."""
        return expiry(issued_on, self.months)

    def late_after(self, issued_on: dt.date) -> dt.date:
        """The last day on which she is not late."""
        return self.due_on(issued_on) + dt.timedelta(days=self.grace_days)

    def issued_until(self, day: dt.date) -> dt.date:
        """The last day of issue for which a refresher is due on ``day``: what ``due_on`` undoes."""
        total = day.year * 12 + day.month - 1 - self.months
        first = dt.date(total // 12, total % 12 + 1, 1)
        last_day = calendar.monthrange(first.year, first.month)[1]
        is_last_of_month = (day + dt.timedelta(days=1)).day == 1
        return first.replace(day=last_day if is_last_of_month else min(day.day, last_day))
