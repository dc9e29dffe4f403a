"""One migrated database for everybody: built once as a file, copied for each worker and each server.

A flush would delete Wagtail's site, locale and root page and fight the insert-only triggers, so no
test flushes. Two templates lie under ``.cache/test``: *empty* (migrated, roles applied) for ordinary
tests, which roll back, and *demo* (the starter curriculum and demo people too) for the served
application. They are rebuilt when any source file changes.
"""

import datetime as dt
import fcntl
import gc
import hashlib
import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from django.db import connections
from hypothesis import settings as examples

from tests import remembered

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "test"
SOURCES = ("config", "home", "assessments", "certificates", "trainees", "curriculum")
RECIPES = {
    "empty": ["migrate", "sync_roles", "signing_keys make"],
    "demo": ["load_curriculum", "seed_demo"],
}
#: What is copied first: migrating takes half a minute.
BASES = {"demo": "empty"}
#: The served application checks passphrases as in production, so its people are made that way.
SETTINGS = {"empty": "config.settings.test", "demo": "config.settings.demo"}
FOLLOWING = """import json, sys
import django
from django.core.management import call_command
django.setup()
for command in json.loads(sys.argv[1]):
    call_command(*command)
"""
#: How many examples a property is tried with; the specification's own take more (tests/examples.py).
examples.register_profile("few", max_examples=60, deadline=None, print_blob=True)
examples.register_profile("usual", max_examples=100, deadline=None, print_blob=True)
examples.register_profile("whole", max_examples=2000, deadline=None, print_blob=True)
examples.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))
#: A Monday morning; tests that care about time say so and take it from here.
MONDAY = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)


@cache
def fingerprint() -> str:
    """What the templates were made from; read once, for a run's sources are those at its start."""
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
    path = CACHE / f"{name}-{fingerprint()}.sqlite3"
    with (CACHE / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            _build(name, path)
    return path


def words(command: str) -> list[str]:
    """A recipe's command as arguments; how quiet it is stands before what a command of its own reads."""
    first, *others = command.split()
    return [first, "-v0", *others]


def follow(recipe: str, database_url: str) -> None:
    """Run a recipe's commands on a database, in one process: starting takes longer than most of them."""
    commands = [words(command) for command in RECIPES[recipe]]
    done = subprocess.run(
        [sys.executable, "-c", FOLLOWING, json.dumps(commands)],
        cwd=ROOT,
        env=os.environ
        | {
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": SETTINGS[recipe],
            "PEER_KEYS_DIR": str(CACHE / "keys"),
            "PEER_DATA_DIR": str(CACHE / "data"),
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"{recipe}: {done.stdout}{done.stderr}"


def _build(name: str, path: Path) -> None:
    for old in CACHE.glob(f"{name}-*.sqlite3*"):
        old.unlink()
    making = path.with_suffix(".making")
    making.unlink(missing_ok=True)
    if name in BASES:
        shutil.copy(template_database(BASES[name]), making)
    follow(name, f"sqlite:///{making}")
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
def django_db_setup(django_db_blocker, tmp_path_factory):
    """SQLite: a copy of the empty template. PostgreSQL: a database copied from the one there."""
    from tests.database import postgresql_database

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
    with postgresql_database() as url, django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = url.rpartition("/")[2]
        remembered.database_is_new()
        yield
        connection.close()


@pytest.fixture
def monday() -> dt.datetime:
    """A moment to start from."""
    return MONDAY


@pytest.fixture
def monkeypatch(monkeypatch):
    """Pytest's own; what is made under a patch is neither remembered nor put back."""
    with remembered.watched(monkeypatch):
        yield monkeypatch


@pytest.fixture
def thumbnails_let_go():
    """Wagtail leaves a thumbnail's buffers to the collector, which would complain in another test."""
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def _media_in_a_folder_of_its_own(tmp_path, settings):
    """No test leaves files behind, nor finds another's: the storage hears of the change."""
    settings.MEDIA_ROOT = tmp_path / "media"
