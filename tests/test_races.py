"""Many posts at once, late or out of order, over HTTP at the served application: C1 to C3 and C5 to C7.

Each test has a twin whose guard is off and which must show the fault. On SQLite and on PostgreSQL.
"""

import datetime as dt
import json
import re
import threading
import uuid
from collections.abc import Callable
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest

from tests.served import prepare, rows, served

pytestmark = pytest.mark.both
THREADS = 20


class Phone:
    """A signed-in trainee's phone that speaks HTTP and nothing more."""

    def __init__(self, origin: str, cookie: str):
        self.origin, self.cookie, self.token = origin, cookie, ""

    def get(self, path: str) -> str:
        status, page, headers = self._ask("GET", path, self.cookie)
        assert status == 200, status
        self.token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        self.csrf_cookie = headers.get("Set-Cookie", "").partition(";")[0]
        return page

    def post(self, path: str, fields: dict) -> tuple[int, str]:
        """The status, and where it leads or what it says."""
        body = urlencode({"csrfmiddlewaretoken": self.token, **fields}, doseq=True)
        cookie = f"{self.cookie}; {self.csrf_cookie}"
        status, text, headers = self._ask("POST", path, cookie, body)
        return status, headers.get("Location", text)

    def _ask(self, verb: str, path: str, cookie: str, body: str = "") -> tuple[int, str, dict]:
        connection = HTTPConnection(urlsplit(self.origin).netloc, timeout=90)
        headers = {"Cookie": cookie, "Origin": self.origin}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(verb, path, body, headers)
            reply = connection.getresponse()
            return reply.status, reply.read().decode(), dict(reply.getheaders())
        finally:
            connection.close()


def at_once(call: Callable[[], tuple]) -> list[tuple]:
    """What twenty calls at the same moment return."""
    gate, found = threading.Barrier(THREADS), []

    def one() -> None:
        gate.wait()
        found.append(call())

    threads = [threading.Thread(target=one) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@contextmanager
def quiz(folder, *, guard_off: str = "", start: bool = True):
    """A demo trainee at her M2 quiz, begun or not: yields her phone and the attempt's id."""

    def begun(folder):
        ((number,),) = rows(
            folder,
            "SELECT u.username FROM trainees_trainee t JOIN trainees_user u ON u.id = t.user_id"
            " ORDER BY t.id LIMIT 1",
        )
        code = f"from tests.phones import begin; begin('{number}', 'm2', {start})"
        return prepare(folder, code)

    with served(folder, before=begun, guard_off=guard_off) as (origin, (cookie, attempt)):
        yield Phone(origin, cookie), attempt


def path_of(attempt: str) -> str:
    return f"/learn/attempts/{attempt}/"


def fill(page: str) -> dict:
    """Every field of the paper page: the last option everywhere, a number in each number field."""
    fields: dict = dict(re.findall(r'name="(q\d+-shown|post)" value="([^"]+)"', page))
    fields |= dict(re.findall(r'type="(?:radio|checkbox)" name="(q\d+)" value="([^"]+)"', page))
    for select in re.findall(r'<select id="[^"]+" name="([^"]+)">(.*?)</select>', page, re.DOTALL):
        fields[select[0]] = (re.findall(r'value="([^"]+)"', select[1]) or ["1"])[0]
    fields |= dict.fromkeys(re.findall(r'<input class="short"[^>]* name="(q\d+)"', page), "7")
    return fields


def one_question(page: str) -> tuple[str, list[str]]:
    """The first question with radio buttons: its field, and its options' uids."""
    options = re.findall(r'type="radio" name="(q\d+)" value="([^"]+)"', page)
    name = options[0][0]
    return name, [uid for field, uid in options if field == name]


def saying(name: str, uid: str, attempt: str, **about) -> dict:
    """The fields of one answer as a phone's queue sends it."""
    return {"attempt": attempt, "post": str(uuid.uuid4()), f"{name}-shown": "1", name: uid, **about}


def count(folder, table: str, attempt: str) -> int:
    """How many gradings an attempt has."""
    ((found,),) = rows(
        folder,
        f"SELECT COUNT(*) FROM assessments_{table} g JOIN assessments_attempt a"
        " ON a.id = g.attempt_id WHERE a.uuid = %s",
        (as_stored(folder, attempt),),
    )
    return found


def as_stored(folder, attempt: str) -> str:
    """A UUID as this database keeps it."""
    return attempt.replace("-", "") if (folder / "served.sqlite3").exists() else attempt


def answers(folder, attempt: str, name: str) -> list[tuple[str, str, int]]:
    """Everything saved to one question, in order of arrival: option, standing, sequence."""
    found = rows(
        folder,
        "SELECT payload, standing, sequence FROM assessments_response WHERE question_id = %s"
        " ORDER BY id",
        (int(name[1:]),),
    )
    return [
        ((json.loads(said) if isinstance(said, str) else said)["chosen"][0], standing, sequence)
        for said, standing, sequence in found
    ]


def chosen_on(page: str, name: str) -> str:
    """Which option of a question the page shows as chosen."""
    found = re.findall(rf'name="{name}" value="([^"]+)" checked', page)
    return found[0] if found else ""


def end_time(folder, attempt: str, seconds_ago: int) -> None:
    """Let the attempt's time have ended so long ago."""
    moment = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=seconds_ago)
    rows(
        folder,
        "UPDATE assessments_attempt SET deadline_at = %s WHERE uuid = %s",
        (moment.strftime("%Y-%m-%d %H:%M:%S.%f+00:00"), as_stored(folder, attempt)),
    )


# C1: twenty threads post the same submit -----------------------------------------------------------


def submit_at_once(folder, guard_off: str = "") -> tuple[list[tuple], int, set[str]]:
    with quiz(folder, guard_off=guard_off) as (phone, attempt):
        fields = fill(phone.get(path_of(attempt))) | {"do": "submit"}
        found = at_once(lambda: phone.post(path_of(attempt), fields))
        results = set()
        if {status for status, _ in found} == {302}:
            main = re.compile(r"<main.*?<form", re.DOTALL)
            results = {main.search(phone.get(path_of(attempt)))[0] for _ in range(3)}
        return found, count(folder, "grading", attempt), results


def test_c1_same_submit_twenty_times_is_one_grading(tmp_path):
    found, gradings, results = submit_at_once(tmp_path)

    assert {status for status, _ in found} == {302}
    assert len({where for _, where in found}) == 1
    assert gradings == 1
    assert len(results) == 1


def test_c1_twin_asking_first_and_writing_later_fails(tmp_path):
    found, gradings, _ = submit_at_once(tmp_path, "close_in_two_steps")

    assert {status for status, _ in found} != {302} or gradings > 1


# C2: twenty threads start --------------------------------------------------------------------------


def start_at_once(folder, guard_off: str = "") -> tuple[set[tuple], int]:
    with quiz(folder, guard_off=guard_off, start=False) as (phone, _):
        phone.get("/learn/attempts/start/m2/")
        found = at_once(lambda: phone.post("/learn/attempts/start/m2/", {}))
        ((attempts,),) = rows(
            folder, "SELECT COUNT(*) FROM assessments_attempt WHERE state = 'in_progress'"
        )
        return set(found), attempts


def test_c2_starting_twenty_times_is_one_attempt(tmp_path):
    found, attempts = start_at_once(tmp_path)

    assert [status for status, _ in found] == [302]
    assert attempts == 1


def test_c2_twin_starting_without_a_lock_fails(tmp_path):
    found, _ = start_at_once(tmp_path, "start_without_lock")

    assert [status for status, _ in found] != [302]


# C3: two tabs save different answers; the newer count wins, both are kept, the other is told -------


def two_tabs(folder, guard_off: str = "") -> tuple[str, list[tuple], dict]:
    with quiz(folder, guard_off=guard_off) as (phone, attempt):
        name, uids = one_question(phone.get(path_of(attempt)))
        phone.post("/learn/sync/", saying(name, uids[0], attempt, sequence=8))
        _, said = phone.post("/learn/sync/", saying(name, uids[1], attempt, sequence=5))
        page = phone.get(path_of(attempt))
        return chosen_on(page, name) == uids[0], answers(folder, attempt, name), json.loads(said)


def test_c3_newer_count_wins_and_both_are_kept(tmp_path):
    newer_counts, kept, said = two_tabs(tmp_path)

    assert newer_counts
    assert [(standing, sequence) for _, standing, sequence in kept] == [
        ("accepted", 8),
        ("accepted", 5),
    ]
    assert said == {"standing": "accepted", "highest": 8, "overtaken": True}


def test_c3_twin_by_order_of_arrival_the_older_wins(tmp_path):
    newer_counts, _, _ = two_tabs(tmp_path, "arrival_order")

    assert not newer_counts


# C5: a phone's clock a day off -----------------------------------------------------------------------


def wrong_clock(folder, guard_off: str = "") -> tuple[str, str]:
    """What becomes of an answer in time from a phone a day ahead, and of a late one a day behind."""
    now = dt.datetime.now(dt.UTC)
    standings = []
    with quiz(folder, guard_off=guard_off) as (phone, attempt):
        name, uids = one_question(phone.get(path_of(attempt)))
        for ended, days in ((-600, 1), (61, -1)):
            end_time(folder, attempt, ended)
            said_at = (now + dt.timedelta(days=days)).isoformat()
            answer = saying(name, uids[days], attempt, sequence=9 + days, said_at=said_at)
            _, said = phone.post("/learn/sync/", answer)
            standings.append(json.loads(said)["standing"])
    return tuple(standings)


def test_c5_phone_clock_a_day_off_changes_nothing(tmp_path):
    assert wrong_clock(tmp_path) == ("accepted", "late")


def test_c5_twin_believing_the_phone_turns_both_round(tmp_path):
    assert wrong_clock(tmp_path, "phone_clock") != ("accepted", "late")


# C6: handing in 61 seconds after the end -------------------------------------------------------------


def hand_in_late(folder, guard_off: str = "") -> tuple[list[str], bool]:
    """The standings of what was saved to one question, and whether the answer in time is what was marked."""
    with quiz(folder, guard_off=guard_off) as (phone, attempt):
        page = phone.get(path_of(attempt))
        name, uids = one_question(page)
        phone.post("/learn/sync/", saying(name, uids[0], attempt, sequence=1))
        end_time(folder, attempt, 61)
        phone.post(path_of(attempt), fill(page) | {name: uids[1], "do": "submit"})
        result = phone.get(path_of(attempt))
        texts = dict(re.findall(rf'name="{name}" value="([^"]+)"><span>(.*?)</span>', page))
        return (
            [standing for _, standing, _ in answers(folder, attempt, name)],
            f"You chose:</strong> {texts[uids[0]]}" in result,
        )


def test_c6_answers_after_the_end_are_kept_and_not_marked(tmp_path):
    assert hand_in_late(tmp_path) == (["accepted", "late"], True)


def test_c6_twin_without_a_deadline_marks_them(tmp_path):
    assert hand_in_late(tmp_path, "no_deadline") == (["accepted", "accepted"], False)


# C7: sync of an attempt that was finished elsewhere ----------------------------------------------------


def sync_after_the_end(folder, guard_off: str = "") -> tuple[int, list[str]]:
    """The status of a phone's late sync, and the standings of what was saved."""
    with quiz(folder, guard_off=guard_off) as (phone, attempt):
        page = phone.get(path_of(attempt))
        name, uids = one_question(page)
        phone.post(path_of(attempt), fill(page) | {name: uids[0], "do": "submit"})
        phone.get(path_of(attempt))
        status, _ = phone.post("/learn/sync/", saying(name, uids[1], attempt, sequence=3))
        return status, [standing for _, standing, _ in answers(folder, attempt, name)]


def test_c7_sync_of_a_finished_attempt_is_kept_for_the_trainer(tmp_path):
    assert sync_after_the_end(tmp_path) == (200, ["accepted", "closed"])


def test_c7_twin_that_refuses_loses_it(tmp_path):
    assert sync_after_the_end(tmp_path, "closed_is_lost") == (500, ["accepted"])
