"""The one package that knows signing keys: it makes, reads and uses them.

One generation of keys has three, for P-256 is what phones and PDF readers verify and Ed25519 what Open
Badges ask for: *token* (P-256, for the code on paper), *seal* (P-256 with a certificate, for the PDF) and
*badge* (Ed25519, for the credential). They lie encrypted (PKCS#8) in one file ``<kid>.pem`` of
``settings.SIGNING_DIR``, outside database and repository; the passphrase is ``settings.SIGNING_PASSPHRASE``.
A root key, ``root.pem``, vouches for every seal and for the list of keys; it may be kept elsewhere.
"""

import datetime as dt
import json
from dataclasses import dataclass, replace
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import serialization as forms
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from django.conf import settings

from certificates.signing import seals
from certificates.signing.jwk import (
    Jwk,
    base64url,
    ed25519_bytes,
    ed25519_jwk,
    es256,
    fingerprint,
    is_badge_signature,
    is_token_signature,
    kid_of,
    p256_jwk,
)
from certificates.signing.key_files import KeyMissing, read, write
from certificates.signing.seals import is_sealed

__all__ = [
    "Jwk",
    "KeyMissing",
    "PublicKeys",
    "Signer",
    "ed25519_bytes",
    "fingerprint",
    "is_badge_signature",
    "is_sealed",
    "is_token_signature",
    "make_keys",
    "root_jwk",
    "signer",
    "statement",
]


@dataclass(frozen=True)
class PublicKeys:
    """What anybody may know of one generation.

    ``kid``: its id, 8 hexadecimal characters. ``seal``, ``root``: certificates as PEM. ``vouched``: the root
    key's ES256 signature over ``statement(kid, token, badge)``, base64url.
    """

    kid: str
    token: Jwk
    badge: Jwk
    seal: str
    root: str
    vouched: str


@dataclass(frozen=True)
class Signer:
    """The private keys of one generation, in this process's memory."""

    kid: str
    token_key: ec.EllipticCurvePrivateKey
    badge_key: ed25519.Ed25519PrivateKey
    seal_key: ec.EllipticCurvePrivateKey
    seal_certificate: x509.Certificate
    root_certificate: x509.Certificate
    vouched: str = ""

    @property
    def public(self) -> PublicKeys:
        return PublicKeys(
            self.kid,
            p256_jwk(self.token_key.public_key()),
            ed25519_jwk(self.badge_key.public_key()),
            _pem(self.seal_certificate),
            _pem(self.root_certificate),
            self.vouched,
        )

    def sign_token(self, message: bytes) -> bytes:
        """Return the 64 bytes (r, s) of an ES256 signature."""
        return es256(self.token_key, message)

    def sign_badge(self, message: bytes) -> bytes:
        """Return the 64 bytes of an Ed25519 signature."""
        return self.badge_key.sign(message)

    def seal(self, pdf: bytes) -> bytes:
        """Return the PDF with its seal, behind its unchanged bytes."""
        return seals.seal(pdf, self.seal_key, self.seal_certificate)


def make_keys(*, at: dt.datetime) -> Signer:
    """Make a generation of keys (and a root, where there is none) and keep them encrypted.

    Raises KeyMissing when the folder holds older generations but no root: it is kept elsewhere.
    """
    folder = settings.SIGNING_DIR
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not (folder / "root.pem").exists():
        if any(folder.glob("*.pem")):
            raise KeyMissing(
                f"The root key {folder / 'root.pem'} is kept elsewhere: put it there for this command,"
                " and away again."
            )
        write(folder / "root.pem", *seals.new_root(at))
    root_key, root_certificate = read(folder / "root.pem")
    token_key, seal_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    badge_key = ed25519.Ed25519PrivateKey.generate()
    certificate = seals.certificate(
        "Peer Academy", seal_key, at, seals.SEAL_YEARS, root_key, root_certificate
    )
    token = p256_jwk(token_key.public_key())
    kid = kid_of(token)
    write(folder / f"{kid}.pem", token_key, badge_key, seal_key, certificate, root_certificate)
    said = statement(kid, token, ed25519_jwk(badge_key.public_key()))
    return replace(signer(kid), vouched=base64url(es256(root_key, said)))


def statement(kid: str, token: Jwk, badge: Jwk) -> bytes:
    """Return what the root key signs about a generation: JSON without blanks, its keys in order."""
    said = {"badge": badge, "kid": kid, "token": token}
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()


def root_jwk(pem: str) -> Jwk:
    """Return the public key of a root certificate."""
    return p256_jwk(x509.load_pem_x509_certificate(pem.encode()).public_key())


@cache
def signer(kid: str) -> Signer:
    """Return the private keys of one generation; read once per process. Raises KeyMissing."""
    return Signer(kid, *read(settings.SIGNING_DIR / f"{kid}.pem"))


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(forms.Encoding.PEM).decode()
