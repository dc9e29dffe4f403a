"""A cohort of two hundred, issued by four processes at once, of which one is killed on the way."""

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.conftest import ROOT
from tests.database import drop_database, is_postgresql, make_database
from tests.served import _environment, manage, rows

pytestmark = pytest.mark.both
PROCESSES = 4


@pytest.fixture
def folder(tmp_path):
    make_database(tmp_path)
    run(tmp_path, "complete_many()")
    yield tmp_path
    drop_database(tmp_path)


def run(folder, call: str) -> str:
    return manage(folder, "shell", "-v0", "-c", _code(call))[-1:] or [""]


def _code(call: str) -> str:
    return f"from tests.certificates import crowd; crowd.{call}"


def begin(folder, call: str) -> subprocess.Popen:
    """Start a call in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "manage.py", "shell", "-v0", "-c", _code(call)],
        cwd=ROOT,
        env=_environment(folder) | {"DJANGO_SETTINGS_MODULE": "config.settings.demo"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def issued(folder) -> int:
    return rows(folder, "SELECT COUNT(*) FROM certificates_certificate")[0][0]


def counts(folder) -> tuple[list[int], str]:
    """Certificates, their enrolments, their places, completed enrolments, entries; and the log's fault."""
    numbers, _, fault = run(folder, "say_state()")[0].rpartition(" ")
    return [int(part) for part in numbers.strip("()").split(",")], fault


def test_nobody_is_missed_and_nobody_gets_two_though_a_process_dies(folder):
    dying = begin(folder, "issue_all()")
    others = [begin(folder, "issue_all()") for _ in range(PROCESSES - 1)]
    deadline = time.monotonic() + 120
    while issued(folder) < 20 and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(dying.pid, signal.SIGKILL)
    said = [other.communicate()[0] for other in others]
    dying.communicate()

    (certificates, enrolments, places, completed, entries), fault = counts(folder)

    assert [line.strip() for line in said] == ["faults []"] * (PROCESSES - 1)
    assert certificates == enrolments == places == completed == entries >= 200
    assert fault == "None"


@pytest.mark.skipif(not is_postgresql(), reason="on SQLite there is one writer anyway")
def test_twin_that_does_not_lock_the_log_fails(folder):
    writers = [begin(folder, "issue_all(log_locked=False)") for _ in range(PROCESSES)]

    said = [writer.communicate()[0].strip() for writer in writers]

    assert any(line != "faults []" for line in said)
