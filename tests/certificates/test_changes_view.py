"""What HR does to a certificate, and what everybody reads of it afterwards."""

import re

import pytest

from certificates.models import Certificate, SigningKey
from curriculum.models import Country
from tests import make
from tests.certificates import papers

pytestmark = pytest.mark.django_db
VERBS = ("suspend", "reinstate", "replace", "revoke")
REASON = "Her sister's paper was confused with hers."


@pytest.fixture
def certificate():
    return papers.make_rendered()


@pytest.fixture
def desk(client):
    client.force_login(make.make_hr(country=Country.DEMONSTRATION))
    return client


def change(client, certificate, verb: str, reason: str = REASON):
    return client.post(
        f"/hr/certificates/{certificate.pk}/{verb}/", {"reason": reason}, follow=True
    )


def rename(certificate) -> None:
    user = certificate.enrolment.trainee.user
    user.name = "Lindiwe Thandeka Zulu"
    user.save()


def heading(client, certificate) -> str:
    """What anybody reads who knows number and name."""
    client.logout()
    page = client.post("/verify/", {"number": str(certificate), "name": papers.NAME}).text
    return " ".join(
        re.sub("<[^>]+>", " ", re.search(r"<h2>(.*?)</h2>", page, re.DOTALL)[1]).split()
    )


@pytest.mark.parametrize(
    ("verbs", "said", "read"),
    [
        (["suspend"], "is on hold", "Matches. Cannot be confirmed at present."),
        (["suspend", "reinstate"], "is no longer on hold", "Matches. Expired."),
        (["revoke"], "is withdrawn", "Matches. Withdrawn."),
        (["replace"], "is replaced", "Matches. Withdrawn."),
    ],
)
def test_hr_changes_it_and_outsiders_read_no_reason(desk, certificate, verbs, said, read):
    Certificate.objects.filter(pk=certificate.pk).update(
        issued_on="2020-01-01", expires_on="2022-01-01"
    )
    rename(certificate)

    for verb in verbs:
        reply = change(desk, certificate, verb)

    assert said in reply.text
    assert heading(desk, certificate) == read


@pytest.mark.parametrize("verb", VERBS)
def test_without_a_reason_the_form_comes_back_open(desk, certificate, verb):
    if verb == "reinstate":
        certificate.suspend(by=None, at=make.NOW, reason=REASON)
    before = certificate.events.count()

    reply = change(desk, certificate, verb, " ")

    assert reply.status_code == 400
    assert re.search(rf"<details[^>]* open>(?:(?!</details>).)*/{verb}/", reply.text, re.DOTALL)
    assert certificate.events.count() == before


def test_refusal_is_shown_in_words(desk, certificate):
    assert (
        "Her name is still the one on the certificate." in change(desk, certificate, "replace").text
    )


@pytest.mark.parametrize("verb", ["erase", "delete", "make_files"])
def test_what_is_not_offered_is_no_address(desk, certificate, verb):
    assert change(desk, certificate, verb).status_code == 404


@pytest.mark.parametrize("verb", VERBS)
def test_officer_of_another_country_finds_nothing(client, certificate, verb):
    client.force_login(make.make_hr("hugo", country=Country.KENYA))

    assert change(client, certificate, verb).status_code == 404
    assert certificate.events.count() == 1


def offered(client, certificate) -> list[str]:
    page = client.post("/hr/", {"number": str(certificate), "purpose": "Before a placement"}).text
    return re.findall(rf'action="/hr/certificates/{certificate.pk}/(\w+)/"', page)


def test_only_what_can_be_done_is_offered(desk, certificate):
    seen = [offered(desk, certificate)]
    for verb in ("suspend", "reinstate", "revoke"):
        change(desk, certificate, verb)
        seen.append(offered(desk, certificate))

    assert seen == [
        ["suspend", "replace", "revoke"],
        ["reinstate", "replace", "revoke"],
        ["suspend", "replace", "revoke"],
        [],
    ]


def test_record_of_a_replaced_one_names_the_other(desk, certificate):
    rename(certificate)
    change(desk, certificate, "replace")
    new = Certificate.objects.get(replaces=certificate)

    page = desk.post("/hr/", {"number": str(certificate), "purpose": "Before a placement"}).text

    assert f"Replaced by {new}." in page


# The holder


@pytest.mark.parametrize(
    ("verb", "said", "can_download"),
    [
        ("suspend", "Somebody is looking into this certificate.", True),
        ("replace", "Another certificate took its place.", False),
        ("revoke", "This certificate was withdrawn.", False),
    ],
)
def test_holder_reads_what_became_of_it(client, certificate, verb, said, can_download):
    rename(certificate)
    getattr(certificate, verb)(by=None, at=make.NOW, reason=REASON)
    client.force_login(certificate.enrolment.trainee.user)

    page = client.get("/learn/certificates/").text
    paper = client.get(f"/learn/certificates/{certificate.pk}/neutral/")

    assert said in page
    assert REASON not in page
    assert (paper.status_code == 200) is can_download


def test_erased_one_is_neither_shown_nor_handed_out_nor_matched(client, certificate):
    certificate.erase(by=None, at=make.NOW, reason=REASON)
    client.force_login(certificate.enrolment.trainee.user)

    assert client.get("/learn/certificates/").status_code == 200
    assert client.get(f"/learn/certificates/{certificate.pk}/neutral/").status_code == 404
    assert heading(client, certificate) == "No match"


# Without a key


def test_paper_waits_while_there_is_no_key_and_says_what_to_do(desk, monkeypatch):
    monkeypatch.setattr("certificates.models.SigningKey.objects.in_use", SigningKey.objects.none)
    waiting = papers.make_certificate(name="Dede Banda")

    assert waiting.make_files(at=make.NOW) is False
    assert "manage.py signing_keys make" in desk.get("/hr/").text

    monkeypatch.undo()
    assert waiting.make_files(at=make.NOW) is True
