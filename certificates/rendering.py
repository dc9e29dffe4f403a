"""The one file that knows WeasyPrint: it turns a face into a PDF, the same bytes every time.

It is one tagged A4 page that claims PDF/A-3a and PDF/UA-1. Only the template, its stylesheet and
the four fonts are read. WeasyPrint is imported in functions: the app also boots without Pango.
"""

import atexit
import logging
import os
import sys
import unicodedata
import warnings
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

from django.template.loader import render_to_string

from certificates.face import Face
from certificates.pictures import count_colours
from certificates.words import both, day, said, words

FONTS = Path(__file__).resolve().parent / "fonts"
#: What its colours mean, as PDF/A asks: the standard sRGB in 0.6 KB, where WeasyPrint's has 3.
COLOURS = (Path(__file__).resolve().parent / "srgb.icc").read_bytes()
#: Those of the name, in the stylesheet's order; Ethiopic has no Latin letters, so it is last.
NAME_FONTS = ("NotoSerif-Regular.ttf", "NotoSans-Regular.ttf", "NotoSansEthiopic-Regular.ttf")
#: Width of the name's line in points: 233 mm, less 3 % because kerning can also widen.
LINE = 233 / 25.4 * 72 * 0.97
#: Sizes of the name in points, each with the most lines it may take; the first that fits is used.
NAME_SIZES = ((46, 1), (36, 1), (30, 1), (30, 2), (24, 2), (17, 3))
#: The claim of PDF/UA-1, explained as PDF/A wants it, for the one RDF element: a second
#: RDF element, which WeasyPrint's own option would add, is not read.
PDF_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 pdfuaid:part="1"/><rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>
<rdf:li pdfaProperty:name="part" pdfaProperty:valueType="Integer" pdfaProperty:category="internal"
 pdfaProperty:description="Part of ISO 14289 that is met"/></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>"""
REMEDY = "On Debian install libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0."
_ONE_AT_A_TIME = Lock()  # all documents of a process share Pango's font map: it knows no threads
FONTS_LOST = "The fonts for certificates were lost: try again."


class RenderingRefused(Exception):
    """A face that cannot be printed truly. ``reason`` is one plain sentence (str) for HR."""

    reason = property(str)


def is_available() -> str:
    """Return "" if PDFs can be made here, else one line (str) with the reason and the remedy."""
    try:
        warm_up()
    except (ImportError, OSError) as error:
        return f"Certificates cannot be made: {str(error).splitlines()[0]}. {REMEDY}"
    return ""


def warm_up() -> None:
    """Load WeasyPrint, fonts and stylesheet now; raises ImportError or OSError without Pango."""
    with _ONE_AT_A_TIME:
        _widths()
        _kit(os.getpid())


def missing_glyphs(text: str) -> str:
    """Return each character (str, in order, once) of ``text`` that no bundled font can draw."""
    return "".join(dict.fromkeys(sign for sign in _plain(text) if sign not in _widths()))


def render(
    face: Face,
    *,
    code: bytes = b"",
    credential: bytes = b"",
    pictures: Mapping[str, bytes] | None = None,
    specimen: bool = False,
) -> bytes:
    """Return the PDF (bytes) of a face; equal arguments give equal bytes in every process.

    Args:
        code: the PNG to scan; without it the certificate has none (a preview).
        credential: JSON to attach, as ``credential.json``.
        pictures: the PNGs of logo and seal, by their SHA-256.
        specimen: print across it that it is none.

    Raises RenderingRefused (no name, no glyph, no room, fonts lost), ImportError or OSError, and KeyError
    without one of its pictures.
    """
    printed = _as_printed(face)
    context = _context(printed, specimen)
    for field, png in {"code": code, **_pictures(face, pictures or {})}.items():
        context[field] = f"data:image/png;base64,{b64encode(png).decode()}" if png else ""
    with _ONE_AT_A_TIME:
        for room in ("wide", "tight"):
            document = _lay_out(context, room)
            if len(document.pages) == 1:
                return _write(document, face, credential)
    raise RenderingRefused("The text does not fit on one page: shorten the titles.")


def _plain(text: str) -> str:
    """Return ``text`` as it is drawn: composed, plain spaces, hyphens that may break."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\u2011", "-").split())


def _as_printed(face: Face) -> Face:
    """Return the face with plain texts; raises RenderingRefused if one cannot be drawn."""
    fields = ("number", "name", "programme", "level", "verify_at", "organisation")
    texts: dict[str, Any] = {field: _plain(getattr(face, field)) for field in fields}
    texts["verify_at"] = texts["verify_at"].split("://")[-1].rstrip("/")
    second = face.second and {field: _plain(text) for field, text in face.second.items()}
    lines = {
        "modules": tuple(map(_plain, face.modules)),
        "signatories": tuple((_plain(name), _plain(office)) for name, office in face.signatories),
    }
    if not texts["name"]:
        raise RenderingRefused("There is no name to print.")
    signed = [part for pair in lines["signatories"] for part in pair]
    shown = (*texts.values(), *lines["modules"], *signed, *(second or {}).values())
    if missing := missing_glyphs(" ".join(shown)):
        signs = (f"{unicodedata.name(s, 'sign').lower()} (U+{ord(s):04X})" for s in missing)
        raise RenderingRefused(f"The fonts for certificates cannot draw: {', '.join(signs)}.")
    return replace(face, second=second, **lines, **texts)


def _pictures(face: Face, pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    chosen = {field: getattr(face, field) for field in ("logo", "seal")}
    return {field: pictures[digest] for field, digest in chosen.items() if digest}


def _context(face: Face, specimen: bool) -> dict[str, Any]:
    """What the template needs: the face, its fixed words, and texts in two languages as HTML."""
    size, lines = _fit(face.name)
    second = face.second or {"language": face.language, "programme": "", "level": ""}
    languages = list(dict.fromkeys((face.language, second["language"])))
    mark = "specimen" if specimen else "demonstration" if face.demonstration else ""
    context = {
        "face": face,
        "room": "wide",
        "plain": words(face.language),
        "said": said(languages),
        "mark": said(languages)[mark] if mark else "",
        "name_size": size,
        "name_lines": lines,
    }
    for field in ("programme", "level"):
        context[field] = both(getattr(face, field), second[field], second["language"])
    for field in ("issued_on", "expires_on"):
        when = date.fromisoformat(getattr(face, field))
        context[field] = both(day(when, face.language), day(when, languages[-1]), languages[-1])
    return context


def _lay_out(context: dict[str, Any], room: str) -> Any:
    page = render_to_string("certificates/certificate.html", context | {"room": room})
    html, fonts, style = _kit(os.getpid())
    return html(string=page).render(font_config=fonts, stylesheets=[style])


def _write(document: Any, face: Face, credential: bytes) -> bytes:
    identity = f"{face.number} {face.kind}".encode()
    options: dict[str, Any] = {
        "pdf_variant": "pdf/a-3a",
        "pdf_identifier": sha256(identity).hexdigest().encode(),
        "attachments": [_attachment(face, credential)] if credential else [],
    }
    # WeasyPrint 70 leaves its colour profile's file open.
    with warnings.catch_warnings(action="ignore", category=ResourceWarning):
        try:
            return bytes(document.write_pdf(finisher=_finish, **options))
        except TypeError as error:  # newer Pango: a font whose file is gone has no content to read
            _kit.cache_clear()
            raise RenderingRefused(FONTS_LOST) from error


def _attachment(face: Face, credential: bytes) -> Any:
    """The credential as PDF/A-3 wants it; both dates, or its bytes would change from day to day."""
    from weasyprint import Attachment

    day = datetime.combine(date.fromisoformat(face.issued_on), time(), UTC)
    return Attachment(
        string=credential,
        name="credential.json",
        description="The same certificate, for computers",
        created=day,
        modified=day,
        relationship="Source",
    )


def _finish(document: Any, pdf: Any) -> None:
    """Claim PDF/UA; refuse boxes and foreign fonts, which come if someone empties /tmp."""
    if any(f.missing or not f.family.startswith("Certificate ") for f in document.fonts.values()):
        _kit.cache_clear()
        raise RenderingRefused(FONTS_LOST)
    count_colours(pdf)
    profile = pdf.catalog["OutputIntents"][0]["DestOutputProfile"]
    pdf.objects[int(profile.split()[0])].stream = [COLOURS]
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream = [part.replace(b"</rdf:RDF>", PDF_UA) for part in metadata.stream]


@cache
def _kit(process: int) -> tuple[Any, Any, Any]:
    """Return reader of HTML, fonts and stylesheet of the process with this number."""
    from weasyprint import CSS, HTML, urls
    from weasyprint.text.fonts import FontConfiguration

    ours = {font.as_uri() for font in FONTS.glob("*.ttf")}

    class OnlyOurs(urls.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url not in ours and not url.startswith("data:"):
                raise ValueError("Certificates fetch nothing but their own fonts.")
            return super().fetch(url, headers)

    class Fonts(FontConfiguration):  # type: ignore[misc]
        def __del__(self) -> None:
            # a forked child must not delete its parent's files, and at the very end nothing is left
            if os.getpid() == process and not sys.is_finalizing():
                super().__del__()

    logging.getLogger("weasyprint").disabled = True  # it would log the letters of names
    css, fetcher, fonts = render_to_string("certificates/certificate.css"), OnlyOurs(), Fonts()
    style = CSS(string=css, base_url=f"{FONTS.as_uri()}/", url_fetcher=fetcher, font_config=fonts)
    atexit.register(fonts.__del__)  # Python promises no __del__ at its end
    return partial(HTML, url_fetcher=fetcher), fonts, style


@cache
def _widths() -> dict[str, float]:
    """Return each sign that can be drawn and seen (not Unicode's class C), and its width in ems."""
    from fontTools.ttLib import TTFont

    widths: dict[str, float] = {}
    for name in reversed(NAME_FONTS):
        with TTFont(FONTS / name, lazy=True) as font:
            for code, glyph in font.getBestCmap().items():
                if unicodedata.category(chr(code))[0] != "C":
                    widths[chr(code)] = font["hmtx"][glyph][0] / font["head"].unitsPerEm
    return widths


def _width(text: str) -> float:
    return sum(_widths()[sign] for sign in text)


def _fit(name: str) -> tuple[int, list[str]]:
    """Return size (points) and lines of a name: as large and even as whole words allow."""
    longest = max(_width(word) for word in name.split())
    for size, most in NAME_SIZES:
        limit = LINE / size
        even = max(_width(name) / most, min(longest, limit))
        if even <= limit and (longest <= limit or size == NAME_SIZES[-1][0]):
            for step in range(21):
                lines = _wrap(name, even + (limit - even) * step / 20)
                if len(lines) <= most:
                    return size, lines
    raise RenderingRefused("The name is too long to print.")


def _wrap(name: str, limit: float) -> list[str]:
    """Return lines at most ``limit`` ems wide; only a word that is wider is itself broken."""
    lines = [""]
    for sign in name:
        if _width((lines[-1] + sign).rstrip()) > limit:
            head, space, word = lines[-1].rpartition(" ")
            lines[-1:] = [head, word] if space else [lines[-1], ""]
        lines[-1] += sign
    return lines
