"""A database of its own for an application that is really served: an SQLite file, or one on PostgreSQL.

Which of the two is for the environment's DATABASE_URL to say, as for all tests.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from uuid import uuid4

import psycopg

from tests.conftest import BASES, CACHE, fingerprint, follow, template_database


def is_postgresql() -> bool:
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


def make_database(folder: Path) -> str:
    """Copy the demo template into a database for ``folder``; its URL, which the folder remembers."""
    if is_postgresql():
        url = _copied("demo", f"served_{uuid4().hex}")
    else:
        shutil.copy(template_database("demo"), folder / "served.sqlite3")
        url = f"sqlite:///{folder / 'served.sqlite3'}"
    (folder / "database.url").write_text(url)
    return url


@contextmanager
def postgresql_database() -> Iterator[str]:
    """A copy of the empty template on the server, for a process that runs tests: its URL."""
    url = _copied("empty", f"test_{uuid4().hex}")
    yield url
    _on_server(f'DROP DATABASE IF EXISTS "{_name(url)}" WITH (FORCE)')


def keep_database(folder: Path) -> str:
    """Keep a copy of a folder's database, with which nobody is connected; its name."""
    name = f"kept_{uuid4().hex}"
    if is_postgresql():
        _copy(_name(url_of(folder)), name)
    else:
        shutil.copy(folder / "served.sqlite3", _kept_files() / name)
    return name


def put_database(folder: Path, kept: str) -> None:
    """Let a folder's database be as the kept one."""
    if is_postgresql():
        drop_database(folder)
        _copy(kept, _name(url_of(folder)))
    else:
        shutil.copy(_kept_files() / kept, folder / "served.sqlite3")


@cache
def _kept_files() -> Path:
    return Path(tempfile.mkdtemp(prefix="academy-kept-"))


def drop_database(folder: Path) -> None:
    if is_postgresql():
        _on_server(f'DROP DATABASE IF EXISTS "{_name(url_of(folder))}" WITH (FORCE)')


def url_of(folder: Path) -> str:
    """The URL of the database that was made for a folder."""
    return (folder / "database.url").read_text()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "postgresql.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _copied(recipe: str, name: str) -> str:
    with _one_at_a_time():  # while somebody copies a template, nobody else may
        _copy(_template(recipe), name)
    return _beside(name)


def _template(recipe: str) -> str:
    """The name of a ready template on the server, built now if it is not there."""
    name = f"{recipe}_{fingerprint()}"
    if not _on_server("SELECT 1 FROM pg_database WHERE datname = %s", name):
        making = f"making_{name}"
        _on_server(f'DROP DATABASE IF EXISTS "{making}"')
        _copy(_template(BASES[recipe]) if recipe in BASES else "template1", making)
        follow(recipe, _beside(making))
        _on_server(f'ALTER DATABASE "{making}" RENAME TO "{name}"')
    return name


def _copy(template: str, name: str) -> None:
    _on_server(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def _beside(name: str) -> str:
    """The URL of another database on the same server."""
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"


def _name(url: str) -> str:
    return url.rpartition("/")[2]


def _on_server(statement: str, *values: str) -> list[tuple]:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        cursor = connection.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []
