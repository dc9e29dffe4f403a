"""The one file that encrypts what rests in the database: names, phones, faces, stored PDFs.

A stolen database, disk or backup must not be a register of women. Values are Fernet tokens
(AES-128-CBC with HMAC-SHA-256) under ``settings.FIELD_KEY``, which lies outside the data folder;
everything else in the product sees plain values. An exact match goes through a blind index: an
HMAC of the normalised value under a second key derived from the first.
"""

import base64
import functools
import hmac
import json
import unicodedata

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import models


@functools.cache
def _fernet(key: str) -> Fernet:
    return Fernet(key)


def encrypt(plain: bytes) -> bytes:
    """Return ``plain`` as a Fernet token (ASCII bytes)."""
    return _fernet(settings.FIELD_KEY).encrypt(plain)


def decrypt(token: bytes) -> bytes:
    """Return the plain bytes of a token; raises ``cryptography.fernet.InvalidToken`` for a foreign key."""
    return _fernet(settings.FIELD_KEY).decrypt(token)


def hide(text: str, purpose: str) -> str:
    """Return ``text`` as a token that tells nothing and that only ``reveal`` reads, for that purpose."""
    return encrypt(f"{purpose}:{text}".encode()).decode("ascii")


def reveal(token: str, purpose: str) -> str | None:
    """Return the text of such a token; None if it is none, or was made for something else."""
    try:
        found, _, text = decrypt(token.encode()).decode().partition(":")
    except (InvalidToken, UnicodeError):
        return None
    return text if found == purpose else None


def new_key() -> str:
    """Return a key of its own for something that must be forgettable: whoever drops it forgets the thing."""
    return Fernet.generate_key().decode()


def lock(plain: bytes, key: str) -> bytes:
    """Return ``plain`` as a token under a key of its own."""
    return Fernet(key).encrypt(plain)


def unlock(token: bytes, key: str) -> bytes:
    """Return the plain bytes of such a token; raises ``InvalidToken`` or ValueError without its key."""
    return Fernet(key).decrypt(token)


def blind_index(text: str) -> str:
    """Return 64 hexadecimal characters that are equal for equal names, whatever the case and spaces."""
    normal = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return hmac.digest(_index_key(settings.FIELD_KEY), normal.encode(), "sha256").hex()


@functools.cache
def _index_key(key: str) -> bytes:
    return hmac.digest(base64.urlsafe_b64decode(key), b"blind index", "sha256")


class _Encrypted:
    """Shared by the three fields: no look-up by content, since two tokens of one value differ."""

    def get_lookup(self, lookup_name):
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None


class EncryptedTextField(_Encrypted, models.TextField):
    """Text at rest as a token; empty text stays empty."""

    def get_prep_value(self, value):
        if value in (None, ""):
            return value
        return encrypt(str(value).encode()).decode("ascii")

    def from_db_value(self, value, expression, connection):
        return decrypt(value.encode("ascii")).decode() if value else value


class EncryptedJSONField(_Encrypted, models.TextField):
    """A JSON value at rest as a token."""

    def get_prep_value(self, value):
        if value is None:
            return None
        return encrypt(json.dumps(value, ensure_ascii=False).encode()).decode("ascii")

    def from_db_value(self, value, expression, connection):
        return json.loads(decrypt(value.encode("ascii"))) if value else None

    def to_python(self, value):
        return value


class EncryptedBytesField(_Encrypted, models.BinaryField):
    """Bytes at rest as a token."""

    def get_db_prep_value(self, value, connection, prepared=False):
        token = None if value is None else encrypt(bytes(value))
        return super().get_db_prep_value(token, connection, prepared)

    def from_db_value(self, value, expression, connection):
        return None if value is None else decrypt(bytes(value))
