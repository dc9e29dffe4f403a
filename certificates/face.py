"""What is printed on a certificate, frozen on the day it is issued.

One record has two faces with the same number, name, level, hours and dates. The neutral one says
nothing that discloses; the full one names programme and modules. The holder chooses which to hand
over. Nothing on a face is ever read from today's data again.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

NEUTRAL, FULL = "neutral", "full"
KINDS = (NEUTRAL, FULL)
#: Who issues, where nobody chose otherwise: a name that tells nothing.
ISSUER = "Peer Academy"


@dataclass(frozen=True)
class Design:
    """How the papers of a programme look in a country, in plain values.

    ``language`` and ``second`` ("" for none) are codes. ``signatories``: at most four pairs of name and
    office. ``logo`` and ``seal``: SHA-256 of the picture, "" for none. Organisation, logo and seal can
    tell what belonging means, so the neutral face has them only if ``is_neutral`` says that they do not.
    """

    language: str = "en"
    second: str = ""
    organisation: str = ISSUER
    signatories: tuple[tuple[str, str], ...] = ()
    logo: str = ""
    seal: str = ""
    is_neutral: bool = False

    def as_json(self) -> dict[str, Any]:
        """The design as a JSON object."""
        return asdict(self) | {"signatories": [list(each) for each in self.signatories]}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Design":
        """The design back from its JSON object."""
        return cls(**stored | {"signatories": _pairs(stored["signatories"])})


@dataclass(frozen=True)
class Face:
    """One face, in plain values. Dates are ISO texts, so that the face survives as JSON.

    ``second``: the other language of a paper in two, with what it calls programme and level
    ({"language", "programme", "level"}); None for one language.
    """

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
    second: dict[str, str] | None = None
    organisation: str = ISSUER
    signatories: tuple[tuple[str, str], ...] = ()
    logo: str = ""
    seal: str = ""

    def as_json(self) -> dict[str, Any]:
        """The face as a JSON object."""
        signatories = [list(each) for each in self.signatories]
        return asdict(self) | {"modules": list(self.modules), "signatories": signatories}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Face":
        """The face back from its JSON object; older ones say less."""
        signatories = _pairs(stored.get("signatories", ()))
        return cls(**stored | {"modules": tuple(stored["modules"]), "signatories": signatories})

    def without_name(self) -> "Face":
        """What stays of the face when the holder's name is erased."""
        return replace(self, name="")


def _pairs(stored: Iterable[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, office) for name, office in stored)


def both_faces(
    *,
    number: str,
    name: str,
    edition: dict[str, Any],
    issued_on: dt.date,
    expires_on: dt.date,
    verify_at: str,
    design: Design,
    demonstration: bool,
) -> dict[str, Face]:
    """Make both faces from the frozen content of a programme edition.

    Args:
        number: as printed, in groups.
        edition: ``ProgrammeEdition.content``.
        verify_at: where anyone may check it, e.g. ``https://example.org/verify/``.
    """
    spoken = _in_language(edition, design.language)
    other = _in_language(edition, design.second) if design.second else None
    shared = {
        "number": number,
        "name": name,
        "level": spoken["level"],
        "hours": edition["hours"],
        "issued_on": issued_on.isoformat(),
        "expires_on": expires_on.isoformat(),
        "verify_at": verify_at,
        "language": design.language,
        "demonstration": demonstration,
        "signatories": design.signatories,
    }
    badges = {field: getattr(design, field) for field in ("organisation", "logo", "seal")}
    codes = [module["code"].upper() for module in edition["modules"]]
    titles = [
        spoken["modules"].get(module["code"], module["title"]) for module in edition["modules"]
    ]

    def face(kind: str, title: str, modules: list[str], **more: Any) -> Face:
        second = other and {
            "language": design.second,
            "programme": other[title],
            "level": other["level"],
        }
        names = {"programme": spoken[title], "modules": tuple(modules), "second": second}
        return Face(kind, **names, **shared, **more)

    lines = [f"{code} {title}" for code, title in zip(codes, titles, strict=True)]
    return {
        NEUTRAL: face(NEUTRAL, "neutral_title", codes, **(badges if design.is_neutral else {})),
        FULL: face(FULL, "title", lines, **badges),
    }


def _in_language(edition: dict[str, Any], language: str) -> dict[str, Any]:
    """What an edition calls things in a language; where it has no translation, in its own."""
    own = {field: edition[field] for field in ("title", "neutral_title", "level")}
    theirs: dict[str, Any] = edition.get("translations", {}).get(language, {})
    return own | {"modules": {}} | theirs


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
