"""Key files: private keys, encrypted, and certificates, one after another as PEM."""

import os
import re
import tempfile
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization as forms
from django.conf import settings

_BLOCK = re.compile(rb"-----BEGIN .+?-----END [^\n]+\n", re.DOTALL)


class KeyMissing(Exception):
    """A key that is needed is not there or cannot be opened. The text says what to do."""


def write(path: Path, *things) -> None:
    """Write keys, encrypted, and certificates into one file, whole or not at all; never over another."""
    cipher = forms.BestAvailableEncryption(settings.SIGNING_PASSPHRASE.encode())
    parts = [
        thing.public_bytes(forms.Encoding.PEM)
        if isinstance(thing, x509.Certificate)
        else thing.private_bytes(forms.Encoding.PEM, forms.PrivateFormat.PKCS8, cipher)
        for thing in things
    ]
    handle, draft = tempfile.mkstemp(dir=path.parent)  # mkstemp gives mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(b"".join(parts))
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was first; its key is as good
    finally:
        os.unlink(draft)


def read(path: Path) -> list:
    """Read back what ``write`` wrote, in the same order. Raises KeyMissing."""
    try:
        text = path.read_bytes()
    except OSError as error:
        raise KeyMissing(
            f"The signing key {path} cannot be read: restore it from your key backup."
        ) from error
    passphrase = settings.SIGNING_PASSPHRASE.encode()
    try:
        return [
            x509.load_pem_x509_certificate(part)
            if b"CERTIFICATE" in part
            else forms.load_pem_private_key(part, passphrase)
            for part in _BLOCK.findall(text)
        ]
    except ValueError as error:
        raise KeyMissing(
            f"The signing key {path} cannot be opened: PEER_SIGNING_PASSPHRASE is another one than"
            " when it was made."
        ) from error
