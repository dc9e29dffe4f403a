"""One content, one spelling, one hash: how an edition is written down so that it can be proven later.

The canonical form is JSON with sorted keys, no blanks, Unicode in NFC and UTF-8 bytes. Worked
example: ``{"b": 1, "a": "é"}`` is the twelve-odd bytes ``{"a":"é","b":1}``, whichever way the é was typed.
"""

import hashlib
import json
import unicodedata
from typing import Any


def canonical(content: Any) -> bytes:
    """Return the canonical bytes of ``content`` (dicts, lists, strings, integers, booleans, None).

    Raises:
        ValueError: ``content`` holds NaN or an infinity, which JSON cannot say.
        TypeError: ``content`` holds anything that JSON cannot say.
    """
    text = json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    return unicodedata.normalize("NFC", text).encode()


def digest(content: Any) -> str:
    """Return the SHA-256 of the canonical bytes, as 64 hexadecimal characters."""
    return hashlib.sha256(canonical(content)).hexdigest()
