"""What is checked before anything is served: the database, the renderer, the libraries, the address."""

import django
import wagtail
from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connections

from certificates import rendering

#: Pip accepts combinations that nobody tested; these are the ones that were.
TESTED = {"Django": ((5, 2), django.VERSION[:2]), "Wagtail": ((7, 4), wagtail.VERSION[:2])}
PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 20_000}
#: With a longer host the code on a certificate needs more, smaller squares: version 10, less often read.
LONGEST_HOST = 22


def register_all() -> None:
    """Register the checks; called once when Django starts."""
    register(versions, Tags.compatibility)
    register(renderer)
    register(host_is_short)
    register(sqlite_is_safe, Tags.database)


def versions(app_configs, **kwargs):
    """E001: an untested version of Django or Wagtail is installed."""
    return [
        Error(
            f"{name} {'.'.join(map(str, found))} is installed; only {'.'.join(map(str, tested))} is tested.",
            hint="Install from requirements.lock.",
            id="home.E001",
        )
        for name, (tested, found) in TESTED.items()
        if tested != found
    ]


def renderer(app_configs, **kwargs):
    """W001: certificates cannot be rendered here. They wait; everything else works."""
    problem = rendering.is_available()
    return [Warning(problem, id="home.W001")] if problem else []


def host_is_short(app_configs, **kwargs):
    """E003: the host is too long for the printed code. What a demonstration prints does not count."""
    host = settings.ORIGIN.split("://")[-1]
    if settings.DEMO or len(host) <= LONGEST_HOST:
        return []
    return [
        Error(
            f"The host {host} has {len(host)} characters; certificates carry at most {LONGEST_HOST}.",
            hint="Give PEER_ORIGIN a shorter name: it is printed in every code, so choose it for good.",
            id="home.E003",
        )
    ]


def sqlite_is_safe(app_configs, databases=None, **kwargs):
    """E002: an SQLite database is not opened with the measured settings (RELIABILITY, docs/operations.md)."""
    errors = []
    for alias in databases or []:
        connection = connections[alias]
        if connection.vendor != "sqlite":
            continue
        if connection.settings_dict["OPTIONS"].get("transaction_mode") != "IMMEDIATE":
            errors.append(Error("SQLite needs transaction_mode IMMEDIATE.", id="home.E002"))
        with connection.cursor() as cursor:
            for pragma, wanted in PRAGMAS.items():
                found = cursor.execute(f"PRAGMA {pragma}").fetchone()[0]
                if found != wanted and not connection.is_in_memory_db():
                    errors.append(
                        Error(f"SQLite {pragma} is {found}, needs {wanted}.", id="home.E002")
                    )
    return errors
