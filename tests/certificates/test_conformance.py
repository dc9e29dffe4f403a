"""Every paper conforms to PDF/A-3a and PDF/UA-1, sealed and with its credential; veraPDF says so."""

import functools
import json
from dataclasses import replace

import pytest
from pyhanko.sign import fields

from certificates import pictures, qr, rendering, signing, specimens
from certificates.face import KINDS, Design
from curriculum.languages import LANGUAGES
from tests.certificates.test_pictures import logo
from tests.certificates.test_proofs import signed
from tests.certificates.test_rendering import FULL_FACE, NEUTRAL_FACE, TITLES
from tests.verapdf import Verdicts, verdicts

FACES = {"neutral": NEUTRAL_FACE, "full": FULL_FACE}
TWO = Design(language="pt", second="fr", is_neutral=True)
CONTENT = specimens.CONTENT | {
    "modules": [{"code": f"m{place}", "title": title} for place, title in enumerate(TITLES, 1)]
}
ROOM = specimens.room_for_emblems(2, TWO, CONTENT, "https://peer.example")
PICTURES = {"logo": pictures.emblem(logo(), ROOM), "seal": pictures.emblem(logo((500, 500)), ROOM)}
#: Each language, and one paper that carries all that a design can put on it.
DESIGNS = {language: {"language": language} for language in LANGUAGES} | {
    "rich": {
        "language": "pt",
        "second": {"language": "fr", "programme": "Programme de base", "level": "Base"},
        "organisation": "Umoja Training",
        "signatories": specimens.SIGNATORIES,
        "logo": "logo",
        "seal": "seal",
    }
}
NAMES = (
    "Lindiwe Nokuthula Mokoena",
    "Ng’ang’a wa Mũrĩithi",
    "Chimwemwe Ŵachisa Phiri",
    "Ọláyínká Adébọ̀wálé Ẹniọlá",
    "ሰላም አበበ",
    "Nyiraneza-Uwimana Marie‑Claire",
    "O",
    "Thandeka " * 9 + "Dlamini",
    "Mpho Ŋŋalo Đặng",
    "Ana Conceição dos Santos Gonçalves",
)
CODE = qr.picture("HTTPS://PEER.EXAMPLE/V#" + "A7" * 110)
CREDENTIAL = json.dumps(signed()).encode()


def paper(kind: str, name: str = NAMES[0], design: str = "en") -> bytes:
    """A sealed paper, as ``make_pdf`` makes it."""
    face = replace(FACES[kind], name=name.strip(), **DESIGNS[design])
    pdf = rendering.render(face, code=CODE, credential=CREDENTIAL, pictures=PICTURES)
    return keys().seal(pdf)


@functools.cache
def keys() -> signing.Signer:
    from tests import make

    return signing.make_keys(at=make.NOW)


def _in_html(before: str, after: str):
    """A fault in the page: something of the template is otherwise."""

    def fault(monkeypatch):
        real = rendering.render_to_string

        def changed(*args):
            page = real(*args)
            assert before in page or args[0].endswith(".css")
            return page.replace(before, after)

        monkeypatch.setattr(rendering, "render_to_string", changed)
        return paper("neutral")

    return fault


def _in_bytes(before: bytes, after: bytes):
    """A fault in the file, of the same length."""

    def fault(monkeypatch):
        pdf = paper("neutral")
        assert before in pdf
        return pdf.replace(before, after)

    return fault


def _second_rdf(monkeypatch):
    head = b'</rdf:RDF><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    monkeypatch.setattr(rendering, "PDF_UA", head + rendering.PDF_UA)
    return paper("neutral")


def _visible_seal(monkeypatch):
    visible = functools.partial(fields.SigFieldSpec, box=(20, 20, 120, 60))
    monkeypatch.setattr(fields, "SigFieldSpec", visible)
    return paper("neutral")


#: Faults that were seen to pass unnoticed elsewhere, each with the standard that must refuse it.
FAULTS = {
    "no-alt": ("ua1", _in_html('alt="Code to scan when you check this certificate"', "")),
    "no-language": ("ua1", _in_html('lang="en"', "")),
    "no-title": ("ua1", _in_html("<title>Certificate</title>", "")),
    "h3-first": ("ua1", _in_html("<h1>Certificate of completion</h1>", "<h3>Certificate</h3>")),
    "no-output-intent": ("3a", _in_bytes(b"/OutputIntents", b"/OutputIntentz")),
    "smoothed-picture": ("3a", _in_bytes(b"/Interpolate false", b"/Interpolate true ")),
    "no-tags": ("ua1", _in_bytes(b"/MarkInfo", b"/MarkInfp")),
    "second-rdf": ("ua1", _second_rdf),
    "visible-seal": ("ua1", _visible_seal),
}


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """Every paper, by the name of its file."""
    return {
        f"{kind}-{design}-{place}.pdf": paper(kind, name, design)
        for kind in KINDS
        for design in DESIGNS
        for place, name in enumerate(NAMES)
    }


@pytest.fixture(scope="module")
def asked(made, tmp_path_factory) -> Verdicts:
    """One run for all: the program takes seconds to start."""
    faults = {}
    for name, (_, fault) in FAULTS.items():
        with pytest.MonkeyPatch.context() as monkeypatch:
            faults[f"{name}.pdf"] = fault(monkeypatch)
    return verdicts(made | faults, tmp_path_factory.mktemp("papers"))


@pytest.mark.parametrize("place", range(len(NAMES)))
@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("kind", KINDS)
def test_paper_conforms_to_both_standards(asked, kind, design, place):
    name = f"{kind}-{design}-{place}.pdf"

    assert {standard: asked[name, standard] for standard in ("3a", "ua1")} == {
        "3a": set(),
        "ua1": set(),
    }


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_refused(asked, name):
    """The twin: what veraPDF passes means something."""
    standard, _ = FAULTS[name]

    assert asked[f"{name}.pdf", standard]


def test_papers_are_under_30_kilobytes(made):
    assert max(map(len, made.values())) < 30 * 1024
