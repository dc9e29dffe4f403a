"""The check page while the server is there: camera, bytes on the wire, no scripts, a followed link."""

import io

import pytest
from PIL import Image

from certificates import payload, qr, signing
from tests.journeys.codes import NAME, make_claims
from tests.journeys.conftest import CHROMIUM, QUIET, Visitor
from tests.journeys.test_trainee_earns_certificate import check_page
from tests.network import bad_network
from tests.served import rows

pytestmark = pytest.mark.browser
PAGE = "/verify/offline/"
BUDGET = 500 * 1024


def link_of(database) -> str:
    """What a code of the served application says, for a certificate that it never issued."""
    [(edition,)] = rows(database, "SELECT MAX(id) FROM curriculum_programmeedition")
    [(kid,)] = rows(database, "SELECT kid FROM certificates_signingkey ORDER BY id DESC LIMIT 1")
    token = payload.token(
        make_claims(edition=edition), bytes.fromhex(kid), signing.signer(kid).sign_token
    )
    return payload.link("https://any.example", token)


def film(link: str) -> bytes:
    """What a fake camera shows: a table, then a paper with the code on it (Motion JPEG)."""
    code = Image.open(io.BytesIO(qr.picture(link))).convert("L").resize((318, 318))
    table, paper = Image.new("L", (640, 480), 120), Image.new("L", (640, 480), 230)
    paper.paste(code, (160, 80))
    stream = io.BytesIO()
    for frame in [table] * 10 + [paper.rotate(4, fillcolor=120)] * 20:
        frame.convert("RGB").save(stream, "JPEG", quality=80)
    return stream.getvalue()


def test_camera_sees_the_code(browser, origin, database, tmp_path):
    file = tmp_path / "film.mjpeg"
    file.write_bytes(film(link_of(database)))
    fake = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    chromium = browser.browser_type.launch(
        executable_path=CHROMIUM, args=[*QUIET, *fake, f"--use-file-for-fake-video-capture={file}"]
    )
    visitor = Visitor(chromium, origin)
    visitor.go(PAGE).get_by_role("button", name="Scan with the camera").click()
    visitor.page.get_by_text("The code is read.").wait_for()
    assert visitor.page.locator("#video").is_hidden()
    assert visitor.page.evaluate("document.getElementById('video').srcObject") is None
    visitor.page.fill("#name", NAME)
    visitor.find("Check").click()

    visitor.page.wait_for_selector("#answer:visible")
    assert visitor.page.inner_text("#answer h2:visible") == "Matches. Current."
    assert visitor.foreign == []
    chromium.close()


def test_without_a_camera_the_page_says_so(visit):
    visitor = visit()
    visitor.go(PAGE).get_by_role("button", name="Scan with the camera").click()

    visitor.page.get_by_text("The camera cannot be used.").wait_for()
    check_page(visitor)


def test_whole_installation_fits_its_budget_on_the_wire(browser, origin):
    """Page and files come once: the worker takes from the browser's cache what is there already."""
    port = int(origin.rpartition(":")[2])
    with bad_network(port, bytes_a_second=50_000_000, loss=0, seed=1) as network:
        visitor = Visitor(browser, f"http://127.0.0.1:{network.port}")
        visitor.go(PAGE)
        visitor.page.wait_for_selector("#kept:visible")
        visitor.context.close()
        network.cut()

    print(f"\n{network.passed} bytes")  # noqa: T201
    assert 300_000 < network.passed < BUDGET


def test_without_scripts_the_page_shows_the_other_way(visit):
    visitor = visit(scripts=False)
    visitor.go(PAGE)
    check_page(visitor)
    assert "This page needs JavaScript and a recent browser." in visitor.text()
    assert visitor.page.locator("#check").is_hidden()
    visitor.press("type number and name")
    assert visitor.page.url.endswith("/verify/")


def test_followed_link_shows_no_verdict(visit, database):
    """Whoever just follows a scanned link reads what to do; nothing looks at what follows the ``#``."""
    visitor = visit()
    visitor.go("/V#" + link_of(database).partition("#")[2])
    said = visitor.text()

    assert visitor.page.url.startswith(f"{visitor.origin}/verify/#")
    assert "Then nothing is checked yet." in said
    assert "Matches" not in said
    assert visitor.page.locator("script").count() == 0
    check_page(visitor)
    visitor.press("Scan a code")
    visitor.page.wait_for_selector("#check:visible")
    check_page(visitor)
