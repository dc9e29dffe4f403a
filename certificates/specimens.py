"""Certificates of nobody: what an administrator sees of a design before anybody is given one.

Nothing here can sign: this module may not even import the keys (pyproject.toml). A specimen says on its face
that it is none, has no seal, and the code on it leads nowhere.
"""

import hashlib
import json
from dataclasses import replace
from datetime import date
from typing import Any

from certificates import badge, qr, rendering
from certificates.face import KINDS, NEUTRAL, Design, Face, both_faces

#: The most that a certificate may weigh, in bytes; phones fetch it over 2G.
MOST = 30_600
#: What a real one adds, at most, in bytes: seal, proof of the credential, a name in a script of its own.
REAL = 7_500
#: So many bytes of one emblem bring nothing that can be seen in print, and so few cannot show one.
EMBLEM_MOST, EMBLEM_LEAST = 3_600, 900
#: What the file says around an emblem, in bytes.
AROUND = 400
NAME = "Nombulelo Thandeka Dlamini"
#: What a specimen prints of a programme that was never published.
CONTENT: dict[str, Any] = {
    "title": "Name of the programme",
    "neutral_title": "Neutral name of the programme",
    "level": "Foundation",
    "hours": 120,
    "modules": [
        {"code": f"m{place}", "title": "The title of one module"} for place in range(1, 11)
    ],
}
SIGNATORIES = (("Nombulelo Thandeka Dlamini", "Director of training, all countries"),) * 4


def faces(design: Design, content: dict[str, Any] | None, origin: str) -> dict[str, Face]:
    """Return both faces of a specimen, by their kind; ``content`` is a programme edition's, or None."""
    return both_faces(
        number="0000-0000-0000-0",
        name=NAME,
        edition=content or CONTENT,
        issued_on=date(2026, 9, 30),
        expires_on=date(2028, 9, 30),
        verify_at=f"{origin}/verify/",
        design=design,
        demonstration=False,
    )


def pdf(face: Face, pictures: dict[str, bytes], origin: str) -> bytes:
    """Return a specimen as a PDF (bytes), as heavy as a real one but for the seal.

    Raises what ``rendering.render`` raises.
    """
    credential = badge.credential(
        replace(face, kind=NEUTRAL), origin=origin, salt="0" * 32, index=1, edition=1
    )
    return rendering.render(
        face,
        code=qr.picture(_link_to_nowhere(origin)),
        credential=json.dumps(credential).encode(),
        pictures=pictures,
        specimen=True,
    )


def weight(
    design: Design, pictures: dict[str, bytes], content: dict[str, Any] | None, origin: str
) -> int:
    """Return the bytes of the heavier face, sealed, with four signatories. Raises as ``pdf``."""
    crowded = replace(design, signatories=SIGNATORIES)
    both = faces(crowded, content, origin)
    return max(len(pdf(both[kind], pictures, origin)) for kind in KINDS) + REAL


def room_for_emblems(
    count: int, design: Design, content: dict[str, Any] | None, origin: str
) -> int:
    """Return how many bytes each of ``count`` emblems may take; less than EMBLEM_LEAST is none."""
    bare = weight(replace(design, logo="", seal=""), {}, content, origin)
    return min(EMBLEM_MOST, (MOST - bare) // count - AROUND)


def _link_to_nowhere(origin: str) -> str:
    """As long as a real code; no key has signed it, so every check calls it foreign."""
    filler = "".join(hashlib.sha256(bytes([place])).hexdigest() for place in range(4)).upper()
    signs = filler.translate(str.maketrans("0189", "QXYZ"))[:220]
    return f"{origin.upper()}/V#{signs}"
