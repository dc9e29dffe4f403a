"""Numbers and weights as other engines write them, read exactly.

Moodle writes a third of the mark as 33.33333 percent. A weight with two or more decimals that lies
within one unit of its last decimal (but never closer than 0.00001 percent) of k/n, n at most 20, is
that fraction: 33.33333, 33.3333300 and 33.33 are 1/3, 14.28571 is 1/7. All else is taken as written:
33 is 33/100, 12.345 is 2469/20000. Fractions with n up to 20 lie at least 0.26 percent apart,
so no weight is near to two of them.
"""

import re
from decimal import Decimal
from fractions import Fraction

from assessments.importers.values import QuestionRefused
from curriculum.tables import decimals

LARGEST_DENOMINATOR = 20
FEWEST_DECIMALS = 2
MOODLE_DECIMALS = 5
#: At most 30 characters and a two-digit exponent: no number here can cost time.
NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?", re.ASCII)
LONGEST_NUMBER = 30
LONE_COMMA = re.compile(r"[+-]?\d+,(?:\d{1,2}|\d{4,})", re.ASCII)


def exact(text: str) -> str:
    """A number as plain decimals: "+2.50" is "2.5", "1e-3" is "0.001", "0,5" is "0.5".

    Raises:
        QuestionRefused: it is no number, or it is one like "1,234" that could mean two.
    """
    plain = text.strip()
    if LONE_COMMA.fullmatch(plain):
        plain = plain.replace(",", ".")
    if len(plain) > LONGEST_NUMBER or not NUMBER.fullmatch(plain):
        raise QuestionRefused(f"“{plain[:LONGEST_NUMBER]}” is not a number; write it like 2.5.")
    return decimals(Fraction(Decimal(plain)))


def share(percent: str) -> Fraction:
    """The share of the mark that a weight in percent means, an exact third where a third is meant."""
    value = Fraction(exact(percent)) / 100
    places = len(percent.strip().replace(",", ".").partition(".")[2])
    if places < FEWEST_DECIMALS:
        return value
    near = value.limit_denominator(LARGEST_DENOMINATOR)
    within = Fraction(1, 100 * 10 ** min(places, MOODLE_DECIMALS))
    return near if abs(near - value) <= within else value


def percent(value: Fraction) -> str:
    """A share as Moodle writes it, in percent with up to five decimals: 1/3 is "33.33333".

    Raises:
        QuestionRefused: reading that again would not give the same share.
    """
    written = decimals(Fraction(round(value * 10 ** (2 + MOODLE_DECIMALS)), 10**MOODLE_DECIMALS))
    if share(written) != value:
        raise QuestionRefused(f"Moodle cannot hold the weight {value} exactly.")
    return written
