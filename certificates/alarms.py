"""When wrong look-ups at the public page are too many to be mistakes.

A miss is a look-up by somebody outside that matched nothing, or that was told to wait. Whoever checks
a paper in her hand mistypes once or twice; whoever guesses misses on. Each rule counts misses within a
time that ends now. Worked example: 29 misses in the last ten minutes and one eleven minutes ago sound
nothing; one more within that minute is the thirtieth, and ``BURST`` sounds.

An alarm says that somebody guesses and when, never at what: no number, no name, no address.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Miss(NamedTuple):
    """One wrong look-up: when, and the number's index, whether or not there is such a number."""

    at: dt.datetime
    number_index: str


@dataclass(frozen=True)
class Rule:
    """How many misses within how long sound the alarm; ``of_one_number``: those at the same number."""

    code: str
    misses: int
    within: dt.timedelta
    of_one_number: bool = False


#: One address gets five misses in ten minutes before it must wait: thirty are six that guess at once, or
#: one machine that goes on when told to wait.
BURST = Rule("burst", 30, dt.timedelta(minutes=10))
#: Slow guessing over many addresses stays under the burst. Some 1,700 holders, each checked twice a year,
#: are ten look-ups a day; if every second were mistyped and repeated four times, it would be twenty.
DAY = Rule("day", 200, dt.timedelta(days=1))
#: Somebody who has a number and tries names. A number lets five through in ten minutes, 720 in a day; an
#: employer with the paper in her hand needs no twenty tries.
NUMBER = Rule("number", 20, dt.timedelta(days=1), of_one_number=True)
RULES = (BURST, DAY, NUMBER)
#: Nothing more need be read to judge every rule.
ENOUGH = max(rule.misses for rule in RULES)
LONGEST = max(rule.within for rule in RULES)


def sounding(misses: Sequence[Miss], *, at: dt.datetime) -> dict[Rule, int]:
    """Return the rules that sound after the newest miss, with what each counted.

    Args:
        misses: newest first, ``ENOUGH`` of them, or all within ``LONGEST``.
    """
    counts = {rule: _count(rule, misses, at) for rule in RULES}
    return {rule: count for rule, count in counts.items() if count >= rule.misses}


def _count(rule: Rule, misses: Sequence[Miss], at: dt.datetime) -> int:
    recent = [miss for miss in misses if at - rule.within < miss.at <= at]
    if rule.of_one_number and recent:
        recent = [miss for miss in recent if miss.number_index == recent[0].number_index]
    return len(recent)


def slot(rule: Rule, at: dt.datetime) -> dt.datetime:
    """Return when the stretch of time began in which a rule sounds once only, however long it goes on."""
    start = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    return start + (at - start) // rule.within * rule.within
