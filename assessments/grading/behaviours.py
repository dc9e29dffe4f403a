"""Rules for several tries at one question, for imported results; the product itself marks once.

Shares and penalties are exact fractions from 0 to 1, tries count from 1. The formulas are those of
Moodle's behaviours.

Worked example: right at the third try with a penalty of 1/4: 1 - 2 x 1/4 = 1/2.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

#: Certainty from 1 (low) to 3 (high) to what a right answer is multiplied by and what a wrong one gets.
CERTAINTIES = {1: (1, 0), 2: (2, -2), 3: (3, -6)}


def interactive(share: Fraction, try_number: int, penalty: Fraction) -> Fraction:
    """The share of the last try less a penalty for each earlier one, not below 0."""
    return max(share - (try_number - 1) * penalty, Fraction(0))


def countback(parts: Sequence[Sequence[bool]], penalty: Fraction) -> Fraction:
    """Interactive with count-back for pairs and gaps of equal weight.

    Args:
        parts: for each part whether it was right, try by try; at least one part and one try.

    Returns:
        The mean over the parts of: 0 if wrong at the end, else 1 less a penalty for every try up to
        the last wrong one, not below 0.
    """
    shares = [
        max(1 - penalty * _up_to_last_wrong(tries), Fraction(0)) if tries[-1] else Fraction(0)
        for tries in parts
    ]
    return sum(shares, Fraction(0)) / len(shares)


def _up_to_last_wrong(tries: Sequence[bool]) -> int:
    return max((number for number, right in enumerate(tries, 1) if not right), default=0)


def countback_gap(share: Fraction, answers: Sequence[object], penalty: Fraction) -> Fraction:
    """One gap of a cloze: its last share less a penalty for each try before its last change.

    ``answers``: what stood in the gap, try by try, at least one.
    """
    changes = [at for at in range(1, len(answers)) if answers[at] != answers[at - 1]]
    return max(share - penalty * max(changes, default=0), Fraction(0))


def adaptive(tries: Iterable[tuple[Fraction, bool]], penalty: Fraction) -> Fraction:
    """The best of all tries, each less a penalty for every earlier one that counts.

    ``tries``: share and whether the try counts; the same answer again and an incomplete one do not.
    """
    counting = [share for share, counts in tries if counts]
    marks = [share - penalty * earlier for earlier, share in enumerate(counting)]
    return max([*marks, Fraction(0)])


def certainty(share: Fraction, level: int | None) -> Fraction:
    """Certainty-based marking; from -6 to 3. A missing level is the lowest."""
    times, wrong = CERTAINTIES[level or 1]
    return share * times if share else Fraction(wrong)
