"""Where the secrets of one installation lie: one folder, outside the data folder and the repository."""

import base64
import os
import secrets
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def read_key(folder: Path, name: str, *, may_create: bool, size: int = 32) -> str:
    """Return the secret kept in ``folder/name``.

    A missing file is made (mode 0600, ``size`` random bytes, URL-safe base64) where ``may_create``
    says so, which only the demonstration does.

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
        make_key(folder, name, size=size)
    return path.read_text().strip()


def make_key(folder: Path, name: str, *, size: int = 32) -> bool:
    """Write a new random key unless one is there; return whether it was written.

    The file appears whole or not at all: a process that starts beside this one never reads half a key.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = base64.urlsafe_b64encode(secrets.token_bytes(size)).decode()
    handle, draft = tempfile.mkstemp(dir=folder)  # mkstemp gives mode 0600
    try:
        with os.fdopen(handle, "w") as file:
            file.write(text)
        os.link(draft, folder / name)
    except FileExistsError:
        return False
    finally:
        os.unlink(draft)
    return True
