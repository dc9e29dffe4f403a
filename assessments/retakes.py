"""When a trainee may sit a quiz (again), and whether whole or only what she missed.

The first try at any time; the second after a delay; every further one after a trainer unlocked it;
none after a pass. Who reached the pass mark but missed a critical question sits no whole quiz again:
she reads the lesson once more and is asked only the critical questions that she missed ("again"). That
follows the same rule: at once, after a delay, after an unlock.

Example with 24 hours: failed on Monday at 10, again from Tuesday at 10. Enough marks on Monday at 10
but one critical question wrong: asked again as soon as she has read the lesson; wrong again at 11: from
Tuesday at 11.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class Wait(Enum):
    """Why she may not start now."""

    PASSED = "passed"
    UNTIL = "until"
    UNLOCK = "unlock"
    MARKING = "marking"
    ONCE = "once"


@dataclass(frozen=True)
class Try:
    """One finished try that counts: when it was handed in and what came of it.

    ``missed_critical``: enough marks, but a critical question was not right. ``again``: it asked only
    what was missed. ``waits``: a person must still mark an answer.
    """

    finished_at: dt.datetime
    passed: bool = False
    missed_critical: bool = False
    again: bool = False
    waits: bool = False


@dataclass(frozen=True)
class Turn:
    """Whether she may start now: ``wait`` is None if so; ``opens_at`` says when waiting ends by itself.

    ``again``: what opens is not the whole quiz but the critical questions that she missed.
    """

    wait: Wait | None = None
    opens_at: dt.datetime | None = None
    again: bool = False


def next_turn(
    tries: Sequence[Try],
    *,
    now: dt.datetime,
    second_after: dt.timedelta,
    unlocked_after: int,
) -> Turn:
    """Decide about the next try.

    Args:
        tries: her finished, unvoided tries of this quiz, oldest first.
        unlocked_after: the number of tries (of both sorts) after which a trainer last opened one
            more; 0 if never. It opens just that one: an unlock given early does not also open the next.
    """
    if any(each.passed for each in tries):
        return Turn(Wait.PASSED)
    if any(each.waits for each in tries):
        return Turn(Wait.MARKING)
    whole = [place for place, each in enumerate(tries) if not each.again]
    again = bool(whole) and tries[whole[-1]].missed_critical
    same_sort = tries[whole[-1] + 1 :] if again else [tries[place] for place in whole]
    if not same_sort or unlocked_after >= len(tries):
        return Turn(again=again)
    if len(same_sort) == 1:
        opens_at = same_sort[-1].finished_at + second_after
        if now >= opens_at:
            return Turn(again=again)
        return Turn(Wait.UNTIL, opens_at, again)
    return Turn(Wait.UNLOCK, again=again)
