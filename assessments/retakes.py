"""When a trainee may sit a quiz (again).

The first try at any time; the second after a delay; every further one after a trainer unlocked it;
none after a pass. Example with 24 hours: failed on Monday at 10, again from Tuesday at 10.
"""

import datetime as dt
from dataclasses import dataclass
from enum import Enum


class Wait(Enum):
    """Why she may not start now."""

    PASSED = "passed"
    UNTIL = "until"
    UNLOCK = "unlock"


@dataclass(frozen=True)
class Turn:
    """Whether she may start now: ``wait`` is None if so; ``opens_at`` says when waiting ends by itself."""

    wait: Wait | None = None
    opens_at: dt.datetime | None = None


def next_turn(
    finished: list[dt.datetime],
    *,
    passed: bool,
    now: dt.datetime,
    second_after: dt.timedelta,
    unlocked_after: int,
) -> Turn:
    """Decide about the next try.

    Args:
        finished: when each finished, unvoided attempt was handed in, oldest first.
        passed: whether one of them passed.
        unlocked_after: the number of tries after which a trainer last opened one more; 0 if never.
            It opens just that one: an unlock given early does not also open the next.
    """
    if passed:
        return Turn(Wait.PASSED)
    tries = len(finished)
    if unlocked_after >= tries:
        return Turn()
    if tries == 1:
        opens_at = finished[-1] + second_after
        return Turn(Wait.UNTIL, opens_at) if now < opens_at else Turn()
    return Turn(Wait.UNLOCK)
