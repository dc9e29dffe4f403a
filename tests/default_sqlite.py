"""The served application with the SQLite settings that Django has by itself: the twin of test_writers."""

from config.settings.demo import *  # noqa: F403

DATABASES["default"]["OPTIONS"] = {}  # noqa: F405
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405
