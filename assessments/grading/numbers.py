"""Numbers as people type them, read exactly or not at all.

Blanks are dropped, also hard and narrow ones. A lone comma is the decimal sign. Beside a point, or when
there are several, commas are thousands signs and must stand in threes. A power of ten may follow as
``e3``, ``x10^3`` or ``*10**3``, and then a unit, where one is known.

"1,234" and "1.234" could each mean two things, so under "ask" three digits after a single sign are
refused rather than guessed, unless the whole part is 0; under "moodle" the sign is always decimal.

Worked example: "2 500 m" with unit "km" and other units {"m": 1000} is 5/2 km.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessments.grading.readings import LONGEST_NUMBER

#: Letters of a whole answer, blanks and unit included; longer ones are refused before they cost time.
LONGEST_TYPED = 200
LARGEST_EXPONENT = 30
AMBIGUOUS, UNREADABLE, UNKNOWN_UNIT = "ambiguous", "unreadable", "unit"

_NUMBER = re.compile(r"[+-]?([0-9.,]*)(?:(?:[eE]|[xX×*]10(?:\^|\*\*))([+-]?[0-9]+))?")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")


@dataclass(frozen=True)
class Typed:
    """What was understood: the number in the question's unit, the unit as known or typed, the problem.

    ``problem`` is "" or "ambiguous" (write 1234, or 1.2340), "unreadable", or "unit" for an unknown
    unit, in which case ``value`` is the number as it stands.
    """

    value: Fraction | None
    unit: str = ""
    problem: str = ""


def parse_number(text: Any, decimals: str = "ask") -> Fraction | None:
    """Read a number without a unit, or return None. ``decimals`` is "ask" or "moodle"."""
    return read_number(text, decimals=decimals).value


def read_number(
    text: Any,
    *,
    unit: str = "",
    other_units: Mapping[str, Fraction] | None = None,
    decimals: str = "ask",
) -> Typed:
    """Read a number and its unit as typed.

    Args:
        text: what came in; anything but a text is unreadable.
        unit: the question's unit; "" when none is known, and then none may be typed.
        other_units: how many of each make one ``unit``.
        decimals: "ask" or "moodle".
    """
    if not isinstance(text, str) or len(text) > LONGEST_TYPED:
        return Typed(None, problem=UNREADABLE)
    plain = _plain(text)
    found = _NUMBER.match(plain)
    assert found  # every part may be empty, so that it always matches
    value = _value(found, decimals)
    typed_unit = plain[found.end() :]
    if isinstance(value, str):
        return Typed(None, problem=value)
    if not typed_unit:
        return Typed(value)
    if not unit:
        return Typed(None, problem=UNREADABLE)
    return _in_unit(value, typed_unit, {**(other_units or {}), unit: Fraction(1)})


def _in_unit(value: Fraction, typed: str, worth: Mapping[str, Fraction]) -> Typed:
    for name, factor in worth.items():
        if _plain(name) == typed:
            return Typed(value / factor, name)
    return Typed(value, typed, UNKNOWN_UNIT)


def _value(found: re.Match[str], decimals: str) -> Fraction | str:
    """The number that was matched, or the problem with it."""
    if len(found[0]) > LONGEST_NUMBER:
        return UNREADABLE
    body, exponent = found[1], int(found[2] or 0)
    whole, sign, part = _split(body)
    if not (whole + part).isdigit() or abs(exponent) > LARGEST_EXPONENT:
        return UNREADABLE
    if decimals == "ask":
        if not whole or (sign and not part):
            return UNREADABLE
        if len(part) == 3 and whole.strip("0") and len(body) == len(whole) + 4:
            return AMBIGUOUS  # one sign alone, and it could be either
    size = Fraction(int(whole + part), 10 ** len(part)) * Fraction(10) ** exponent
    return -size if found[0].startswith("-") else size


def _split(body: str) -> tuple[str, str, str]:
    """The whole part, the decimal sign and the decimals; an unreadable body comes back as it is."""
    if body.count(",") == 1 and "." not in body:
        body = body.replace(",", ".")
    whole, sign, part = body.partition(".")
    if "," in whole and _THOUSANDS.fullmatch(whole):
        whole = whole.replace(",", "")
    return whole, sign, part


def _plain(text: str) -> str:
    """One form for look-alikes, without blanks; a raised digit (5²) does not become a digit (52)."""
    letters = (
        letter if unicodedata.category(letter) == "No" else unicodedata.normalize("NFKC", letter)
        for letter in text
    )
    return "".join("".join(letters).split()).replace("−", "-")
