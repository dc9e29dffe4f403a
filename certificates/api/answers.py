"""What a program is told of one row: the words of a roster, and after a match the neutral face."""

from typing import Any

from certificates.face import Face
from certificates.rosters import Verdict


def answer(verdict: Verdict, face: Face | None = None, status: str = "") -> dict[str, Any]:
    """The answer to one row. ``face`` is the neutral one, and given only if number and name are hers."""
    said: dict[str, Any] = {
        "verdict": str(verdict),
        "label": verdict.label,
        "advice": verdict.advice,
    }
    if face:
        said["certificate"] = {
            "number": face.number,
            "programme": face.programme,
            "level": face.level,
            "hours": face.hours,
            "issued_on": face.issued_on,
            "expires_on": face.expires_on,
            "status": status,
            "demonstration": face.demonstration,
        }
    return said
