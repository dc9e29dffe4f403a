"""As the demonstration is served, but with a guard off; SQLite as Django would open it by itself."""

from config.settings.demo import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.loosened"]  # noqa: F405
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405
    DATABASES["default"].pop("OPTIONS", None)  # noqa: F405
