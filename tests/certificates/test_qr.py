"""The code as a phone or a scanner sees it: an independent decoder reads it from drawn pages."""

import io
import os
import subprocess

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from certificates import payload, qr, rendering
from tests.certificates.test_payload import token
from tests.certificates.test_rendering import FULL_FACE, NEUTRAL_FACE

ORIGIN = "https://peer.example12345.or"  # 22 characters: the longest host there may be
LINK = payload.link(ORIGIN, token())


def read(image: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(image)]


@given(st.binary(min_size=133, max_size=139))
def test_code_of_any_token_has_53_modules(data):
    image = Image.open(io.BytesIO(qr.picture(payload.link(ORIGIN, data))))

    assert image.size == (106, 106)


def test_longer_host_would_need_a_larger_code():
    """The twin: why hosts end at 22 characters."""
    link = payload.link(f"{ORIGIN}{'x' * 20}", bytes(139))

    assert Image.open(io.BytesIO(qr.picture(link))).size[0] > 106


def drawn(face, dpi: int, folder) -> Image.Image:
    if os.environ.get("NO_VALIDATORS"):
        pytest.skip("no Poppler on this machine: no page was drawn")
    (folder / "paper.pdf").write_bytes(rendering.render(face, code=qr.picture(LINK)))
    command = ["pdftoppm", "-r", str(dpi), "-png", "-singlefile", "paper.pdf", "paper"]
    subprocess.run(command, cwd=folder, check=True)
    with Image.open(folder / "paper.png") as image:
        return image.convert("RGB")


@pytest.mark.parametrize("dpi", [72, 150, 300])
@pytest.mark.parametrize("face", [NEUTRAL_FACE, FULL_FACE], ids=["neutral", "full"])
def test_drawn_page_is_read(face, dpi, tmp_path):
    assert read(drawn(face, dpi, tmp_path)) == [LINK]


@pytest.mark.parametrize("quality", [40, 70])
def test_page_squeezed_by_a_messenger_is_read(tmp_path, quality):
    page = drawn(NEUTRAL_FACE, 300, tmp_path)
    small = page.resize((1280, round(1280 * page.height / page.width)), Image.Resampling.LANCZOS)
    stream = io.BytesIO()
    small.save(stream, "JPEG", quality=quality)

    assert read(Image.open(stream)) == [LINK]


def test_covered_code_is_not_read(tmp_path):
    """The twin: what is read is the code."""
    page = drawn(NEUTRAL_FACE, 150, tmp_path)
    page.paste("white", (1300, 900, 1700, 1241))

    assert read(page) == []
