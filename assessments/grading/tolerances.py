"""Between which two numbers a numeric answer is accepted, both ends included.

The formulas are those that Moodle documents, in exact numbers: nominal from key - t - e to key + t + e
with e = 1e-14 x max(abs t, abs key, 1e-14); relative key ± abs(key) x (t + 1e-14); geometric from
key/(1 + t) to key x (1 + t), ends swapped for a negative key.

Worked example: key 20, t 1/10. Nominal accepts 19.9 to 20.1, relative 18 to 22, geometric 18.18… to 22.
"""

from fractions import Fraction

from assessments.grading.pieces import Accepted
from assessments.grading.readings import exact
from assessments.grading.refusals import PaperError

_HAIR = Fraction(1, 10**14)


def around(key: Fraction, tolerance: Fraction, scheme: str) -> tuple[Fraction, Fraction]:
    """The lowest and the highest number that are accepted for this key."""
    if scheme == "geometric":
        low, high = sorted((key / (1 + tolerance), key * (1 + tolerance)))
        return low, high
    if scheme == "relative":
        reach = abs(key) * (tolerance + _HAIR)
    else:
        reach = tolerance + _HAIR * max(abs(tolerance), abs(key), _HAIR)
    return key - reach, key + reach


def window(accepted: Accepted, scheme: str) -> tuple[Fraction, Fraction] | None:
    """The ends of an accepted text: a number with its tolerance, or a range ``lo..hi``.

    None for the lone star: any number. Raises PaperError when it cannot be read.
    """
    if accepted.is_anything:
        return None
    low, dots, high = accepted.text.partition("..")
    what = f'The accepted answer "{accepted.text}"'
    if not dots:
        return around(exact(low, what), accepted.tolerance, scheme)
    ends = exact(low, what), exact(high, what)
    if ends[0] > ends[1]:
        raise PaperError(f"{what} runs backwards: write the lower end first.")
    return ends
