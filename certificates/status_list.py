"""Bitstring Status List (W3C, v1.0): one bit for each place, packed so that the whole list is fetched.

Who fetches the whole list does not say which certificate she checks. Places are drawn at random, so the
list does not tell how many there are, nor in which order they were issued.
"""

import base64
import gzip
import secrets
from collections.abc import Collection
from typing import Any

#: How many places a list has: the least that the specification allows, enough to hide in.
SIZE = 131_072
PURPOSES = ("revocation", "suspension")


def new_index(taken: Collection[int]) -> int:
    """Return a random place that is free. Raises ValueError when none is."""
    if len(taken) >= SIZE:
        raise ValueError("The status list is full.")
    while (index := secrets.randbelow(SIZE)) in taken:
        pass
    return index


def encoded(indexes: Collection[int]) -> str:
    """Return the list with these bits set: multibase (base64url) of gzip; the same for the same bits."""
    bits = bytearray(SIZE // 8)
    for index in indexes:
        bits[index // 8] |= 0x80 >> index % 8  # the first place is the leftmost bit
    packed = gzip.compress(bytes(bits), mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def is_set(text: str, index: int) -> bool:
    """Whether the bit at a place is set. Raises ValueError for what is no such list."""
    if not text.startswith("u"):
        raise ValueError(text[:20])
    packed = base64.urlsafe_b64decode(text[1:] + "=" * (-len(text[1:]) % 4))
    bits = gzip.decompress(packed)
    return bool(bits[index // 8] & 0x80 >> index % 8)


def credential(
    indexes: Collection[int], *, purpose: str, origin: str, issuer: str, valid_from: str
) -> dict[str, Any]:
    """Return the unsigned credential that carries a list; ``valid_from`` as ``2026-11-22T10:00:00Z``."""
    place = f"{origin}/api/v1/status/{purpose}"
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": place,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": valid_from,
        "credentialSubject": {
            "id": f"{place}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encoded(indexes),
        },
    }
