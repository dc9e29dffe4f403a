"""That equal faces give equal bytes wherever they are rendered, and that nothing is fetched meanwhile."""

import io
import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pypdf
import pytest
import weasyprint

from certificates import qr, rendering
from certificates.pictures import emblem
from tests.certificates.test_pictures import logo
from tests.certificates.test_rendering import BOOT, FULL_FACE, NEUTRAL_FACE, ROOT


@pytest.mark.parametrize("seed", ["1", "2"])
def test_same_bytes_in_another_process(seed):
    program = f"""{BOOT}
        given = json.load(sys.stdin)
        carried = {{field: bytes.fromhex(given[field]) for field in ("code", "credential")}}
        pictures = {{field: bytes.fromhex(png) for field, png in given["pictures"].items()}}
        shown = face.Face.from_json(given["face"])
        sys.stdout.buffer.write(rendering.render(shown, pictures=pictures, **carried))
    """
    carried = {
        "code": qr.picture("HTTPS://PEER.EXAMPLE/V#" + "A7" * 110),
        "credential": b'{"a": 1}',
    }
    emblems = {"x": emblem(logo(), 3_000), "y": emblem(logo((500, 500)), 2_000)}
    rich = replace(
        FULL_FACE,
        name="Ẹ̀bùn ሰላማዊት",
        demonstration=True,
        logo="x",
        seal="y",
        signatories=(("Nomsa Dube", "Director of training"),),
        second={"language": "en", "programme": "The same in English", "level": "Base"},
    )
    for face in (NEUTRAL_FACE, rich):
        made = subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            input=json.dumps(
                {
                    "face": face.as_json(),
                    **{field: data.hex() for field, data in carried.items()},
                    "pictures": {field: png.hex() for field, png in emblems.items()},
                }
            ).encode(),
            capture_output=True,
            check=True,
        )
        assert made.stdout == rendering.render(face, pictures=emblems, **carried)


def test_same_bytes_whatever_was_rendered_before_or_beside():
    faces = [NEUTRAL_FACE, FULL_FACE, replace(FULL_FACE, name="Ẹ̀bùn ሰላማዊት")] * 3
    alone = [rendering.render(face) for face in faces]
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(rendering.render, faces)) == alone
    assert alone[:3] == alone[3:6] == alone[6:]


@pytest.fixture
def canary():
    """A server on this machine that notes each address asked of it."""
    asked: list[str] = []

    class Note(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Note)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def _planted(host: str, secret: Path) -> str:
    return f"""<!doctype html><html lang="en"><title>x</title><link rel="stylesheet"
        href="{host}/link.css"><link rel="attachment" href="{secret.as_uri()}">
        <style>@import url({host}/import.css);
        @font-face {{ font-family: y; src: url({host}/font) }}
        p {{ background: url({host}/background) }}</style>
        <img alt="x" src="{host}/image"><p>x</p></html>"""


def test_nothing_is_fetched(canary, monkeypatch, tmp_path):
    host, asked = canary
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret of this machine")
    page = _planted(host, secret)
    rendering.warm_up()
    monkeypatch.setattr(rendering, "render_to_string", lambda *args: page)
    guarded = pypdf.PdfReader(io.BytesIO(rendering.render(NEUTRAL_FACE)))
    assert (asked, dict(guarded.attachments)) == ([], {})
    twin = pypdf.PdfReader(io.BytesIO(weasyprint.HTML(string=page).write_pdf()))
    assert sorted(asked) == ["/background", "/font", "/image", "/import.css", "/link.css"]
    assert twin.attachments["secret.txt"] == [b"a secret of this machine"]
