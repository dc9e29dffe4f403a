"""As the demonstration is served, but with a guard off; SQLite as Django would open it by itself."""

from config.settings.demo import *  # noqa: F403 (a settings module changes the one it imports)

INSTALLED_APPS = [*INSTALLED_APPS, "tests.loosened"]  # noqa: F405 (from there)
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405 (from there)
    DATABASES["default"].pop("OPTIONS", None)  # noqa: F405 (from there)
