"""The one file that knows WeasyPrint: it turns a face into a PDF, the same bytes every time.

The file is a tagged, one-page A4 sheet that claims PDF/A-3a and PDF/UA-1. Nothing is read but the
template, its stylesheet and the four fonts beside this file. WeasyPrint is imported inside the
functions, so that the application also boots on a machine without Pango.
"""

import importlib
import os
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format

from certificates.face import Face

FONTS = Path(__file__).resolve().parent / "fonts"
#: In the order in which the stylesheet asks for them; Ethiopic has no Latin letters, so it is last.
NAME_FONTS = ("NotoSerif-Regular.ttf", "NotoSans-Regular.ttf", "NotoSansEthiopic-Regular.ttf")
#: Width of the name's line in points (233 mm, 3 % less because kerning can also widen).
LINE = 233 / 25.4 * 72 * 0.97
#: Sizes of the name in points, each with the most lines it may take; the first that fits is used.
NAME_SIZES = ((46, 1), (38, 1), (30, 1), (30, 2), (24, 2), (17, 3))
#: Makes a file that says it is PDF/A-3a say PDF/UA-1 as well. PDF/A wants the second name explained,
#: and both inside the one RDF element: validators ignore another (CERTIFICATES 2.3).
PDF_UA = b"""<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 met</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF>"""
_ONE_AT_A_TIME = (
    Lock()
)  # Pango's font map, shared by all documents of a process, is not thread-safe


class RenderingRefused(Exception):
    """A face that cannot be printed truly. ``reason`` is one plain sentence (str) for HR."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Kit(NamedTuple):
    """What is costly to make and alike for all documents."""

    fetcher: Any
    fonts: Any
    stylesheet: Any


def is_available() -> str:
    """Return "" if PDFs can be made here, else one line (str) with the reason and the remedy."""
    try:
        importlib.import_module("weasyprint")
    except (ImportError, OSError) as error:
        reason = str(error).strip().partition("\n")[0]
        return (
            f"Certificates cannot be made: {reason}. Install WeasyPrint's libraries"
            " (Debian: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)."
        )
    return ""


def warm_up() -> None:
    """Load WeasyPrint, fonts and stylesheet now; raises ImportError or OSError without Pango."""
    _widths()
    with _ONE_AT_A_TIME:
        _kit(os.getpid())


def missing_glyphs(text: str) -> str:
    """Return each character (str, in order, once) of ``text`` that no bundled font can draw.

    Signs that draw nothing but change other text (direction marks, soft hyphens) count as missing.
    """
    return "".join(dict.fromkeys(sign for sign in _plain(text) if sign not in _widths()))


def render(face: Face) -> bytes:
    """Return the PDF (bytes) of a face; equal faces give equal bytes in every process.

    Raises RenderingRefused for a character without a glyph, and for text that does not fit the page;
    ImportError or OSError where ``is_available`` says why.
    """
    printed = _as_printed(face)
    with _ONE_AT_A_TIME, translation.override(face.language):
        for room in ("wide", "tight"):
            document = _lay_out(_page(printed, room))
            if len(document.pages) == 1:
                identity = sha256(f"{face.number} {face.kind}".encode()).hexdigest()
                return document.write_pdf(
                    finisher=_claim_pdf_ua, pdf_variant="pdf/a-3a", pdf_identifier=identity.encode()
                )
    raise RenderingRefused("The text does not fit on one page: shorten the titles.")


def _plain(text: str) -> str:
    """Return ``text`` as it is drawn: composed, with plain spaces, non-breaking hyphens as hyphens."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\u2011", "-").split())


def _as_printed(face: Face) -> Face:
    """Return the face with all its texts plain; raises RenderingRefused for what cannot be drawn."""
    texts = {
        field: _plain(getattr(face, field))
        for field in ("number", "name", "programme", "level", "verify_at")
    }
    modules = tuple(_plain(module) for module in face.modules)
    if not texts["name"]:
        raise RenderingRefused("There is no name to print.")
    if missing := missing_glyphs(" ".join((*texts.values(), *modules))):
        signs = ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in missing)
        raise RenderingRefused(f"The fonts for certificates cannot draw: {signs}.")
    return replace(face, modules=modules, **texts)


def _page(face: Face, room: str) -> str:
    size, lines = _fit(face.name)
    context = {
        "face": face,
        "room": room,
        "name_size": size,
        "name_lines": lines,
        "issued_on": date_format(date.fromisoformat(face.issued_on), "j F Y"),
        "expires_on": date_format(date.fromisoformat(face.expires_on), "j F Y"),
        "verify_at": face.verify_at.split("://")[-1].rstrip("/"),
    }
    return render_to_string("certificates/certificate.html", context)


def _lay_out(page: str) -> Any:
    from weasyprint import HTML

    kit = _kit(os.getpid())
    html = HTML(string=page, url_fetcher=kit.fetcher)
    return html.render(font_config=kit.fonts, stylesheets=[kit.stylesheet])


@cache
def _kit(process: int) -> _Kit:
    """Return the kit of this process: a forked child must not delete its parent's font files."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    ours = {font.as_uri() for font in FONTS.glob("*.ttf")}

    class OnlyOurs(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url not in ours and not url.startswith("data:"):
                raise ValueError("Certificates fetch nothing but their own fonts.")
            return super().fetch(url, headers)

    fetcher, fonts = OnlyOurs(), FontConfiguration()
    style = render_to_string("certificates/certificate.css")
    base = FONTS.as_uri() + "/"
    return _Kit(
        fetcher, fonts, CSS(string=style, base_url=base, url_fetcher=fetcher, font_config=fonts)
    )


def _claim_pdf_ua(document: Any, pdf: Any) -> None:
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream = [part.replace(b"</rdf:RDF>", PDF_UA) for part in metadata.stream]


@cache
def _widths() -> dict[str, float]:
    """Return every character that can be drawn, with its width in ems."""
    from fontTools.ttLib import TTFont

    widths: dict[str, float] = {}
    for name in reversed(NAME_FONTS):
        with TTFont(FONTS / name, lazy=True) as font:
            em, advances = font["head"].unitsPerEm, font["hmtx"]
            for code, glyph in font.getBestCmap().items():
                if unicodedata.category(chr(code))[0] != "C":
                    widths[chr(code)] = advances[glyph][0] / em
    return widths


def _width(text: str) -> float:
    return sum(_widths()[sign] for sign in text)


def _fit(name: str) -> tuple[int, list[str]]:
    """Return the size in points and the lines of a name: large, whole words, even lines if possible."""
    longest = max(_width(word) for word in name.split())
    for size, most in NAME_SIZES:
        limit = LINE / size
        if longest > limit and size != NAME_SIZES[-1][0]:
            continue
        even = min(limit, max(_width(name) / most, longest))
        for step in range(21):
            lines = _wrap(name, even + (limit - even) * step / 20)
            if len(lines) <= most:
                return size, lines
    raise RenderingRefused("The name is too long to print.")


def _wrap(name: str, limit: float) -> list[str]:
    """Return the name in lines at most ``limit`` ems wide; only a word wider than that is broken."""
    lines = [""]
    for word in name.split():
        for piece in _pieces(word, limit):
            longer = f"{lines[-1]} {piece}".strip()
            if _width(longer) <= limit:
                lines[-1] = longer
            else:
                lines.append(piece)
    return lines


def _pieces(word: str, limit: float) -> Iterator[str]:
    piece = ""
    for sign in word:
        is_mark = unicodedata.category(sign)[0] == "M"
        if piece and not is_mark and _width(piece + sign) > limit:
            yield piece
            piece = ""
        piece += sign
    yield piece
