"""One content, one spelling, one hash: how an edition is written down so that it can be proven later.

The canonical form is JSON with sorted keys, no blanks, Unicode in NFC and UTF-8 bytes. Worked
example: ``{"b": 1, "a": "é"}`` is the sixteen bytes ``{"a":"é","b":1}``, whichever way the é was typed.
"""

import hashlib
import json
import unicodedata
from typing import Any


def canonical(content: Any) -> bytes:
    """Return the canonical bytes of ``content`` (dicts, lists, strings, integers, booleans, None).

    Raises:
        ValueError: ``content`` holds NaN or an infinity, which JSON cannot say, or half a surrogate pair,
            or two keys that are one in NFC.
        TypeError: ``content`` holds anything that JSON cannot say.
    """
    text = json.dumps(
        _composed(content),
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
        allow_nan=False,
    )
    return text.encode()


def digest(content: Any) -> str:
    """Return the SHA-256 of the canonical bytes, as 64 hexadecimal characters."""
    return hashlib.sha256(canonical(content)).hexdigest()


def _composed(content: Any) -> Any:
    """``content`` with every string in NFC: before the keys are sorted, and before JSON's escapes,
    whose last letter would melt into an accent behind it."""
    if isinstance(content, str):
        return unicodedata.normalize("NFC", content)
    if isinstance(content, dict):
        composed = {_composed(key): _composed(value) for key, value in content.items()}
        if len(composed) < len(content):
            raise ValueError("Two keys differ only in how an accent was typed.")
        return composed
    if isinstance(content, list | tuple):
        return [_composed(value) for value in content]
    return content
