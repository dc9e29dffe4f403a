"""The holder's own papers (``views/holder.py``)."""

import datetime as dt
import hashlib
import re

import pytest

from certificates.models import CertificateFile, RosterCheck, Verification
from curriculum.models import Country
from tests import make
from tests.certificates import papers

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate():
    """Lindiwe's, with real files."""
    return papers.make_rendered()


@pytest.fixture
def lindiwe(client, certificate):
    """Lindiwe's browser, signed in."""
    client.force_login(certificate.enrolment.trainee.user)
    return client


def _address(certificate, kind: str) -> str:
    return f"/learn/certificates/{certificate.pk}/{kind}/"


def _cards(reply) -> list[str]:
    cards = re.findall(r'<section class="card">(.*?)</section>', reply.text, re.DOTALL)
    return [" ".join(re.sub("<[^>]+>", " ", card).split()) for card in cards]


def _who_looked(reply) -> list[str]:
    listed = re.search(r"Who looked it up</h3>(.*?)</ul>", reply.text, re.DOTALL)[1]
    return [" ".join(row.split()) for row in re.findall(r"<li>(.*?)</li>", listed, re.DOTALL)]


# Downloads


@pytest.mark.parametrize(("kind", "method"), [("neutral", "get"), ("full", "post")])
def test_download_is_the_stored_file(lindiwe, certificate, kind, method):
    reply = getattr(lindiwe, method)(_address(certificate, kind))

    stored = CertificateFile.objects.get(certificate=certificate, kind=kind)
    assert (reply.status_code, reply["Content-Type"]) == (200, "application/pdf")
    assert reply.content == stored.pdf
    assert hashlib.sha256(reply.content).hexdigest() == stored.sha256


@pytest.mark.parametrize(("kind", "method"), [("neutral", "get"), ("full", "post")])
def test_file_name_is_the_number_only(lindiwe, certificate, kind, method):
    reply = getattr(lindiwe, method)(_address(certificate, kind))

    assert reply["Content-Disposition"] == f'attachment; filename="{certificate.number}.pdf"'


@pytest.mark.parametrize(("kind", "method"), [("neutral", "get"), ("full", "post")])
def test_each_download_is_logged(lindiwe, certificate, kind, method):
    for _ in range(2):
        getattr(lindiwe, method)(_address(certificate, kind))

    assert make.logged(certificate)[1:] == [f"certificates.hand_out_{kind}"] * 2


def test_download_is_the_same_after_a_change_of_name(lindiwe, certificate):
    before = lindiwe.get(_address(certificate, "neutral")).content
    user = certificate.enrolment.trainee.user
    user.name = "Lindiwe Mokoena"
    user.save()

    assert lindiwe.get(_address(certificate, "neutral")).content == before


def test_full_face_is_not_handed_out_by_a_link(lindiwe, certificate):
    reply = lindiwe.get(_address(certificate, "full"))

    assert (reply.status_code, reply.content) == (405, b"")
    assert make.logged(certificate) == ["certificates.issue"]


@pytest.mark.parametrize(("kind", "method"), [("neutral", "get"), ("full", "post")])
def test_paper_of_another_trainee_is_not_found(client, certificate, kind, method):
    dede = papers.make_certificate(name="Dede Banda").enrolment.trainee.user
    client.force_login(dede)

    assert getattr(client, method)(_address(certificate, kind)).status_code == 404
    assert make.logged(certificate) == ["certificates.issue"]


@pytest.mark.parametrize("role", ["hr", "trainer"])
def test_staff_do_not_download_papers(client, certificate, role):
    staff = {
        "hr": lambda: make.make_hr(country=Country.DEMONSTRATION),
        "trainer": lambda: make.make_trainer("tendai", country=Country.DEMONSTRATION),
    }[role]()
    client.force_login(staff)

    replies = [
        client.get("/learn/certificates/"),
        client.get(_address(certificate, "neutral")),
        client.post(_address(certificate, "full")),
    ]

    assert [reply.status_code for reply in replies] == [404] * 3


def test_stranger_signs_in_first(client, certificate):
    addresses = ["/learn/certificates/", _address(certificate, "neutral")]

    replies = [client.get(address) for address in addresses]
    replies.append(client.post(_address(certificate, "full")))

    assert [(reply.status_code, reply["Location"].split("?")[0]) for reply in replies] == [
        (302, "/sign-in/")
    ] * 3


def test_paper_that_is_not_made_yet_is_not_found(client):
    waiting = papers.make_certificate()
    client.force_login(waiting.enrolment.trainee.user)

    assert client.get(_address(waiting, "neutral")).status_code == 404
    assert client.post(_address(waiting, "full")).status_code == 404
    assert make.logged(waiting) == ["certificates.issue"]


# The list


def test_list_shows_ones_own_papers_only(lindiwe, certificate):
    papers.make_certificate(name="Dede Banda")

    reply = lindiwe.get("/learn/certificates/")

    assert re.findall(r'<h2 class="number">(.*?)</h2>', reply.text) == [str(certificate)]
    assert re.findall(r'(?:href|action)="(/learn/certificates/.*?)"', reply.text) == [
        _address(certificate, "neutral"),
        _address(certificate, "full"),
    ]


@pytest.mark.parametrize(
    ("at", "revoked", "status"),
    [
        (make.NOW, False, "Current Last day: 2 March 2101 A refresher is due from 2 March 2100"),
        (make.LONG_AGO, False, "Expired Last day: 6 January 2022 Your paper is being made."),
        (make.NOW, True, "Withdrawn Last day: 2 March 2101 This certificate was withdrawn."),
    ],
)
def test_list_shows_status_and_that_a_paper_is_being_made(client, at, revoked, status):
    certificate = papers.make_certificate(at=at)
    if revoked:
        certificate.revoke(by=make.make_hr(country="XD"), at=at, reason="Wrong person.")
    client.force_login(certificate.enrolment.trainee.user)

    (card,) = _cards(client.get("/learn/certificates/"))

    assert card.startswith(str(certificate))
    assert status in card
    assert "Wrong person." not in card


def test_withdrawn_paper_is_kept_but_not_handed_out(client):
    certificate = papers.make_certificate()
    certificate.make_files(at=make.NOW)
    client.force_login(certificate.enrolment.trainee.user)
    before = client.get(_address(certificate, "neutral")).status_code

    certificate.revoke(by=make.make_hr(country="XD"), at=make.NOW, reason="Wrong person.")
    after = client.get(_address(certificate, "neutral")).status_code

    assert (before, after) == (200, 404)
    assert client.post(_address(certificate, "full")).status_code == 404
    assert certificate.files.count() == 2


def test_list_without_certificates_says_so(client):
    client.force_login(papers.make_trainee().user)

    reply = client.get("/learn/certificates/")

    assert (_cards(reply), "No certificate yet" in reply.text) == ([], True)


def test_holder_sees_who_looked(lindiwe, certificate):
    chris = make.make_hr(country=Country.DEMONSTRATION)
    number, when = str(certificate), {"at": make.NOW, "today": make.NOW.date()}
    assert _who_looked(lindiwe.get("/learn/certificates/")) == ["Nobody yet."]
    Verification.objects.look_up(number=number, by=chris, purpose="Yearly review", **when)
    Verification.objects.ask(number=number, name=papers.NAME, address="192.0.2.1", **when)
    Verification.objects.ask(number=number, name="Nobody", address="192.0.2.1", **when)

    assert sorted(_who_looked(lindiwe.get("/learn/certificates/"))) == [
        "2 March 2099, 10:00: chris, an HR officer (Yearly review)",
        "2 March 2099, 10:00: somebody with your number and name",
    ]


def test_holder_sees_that_she_stood_in_a_roster(lindiwe, certificate):
    chris = make.make_hr(country=Country.DEMONSTRATION)
    rows = [(str(certificate), papers.NAME), ("0000-0000-0000-0", "Mary Phiri")]
    when = {"at": make.NOW, "today": make.NOW.date()}
    RosterCheck.objects.answer(rows, by=chris, purpose="Before a placement", **when)

    reply = lindiwe.get("/learn/certificates/")

    assert _who_looked(reply) == [
        "2 March 2099, 10:00: chris, an HR officer (Before a placement, in a list of people)"
    ]
    assert "Mary Phiri" not in reply.text


@pytest.mark.parametrize(("times", "said"), [(20, False), (21, True)])
def test_holder_sees_the_last_twenty_and_how_many_there_were(lindiwe, certificate, times, said):
    chris = make.make_hr(country=Country.DEMONSTRATION)
    for day in range(times):
        Verification.objects.look_up(
            number=certificate.number,
            by=chris,
            purpose="Yearly review",
            at=make.NOW + dt.timedelta(days=day),
            today=make.NOW.date(),
        )

    reply = lindiwe.get("/learn/certificates/")

    shown = _who_looked(reply)
    assert (len(shown), f"The last 20 of {times} look-ups." in reply.text) == (20, said)
    assert shown[0].startswith(f"{(make.NOW + dt.timedelta(days=times - 1)).day} March 2099")


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_every_length(
    lindiwe, certificate, rows, django_assert_num_queries
):
    chris = make.make_hr(country=Country.DEMONSTRATION)
    for _ in range(rows - 1):
        papers.complete(papers.nearly_complete(certificate.enrolment.trainee))
    for held in type(certificate).objects.all():
        for _ in range(rows):
            Verification.objects.look_up(
                number=held.number,
                by=chris,
                purpose="Yearly review",
                at=make.NOW,
                today=make.NOW.date(),
            )

    with django_assert_num_queries(7):
        reply = lindiwe.get("/learn/certificates/")

    assert len(_cards(reply)) == rows


def test_replies_to_the_holder_are_kept_by_nobody(lindiwe, certificate):
    replies = [
        lindiwe.get("/learn/certificates/"),
        lindiwe.get(_address(certificate, "neutral")),
        lindiwe.post(_address(certificate, "full")),
        lindiwe.get("/learn/certificates/0/neutral/"),
    ]

    assert [reply.status_code for reply in replies] == [200, 200, 200, 404]
    kept = {(reply["Cache-Control"], reply["X-Robots-Tag"]) for reply in replies}
    assert kept == {("no-store, private", "noindex, nofollow")}


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (100, []),
        (400, ["A refresher is due from", "attention"]),
        (500, ["A refresher is due from", "It is late now.", "attention"]),
        (700, ["It expires in 30 days.", "attention"]),
    ],
)
def test_holder_reads_what_her_certificate_asks_for(client, days, said):
    """Neutral words on both her pages; nothing by message is needed."""
    certificate = papers.make_certificate(at=dt.datetime.now(dt.UTC) - dt.timedelta(days=days))
    client.force_login(certificate.enrolment.trainee.user)

    mine, desk = client.get("/learn/certificates/").text, client.get("/learn/").text

    pages = mine + desk.replace("A date asks for your attention", "attention")
    assert [words for words in said if words not in pages] == []
    assert ("A date asks for your attention" in desk) is ("attention" in said)
    assert ("It is late now" in mine) is (days > 425)


def test_holder_and_hr_read_that_an_update_is_due(lindiwe, certificate):
    programme = certificate.enrolment.programme
    programme.save_revision()
    make.sign(programme, change="critical")
    words = "An update is due: something important changed after it was earned."
    hers = lindiwe.get("/learn/certificates/").text
    lindiwe.force_login(make.make_hr(country=Country.DEMONSTRATION))
    record = lindiwe.post("/hr/", {"number": str(certificate), "purpose": "Yearly review"}).text

    assert (words in hers, words in record) == (True, True)
    assert "A refresher is due from 2 March 2100, and late after 1 May 2100." in record


@pytest.mark.parametrize("rows", [1, 3])
def test_desk_asks_once_for_all_certificates(lindiwe, certificate, rows, django_assert_num_queries):
    for _ in range(rows - 1):
        papers.complete(papers.nearly_complete(certificate.enrolment.trainee))

    with django_assert_num_queries(15):
        lindiwe.get("/learn/")
