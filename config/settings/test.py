"""Settings under test: the demonstration's, with cheap passphrases and throw-away folders."""

import os
import tempfile

os.environ.setdefault("PEER_DATA_DIR", tempfile.mkdtemp(prefix="academy-data-"))
os.environ.setdefault("PEER_KEYS_DIR", tempfile.mkdtemp(prefix="academy-keys-"))

from config.settings.demo import *  # noqa: F403

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
