"""What is printed on a certificate, frozen on the day it is issued.

One record has two faces with the same number, name, level, hours and dates. The neutral one says
nothing that discloses; the full one names programme and modules. The holder chooses which to hand
over. Nothing on a face is ever read from today's data again.
"""

import datetime as dt
from dataclasses import asdict, dataclass, replace
from typing import Any

NEUTRAL, FULL = "neutral", "full"
KINDS = (NEUTRAL, FULL)


@dataclass(frozen=True)
class Face:
    """One face, in plain values. Dates are ISO texts, so that the face survives as JSON."""

    kind: str
    number: str
    name: str
    programme: str
    level: str
    hours: int
    modules: tuple[str, ...]
    issued_on: str
    expires_on: str
    verify_at: str
    language: str
    demonstration: bool

    def as_json(self) -> dict[str, Any]:
        """The face as a JSON object."""
        return asdict(self) | {"modules": list(self.modules)}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Face":
        """The face back from its JSON object."""
        return cls(**(stored | {"modules": tuple(stored["modules"])}))

    def without_name(self) -> "Face":
        """What stays of the face when the holder's name is erased."""
        return replace(self, name="")


def both_faces(
    *,
    number: str,
    name: str,
    edition: dict[str, Any],
    issued_on: dt.date,
    expires_on: dt.date,
    verify_at: str,
    language: str,
    demonstration: bool,
) -> dict[str, Face]:
    """Make both faces from the frozen content of a programme edition.

    Args:
        number: as printed, in groups.
        edition: ``ProgrammeEdition.content``.
        verify_at: where anyone may check it, e.g. ``https://example.org/verify/``.
    """
    shared = {
        "number": number,
        "name": name,
        "level": edition["level"],
        "hours": edition["hours"],
        "issued_on": issued_on.isoformat(),
        "expires_on": expires_on.isoformat(),
        "verify_at": verify_at,
        "language": language,
        "demonstration": demonstration,
    }
    codes = [module["code"].upper() for module in edition["modules"]]
    titles = [module["title"] for module in edition["modules"]]
    full_lines = tuple(f"{code} {title}" for code, title in zip(codes, titles, strict=True))
    return {
        NEUTRAL: Face(NEUTRAL, programme=edition["neutral_title"], modules=tuple(codes), **shared),
        FULL: Face(FULL, programme=edition["title"], modules=full_lines, **shared),
    }


def expiry(issued_on: dt.date, months: int) -> dt.date:
    """Return the last day on which a certificate is valid: the same day ``months`` later.

    That day is included. Where the month has no such day, its last day: 29 February and 24 months
    give 28 February.
    """
    total = issued_on.year * 12 + issued_on.month - 1 + months
    year, month = total // 12, total % 12 + 1
    start_of_next = dt.date(year + month // 12, month % 12 + 1, 1)
    last_day = (start_of_next - dt.timedelta(days=1)).day
    return dt.date(year, month, min(issued_on.day, last_day))
