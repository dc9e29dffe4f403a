"""Who chose which option, and which wrong options nobody is drawn to.

A wrong option chosen by under 5 % does no work. That rule is unfair where nearly everybody is right,
as they should be on what every Mentor Mother must know (Raymond and others 2019, doi
10.1007/s10459-018-9855-9): if even choices spread evenly over the wrong options would leave each under
5 %, none is called idle. Nor is any below 30 answers, where one woman more or less decides.

Worked example: 40 answers, a (right) 30, b 9, c 1: c has 2.5 %, and the wrong options 12.5 % each on
average, so c is idle. With a 37, b 2, c 1 the average is 3.75 %, and none is.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.statistics.numbers import Number, exact

#: Below this share a wrong option does no work.
LEAST_SHARE = Fraction(1, 20)
#: Below so many answers nothing is said about options.
ENOUGH = 30


@dataclass(frozen=True)
class Choice:
    """One option: how many chose it, as a share (0 to 1) of all who were asked, and how they did.

    ``mean_total`` is the mean total, in marks, of those who chose it. Shares of a multiple response
    may add up to more than 1.
    """

    uid: str
    is_right: bool
    count: int
    share: float | None
    mean_total: float | None
    is_idle: bool

    @property
    def sentence(self) -> str:
        """What to do about it, in plain words; empty if nothing."""
        if not self.is_idle:
            return ""
        return "Hardly anybody chooses this option: make it more tempting or leave it out."


def choices(
    responses: Sequence[tuple[Collection[str], Number]], options: Mapping[str, bool]
) -> tuple[Choice, ...]:
    """Count the choices of one question.

    Args:
        responses: for each attempt that was asked it, the option uids chosen (none: left blank) and
            the total earned. Uids that are no options are left out.
        options: uid to whether it is right, in order.
    """
    n = len(responses)
    chosen_by = {
        uid: [exact(total) for chosen, total in responses if uid in chosen] for uid in options
    }
    wrong = [Fraction(len(chosen_by[uid]), n) for uid, right in options.items() if not right and n]
    may_be_idle = n >= ENOUGH and sum(wrong) >= LEAST_SHARE * len(wrong)
    return tuple(
        Choice(
            uid=uid,
            is_right=is_right,
            count=len(totals := chosen_by[uid]),
            share=len(totals) / n if n else None,
            mean_total=float(sum(totals) / len(totals)) if totals else None,
            is_idle=may_be_idle and not is_right and len(totals) < LEAST_SHARE * n,
        )
        for uid, is_right in options.items()
    )
