"""Settings under test: the demonstration's, with cheap passphrases and throw-away folders."""

import os
import tempfile
from pathlib import Path

#: Kept between runs, for the cached template databases are encrypted with it.
CACHE = Path(__file__).resolve().parent.parent.parent / ".cache" / "test"

os.environ.setdefault("PEER_DATA_DIR", tempfile.mkdtemp(prefix="academy-data-"))
os.environ.setdefault("PEER_KEYS_DIR", str(CACHE / "keys"))

from config.settings.demo import *  # noqa: E402, F403

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
STATIC_ROOT = DATA_DIR
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# What tests save is not looked for; those who look switch it on (tests/curriculum/test_media.py).
WAGTAILSEARCH_BACKENDS["default"]["AUTO_UPDATE"] = False
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
