"""How a column's value is written in a file."""

import re
from decimal import Decimal
from typing import Any

_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]{0,8})(\.[0-9]{1,8})?")


def number(value: Decimal | str) -> int | float | str:
    """A number as a person writes it: 20, 0.5; "1/3" and what a float would spoil stay texts."""
    text = format(value.normalize(), "f") if isinstance(value, Decimal) else value.strip()
    match = _PLAIN.fullmatch(text)
    if not match:
        return text
    read = float(text) if match[1] else int(text)
    return read if str(read) == text else text


def text(value: str) -> str:
    """A text without blanks around it, its lines ended as in a file."""
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()


def without_blanks(row: dict[str, Any]) -> dict[str, Any]:
    """A row without what says nothing."""
    return {name: value for name, value in row.items() if value not in ("", None, [], {})}
