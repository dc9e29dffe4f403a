"""A database of its own for an application that is really served: an SQLite file, or one on PostgreSQL.

Which of the two is for the environment's DATABASE_URL to say, as for all tests.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg

from tests.conftest import CACHE, RECIPES, ROOT, SETTINGS, _fingerprint, template_database, words


def is_postgresql() -> bool:
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


def make_database(folder: Path) -> str:
    """Copy the demo template into a database for ``folder``; its URL, which the folder remembers."""
    if is_postgresql():
        url = _beside(f"served_{uuid4().hex}")
        with _one_at_a_time():  # while somebody copies a template, nobody else may
            _on_server(f'CREATE DATABASE "{_name(url)}" TEMPLATE "{_template()}"')
    else:
        shutil.copy(template_database("demo"), folder / "served.sqlite3")
        url = f"sqlite:///{folder / 'served.sqlite3'}"
    (folder / "database.url").write_text(url)
    return url


def drop_database(folder: Path) -> None:
    if is_postgresql():
        _on_server(f'DROP DATABASE IF EXISTS "{_name(url_of(folder))}" WITH (FORCE)')


def url_of(folder: Path) -> str:
    """The URL of the database that was made for a folder."""
    return (folder / "database.url").read_text()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "demo-postgresql.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _template() -> str:
    """The name of the migrated demo database on the server, built now if it is not there."""
    name = f"demo_{_fingerprint()}"
    if not _on_server("SELECT 1 FROM pg_database WHERE datname = %s", name):
        _on_server(f'DROP DATABASE IF EXISTS "making_{name}"')
        _on_server(f'CREATE DATABASE "making_{name}"')
        for command in RECIPES["demo"]:
            subprocess.run(
                [sys.executable, "manage.py", *words(command)],
                cwd=ROOT,
                env=os.environ
                | {
                    "DATABASE_URL": _beside(f"making_{name}"),
                    "DJANGO_SETTINGS_MODULE": SETTINGS["demo"],
                    "PEER_KEYS_DIR": str(CACHE / "keys"),
                    "PEER_DATA_DIR": str(CACHE / "data"),
                },
                check=True,
                capture_output=True,
            )
        _on_server(f'ALTER DATABASE "making_{name}" RENAME TO "{name}"')
    return name


def _beside(name: str) -> str:
    """The URL of another database on the same server."""
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"


def _name(url: str) -> str:
    return url.rpartition("/")[2]


def _on_server(statement: str, *values: str) -> list[tuple]:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        cursor = connection.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []
