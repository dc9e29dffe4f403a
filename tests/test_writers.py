"""50 phones save and hand in eight quizzes each, at once, over HTTP, at the application on a file database.

With Django's default SQLite settings much of this fails: a transaction that read first may not write
any more once somebody else has. The twin below shows that this test can see it.
"""

import re
import threading
from collections import Counter
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest
from hypothesis import settings as examples

from tests.served import manage, rows, served

pytestmark = pytest.mark.sqlite_only
CLIENTS = 50
#: The twin shows the fault within three; the whole profile hands in a thousand.
ROUNDS = 20 if examples.default.max_examples >= 2000 else 8
#: As many as it takes to see the fault: each refused one waits for seconds.
FEW = 3


def submit_all(origin: str, sessions: list[tuple[str, list[str]]]) -> Counter:
    """Every client saves and hands in each of her attempts; counts the statuses that came back."""
    seen: Counter = Counter()
    gate = threading.Barrier(len(sessions))

    def one_phone(cookie: str, attempts: list[str]) -> None:
        gate.wait()
        for attempt in attempts:
            for action in ("save", "submit"):
                seen[_post(origin, cookie, attempt, action)] += 1

    phones = [threading.Thread(target=one_phone, args=session) for session in sessions]
    for phone in phones:
        phone.start()
    for phone in phones:
        phone.join()
    return seen


def _post(origin: str, cookie: str, attempt: str, action: str) -> int:
    """Open one attempt's paper, choose an option everywhere, post it; the status of the answer."""
    path = f"/learn/attempts/{attempt}/"
    page, token, _ = _ask(origin, "GET", path, cookie)
    fields = dict(re.findall(r'name="(q\d+-shown|post|csrfmiddlewaretoken)" value="([^"]+)"', page))
    fields |= dict(re.findall(r'type="radio" name="(q\d+)" value="([^"]+)"', page))
    fields["do"] = action
    return _ask(origin, "POST", path, f"{cookie}; {token}", urlencode(fields))[2]


def _ask(origin: str, verb: str, path: str, cookie: str, body: str = "") -> tuple[str, str, int]:
    connection = HTTPConnection(urlsplit(origin).netloc, timeout=90)
    headers = {"Cookie": cookie, "Origin": origin}
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        connection.request(verb, path, body, headers)
        reply = connection.getresponse()
        text = reply.read().decode()
    except OSError:
        return "", "", 0
    finally:
        connection.close()
    return text, (reply.getheader("Set-Cookie") or "").partition(";")[0], reply.status


def state_of(database) -> dict[str, int]:
    """What is in the database afterwards."""
    count = "SELECT COUNT(*) FROM assessments_"
    return {
        "graded": rows(database, f"{count}attempt WHERE state = 'graded' AND number >= 900")[0][0],
        "gradings": rows(
            database,
            f"{count}grading g JOIN assessments_attempt a ON a.id = g.attempt_id"
            " WHERE a.number >= 900",
        )[0][0],
        "doubled": rows(
            database,
            "SELECT COUNT(*) FROM (SELECT 1 FROM assessments_grading GROUP BY attempt_id"
            " HAVING COUNT(*) > 1)",
        )[0][0],
    }


def prepare(folder, rounds: int = ROUNDS) -> list[tuple[str, list[str]]]:
    """Fifty trainees, signed in, each with attempts under way (made straight in the database)."""
    code = f"from tests.phones import make; make({CLIENTS}, {rounds})"
    lines = manage(folder, "shell", "-v0", "-c", code)
    return [(line.split()[0], line.split()[1].split(",")) for line in lines if "=" in line]


def test_fifty_writers_lose_nothing(tmp_path):
    folder = tmp_path / "safe"
    with served(folder, before=prepare, warm=True) as (origin, sessions):
        seen = submit_all(origin, sessions)

    wanted = CLIENTS * ROUNDS
    assert seen == Counter({302: 2 * wanted})
    assert state_of(folder / "served.sqlite3") == {
        "graded": wanted,
        "gradings": wanted,
        "doubled": 0,
    }


def test_default_settings_show_the_fault(tmp_path):
    """The twin: Django's own SQLite settings under the same load fail submits."""
    folder = tmp_path / "defaults"

    def with_default_journal(folder):
        sessions = prepare(folder, FEW)
        rows(folder / "served.sqlite3", "PRAGMA journal_mode=DELETE")  # kept in the file otherwise
        return sessions

    with served(folder, settings="tests.default_sqlite", before=with_default_journal) as served_at:
        seen = submit_all(*served_at)

    assert seen[503] > 0
