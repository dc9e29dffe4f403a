"""``models/design.py``, ``specimens.py`` and the administrator's screens."""

import base64
import io
import re
from dataclasses import replace

import pypdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image

from certificates import pictures, rendering, signing, specimens
from certificates.face import FULL, ISSUER, KINDS, NEUTRAL, Design
from certificates.models import Certificate, CertificateDesign, Emblem, Signatory
from curriculum.insert_only import InsertOnlyError
from curriculum.languages import LANGUAGES
from curriculum.models import Country
from curriculum.models.media import Picture
from home import roles
from tests import make
from tests.certificates import papers
from tests.certificates.test_pictures import logo, noise

pytestmark = pytest.mark.django_db
ORIGIN = "https://peer.example"


def make_picture(data: bytes | None = None, title: str = "Umoja") -> Picture:
    data = data or logo()
    size = dict(zip(("width", "height"), Image.open(io.BytesIO(data)).size, strict=True))
    return Picture.objects.create(title=title, file=ContentFile(data, "x.png"), **size)


def make_design(signed_by: int = 1, **values) -> CertificateDesign:
    """A design, checked as the form checks it, with this many signatories."""
    design = CertificateDesign(**{"organisation": "Umoja Training"} | values)
    design.signatories = [
        Signatory(name=f"Nomsa {place}", office="Director of training")
        for place in range(signed_by)
    ]
    design.full_clean(exclude=["frozen"])
    design.save()
    return design


def _text(certificate: Certificate, kind: str) -> str:
    pdf = certificate.files.get(kind=kind).pdf
    return pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


# Which design


def test_without_a_design_the_house_issues():
    assert CertificateDesign.objects.chosen_for(1, "ZA") == Design(organisation=ISSUER)


def test_the_nearest_design_is_chosen_with_one_query(django_assert_num_queries):
    programme, other = papers.make_programme(), papers.make_programme("p2")
    for name, of, country in (
        ("everywhere", None, ""),
        ("there", None, "ZA"),
        ("programme", programme, ""),
        ("programme there", programme, "ZA"),
        ("elsewhere", other, "KE"),
    ):
        make_design(organisation=name, programme=of, country=country)

    chosen = CertificateDesign.objects.chosen_for
    with django_assert_num_queries(1):
        assert chosen(programme.pk, "ZA").organisation == "programme there"
    assert chosen(programme.pk, "KE").organisation == "programme"
    assert chosen(other.pk, "KE").organisation == "elsewhere"
    assert chosen(other.pk, "ZA").organisation == "there"
    assert chosen(other.pk, "UG").organisation == "everywhere"


def test_there_is_one_design_for_a_place():
    programme = papers.make_programme()
    for place in ({"country": "ZA"}, {"country": "ZA", "programme": programme}, {}):
        make_design(**place)
        with pytest.raises(ValidationError, match="There is a design for this"):
            make_design(**place)
        with pytest.raises(IntegrityError), transaction.atomic():
            CertificateDesign(**place).save()


# What a certificate takes


def test_a_certificate_keeps_the_design_of_its_day():
    image = make_picture()
    design = make_design(
        2, country=Country.DEMONSTRATION, language="pt", second="en", logo=image, seal=image
    )
    first = papers.make_certificate()
    first.make_files(at=make.NOW)
    before = first.faces

    Picture.objects.update(file=make_picture(noise(40)).file.name)
    design.organisation, design.language, design.logo = "Another House", "sw", None
    design.save()
    first.refresh_from_db()
    second = papers.make_certificate("Dede Banda")
    second.make_files(at=make.NOW)

    assert (first.faces, first.full.organisation, first.full.language) == (
        before,
        "Umoja Training",
        "pt",
    )
    assert set(Emblem.objects.of(first.full)) == {first.full.logo, first.full.seal} != {""}
    assert (second.full.organisation, second.full.language, second.full.logo) == (
        "Another House",
        "sw",
        "",
    )
    assert "Certificado de conclusão Certificate of completion" in _text(first, FULL)
    assert "Cheti cha kuhitimu" in _text(second, FULL)
    assert "Nomsa 1\nDirector of training" in _text(first, NEUTRAL)


def test_a_retry_prints_the_emblems_of_the_day_of_issue():
    """Rendering fails at first, the design's picture is exchanged, and the paper is made later."""
    image = make_picture()
    design = make_design(country=Country.DEMONSTRATION, logo=image)
    certificate = papers.make_certificate()
    expected = rendering.render(certificate.full, pictures=Emblem.objects.of(certificate.full))
    design.logo = make_picture(logo((300, 300)), "Other")
    design.save()

    assert (
        rendering.render(certificate.full, pictures=Emblem.objects.of(certificate.full)) == expected
    )
    assert Emblem.objects.count() == 2


def test_the_neutral_face_has_no_emblem_unless_it_tells_nothing():
    make_design(country=Country.DEMONSTRATION, organisation="Mothers and HIV", logo=make_picture())
    certificate = papers.make_certificate()

    assert (certificate.neutral.organisation, certificate.neutral.logo) == (ISSUER, "")
    assert (certificate.full.organisation, bool(certificate.full.logo)) == ("Mothers and HIV", True)


def test_emblems_are_kept_for_ever_and_once():
    png = pictures.emblem(logo(), 2_000)
    emblem = Emblem.objects.keep(png)

    assert Emblem.objects.keep(png) == emblem
    with pytest.raises(InsertOnlyError):
        emblem.delete()


def test_a_plain_face_asks_for_no_emblem(django_assert_num_queries):
    certificate = papers.make_certificate()

    with django_assert_num_queries(0):
        assert Emblem.objects.of(certificate.full) == {}


# What is refused


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"second": "en"}, "Choose another language"),
        ({"is_neutral": True, "organisation": "mothers2mothers"}, "tells what belonging means"),
        ({"organisation": "Umoja \u2603"}, "cannot draw: snowman"),
        ({"logo": logo((1400, 200))}, "too long and thin"),
    ],
)
def test_a_design_is_refused(values, words):
    if "logo" in values:
        values = values | {"logo": make_picture(values["logo"])}
    with pytest.raises(ValidationError, match=words):
        make_design(**values)


@pytest.mark.parametrize(
    "office", ["Head of PMTCT", "Mentor Mother coordinator", "Coordenadora do VIH"]
)
def test_an_office_that_tells_is_refused(office):
    with pytest.raises(ValidationError, match="tells what belonging means"):
        Signatory(name="Nomsa", office=office).clean()


def test_a_name_that_cannot_be_drawn_is_refused():
    with pytest.raises(ValidationError, match="cannot draw"):
        Signatory(name="Nomsa \u5b57", office="Director").clean()


def test_a_design_too_heavy_is_refused(monkeypatch):
    """Without the limit it would be saved, and no certificate would stay under 30 KB."""
    monkeypatch.setattr(specimens, "MOST", 20_000)
    with pytest.raises(ValidationError, match="20000 are the most"):
        make_design()
    with pytest.raises(ValidationError, match="too much with pictures"):
        make_design(logo=make_picture())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_room_for_two_emblems_and_a_second_language(language):
    second = "fr" if language != "fr" else "pt"
    plain = Design(language=language, second=second, is_neutral=True)

    room = specimens.room_for_emblems(2, plain, None, ORIGIN)
    png = pictures.emblem(logo(), room)
    rich = replace(plain, logo="a", seal="b")

    assert room >= specimens.EMBLEM_LEAST
    assert specimens.weight(rich, {"a": png, "b": png}, None, ORIGIN) <= specimens.MOST


# Specimens


def test_a_specimen_says_so_and_its_code_is_nobodys():
    for kind in KINDS:
        pdf = specimens.pdf(specimens.faces(Design(), None, ORIGIN)[kind], {}, ORIGIN)
        reader = pypdf.PdfReader(io.BytesIO(pdf))
        assert "Specimen. Not a certificate." in reader.pages[0].extract_text()
        assert reader.get_fields() is None


def test_a_real_certificate_weighs_no_more_than_its_specimen_said():
    design = make_design(4, country=Country.DEMONSTRATION, logo=make_picture(), second="pt")
    certificate = papers.make_certificate()
    certificate.make_files(at=make.NOW)
    heaviest = max(len(file.pdf) for file in certificate.files.all())

    foretold = specimens.weight(*design.drawn(), certificate.enrolment.edition.content, ORIGIN)

    assert heaviest <= foretold <= specimens.MOST


# The administrator's screens


def _refuse(*args, **kwargs):
    raise AssertionError("A specimen was about to be signed.")


def _form(**values) -> dict:
    """What the browser posts: one signatory."""
    form = {
        **dict.fromkeys(("programme", "country", "second", "logo", "seal"), ""),
        "language": "en",
        "organisation": "Umoja Training",
        "signatories-TOTAL_FORMS": "1",
        "signatories-INITIAL_FORMS": "0",
        "signatories-MIN_NUM_FORMS": "0",
        "signatories-MAX_NUM_FORMS": "4",
        "signatories-0-name": "Nomsa Dube",
        "signatories-0-office": "Director of training",
        "signatories-0-ORDER": "1",
        "signatories-0-id": "",
        "signatories-0-DELETE": "",
    }
    return form | values


@pytest.fixture
def administrator(client):
    client.force_login(make.make_user("hope", roles.ADMINISTRATOR))
    return client


def _address(name: str, *args) -> str:
    return reverse(f"wagtailsnippets_certificates_certificatedesign:{name}", args=args)


@pytest.mark.usefixtures("thumbnails_let_go")
def test_an_administrator_makes_and_changes_a_design(administrator):
    image = make_picture()
    made = administrator.post(_address("add"), _form(country="ZA", logo=str(image.pk)))
    assert made.status_code == 302, made.context["form"].errors

    design = CertificateDesign.objects.get()
    assert design.frozen["signatories"] == [["Nomsa Dube", "Director of training"]]
    assert design.frozen["logo"] == Emblem.objects.get().sha256
    assert make.logged(design) == ["wagtail.create"]
    refused = administrator.post(_address("add"), _form(country="ZA"))
    assert "There is a design for this country already." in refused.content.decode()


def test_a_fifth_signatory_is_refused(administrator):
    five = {"signatories-TOTAL_FORMS": "5"}
    for place in range(1, 5):
        five |= {
            f"signatories-{place}-{field}": value
            for field, value in (("name", "N"), ("office", "Director"), ("ORDER", str(place + 1)))
        }
    assert administrator.post(_address("add"), _form(**five)).status_code == 200
    assert not CertificateDesign.objects.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_a_live_preview_shows_the_page_and_signs_nothing(administrator, monkeypatch, kind):
    for name in ("signer", "make_keys"):
        monkeypatch.setattr(signing, name, _refuse)
    address = _address("preview_on_add")
    ready = administrator.post(address, _form(second="sw"))
    assert ready.json() == {"is_valid": True, "is_available": True}

    shown = administrator.get(f"{address}?mode={kind}")
    page = shown.content.decode()

    (png,) = re.findall(r'src="data:image/png;base64,([^"]+)"', page)
    assert Image.open(io.BytesIO(base64.b64decode(png))).size == (1123, 795)
    assert "Nothing is signed by this." in page
    assert "img-src 'self' data:" in shown["Content-Security-Policy"]


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # Wagtail's thumbnail
@pytest.mark.usefixtures("thumbnails_let_go")
def test_what_cannot_be_printed_has_no_preview_and_is_said_on_saving(administrator):
    form = _form(logo=str(make_picture(logo((1400, 200))).pk))

    ready = administrator.post(_address("preview_on_add"), form)
    saved = administrator.post(_address("add"), form)

    assert ready.json() == {"is_valid": False, "is_available": False}
    assert "too long and thin" in saved.content.decode()


@pytest.mark.parametrize("role", [roles.AUTHOR, roles.REVIEWER, roles.HR_OFFICER, roles.TRAINER])
def test_nobody_else_reaches_designs(client, role):
    design = make_design()
    client.force_login(make.make_user("zola", role))

    for address in (_address("list"), _address("add"), _address("edit", design.pk)):
        assert client.get(address).status_code in (302, 403, 404)
        client.post(address, _form(country="KE"))
    assert CertificateDesign.objects.get() == design
