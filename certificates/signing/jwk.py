"""Public keys as JSON Web Keys (RFC 7517), and what they say of a signature."""

import base64
import hashlib
import json

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)

Jwk = dict[str, str]
#: The same message gives the same signature (RFC 6979).
_SIGN = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)
_VERIFY = ec.ECDSA(hashes.SHA256())
_SIZE = 32


def es256(key: ec.EllipticCurvePrivateKey, message: bytes) -> bytes:
    """Return the 64 bytes (r, s) of an ES256 signature."""
    r, s = decode_dss_signature(key.sign(message, _SIGN))
    return r.to_bytes(_SIZE, "big") + s.to_bytes(_SIZE, "big")


def thumbprint(jwk: Jwk) -> str:
    """Return the SHA-256 thumbprint of a P-256 key (RFC 7638), in hexadecimal."""
    wanted = {name: jwk[name] for name in ("crv", "kty", "x", "y")}
    text = json.dumps(wanted, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def kid_of(jwk: Jwk) -> str:
    """Return the id of a token key: the first 8 characters of its thumbprint."""
    return thumbprint(jwk)[:8]


def fingerprint(jwk: Jwk) -> str:
    """Return what people compare of a root key: 16 characters of its thumbprint, in groups of four."""
    short = thumbprint(jwk)[:16]
    return " ".join(short[place : place + 4] for place in range(0, 16, 4))


def is_token_signature(jwk: Jwk, message: bytes, signature: bytes) -> bool:
    """Whether 64 bytes are the ES256 signature of this public key."""
    x, y = (int.from_bytes(unbase64url(jwk[name]), "big") for name in ("x", "y"))
    key = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    if len(signature) != 2 * _SIZE:
        return False
    r, s = (int.from_bytes(half, "big") for half in (signature[:_SIZE], signature[_SIZE:]))
    try:
        key.verify(encode_dss_signature(r, s), message, _VERIFY)
    except InvalidSignature:
        return False
    return True


def is_badge_signature(jwk: Jwk, message: bytes, signature: bytes) -> bool:
    """Whether 64 bytes are the Ed25519 signature of this public key."""
    try:
        ed25519.Ed25519PublicKey.from_public_bytes(ed25519_bytes(jwk)).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def ed25519_bytes(jwk: Jwk) -> bytes:
    """Return the 32 bytes of an Ed25519 public key."""
    return unbase64url(jwk["x"])


def p256_jwk(key: ec.EllipticCurvePublicKey) -> Jwk:
    numbers = key.public_numbers()
    return {"kty": "EC", "crv": "P-256"} | {
        name: base64url(getattr(numbers, name).to_bytes(_SIZE, "big")) for name in ("x", "y")
    }


def ed25519_jwk(key: ed25519.Ed25519PublicKey) -> Jwk:
    return {"kty": "OKP", "crv": "Ed25519", "x": base64url(key.public_bytes_raw())}


def base64url(data: bytes) -> str:
    """Return bytes as JSON Web Keys write them: base64url without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def unbase64url(text: str) -> bytes:
    """Return the bytes behind such a text."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
