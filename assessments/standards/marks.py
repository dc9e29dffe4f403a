"""Pass marks are whole percents from 1 to 100, rounded up: no rounding lets through one who fell short.

Worked example: a panel expects 78 2/3 % and the test has a standard error of 4.5 %. The mark is 79 %;
less one standard error it is 74 1/6 %, so 75 %.
"""

from fractions import Fraction
from math import ceil

from assessments.statistics.numbers import Number, exact

#: Standard errors are square roots; finer than this is dust, which must not cost a whole percent.
FINEST = 10**6


def whole_percent(percent: Fraction) -> int:
    """The mark for an exact percent: rounded up, at least 1, at most 100."""
    return min(max(ceil(percent), 1), 100)


def less_sems(percent: Fraction, k: Number, sem: float) -> Fraction:
    """The percent with ``k`` standard errors of measurement (percent) taken off, where a panel says so.

    It gives the doubt to the trainee: with k = 1, of those who are just competent about one in six
    would still fall below by bad luck, instead of every second one.
    """
    return percent - exact(k) * Fraction(sem).limit_denominator(FINEST)
