"""A quiz over slow 2G that loses one connection in ten, with three cuts, on a phone that dies twice.

Every answer is there afterwards, though nobody pressed a button. The twin takes the page's script away
and loses what the phone had not sent. CUT_SECONDS=60 makes the cuts as long as they really are.
"""

import json
import os
import signal
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserType, Error

from home.demonstration import PASSPHRASE
from tests.journeys.conftest import CHROMIUM, QUIET
from tests.network import bad_network
from tests.served import manage, rows, served

pytestmark = [pytest.mark.browser, pytest.mark.both]
CUT_SECONDS = float(os.environ.get("CUT_SECONDS", "5"))
#: Chromium writes a page's storage to disk within this time; what is older must survive a dead battery.
OLD_ENOUGH = 10
SLOW_2G = {"bytes_a_second": 8000, "loss": 0.1, "seed": 7}


class Phone:
    """A browser with a folder of its own, that can be switched off in the middle of anything."""

    def __init__(self, chromium: BrowserType, folder: Path, *, scripts: bool):
        self.folder, self.scripts = folder, scripts
        self.context = chromium.launch_persistent_context(
            folder,
            executable_path=CHROMIUM,
            args=QUIET,
            viewport={"width": 360, "height": 740},
        )
        if not scripts:
            self.context.route("**/autosave*.js", lambda route: route.abort())
        self.page = self.context.pages[0]
        self.page.set_default_timeout(20_000)

    def open_quiz(self, origin: str, number: str, attempt: str) -> None:
        """Open the quiz, signing in where asked, and again until it is whole, as people do."""
        for _ in range(30):
            try:
                self.page.goto(f"{origin}/learn/attempts/{attempt}/", timeout=30_000)
                if self.page.locator("input[name=password]").count():
                    self.page.fill("input[name=login]", number)
                    self.page.fill("input[name=password]", PASSPHRASE)
                    with self.page.expect_navigation():
                        self.page.get_by_role("button", name="Sign in").click()
                if self.page.locator("#paper .submit").count() and self._saves_by_itself():
                    return
            except Error:
                time.sleep(1)
        raise AssertionError("the quiz could not be opened")

    def _saves_by_itself(self) -> bool:
        """Whether the page says so: on a bad network its script may not have come."""
        if self.scripts:
            self.page.wait_for_function("document.getElementById('saving').textContent")
        return True

    def answer(self, place: int) -> tuple[int, str]:
        """Choose the last option of a question (counted from 0); its id and the option's uid."""
        question = self.page.locator(".question:has([type=radio], [type=checkbox])").nth(place)
        option = question.locator("input[type=radio], input[type=checkbox]").last
        option.check()
        return int(question.get_attribute("id")[1:]), option.get_attribute("value")

    def wait_until_sent(self) -> None:
        self.page.get_by_text("Saved.", exact=True).wait_for(timeout=120_000)

    def die(self) -> None:
        """The battery is empty: every process of this phone ends at once."""
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                try:
                    words = (folder / "cmdline").read_bytes()
                    if str(self.folder).encode() in words:
                        os.kill(int(folder.name), signal.SIGKILL)
                except OSError:
                    continue


@contextmanager
def quiz_under_way(tmp_path):
    """Yields the network, the trainee's number and her attempt's id."""

    def begin(folder):
        ((number,),) = rows(
            folder,
            "SELECT u.username FROM trainees_trainee t JOIN trainees_user u ON u.id = t.user_id"
            " ORDER BY t.id LIMIT 1",
        )
        code = f"from tests.phones import begin; begin('{number}', 'm2')"
        return number, manage(folder, "shell", "-v0", "-c", code)[-1].split()[1]

    with served(tmp_path / "served", before=begin) as (origin, (number, attempt)):
        server = int(origin.rpartition(":")[2])
        with bad_network(server, **SLOW_2G) as network:
            yield network, number, attempt


def saved(tmp_path) -> dict[int, str]:
    """The option that counts for each paper question, as the database holds it."""
    kept = rows(
        tmp_path / "served",
        "SELECT question_id, payload FROM assessments_response WHERE standing = 'accepted'"
        " ORDER BY sequence, id",
    )
    return {question: _chosen(payload) for question, payload in kept}


def _chosen(payload) -> str:
    """The first option of an answer: JSON comes as text from SQLite."""
    said = json.loads(payload) if isinstance(payload, str) else payload
    return (said.get("chosen") or [""])[0]


def sit(chromium: BrowserType, tmp_path, *, scripts: bool) -> tuple[dict[int, str], dict[int, str]]:
    """Answer questions while the network and the phone fail; what she chose and what is kept.

    Without the script one dead battery is enough to see.
    """
    chosen: dict[int, str] = {}
    with quiz_under_way(tmp_path) as (network, number, attempt):
        origin = f"http://127.0.0.1:{network.port}"
        folder = tmp_path / "phone"
        for places in ((0, 1, 2), (3, 4, 5)) if scripts else ((0, 1, 2),):
            phone = Phone(chromium, folder, scripts=scripts)
            phone.open_quiz(origin, number, attempt)
            first, *others = places
            chosen |= [phone.answer(first)]
            network.cut()
            chosen |= [phone.answer(place) for place in others]
            time.sleep(max(CUT_SECONDS, OLD_ENOUGH))
            phone.die()
            network.mend()
        if scripts:
            phone = Phone(chromium, folder, scripts=scripts)
            phone.open_quiz(origin, number, attempt)
            network.cut()
            chosen |= [phone.answer(place) for place in (6, 7)]
            time.sleep(CUT_SECONDS)
            network.mend()
            phone.wait_until_sent()
            phone.context.close()
        assert network.broken > 0 or not scripts
        return chosen, saved(tmp_path)


def test_every_answer_survives_a_bad_network_and_a_dead_phone(browser, tmp_path):
    chosen, kept = sit(browser.browser_type, tmp_path, scripts=True)

    assert len(chosen) == 8
    assert {question: kept.get(question) for question in chosen} == chosen


def test_without_the_script_unsent_answers_are_lost(browser, tmp_path):
    chosen, kept = sit(browser.browser_type, tmp_path, scripts=False)

    assert {question: kept.get(question) for question in chosen} != chosen
