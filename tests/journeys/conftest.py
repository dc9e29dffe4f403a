"""A real browser at the served application."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from home.demonstration import PASSPHRASE
from tests.journeys.codes import make_signer
from tests.journeys.modules import modules
from tests.served import rows, served

CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="package")
def browser():
    """Debian's Chromium; where it cannot be had, ``./test`` says so and leaves these tests out.

    It ends with this folder: while its driver's loop is there, Django lets nobody touch a database.
    """
    if os.environ.get("NO_BROWSER"):
        pytest.skip("no Chromium on this machine: browser journeys were not run")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def origin(tmp_path):
    """The served application on a database of its own."""
    with served(tmp_path / "served") as (address, _):
        yield address


class Visitor:
    """Somebody with a phone or laptop in her hand. Every request to another host is a failure."""

    def __init__(self, browser: Browser, origin: str, *, width: int = 360, scripts: bool = True):
        self.origin = origin
        self.scripts = scripts
        self.foreign: list[str] = []
        self.faults: list[str] = []
        self.context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": 740},
            java_script_enabled=scripts,
            accept_downloads=True,
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.on("request", self._note_request)
        self.page.on("response", self._note_response)

    def _note_request(self, request) -> None:
        if not request.url.startswith((self.origin, "data:", "blob:", "about:")):
            self.foreign.append(request.url)

    def _note_response(self, response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} {response.url}")

    def sign_in(self, username: str, passphrase: str = PASSPHRASE) -> "Visitor":
        self.go("/sign-in/")
        self.page.fill("input[name=login]", username)
        self.page.fill("input[name=password]", passphrase)
        self.press("Sign in")
        return self

    def go(self, path: str) -> Page:
        self.page.goto(self.origin + path)
        return self.page

    def press(self, words: str) -> None:
        """Press the button or link with these words, and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.find(words).click()

    def find(self, words: str):
        """The button or link with these words."""
        button = self.page.get_by_role("button", name=words, exact=True)
        return button if button.count() else self.page.get_by_role("link", name=words, exact=True)

    def text(self) -> str:
        return self.page.inner_text("main")

    def scrolls_sideways(self) -> bool:
        return self.page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.fixture
def visit(browser, origin):
    """Make visitors; afterwards none of them may have met another host or an error page."""
    visitors = []

    def make(**how) -> Visitor:
        visitors.append(Visitor(browser, origin, **how))
        return visitors[-1]

    yield make
    for visitor in visitors:
        visitor.context.close()
    assert [url for visitor in visitors for url in visitor.foreign] == []
    assert [fault for visitor in visitors for fault in visitor.faults] == []


@pytest.fixture
def database(origin, tmp_path) -> Path:
    """The served application's database."""
    return tmp_path / "served" / "served.sqlite3"


@pytest.fixture
def numbers(database) -> list[str]:
    """The numbers of the demo trainees, in the order in which they were added."""
    found = rows(
        database,
        "SELECT u.username FROM trainees_trainee t JOIN trainees_user u ON u.id = t.user_id"
        " ORDER BY t.id",
    )
    return [username for (username,) in found]


@pytest.fixture(scope="module")
def script(browser):
    """The check page's modules, without a server."""
    with modules(browser) as made:
        yield made


@pytest.fixture(scope="session")
def signer(tmp_path_factory):
    """Signing keys under a root of their own."""
    return make_signer(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="session")
def thief(tmp_path_factory):
    """Somebody else with keys and a root of her own."""
    return make_signer(tmp_path_factory.mktemp("thief"))
