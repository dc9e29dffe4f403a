"""What a placement still lacks before it may begin, and whether two placements overlap.

Everything that is missing is said at once. The certificate must be current on the first day; what was
withdrawn, replaced or put on hold is not, whatever day that is. Example: she starts on 1 May, her
certificate ended on 20 April, nobody looked it up since January: two lacks, and a second person may
let both pass, because 1 May is not more than 60 days after 20 April.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

#: How old a look-up may be: a certificate can be withdrawn any day, and a month is how long a hiring
#: usually takes; who waited longer asks again, which costs ten seconds.
LOOK_UP_DAYS = 30
#: How long after its last day a certificate may still be let pass: the grace of a refresher.
GRACE_DAYS = 60
#: When the end of a certificate is near enough to be told: the first of its reminders.
WARN_DAYS = 90


class Lack(Enum):
    """One thing that is missing, and whether a second person may let it pass."""

    NOT_CURRENT = "not_current", "The certificate was withdrawn, replaced or put on hold.", False
    NOT_YET = "not_yet", "She starts before her certificate was issued. Choose a later day.", False
    LONG_EXPIRED = (
        "long_expired",
        f"The certificate ended more than {GRACE_DAYS} days before the first day."
        " She needs a new certificate.",
        False,
    )
    EXPIRED = "expired", "The certificate ends before the first day.", True
    NOT_LOOKED_UP = (
        "not_looked_up",
        f"Nobody looked the certificate up in the last {LOOK_UP_DAYS} days.",
        True,
    )
    NO_IDENTITY = "no_identity", "Nobody has noted that her identity document was seen.", True
    NO_CONDUCT = "no_conduct", "Nobody has noted that she signed the agreement on conduct.", True
    NO_SITE = "no_site", "The site is missing.", False
    NO_SCOPE = "no_scope", "What she does there is missing.", False
    NO_SUPERVISOR = "no_supervisor", "The supervisor is missing.", True

    def __init__(self, code: str, sentence: str, may_pass: bool):
        self.code = code
        self.sentence = sentence
        self.may_pass = may_pass

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True)
class Paper:
    """What counts of a certificate; the two standings are "valid", "expired" or anything else."""

    issued_on: dt.date
    expires_on: dt.date
    on_first_day: str
    today: str


@dataclass(frozen=True)
class Plan:
    """What else counts: which of the things asked for are there."""

    is_looked_up: bool = False
    has_identity: bool = False
    has_conduct: bool = False
    has_site: bool = False
    has_scope: bool = False
    has_supervisor: bool = False


def lacks(paper: Paper, plan: Plan, *, starts_on: dt.date) -> list[Lack]:
    """Everything that is missing, in the order in which people put it right."""
    wanted = {
        Lack.NOT_LOOKED_UP: plan.is_looked_up,
        Lack.NO_IDENTITY: plan.has_identity,
        Lack.NO_CONDUCT: plan.has_conduct,
        Lack.NO_SITE: plan.has_site,
        Lack.NO_SCOPE: plan.has_scope,
        Lack.NO_SUPERVISOR: plan.has_supervisor,
    }
    missing = [lack for lack, is_there in wanted.items() if not is_there]
    return certificate_lacks(paper, starts_on=starts_on) + missing


def certificate_lacks(paper: Paper, *, starts_on: dt.date) -> list[Lack]:
    """What is wrong with the certificate itself: one thing at most."""
    if not {paper.on_first_day, paper.today} <= {"valid", "expired"}:
        return [Lack.NOT_CURRENT]
    if starts_on < paper.issued_on:
        return [Lack.NOT_YET]
    if paper.on_first_day == "valid":
        return []
    grace = paper.expires_on + dt.timedelta(days=GRACE_DAYS)
    return [Lack.LONG_EXPIRED if starts_on > grace else Lack.EXPIRED]


def from_codes(codes: Iterable[str]) -> list[Lack]:
    """The lacks that a record names; raises KeyError for a code that never was one."""
    known = {lack.code: lack for lack in Lack}
    return [known[code] for code in codes]


def overlap(first: tuple[dt.date, dt.date | None], second: tuple[dt.date, dt.date | None]) -> bool:
    """Whether two times share a day; None is an end that nobody knows, and last days are included."""
    (from_a, to_a), (from_b, to_b) = first, second
    return (to_b is None or from_a <= to_b) and (to_a is None or from_b <= to_a)


def outlasts(ends_on: dt.date | None, expires_on: dt.date, *, today: dt.date) -> bool:
    """Whether a placement goes on after its certificate; an open end counts once that is near."""
    if ends_on is not None:
        return ends_on > expires_on
    return expires_on <= today + dt.timedelta(days=WARN_DAYS)
