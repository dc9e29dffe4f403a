"""Where the secrets of one installation lie: one folder, outside the data folder and the repository."""

import base64
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def read_key(folder: Path, name: str, *, may_create: bool) -> str:
    """Return the secret kept in ``folder/name``.

    A missing file is made (mode 0600, 32 random bytes, URL-safe base64) where ``may_create`` says
    so, which only the demonstration does.

    Raises:
        ImproperlyConfigured: the file is missing and must not be made here.
    """
    path = folder / name
    if not path.exists():
        if not may_create:
            raise ImproperlyConfigured(
                f"The key file {path} is missing. Restore it from your key backup; for a new"
                " installation run once with PEER_MAKE_KEYS=true, then back the folder up."
            )
        make_key(folder, name)
    return path.read_text().strip()


def make_key(folder: Path, name: str) -> bool:
    """Write a new random key unless one is there; return whether it was written."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    try:
        handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w") as file:
        file.write(text)
    return True
