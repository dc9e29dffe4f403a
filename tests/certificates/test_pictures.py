import io
import random
import zlib
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor

import pypdf
import pytest
import weasyprint
from PIL import Image, ImageCms, ImageDraw

from certificates import pictures, specimens


def logo(size: tuple[int, int] = (1200, 400), mode: str = "RGB", kind: str = "PNG") -> bytes:
    """A disc and a bar in two colours."""
    picture = Image.new(
        "RGBA" if mode == "RGBA" else "RGB", size, (255, 255, 255, 0)[: 3 + (mode == "RGBA")]
    )
    draw = ImageDraw.Draw(picture)
    width, height = size
    draw.ellipse((0, 0, height - 1, height - 1), fill="#9a2f1c")
    draw.rectangle((min(height, width) + 9, height // 3, width + 9, height // 2), fill="#0f5463")
    file = io.BytesIO()
    picture.convert(mode).save(file, kind)
    return file.getvalue()


def noise(size: int = 400) -> bytes:
    """A picture that nothing can make small."""
    dots = random.Random(7).randbytes(size * size * 3)
    file = io.BytesIO()
    Image.frombytes("RGB", (size, size), dots).save(file, "PNG")
    return file.getvalue()


def _opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


def test_an_emblem_is_small_flat_and_true():
    small = _opened(pictures.emblem(logo(), specimens.EMBLEM_MOST))

    assert (small.size, small.mode) == ((600, 200), "P")
    flat = small.convert("RGB")
    assert len(flat.getcolors()) <= 16
    for spot, colour in (
        ((100, 100), (154, 47, 28)),
        ((400, 83), (15, 84, 99)),
        ((250, 20), (255,) * 3),
    ):
        assert max(abs(a - b) for a, b in zip(flat.getpixel(spot), colour, strict=True)) <= 6


def test_less_room_makes_it_smaller_but_never_heavier():
    sizes = {}
    for limit in (3_600, 1_500, 900):
        small = _opened(pictures.emblem(logo(), limit))
        sizes[limit] = small.height
        assert len(zlib.compress(small.tobytes(), 9)) <= limit
    assert sizes[3_600] > sizes[900]


def test_equal_pictures_give_equal_bytes():
    assert pictures.emblem(logo(), 3_600) == pictures.emblem(logo(), 3_600)


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("RGB", "JPEG"),
        ("L", "JPEG"),
        ("CMYK", "JPEG"),
        ("RGBA", "PNG"),
        ("P", "GIF"),
        ("RGB", "WEBP"),
    ],
)
def test_usual_files_are_taken(mode, kind):
    small = _opened(pictures.emblem(logo(mode=mode, kind=kind), 3_600)).convert("RGB")

    assert min(small.getpixel((small.width // 2, 2))) > 240  # what was clear is white


def test_a_profile_of_colours_is_left_out():
    file = io.BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.new("RGB", (300, 300), "#9a2f1c").save(file, "PNG", icc_profile=profile)

    assert _opened(pictures.emblem(file.getvalue(), 3_600)).convert("RGB").getpixel((9, 9)) == (
        154,
        47,
        28,
    )


def test_a_printers_picture_with_somebody_elses_profile_is_refused():
    """A profile for screens cannot say what a printer's four colours look like."""
    file = io.BytesIO()
    screens = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.new("CMYK", (300, 300)).save(file, "JPEG", icc_profile=screens)

    with pytest.raises(pictures.PictureRefused, match="cannot be read"):
        pictures.emblem(file.getvalue(), 3_600)


def test_pages_are_shown_one_at_a_time():
    """PDFium would crash the whole worker, not only the thread."""
    pdf = weasyprint.HTML(string="<p>x").write_pdf()
    with pictures._ONE_AT_A_TIME, ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(pictures.page, pdf, 50)
        with pytest.raises(TimeoutError):
            waiting.result(timeout=0.3)
        pictures._ONE_AT_A_TIME.release()
        assert waiting.result(timeout=20).startswith(b"\x89PNG")
        pictures._ONE_AT_A_TIME.acquire()


def _bomb(side: int) -> bytes:
    """Many megapixels in a few kilobytes."""
    file = io.BytesIO()
    Image.new("1", (side, side)).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "cannot be read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "cannot be read"),
        (logo((1400, 200)), "too long and thin"),
        (logo((60, 400)), "too long and thin"),
    ],
)
def test_what_cannot_be_printed_is_refused(data, words):
    with pytest.raises(pictures.PictureRefused, match=words):
        pictures.emblem(data, 3_600)


@pytest.mark.parametrize("side", [5_100, 10_000, 20_000])
def test_a_picture_that_would_fill_the_memory_is_refused_unread(side):
    with pytest.raises(pictures.PictureRefused, match="too large"):
        pictures.emblem(_bomb(side), 3_600)


def test_a_photograph_is_refused():
    with pytest.raises(pictures.PictureRefused, match="too many details"):
        pictures.emblem(noise(), 900)


def _printed(png: bytes, *, counted: bool) -> tuple[int, Image.Image]:
    """Bytes of a PDF with one picture, and what a reader of PDFs sees of it."""
    page = f'<img alt="x" src="data:image/png;base64,{b64encode(png).decode()}">'
    finish = (lambda document, pdf: pictures.count_colours(pdf)) if counted else None
    pdf = weasyprint.HTML(string=page).write_pdf(finisher=finish)
    (image,) = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].images
    return len(pdf), image.image.convert("RGB")


@pytest.mark.parametrize("colours", [2, 3, 16])
def test_counted_colours_are_the_same_dots_in_fewer_bytes(colours):
    plain = Image.open(io.BytesIO(logo((601, 200)))).quantize(colours, dither=Image.Dither.NONE)
    file = io.BytesIO()
    plain.save(file, "PNG")

    before, seen = _printed(file.getvalue(), counted=False)
    after, counted = _printed(file.getvalue(), counted=True)

    assert counted.tobytes() == seen.tobytes() == plain.convert("RGB").tobytes()
    assert after < before


def test_a_picture_of_many_colours_stays_as_it_is():
    assert _printed(noise(40), counted=True) == _printed(noise(40), counted=False)


def test_a_page_becomes_a_picture():
    pdf = weasyprint.HTML(string="<body style='background:#9a2f1c'>x").write_pdf()
    shown = _opened(pictures.page(pdf, 200)).convert("RGB")

    assert (shown.width, shown.getpixel((100, 100))) == (200, (154, 47, 28))
