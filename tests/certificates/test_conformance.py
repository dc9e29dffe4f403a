"""Every paper conforms to PDF/A-3a and PDF/UA-1, sealed and with its credential; veraPDF says so."""

import functools
import json

import pytest
from pyhanko.sign import fields

from certificates import qr, rendering, signing
from certificates.face import KINDS
from tests.certificates.test_proofs import signed
from tests.certificates.test_rendering import FULL_FACE, NEUTRAL_FACE
from tests.verapdf import Verdicts, verdicts

FACES = {"neutral": NEUTRAL_FACE, "full": FULL_FACE}
LANGUAGES = ("en",)
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


def paper(kind: str, name: str = NAMES[0], language: str = "en") -> bytes:
    """A sealed paper, as ``make_pdf`` makes it."""
    face = rendering.replace(FACES[kind], name=name.strip(), language=language)
    return keys().seal(rendering.render(face, code=CODE, credential=CREDENTIAL))


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
    "no-tags": ("ua1", _in_bytes(b"/MarkInfo", b"/MarkInfp")),
    "second-rdf": ("ua1", _second_rdf),
    "visible-seal": ("ua1", _visible_seal),
}


@pytest.fixture(scope="module")
def asked(tmp_path_factory) -> Verdicts:
    """One run for all: the program takes seconds to start."""
    files = {
        f"{kind}-{language}-{place}.pdf": paper(kind, name, language)
        for kind in KINDS
        for language in LANGUAGES
        for place, name in enumerate(NAMES)
    }
    for name, (_, fault) in FAULTS.items():
        with pytest.MonkeyPatch.context() as monkeypatch:
            files[f"{name}.pdf"] = fault(monkeypatch)
    return verdicts(files, tmp_path_factory.mktemp("papers"))


@pytest.mark.parametrize("place", range(len(NAMES)))
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_paper_conforms_to_both_standards(asked, kind, language, place):
    name = f"{kind}-{language}-{place}.pdf"

    assert {standard: asked[name, standard] for standard in ("3a", "ua1")} == {
        "3a": set(),
        "ua1": set(),
    }


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_refused(asked, name):
    """The twin: what veraPDF passes means something."""
    standard, _ = FAULTS[name]

    assert asked[f"{name}.pdf", standard]


@pytest.mark.parametrize("kind", KINDS)
def test_paper_is_under_30_kilobytes(kind):
    assert max(len(paper(kind, name)) for name in NAMES) < 30 * 1024
