"""What ``./run`` serves: production settings, plain HTTP on this machine, invented people."""

import os

os.environ.setdefault("PEER_MAKE_KEYS", "true")

from config.settings.base import *  # noqa: F403

DEMO = True
ORIGIN = f"http://127.0.0.1:{env.int('PORT', 8000)}"
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
CSRF_TRUSTED_ORIGINS = [ORIGIN]
WAGTAILADMIN_BASE_URL = ORIGIN

# Plain HTTP on the loopback address: a Secure cookie would never come back.
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_NAME = "s"
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_NAME = "c"
CSRF_COOKIE_SECURE = False
