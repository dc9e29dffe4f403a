"""What an administrator should look at, beside whether the house answers at all (``/healthz``).

Nobody outside reads this: that somebody's guessing was noticed is none of her business.
"""

import datetime as dt

from certificates.models import Alarm, Certificate, SigningKey
from curriculum.reviewing import to_check
from home.disposal import DISPOSABLE

#: An alarm is looked at within a day, by whoever runs the report each morning.
ALARM_FOR = dt.timedelta(days=1)
#: What should have been disposed of waits this long at most: the job runs each night.
GRACE = dt.timedelta(days=7)


def concerns(*, at: dt.datetime) -> list[str]:
    """Return a sentence for each thing that is not as it should be; none when all is well."""
    found = [
        f"{alarm.misses} wrong look-ups {alarm.within} at the public page, {alarm.at:%Y-%m-%d %H:%M}"
        " UTC: somebody may be guessing. Whoever asked was told nothing."
        for alarm in Alarm.objects.since(at - ALARM_FOR)
    ]
    stale = len(to_check(at.date() - dt.timedelta(days=1)))
    if stale:
        found.append(
            f"{stale} facts or texts of guidance are overdue for a check: see /cms/reports/review-due/."
        )
    overdue = sum(model.objects.disposable(at - GRACE).count() for model in DISPOSABLE)
    if overdue:
        found.append(f"{overdue} rows are kept longer than promised: run manage.py dispose.")
    if not SigningKey.objects.in_use().exists():
        found.append("No key signs certificates: run manage.py signing_keys make.")
    waiting = Certificate.objects.without_files().count()
    if waiting:
        found.append(f"{waiting} certificates wait for their papers: see /hr/.")
    return found
