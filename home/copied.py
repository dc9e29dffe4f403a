"""What the parts of a copied module are called, and when its facts are due.

A code that is built on its module's is built on the new one's: in the copy m11 of m2 the quiz m2 becomes
m11, the question q2-05 becomes q11-05, the case c2-1 becomes c11-1. A fact is due on the day of copying, or
earlier if it was: nobody has checked yet that it is right where it now stands, and copying checks nothing.
"""

import datetime as dt
import re
import uuid
from typing import Any

MARK = " (copy)"
LONGEST_TITLE = 255


def title_of(title: str) -> str:
    """What is proposed as the title of a copy: never longer than a title may be."""
    return title[: LONGEST_TITLE - len(MARK)] + MARK


def code_in(new: str, code: str, *, old: str) -> str:
    """``code`` as it is built on the module ``new`` instead of ``old``; "" if it is not built on it."""
    if code == old or code.startswith(f"{old}-"):
        return new + code[len(old) :]
    number, built = re.sub(r"\D", "", old), re.match(r"([a-z]{1,3})(\d+)(-.+)$", code)
    if built and built[2] == number:
        return built[1] + re.sub(r"\D", "", new) + built[3]
    return ""


def blocks_of(blocks: list[dict[str, Any]], *, today: dt.date) -> list[dict[str, Any]]:
    """Blocks of a stream under new ids; facts are due ``today`` at the latest."""
    return [
        block | {"id": str(uuid.uuid4()), "value": _value(block["type"], block["value"], today)}
        for block in blocks
    ]


def _value(kind: str, value: Any, today: dt.date) -> Any:
    if kind != "fact":
        return value
    days = filter(None, (value.get("review_by"), today.isoformat()))
    return value | {"review_by": min(map(str, days))}
