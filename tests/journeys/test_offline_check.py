"""The check page is opened once, then the server stops: it goes on answering, and keeps and sends nothing."""

import datetime as dt
import io
import json
import re

import pytest
from PIL import Image

from certificates import payload, qr
from tests import scanned
from tests.journeys.codes import NAME, make_bundle, make_link
from tests.journeys.conftest import Visitor
from tests.journeys.test_trainee_earns_certificate import check_page
from tests.served import manage, served

pytestmark = pytest.mark.browser
ISSUE = ("shell", "-v0", "-c", "from tests import scanned; scanned.make()")
PAGE = "/verify/offline/"
OLD_SHELF = "async () => (await caches.open('check-old')).put('/hr/', new Response('old'))"
STORED = """async () => {
    const found = [];
    for (const name of await caches.keys()) {
        for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
    }
    const databases = await indexedDB.databases();
    return [found.sort(), localStorage.length, sessionStorage.length, databases.length, document.cookie];
}"""


TRUST = "async () => (await (await caches.open('check-trust')).match('/verify/trust.json')).text()"
PUT_TRUST = """async (text) => {
    await (await caches.open("check-trust")).put("/verify/trust.json", new Response(text));
}"""


def issue(folder) -> dict:
    return json.loads(manage(folder, *ISSUE)[-1])


class Desk(Visitor):
    """Somebody who checks certificates; ``asked`` is what her pages asked the network for."""

    def __init__(self, browser, origin):
        super().__init__(browser, origin)
        self.asked: list[str] = []
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.context.on("request", self._note_request)

    def open(self) -> "Desk":
        """Open the page anew; it is ready."""
        self.page.close()
        self.page = self.context.new_page()
        self.page.clock.set_fixed_time(dt.datetime.now(dt.UTC))  # a context has one clock
        self.go(PAGE)
        self.page.wait_for_selector("#kept:visible")
        self.asked.clear()
        return self

    def check(self, name: str, *, link: str = "", file: dict | None = None) -> str:
        """The answer's headline."""
        if file:
            self.page.set_input_files("#file", file)
            self.page.get_by_text("The code is read.").wait_for()
        else:
            self.page.fill("#link", link)
        self.page.fill("#name", name)
        self.find("Check").click()
        return self.answer()

    def answer(self) -> str:
        self.page.wait_for_selector("#answer:visible")
        return self.page.inner_text("#answer h2:visible")


@pytest.fixture(scope="module")
def opened(browser, tmp_path_factory):
    """Chris of HR opened the page while she was signed in and went on to others; the server has stopped."""
    with served(tmp_path_factory.mktemp("office") / "served", before=issue) as (origin, made):
        desk = Desk(browser, origin).sign_in("chris")
        desk.page.evaluate(OLD_SHELF)
        desk.go(PAGE)
        desk.page.wait_for_selector("#kept:visible")
        for path in ("/hr/", "/verify/", "/hr/look-ups/", "/learn/"):
            desk.go(path)
        made["files"] = json.loads(
            re.search(r"self.kept = (.*);", desk.go("/verify/worker.js").content())[1]
        )["files"]
    yield desk, made
    desk.context.close()
    assert desk.foreign == []


@pytest.fixture
def desk(opened):
    return opened[0].open()


@pytest.fixture
def made(opened):
    return opened[1]


def photograph(link: str) -> dict:
    """A code as somebody's phone sends it: small, turned, grey, squeezed."""
    picture = Image.open(io.BytesIO(qr.picture(link))).convert("L").resize((318, 318))
    paper = Image.new("L", (900, 600), 235)
    paper.paste(picture, (330, 150))
    stream = io.BytesIO()
    paper.rotate(7, fillcolor=120).save(stream, "JPEG", quality=50)
    return {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": stream.getvalue()}


def test_picture_matches_and_restates_the_paper(desk, made):
    current = made["current"]

    said = desk.check("EXAMPLE, nomvula", file=photograph(current["link"]))

    today = dt.datetime.now(dt.UTC).date()
    lines = desk.page.locator("#record dd").all_inner_texts()
    assert said == "Matches. Current."
    assert lines[:4] == [
        current["number"],
        "Foundation programme in community peer education",
        "Foundation",
        "125",
    ]
    assert [line[-4:] for line in lines[4:]] == [str(today.year), str(today.year + 2)]
    assert "compare the paper with an identity document" in desk.page.inner_text("#answer")
    check_page(desk)


def test_sealed_pdf_matches(desk, made):
    pdf = bytes.fromhex(made["current"]["pdf"])
    file = {"name": "certificate.pdf", "mimeType": "application/pdf", "buffer": pdf}

    assert desk.check("Nomvula Example", file=file) == "Matches. Current."


def test_scan_in_a_pdf_matches(desk, made):
    """What an office scanner makes: a page that is one JPEG."""
    stream = io.BytesIO()
    Image.open(io.BytesIO(photograph(made["current"]["link"])["buffer"])).save(stream, "PDF")
    file = {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": stream.getvalue()}

    assert desk.check("Nomvula Example", file=file) == "Matches. Current."


@pytest.mark.parametrize(
    "content", [b"", b"words", b"%PDF-1.7 nothing", b"\x89PNG\r\n\x1a\nbroken"]
)
def test_file_without_a_code_says_so(desk, content):
    desk.page.set_input_files("#file", {"name": "a", "mimeType": "image/png", "buffer": content})

    desk.page.get_by_text("No code found.").wait_for()
    assert desk.page.locator("#answer").is_hidden()


def altered(link: str) -> str:
    data = bytearray(payload.from_link(link))
    data[50] ^= 1
    return payload.link("https://any.example", bytes(data))


@pytest.mark.parametrize(
    ("state", "name", "change", "headline"),
    [
        ("withdrawn", "Zodwa Example", str, "Matches. Withdrawn."),
        ("suspended", "Ayanda Example", str, "Matches. Cannot be confirmed at present."),
        ("withdrawn", "Ayanda Example", str, "The name does not match."),
        ("current", "Nomvula Example", altered, "Not a code of ours."),
        ("current", "Nomvula Example", lambda link: "https://evil.example/V#" + link.split("#")[1],
         "Matches. Current."),
    ],
)  # fmt: skip
def test_each_answer_has_its_own_words(desk, made, state, name, change, headline):
    assert desk.check(name, link=change(made[state]["link"])) == headline
    assert desk.page.locator("#answer h2:visible").count() == 1
    assert desk.page.locator("#record").is_hidden() == (not headline.startswith("Matches"))
    check_page(desk)


@pytest.mark.parametrize(
    ("days", "headline", "freshness"),
    [(29, "Matches. Current.", 0), (31, "Matches. Genuine when issued.", 1), (800, "Matches. Expired.", 1)],
)  # fmt: skip
def test_time_passes_without_a_network(desk, made, days, headline, freshness):
    desk.page.clock.set_fixed_time(dt.datetime.now(dt.UTC) + dt.timedelta(days=days))
    desk.page.reload()
    desk.page.wait_for_selector("#check:visible")

    assert desk.check("Nomvula Example", link=made["current"]["link"]) == headline
    assert desk.page.get_by_text("That is more than 30 days ago.").is_visible() == freshness
    check_page(desk)


def test_nothing_is_sent_and_nothing_kept(desk, made):
    """After the page is there, only the trust bundle is ever asked for."""
    before = desk.page.evaluate(STORED)
    desk.check("Nomvula Example", file=photograph(made["current"]["link"]))
    desk.check("Zodwa Example", link=made["withdrawn"]["link"])
    desk.find("Check another").click()
    assert desk.asked == []
    assert desk.page.input_value("#name") == desk.page.input_value("#link") == ""

    desk.find("Get the newest lists").click()
    desk.page.wait_for_timeout(200)
    assert desk.asked == [desk.origin + "/verify/trust.json"]
    assert desk.page.evaluate(STORED) == before
    desk.page.go_back()
    desk.page.go_forward()
    assert desk.page.input_value("#name") == ""


def test_worker_keeps_its_files_and_no_other_page(desk, made):
    """She was signed in and had been to HR's desk and the online form; an older version left a shelf."""
    found, *others = desk.page.evaluate(STORED)

    assert found == sorted([*made["files"], "/verify/trust.json"])
    assert others == [0, 0, 0, ""]
    assert PAGE in found
    assert not any(path.startswith(("/hr", "/learn")) or path == "/verify/" for path in found)


def test_foreign_list_is_refused_loudly_and_the_old_one_stays(desk, made, thief):
    desk.context.route("**/verify/trust.json", lambda route: route.fulfill(json=make_bundle(thief)))
    desk.find("Get the newest lists").click()

    desk.page.get_by_role("alert").wait_for()
    desk.open()
    assert "A new list was refused." in desk.page.get_by_role("alert").inner_text()
    assert desk.check("Nomvula Example", link=made["current"]["link"]) == "Matches. Current."
    check_page(desk)
    desk.context.unroute("**/verify/trust.json")


def test_code_of_an_unknown_key_is_not_called_false(desk, thief):
    assert desk.check(NAME, link=make_link(thief)) == "Not a code that this page knows."
    assert "If the answer is the same, ask the issuer." in desk.page.inner_text("#answer")


def test_code_of_a_distrusted_key_says_since_when(desk, made):
    """The list that says so arrives while its code is already on the screen."""
    desk.check("Nomvula Example", link=made["current"]["link"])
    before = desk.page.evaluate(TRUST)
    bundle = json.loads(before)["bundle"]
    bundle["as_of"] = dt.datetime.now(dt.UTC).isoformat()
    bundle["keys"][-1]["distrusted_from"] = "2026-02-03T10:00:00+00:00"
    desk.context.route("**/verify/trust.json", lambda route: route.fulfill(json=bundle))
    with desk.page.expect_response("**/verify/trust.json"):
        desk.find("Get the newest lists").click()
    desk.page.wait_for_function(f"async () => (await ({TRUST})()).includes('2026-02-03')")
    desk.find("Check").click()

    desk.page.get_by_text("Not a code that can be believed.").wait_for()
    assert "since 3 February 2026" in desk.page.inner_text("#answer")
    desk.context.unroute("**/verify/trust.json")
    desk.page.evaluate(PUT_TRUST, before)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_answer_fits_the_smallest_phone(desk, made, scheme):
    desk.page.set_viewport_size({"width": 320, "height": 560})
    desk.page.emulate_media(color_scheme=scheme)
    asked = [(made[state]["name"], made[state]["link"]) for state in scanned.NAMES]
    asked += [("Dede", made["current"]["link"]), ("Dede", altered(made["current"]["link"]))]
    for name, link in asked:
        desk.check(name, link=link)
        check_page(desk)
