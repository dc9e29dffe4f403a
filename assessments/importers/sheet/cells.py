"""The small languages inside a cell: lists, numbers of options, pairs, gaps; read and written.

A backslash before | or = takes its meaning away.

Example: "number: 20 ± 5" is a gap for a number, "a = b" a pair, "1, 3" the first and third option.
"""

import re

from assessments.importers import figures
from assessments.importers.parts import Accepted, check_number
from assessments.importers.values import QuestionRefused

YES = frozenset(["yes", "y", "true", "1", "x", "oui", "sim", "ndiyo"])
NO = frozenset(["no", "n", "false", "0", "non", "não", "hapana", ""])
PLUS_MINUS = re.compile(r"\s*(?:±|\+/?-)\s*")
WHOLE = re.compile(r"[1-9]\d{0,3}", re.ASCII)


def is_yes(title: str, cell: str) -> bool:
    """A switch; anything but yes and no is refused rather than taken for no."""
    said = cell.casefold()
    if said in YES:
        return True
    if said in NO:
        return False
    raise QuestionRefused(f"In “{title}” write yes or no, not “{cell}”.")


def whole(title: str, cell: str) -> int:
    """A whole number from 1."""
    if not WHOLE.fullmatch(cell):
        raise QuestionRefused(f"In “{title}” write a whole number from 1, not “{cell}”.")
    return int(cell)


def listed(cell: str, sign: str = "|") -> list[str]:
    """The pieces between the signs; empty ones fall away."""
    pieces = re.split(rf"(?<!\\){re.escape(sign)}", cell)
    return [text for piece in pieces if (text := piece.replace(f"\\{sign}", sign).strip())]


def joined(texts: list[str], sign: str = "|") -> str:
    """The reverse of ``listed``."""
    return f" {sign} ".join(text.replace(sign, f"\\{sign}") for text in texts)


def numbers(title: str, cell: str, *, filled: list[int]) -> set[int]:
    """Numbers of options, each of which must be there."""
    found = set()
    for piece in re.split(r"[\s,;]+", cell.strip()):
        if piece and (not WHOLE.fullmatch(piece) or int(piece) not in filled):
            raise QuestionRefused(f"“{title}” names the option “{piece}”, which is not there.")
        if piece:
            found.add(int(piece))
    return found


def pair(cell: str) -> tuple[str, str]:
    """A left and a right side."""
    sides = re.split(r"(?<!\\)=", cell)
    if len(sides) != 2:
        raise QuestionRefused(f"“{cell}” is no pair: write left = right, and \\= in a text.")
    left, right = (side.replace("\\=", "=").strip() for side in sides)
    return left, right


def number(cell: str, tolerance: str = "0") -> Accepted:
    """A number or a range lo..hi; "20 ± 5" brings its own tolerance."""
    text, *own = PLUS_MINUS.split(cell, maxsplit=1)
    low, dots, high = text.partition("..")
    exact = figures.exact(low) + (f"..{figures.exact(high)}" if dots else "")
    tolerance = figures.exact(own[0] if own else tolerance)
    check_number(exact, tolerance)
    return Accepted(exact, tolerance=tolerance)
