"""The application as it is really served: gunicorn, production-like settings, a file database of its own."""

import fcntl
import hashlib
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tests.conftest import CACHE, ROOT
from tests.database import drop_database, keep_database, make_database, put_database, url_of

#: What was prepared in this session: by its code, the database that is kept and what was said.
_prepared: dict[str, tuple[str, list[str]]] = {}


@contextmanager
def served(
    folder: Path,
    *,
    settings: str = "config.settings.demo",
    before: Callable[[Path], Any] = lambda folder: None,
    guard_off: str = "",
    warm: bool = False,
) -> Iterator[tuple[str, Any]]:
    """Serve a copy of the demo database from ``folder``.

    Yields the origin, e.g. ``http://127.0.0.1:43210``, and what ``before`` returned, which is called
    with the folder when database and static files are there but nothing is served yet. ``guard_off``
    names a guard of ``tests.loosened`` to take away. ``warm``: with the renderer loaded from the start,
    as in production; else it is loaded when somebody needs a paper.
    """
    folder.mkdir(parents=True, exist_ok=True)
    make_database(folder)
    if guard_off:
        settings = "tests.loosened.settings"
    prepared = before(folder)
    port = _free_port()
    environment = _environment(folder) | {
        "DJANGO_SETTINGS_MODULE": settings,
        "PORT": str(port),
        "GUARD_OFF": guard_off,
    }
    log = (folder / "served.log").open("w")
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "-c",
            "config/gunicorn.py" if warm else "tests/cold.py",
            "config.wsgi",
        ],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=log,
    )
    origin = f"http://127.0.0.1:{port}"
    try:
        _wait_for(origin, server)
        yield origin, prepared
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()
        drop_database(folder)


def static_files() -> Path:
    """The collected and compressed static files, made once for every state of ours and of the libraries."""
    seen = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for path in sorted((ROOT / "static").rglob("*.*")):
        seen.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    ready = CACHE / f"static-{seen.hexdigest()[:16]}"
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            for old in CACHE.glob("static-*"):
                shutil.rmtree(old)
            making = CACHE / "making-static"
            shutil.rmtree(making, ignore_errors=True)
            subprocess.run(
                [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"],
                cwd=ROOT,
                env=os.environ
                | {
                    "DJANGO_SETTINGS_MODULE": "config.settings.demo",
                    "PEER_KEYS_DIR": str(CACHE / "keys"),
                    "PEER_DATA_DIR": str(CACHE / "data"),
                    "PEER_STATIC_DIR": str(making),
                },
                check=True,
                capture_output=True,
            )
            making.rename(ready)
    return ready


def manage(folder: Path, *command: str) -> list[str]:
    """Run a management command on the served database; returns what it printed, line by line."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=_environment(folder) | {"DJANGO_SETTINGS_MODULE": "config.settings.demo"},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.splitlines()


def prepare(folder: Path, code: str) -> list[str]:
    """Run code on the served database; returns what it printed last, in words.

    Starting a process takes longer than most of what is prepared: whoever asks for the same again in this
    session gets a copy of the database as it was left, and the same words.
    """
    if code not in _prepared:
        told = manage(folder, "shell", "-v0", "-c", code)[-1].split()
        _prepared[code] = keep_database(folder), told
    kept, told = _prepared[code]
    put_database(folder, kept)
    return told


def rows(database: Path, query: str, values: tuple = ()) -> list[tuple]:
    """What the served database says to a query; ``database`` is its folder or SQLite file.

    Values stand as ``%s``. A statement that changes something is committed.
    """
    if database.is_dir() and url_of(database).startswith("postgres"):
        with psycopg.connect(url_of(database), autocommit=True) as connection:
            cursor = connection.execute(query, values or None)
            return cursor.fetchall() if cursor.description else []
    connection = sqlite3.connect(database / "served.sqlite3" if database.is_dir() else database)
    try:
        found = connection.execute(query.replace("%s", "?"), values).fetchall()
        connection.commit()
        return found
    finally:
        connection.close()


def _environment(folder: Path) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": url_of(folder),
        "PEER_KEYS_DIR": str(CACHE / "keys"),
        "PEER_DATA_DIR": str(folder),
        "PEER_STATIC_DIR": str(static_files()),
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(origin: str, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server ended; see served.log"
        try:
            with urllib.request.urlopen(f"{origin}/healthz", timeout=5) as reply:
                if reply.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not answer within 60 seconds")
