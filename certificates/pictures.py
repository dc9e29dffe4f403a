"""Pictures on paper: an organisation's emblem made small, its colours counted, and a page as a picture.

A certificate weighs less than 30 KB with all that it carries, so an emblem is drawn in at most sixteen flat
colours, as large as the bytes that are left allow. WeasyPrint would put it into the PDF with 24 bits for each
dot; as numbers of colours it takes half of that.
"""

import io
import struct
import warnings
import zlib
from functools import lru_cache
from threading import Lock
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

#: Tried in turn until one is light enough: height in dots, colours. 105 dots on 13 mm are 205 dpi. Wrong
#: colours are seen sooner than soft edges.
TRIES = tuple((height, colours) for colours in (16, 8, 4) for height in (200, 165, 130, 105, 80))
#: More dots than this no emblem needs; a small file can hold a picture that fills the memory.
MOST_DOTS = 25_000_000
TOO_LARGE = "This picture is too large. Take one of at most 5,000 dots a side."
_ONE_AT_A_TIME = Lock()  # PDFium knows no threads, and gunicorn has several
#: A strip would be drawn as a line, or across the whole page.
WIDEST = 6


class PictureRefused(Exception):
    """A picture that cannot be printed. Its text is one sentence for whoever chose it."""


def emblem(data: bytes, limit: int) -> bytes:
    """Return a picture as a small PNG in few colours on white, at most ``limit`` bytes in a PDF.

    Args:
        data: a PNG, JPEG, GIF or WebP file.

    Equal arguments give equal bytes. Raises PictureRefused.
    """
    picture = _opened(data)
    for height, colours in TRIES:
        width = max(1, round(picture.width * height / picture.height))
        small = picture.resize((width, height), Image.Resampling.LANCZOS)
        indexed = small.quantize(colours, dither=Image.Dither.NONE)
        if len(zlib.compress(indexed.tobytes(), 9)) <= limit:
            return _png(indexed)
    raise PictureRefused(
        "This picture has too many details for a certificate. Take a simpler one in few flat colours."
    )


def _opened(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings(action="ignore", category=Image.DecompressionBombWarning):
            opened = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF", "WEBP"))
        with opened:
            if opened.width * opened.height > MOST_DOTS:
                raise PictureRefused(TOO_LARGE)
            picture = _in_srgb(ImageOps.exif_transpose(opened)).convert("RGBA")
    except Image.DecompressionBombError as error:
        raise PictureRefused(TOO_LARGE) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, ImageCms.PyCMSError) as error:
        raise PictureRefused("This file cannot be read as a picture.") from error
    if not 1 / WIDEST <= picture.width / picture.height <= WIDEST:
        raise PictureRefused("This picture is too long and thin for a certificate.")
    return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")


def _in_srgb(picture: Image.Image) -> Image.Image:
    """A printer's colours (CMYK) as those of the certificate; other pictures as they are."""
    profile = picture.info.get("icc_profile")
    if picture.mode == "CMYK" and profile:
        theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(
            picture, theirs, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    return picture.convert("RGB") if picture.mode == "CMYK" else picture


def _png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def count_colours(pdf: Any) -> None:
    """Turn each coloured picture of a PDF (pydyf) into numbers of its colours, where it has at most 256.

    The code, which is grey, stays as a PNG packs it: that is how the check page reads it out of a file.
    """
    for thing in pdf.objects:
        extra = getattr(thing, "extra", {})
        if extra.get("Subtype") == "/Image" and extra.get("ColorSpace") == "/DeviceRGB":
            _index(thing, extra)


def _index(stream: Any, extra: Any) -> None:
    data = b"".join(part if isinstance(part, bytes) else part.data for part in stream.stream)
    found = _numbers(extra["Width"], extra["Height"], data)
    if found:
        extra["ColorSpace"], extra["BitsPerComponent"], dots = found
        extra.pop("DecodeParms", None)
        stream.stream = [dots]


@lru_cache(maxsize=16)  # an organisation's emblem is the same on all its papers
def _numbers(width: int, height: int, data: bytes) -> tuple[str, int, bytes] | None:
    """Return colour space, bits of a dot and deflated dots of a picture; None with too many colours."""
    picture = Image.open(io.BytesIO(_as_png(width, height, data))).convert("RGB")
    colours = picture.getcolors(256)
    if not colours:
        return None
    palette = sorted(colour for _, colour in colours)
    flat = b"".join(map(bytes, palette))
    theirs = Image.new("P", (1, 1))
    theirs.putpalette(flat + flat[-3:] * (256 - len(palette)))
    dots = picture.quantize(palette=theirs, dither=Image.Dither.NONE)
    bits = 8
    if len(palette) <= 2:  # between one bit and eight, fewer bits deflate no better
        dots, bits = dots.point(lambda number: number * 255).convert("1"), 1
    space = f"[/Indexed /DeviceRGB {len(palette) - 1} <{flat.hex()}>]"
    return space, bits, zlib.compress(dots.tobytes(), 9)


def _as_png(width: int, height: int, data: bytes) -> bytes:
    """The deflated rows that WeasyPrint took out of a PNG, as a PNG again."""
    header = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    framed = (
        struct.pack("!I", len(body)) + name + body + struct.pack("!I", zlib.crc32(name + body))
        for name, body in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(framed)


def page(pdf: bytes, width: int = 1123) -> bytes:
    """Return the first page of a PDF as a PNG (bytes) of this width in dots: what a preview shows."""
    import pypdfium2

    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(pdf) as document:
        first = document[0]
        file = io.BytesIO()
        first.render(scale=width / first.get_width()).to_pil().save(file, "PNG")
    return file.getvalue()
