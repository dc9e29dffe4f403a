"""From the body of a call to what it asks. Strict: what is not asked for is refused, not stored.

Purposes and reasons are chosen from a list, so that nobody's name comes in by them: holders read them.
Example: ``{"number": "7K3M-9QWX-2BTE-9", "name": "A B", "purpose": "Yearly review"}``.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from certificates.api.problems import Problem

#: The most of each.
ROWS, NUMBER, NAME = 10_000, 40, 200
#: As many places as help to find what is wrong.
SHOWN = 20


@dataclass(frozen=True)
class Asked:
    """Numbers and names as typed, and why."""

    why: str
    rows: list[tuple[str, str]]


def parse(body: bytes) -> Any:
    """The JSON value of a body. Raises ``Problem``: unreadable."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise _unreadable([("", "This is not JSON.")]) from None


def read_one(body: bytes, purposes: Collection[str]) -> Asked:
    """What one question asks. Raises ``Problem``: unreadable."""
    found = parse(body)
    faults = _members(found, ("number", "name", "purpose"), "")
    if not faults:
        faults = [*_texts(found, ""), *_choice(found, "purpose", purposes)]
    if faults:
        raise _unreadable(faults)
    return Asked(found["purpose"], [(found["number"], found["name"])])


def read_many(body: bytes, why: str, reasons: Collection[str]) -> Asked:
    """What many rows ask; ``why`` is the member that says why. Raises ``Problem``: unreadable."""
    found = parse(body)
    faults = _members(found, (why, "rows"), "") or _choice(found, why, reasons)
    if not faults:
        faults = _rows(found["rows"])
    if faults:
        raise _unreadable(faults)
    return Asked(found[why], [(row["number"], row["name"]) for row in found["rows"]])


def only_cursor(parameters: Collection[str]) -> None:
    """Refuse a misspelt parameter, which would begin at the beginning. Raises ``Problem``: unreadable."""
    if not set(parameters) <= {"cursor"}:
        raise _unreadable([("", "Send no parameter but “cursor”.")])


Faults = list[tuple[str, str]]


def _rows(rows: Any) -> Faults:
    if not isinstance(rows, list) or not 1 <= len(rows) <= ROWS:
        return [("/rows", f"Send a list of 1 to {ROWS:,} rows.")]
    faults: Faults = []
    for place, row in enumerate(rows):
        at = f"/rows/{place}"
        faults += _members(row, ("number", "name"), at) or _texts(row, at)
    return faults


def _members(found: Any, names: Sequence[str], at: str) -> Faults:
    if not isinstance(found, dict):
        return [(at, "Send an object here.")]
    faults = [(f"{at}/{name}", "This is missing.") for name in names if name not in found]
    # the name of what is too much is not repeated: it could be anything
    return faults + [(at, "Send no other members.")] * (not found.keys() <= set(names))


def _texts(found: dict[str, Any], at: str) -> Faults:
    most = {"number": NUMBER, "name": NAME}
    return [
        (f"{at}/{name}", f"Send a text of at most {length} characters.")
        for name, length in most.items()
        if not _is_text(found[name], length)
    ]


def _is_text(value: Any, length: int) -> bool:
    """Whether it is a short text that can be written down: half a surrogate pair cannot."""
    if not isinstance(value, str) or len(value) > length:
        return False
    return not any("\ud800" <= sign <= "\udfff" for sign in value)


def _choice(found: dict[str, Any], name: str, choices: Collection[str]) -> Faults:
    if isinstance(found[name], str) and found[name] in choices:
        return []
    return [(f"/{name}", f"Send one of: {'; '.join(choices)}.")]


def _unreadable(faults: Faults) -> Problem:
    errors = [{"pointer": f"#{pointer}", "detail": detail} for pointer, detail in faults[:SHOWN]]
    return Problem("unreadable", errors=errors)
