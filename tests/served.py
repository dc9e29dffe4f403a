"""The application as it is really served: gunicorn, production-like settings, a file database of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import CACHE, ROOT, template_database


@contextmanager
def served(folder: Path, *, settings: str = "config.settings.demo", **extra) -> Iterator[str]:
    """Serve a copy of the demo database from ``folder``; yields the origin, e.g. http://127.0.0.1:43210.

    ``extra`` are further environment variables. Static files are collected once per session.
    """
    folder.mkdir(parents=True, exist_ok=True)
    database = folder / "served.sqlite3"
    shutil.copy(template_database("demo"), database)
    port = _free_port()
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": settings,
        "PEER_KEYS_DIR": str(CACHE / "keys"),
        "PEER_DATA_DIR": str(folder),
        "PEER_STATIC_DIR": str(folder / "static"),
        "PORT": str(port),
        **extra,
    }
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
    subprocess.run(collect, cwd=ROOT, env=environment, check=True)
    log = (folder / "served.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "config.wsgi"],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=log,
    )
    origin = f"http://127.0.0.1:{port}"
    try:
        _wait_for(origin, server)
        yield origin
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


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
