"""One migrated database for everybody: built once as a file, copied for each worker and each server.

A flush would delete Wagtail's site, locale and root page and fight the insert-only triggers, so no
test flushes. Two templates lie under ``.cache/test``: *empty* (migrated, roles applied) for ordinary
tests, which roll back, and *demo* (the starter curriculum and demo people too) for the served
application. They are rebuilt when any source file changes.
"""

import datetime as dt
import fcntl
import hashlib
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from hypothesis import settings as examples

from tests import remembered

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "test"
SOURCES = ("config", "home", "assessments", "certificates", "trainees", "curriculum")
RECIPES = {
    "empty": ["migrate", "sync_roles", "signing_keys make"],
    "demo": ["migrate", "sync_roles", "signing_keys make", "load_curriculum", "seed_demo"],
}
#: The served application checks passphrases as in production, so its people are made that way.
SETTINGS = {"empty": "config.settings.test", "demo": "config.settings.demo"}
#: How many examples a property is tried with; the specification's own take more (tests/examples.py).
examples.register_profile("few", max_examples=60, deadline=None, print_blob=True)
examples.register_profile("usual", max_examples=250, deadline=None, print_blob=True)
examples.register_profile("whole", max_examples=2000, deadline=None, print_blob=True)
examples.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))
#: A Monday morning; tests that care about time say so and take it from here.
MONDAY = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)


def _fingerprint() -> str:
    seen = hashlib.sha256()
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".py", ".md", ".yaml", ".html", ".css"}:
                seen.update(str(path.relative_to(ROOT)).encode())
                seen.update(path.read_bytes())
    return seen.hexdigest()[:16]


def template_database(name: str) -> Path:
    """The path of a ready template database, built now if the sources changed."""
    CACHE.mkdir(parents=True, exist_ok=True)
    path = CACHE / f"{name}-{_fingerprint()}.sqlite3"
    with (CACHE / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            _build(name, path)
    return path


def words(command: str) -> list[str]:
    """A recipe's command as arguments; how quiet it is stands before what a command of its own reads."""
    first, *others = command.split()
    return [first, "-v0", *others]


def _build(name: str, path: Path) -> None:
    for old in CACHE.glob(f"{name}-*.sqlite3*"):
        old.unlink()
    making = path.with_suffix(".making")
    making.unlink(missing_ok=True)
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{making}",
        "DJANGO_SETTINGS_MODULE": SETTINGS[name],
        "PEER_KEYS_DIR": str(CACHE / "keys"),
        "PEER_DATA_DIR": str(CACHE / "data"),
    }
    for command in RECIPES[name]:
        done = subprocess.run(
            [sys.executable, "manage.py", *words(command)],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    subprocess.run(
        [
            sys.executable,
            "-c",
            "import pysqlite3, sys; c = pysqlite3.connect(sys.argv[1]);"
            " c.execute('PRAGMA wal_checkpoint(TRUNCATE)'); c.close()",
            str(making),
        ],
        check=True,
    )
    making.rename(path)


def pytest_collection_modifyitems(items):
    """What waits for a served application begins first, so that nobody waits for it at the end."""
    waits = ("journeys/", "test_writers", "test_races", "test_first_view")
    items.sort(key=lambda item: not any(name in item.nodeid for name in waits))


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_blocker, tmp_path_factory):
    """SQLite: a copy of the empty template. PostgreSQL: a database of its own, migrated."""
    connection = connections["default"]
    if connection.vendor == "sqlite":
        copy = tmp_path_factory.mktemp("database") / "test.sqlite3"
        shutil.copy(template_database("empty"), copy)
        connection.close()
        connection.settings_dict["NAME"] = str(copy)
        with django_db_blocker.unblock():
            remembered.database_is_new()
        yield
        return
    with django_db_blocker.unblock():
        worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
        connection.settings_dict["TEST"]["NAME"] = f"test_academy_{worker}"
        old_name = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        for command in RECIPES["empty"][1:]:
            call_command(*command.split(), verbosity=0, stdout=io.StringIO())
        remembered.database_is_new()
    yield
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(old_name, verbosity=0)


@pytest.fixture
def monday() -> dt.datetime:
    """A moment to start from."""
    return MONDAY


@pytest.fixture(autouse=True)
def _media_in_a_folder_of_its_own(tmp_path, settings):
    """No test leaves files behind, nor finds another's: the storage hears of the change."""
    settings.MEDIA_ROOT = tmp_path / "media"
