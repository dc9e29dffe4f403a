"""Data Integrity proofs of the cryptosuite eddsa-rdfc-2022, as Open Badges 3.0 wants them.

What is signed (W3C, Data Integrity EdDSA Cryptosuites v1.0, section 3.2): the SHA-256 of the canonical form
(RDFC-1.0) of the proof's options, then that of the document. The two JSON-LD contexts lie beside this
file; nothing is ever fetched.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pyld import jsonld

CONTEXTS = {
    "https://www.w3.org/ns/credentials/v2": "credentials-v2.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": "open-badges-3.0.3.json",
}
_FOLDER = Path(__file__).resolve().parent / "contexts"
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
#: Before the bytes of an Ed25519 public key in its multibase form (multicodec ed25519-pub).
_ED25519 = b"\xed\x01"

Document = dict[str, Any]


def with_proof(
    document: Document, *, method: str, created: str, sign: Callable[[bytes], bytes]
) -> Document:
    """Return a document with its proof; ``sign`` gives the 64 bytes of an Ed25519 signature.

    Args:
        method: the address of the public key, e.g. ``did:web:peer.example#1f0a33c2``.
        created: a moment, e.g. ``2026-11-22T10:00:00Z``.
    """
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": created,
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    signature = sign(to_sign(document, proof))
    return {**document, "proof": {**proof, "proofValue": multibase(signature)}}


def has_good_proof(
    document: Mapping[str, Any], is_signed: Callable[[str, bytes, bytes], bool]
) -> bool:
    """Whether a document's proof holds: ``is_signed(method, message, signature)`` asks the key it names."""
    try:
        unsigned = {name: value for name, value in document.items() if name != "proof"}
        proof = dict(document["proof"])
        signature = from_multibase(proof.pop("proofValue"))
        if proof.get("cryptosuite") != "eddsa-rdfc-2022":
            return False
        return is_signed(proof["verificationMethod"], to_sign(unsigned, proof), signature)
    except (KeyError, ValueError, TypeError, AttributeError, jsonld.JsonLdError):
        return False


def to_sign(document: Document, proof: Document) -> bytes:
    """Return the 64 bytes that are signed. Raises ValueError for a word that no context knows: nothing
    would cover it, so anybody could add it afterwards; ``JsonLdError`` for what is no JSON-LD."""
    options = {**proof, "@context": document["@context"]}
    return b"".join(
        hashlib.sha256(_canonical(each).encode()).digest() for each in (options, document)
    )


def multibase(data: bytes) -> str:
    """Return bytes in base 58 behind a ``z``, as multibase writes them."""
    value, letters = int.from_bytes(data, "big"), ""
    while value:
        value, rest = divmod(value, 58)
        letters = _BASE58[rest] + letters
    return "z" + "1" * (len(data) - len(data.lstrip(b"\0"))) + letters


def from_multibase(text: str) -> bytes:
    """Return the bytes behind a multibase text in base 58; raises ValueError."""
    if not text.startswith("z"):
        raise ValueError(text)
    value = 0
    for letter in text[1:]:
        value = value * 58 + _BASE58.index(letter)
    zeros = len(text[1:]) - len(text[1:].lstrip("1"))
    return b"\0" * zeros + value.to_bytes((value.bit_length() + 7) // 8, "big")


def public_multibase(key: bytes) -> str:
    """Return the multibase form of an Ed25519 public key's 32 bytes."""
    return multibase(_ED25519 + key)


def _canonical(document: Mapping[str, Any]) -> str:
    options = {"documentLoader": _load}
    expanded = jsonld.expand(document, options, on_property_dropped=_refuse_word)
    options |= {"algorithm": "URDNA2015", "format": "application/n-quads"}
    return str(jsonld.normalize(expanded, options))


def _refuse_word(word: str) -> None:
    raise ValueError(f"No context knows the word {word}.")


def _load(url: str, options: Any = None) -> dict[str, Any]:
    if url not in CONTEXTS:
        raise jsonld.JsonLdError("Only the contexts beside this file are known.", "unknown context")
    return {
        "contextUrl": None,
        "documentUrl": url,
        "document": _context(CONTEXTS[url]),
        "contentType": "application/ld+json",
    }


@cache
def _context(name: str) -> Any:
    return json.loads((_FOLDER / name).read_text())
