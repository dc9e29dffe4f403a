import functools
import hashlib
import io
import os
import string
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest
from weasyprint.formatting_structure.boxes import TextBox

from certificates import rendering
from certificates.face import FULL, NEUTRAL, Face

ROOT = Path(__file__).resolve().parent.parent.parent
MM = 72 / 25.4
TITLES = (
    "Foundations of HIV and the Mentor Mother role",
    "Keeping mother and baby well",
    "Counselling and communication skills",
    "Sharing a status safely",
    "Stigma and how we answer it",
    "Adherence, retention and bringing people back",
    "Infant feeding and early childhood development",
    "Family planning, sexual health and violence",
    "TB, mental health and danger signs",
    "Trust: confidentiality, ethics, records, conduct and self-care",
)
NEUTRAL_FACE = Face(
    kind=NEUTRAL,
    number="7K3M-9QWX-2BTE-H",
    name="Lindiwe Nokuthula Mokoena",
    programme="Certificate in Community Peer Education",
    level="Foundation",
    hours=120,
    modules=tuple(f"M{place}" for place in range(1, 11)),
    issued_on="2026-11-22",
    expires_on="2028-11-22",
    verify_at="https://peer.example/verify/",
    language="en",
    demonstration=False,
)
FULL_FACE = replace(
    NEUTRAL_FACE,
    kind=FULL,
    programme="Mentor Mother Foundation Programme",
    modules=tuple(f"M{place} {title}" for place, title in enumerate(TITLES, start=1)),
)
BEFORE = ["Peer Academy", "Certificate of completion", "This certifies that"]
FACTS = [
    *("Level", "Foundation", "Guided hours", "120"),
    *("Issued on", "22 November 2026", "Valid until", "22 November 2028"),
]
AFTER = [
    "Certificate number",
    "7K3M-9QWX-2BTE-H",
    "Check this certificate: peer.example/verify",
    "with the number and the name",
    "For Peer Academy",
    "Issued electronically, without a",
    "handwritten signature.",
]
BANNED = ("hiv", "mother", "mentor", "pmtct", "transmission", "clinic", "health")
#: The start of a program for another process, which needs templates and no database.
BOOT = """if True:
        import json, os, sys, django
        from django.conf import settings
        engine = "django.template.backends.django.DjangoTemplates"
        settings.configure(TEMPLATES=[{"BACKEND": engine, "DIRS": ["templates"]}])
        django.setup()
        from certificates import face, rendering"""
LETTERS = {
    "Amharic": "ሰላማዊት ገብረ እግዚአብሔር",
    "Ewe": "ɖƒɣŋɔɛʋƉƑƔŊƆƐƲ",
    "French": "àâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ\u2019",
    "Hausa, Igbo": "ɓɗƙƴƁƊƘƳịọụṅỊỌỤṄ",
    "Kikuyu, Luganda, Chichewa": "ĩũĨŨŋŊŵŴ",
    "Portuguese": "ãáâàçéêíóôõúÃÁÂÀÇÉÊÍÓÔÕÚ",
    "Setswana, Sesotho, Venda": "êôšÊÔŠḓḽṋṱṅḒḼṊṰṄ",
    "Yoruba": "ẹọṣẹ́ọ̀ẸỌṢńǹ",
    "Zulu, Xhosa, Swahili, Shona, Kinyarwanda": string.ascii_letters + "'-",
}


@functools.cache
def _bytes(face: Face) -> bytes:
    return rendering.render(face)


def _pdf(face: Face) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(_bytes(face)))


def _lines(face: Face) -> list[str]:
    return _pdf(face).pages[0].extract_text().split("\n")


def _boxes(box) -> Iterator[TextBox]:
    box = getattr(box, "_box", box)  # an absolutely placed box stands in a placeholder
    if isinstance(box, TextBox):
        yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)


def _text_boxes(face: Face) -> list[tuple[float, float, str]]:
    """Return right edge and lower edge in millimetres, and the text, of all text as laid out."""
    pages = rendering._lay_out(rendering._context(rendering._as_printed(face), False), "wide").pages
    scale = 25.4 / 96
    return [
        ((box.position_x + box.width) * scale, (box.position_y + box.height) * scale, box.text)
        for box in _boxes(pages[0]._page_box)
    ]


def _properties(face: Face) -> str:
    """Return all that stands in the file beside the page: properties, metadata, structure."""
    reader = _pdf(face)
    count = reader.trailer["/Size"]
    parts = [reader.get_object(pypdf.generic.IndirectObject(n, 0, reader)) for n in range(1, count)]
    xmp = reader.xmp_metadata.stream.get_data().decode()
    return "\n".join([str(reader.metadata), xmp, *map(str, parts)]).lower()


def test_neutral_face_prints_codes_and_nothing_more():
    modules = ["Modules", "M1, M2, M3, M4, M5, M6, M7, M8, M9, M10"]
    says = [NEUTRAL_FACE.name, "has completed", "Certificate in Community Peer Education"]
    assert _lines(NEUTRAL_FACE) == BEFORE + says + FACTS + modules + AFTER


def test_full_face_prints_programme_and_titles():
    says = [FULL_FACE.name, "has completed", "Mentor Mother Foundation Programme"]
    rows = [" ".join(FULL_FACE.modules[at : at + 2]) for at in range(0, 10, 2)]
    assert _lines(FULL_FACE) == BEFORE + says + FACTS + ["Modules", *rows] + AFTER


def test_demonstration_says_so():
    line = "Demonstration. Not a real certificate."
    shown = _lines(replace(NEUTRAL_FACE, demonstration=True))
    assert shown.count(line) == 1
    assert [other for other in shown if other != line] == _lines(NEUTRAL_FACE)


def test_text_is_escaped():
    face = replace(NEUTRAL_FACE, name="<b>O'Neil</b> & <img src=x>", programme="A &amp; <i>B</i>")
    assert _lines(face)[3] == "<b>O'Neil</b> & <img src=x>"
    assert _lines(face)[5] == "A &amp; <i>B</i>"


@pytest.mark.parametrize("face", [NEUTRAL_FACE, FULL_FACE], ids=["neutral", "full"])
def test_sheet_is_one_small_tagged_a4_page(face):
    reader = _pdf(face)
    catalogue = reader.trailer["/Root"]
    assert len(reader.pages) == 1
    assert [round(float(side) / MM) for side in reader.pages[0].mediabox] == [0, 0, 297, 210]
    assert catalogue["/Lang"] == "en"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.outline == []
    assert len(_bytes(face)) < 30_000


def test_properties_are_neutral():
    assert _pdf(FULL_FACE).metadata == {"/Title": "Certificate", "/Producer": "WeasyPrint 70.0"}
    told = _properties(FULL_FACE)
    assert "/structelem" in told
    assert [word for word in ("lindiwe", "mokoena", "foundation") if word in told] == []


def test_identifier_tells_number_and_kind_but_no_name():
    expected = hashlib.sha256(b"7K3M-9QWX-2BTE-H full").hexdigest()
    assert _pdf(FULL_FACE).trailer["/ID"][0] == expected
    assert _pdf(NEUTRAL_FACE).trailer["/ID"][0] != expected
    assert _pdf(replace(FULL_FACE, name="Dede")).trailer["/ID"][0] == expected


def test_both_standards_are_claimed_in_the_one_rdf_element():
    tree = ElementTree.fromstring(_pdf(FULL_FACE).xmp_metadata.stream.get_data())
    (rdf,) = tree.iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF")
    first = rdf[0].attrib
    assert first["{http://www.aiim.org/pdfa/ns/id/}part"] == "3"
    assert first["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "A"
    assert [about.get("{http://www.aiim.org/pdfua/ns/id/}part") for about in rdf][-2:] == [
        "1",
        None,
    ]


def test_only_bundled_fonts_are_embedded():
    face = replace(FULL_FACE, name="Lindiwe ሰላማዊት")
    fonts = _pdf(face).pages[0]["/Resources"]["/Font"].values()
    names = {font.get_object()["/BaseFont"].split("+Certificate-")[1] for font in fonts}
    assert names == {"Ethiopic", "Sans", "Serif"}


def test_neutral_face_gives_nothing_away():
    page, beside = "\n".join(_lines(NEUTRAL_FACE)).lower(), _properties(NEUTRAL_FACE)
    assert [word for word in BANNED if word in page + beside] == []
    assert [word for word in BANNED if word in _properties(FULL_FACE)] == []
    shown = "\n".join(_lines(FULL_FACE)).lower()
    assert [word for word in BANNED if word in shown] == ["hiv", "mother", "mentor", "health"]


NAMES = [  # the longest have 80 characters
    "N",
    "W" * 60,
    "W" * 80,
    "i" * 80,
    "Lindiwe Nokuthula Thandeka Sibongile Ntombizodwa Mokoena-Dlamini van der Westhuizen",
    "Lindiwe-Nokuthula-Thandeka-Sibongile Ntombizodwa-Mokoena-Dlamini-Westhuizen-Mkha",
    "ꝏ" * 80,
    "ሰላማዊት" * 13 + "ሰላ",
    "ẸẸ̀Ọ̀Ṣ́ɛ̃́ŋ̀" * 8,
    "Ŵanjikũ Ẹ̀bùn Ọláwálé Ṣọ́lá Ƙyautã Ñandí",
]


@pytest.mark.parametrize("kind", [NEUTRAL_FACE, FULL_FACE], ids=["neutral", "full"])
@pytest.mark.parametrize("name", NAMES, ids=[str(place) for place in range(len(NAMES))])
def test_name_is_whole_and_inside_the_page(name, kind):
    face = replace(kind, name=name, demonstration=True)
    assert len(_pdf(face).pages) == 1
    shown = "".join(_lines(face)).replace(" ", "")
    assert rendering._plain(name).replace(" ", "") in shown
    assert max(right for right, _, _ in _text_boxes(face)) <= 297 - 24
    assert len(_bytes(face)) < 30_000


def test_name_is_as_large_as_it_fits_and_breaks_between_words():
    assert rendering._fit("Lindiwe Mokoena") == (46, ["Lindiwe Mokoena"])
    assert rendering._fit("Lindiwe Nokuthula Thandeka Mokoena-Dlamini van Wyk") == (
        30,
        ["Lindiwe Nokuthula Thandeka", "Mokoena-Dlamini van Wyk"],
    )
    assert rendering._fit("W" * 60)[1] == ["W" * 35, "W" * 25]


def test_marks_stay_with_their_letter():
    lines = rendering._fit("Ẹ̀" * 80)[1]
    assert {line.replace("Ẹ̀", "") for line in lines} == {""}


def test_bottom_right_stays_empty_for_the_code():
    for face in (NEUTRAL_FACE, FULL_FACE):
        boxes = _text_boxes(replace(face, verify_at=f"https://{'long-' * 12}host.example/verify"))
        assert [text for right, low, text in boxes if right > 223 and low > 153] == []


@pytest.mark.parametrize("language", LETTERS)
def test_fonts_have_the_letters_of(language):
    assert rendering.missing_glyphs(LETTERS[language]) == ""


def test_missing_glyphs_are_named_once_in_order():
    assert rendering.missing_glyphs("Lin\u5b57di\U0001f600we\u5b57") == "\u5b57\U0001f600"
    assert rendering.missing_glyphs("e\u0301 Mary\u2011Jane\u00a0Wanjik\u0169") == ""
    assert rendering.missing_glyphs("a\u202eb\u00adc\u200bd") == "\u202e\u00ad\u200b"


@pytest.mark.parametrize("field", ["name", "programme", "level"])
def test_refuses_a_character_without_a_glyph(field):
    with pytest.raises(rendering.RenderingRefused) as refusal:
        rendering.render(replace(NEUTRAL_FACE, **{field: "Lindiwe \u5b57"}))
    sign = "cjk unified ideograph-5b57 (U+5B57)"
    assert refusal.value.reason == f"The fonts for certificates cannot draw: {sign}."


def test_refuses_to_print_boxes_when_the_fonts_are_gone():
    rendering._kit.cache_clear()
    rendering.warm_up()
    fonts = rendering._kit(os.getpid())[1]
    for copy in Path(fonts._folder).iterdir():
        copy.unlink()
    with pytest.raises(rendering.RenderingRefused) as refusal:
        rendering.render(NEUTRAL_FACE)
    assert refusal.value.reason == "The fonts for certificates were lost: try again."
    assert rendering.render(NEUTRAL_FACE) == _bytes(NEUTRAL_FACE)


def test_a_child_that_ends_leaves_its_parents_fonts():
    program = f"""{BOOT}
        rendering.warm_up()
        folder = rendering._kit(os.getpid())[1]._folder
        if child := os.fork():
            assert os.waitpid(child, 0)[1] == 0
            assert len(list(folder.iterdir())) == 3
        else:
            rendering.warm_up()
    """
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)


def test_refuses_what_cannot_be_on_one_page():
    crowded = tuple(f"M{place} {'very long title ' * 9}" for place in range(1, 31))
    for face, reason in (
        (replace(NEUTRAL_FACE, name=" \u00a0"), "There is no name to print."),
        (replace(NEUTRAL_FACE, name="W" * 200), "The name is too long to print."),
        (
            replace(FULL_FACE, modules=crowded),
            "The text does not fit on one page: shorten the titles.",
        ),
    ):
        with pytest.raises(rendering.RenderingRefused) as refusal:
            rendering.render(face)
        assert refusal.value.reason == reason


def test_crowded_page_is_set_tighter():
    modules = tuple(f"M{place} {'a rather long title ' * 4}" for place in range(1, 11))
    face = replace(FULL_FACE, modules=modules, name=NAMES[4])
    assert len(_pdf(face).pages) == 1
    assert " ".join(_lines(face)).count("a rather long title") == 40


def test_tells_whether_it_is_available_and_the_remedy(monkeypatch):
    assert rendering.is_available() == ""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    rendering._kit.cache_clear()
    told = rendering.is_available()
    assert "\n" not in told
    assert told.startswith("Certificates cannot be made: ")
    assert told.endswith(" libpangoft2-1.0-0 and libharfbuzz-subset0.")


@pytest.mark.parametrize("face", [NEUTRAL_FACE, FULL_FACE], ids=["neutral", "full"])
def test_mark_in_two_languages_stands_above_the_heading_and_beside_the_seal(face):
    """Seen once: a mark in two languages lay on logo and heading."""
    second = {"language": "fr", "programme": "Programme de base", "level": "Base"}
    rich = replace(face, language="pt", second=second, demonstration=True, seal="y")
    context = rendering._context(rich, False) | {"seal": "data:,"}
    page = rendering._lay_out(context, "wide").pages[0]._page_box
    boxes = [box for box in _boxes(page) if box.text.strip()]
    mark = [box for box in boxes if box.text.startswith(("Demonstração", "Démonstration"))]
    (heading,) = (box for box in boxes if box.text.startswith("Certificado de conclusão"))
    scale = 25.4 / 96

    assert len(mark) == 2
    assert max(box.position_y + box.height for box in mark) < heading.position_y + 1 / scale
    assert max(box.position_x + box.width for box in mark) * scale <= 297 - 24 - 40
    assert min(box.position_x for box in mark) * scale >= 40 + 78
