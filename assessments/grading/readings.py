"""Plain JSON values, read strictly: what is not of its documented form raises PaperError.

Worked example: ``exact("1/3", "The weight")`` is a third; ``exact(0.3, "The weight")`` is refused,
because a float is not the number that the author wrote.
"""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from assessments.grading.refusals import PaperError

#: More letters than any honest number has; longer ones are refused before they cost time.
LONGEST_NUMBER = 30
_DECIMAL = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?"
_EXACT = re.compile(rf"{_DECIMAL}|[+-]?[0-9]+/0*[1-9][0-9]*")


def exact(raw: Any, what: str) -> Fraction:
    """Read a whole number, or a text like "20", "2.5", "1e-3" or "1/3"."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        return Fraction(raw)
    if isinstance(raw, str) and len(raw) <= LONGEST_NUMBER and _EXACT.fullmatch(raw.strip()):
        return Fraction(raw)
    raise PaperError(f'{what} must be a number in quotes, like "20", "2.5" or "1/3".')


def whole(raw: Any, what: str, *, least: int, most: int | None = None) -> int:
    """Read a whole number between two ends, both included."""
    is_whole = isinstance(raw, int) and not isinstance(raw, bool)
    if is_whole and raw >= least and (most is None or raw <= most):
        return int(raw)
    limits = f"from {least}" if most is None else f"from {least} to {most}"
    raise PaperError(f"{what} must be a whole number {limits}.")


def text(raw: Any, what: str) -> str:
    """Read a text; null is an empty one."""
    if raw is None:
        return ""
    if isinstance(raw, str):
        return raw
    raise PaperError(f"{what} must be a text.")


def flag(raw: Any, what: str) -> bool:
    """Read true or false; null is false."""
    if raw is None:
        return False
    if isinstance(raw, bool):
        return raw
    raise PaperError(f"{what} must be true or false.")


def table(raw: Any, what: str) -> Mapping[str, Any]:
    """Read a JSON object; null is an empty one."""
    if raw is None:
        return {}
    if isinstance(raw, Mapping):
        return raw
    raise PaperError(f"{what} must be an object with named values.")


def rows(raw: Any, what: str) -> list[Mapping[str, Any]]:
    """Read a list of JSON objects; null is an empty list."""
    if raw is None:
        return []
    if isinstance(raw, (list, tuple)) and all(isinstance(row, Mapping) for row in raw):
        return list(raw)
    raise PaperError(f"{what} must be a list of objects.")
