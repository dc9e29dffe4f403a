"""The anonymous check (``views/verify.py``), and what signed-out pages say."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from certificates.models import Certificate, Verification
from certificates.views import verify
from tests import make
from tests.certificates import papers

pytestmark = pytest.mark.django_db
UNKNOWN = "0000-0000-0000-0"
BANNED = re.compile("hiv|mother|mentor|pmtct|transmission", re.IGNORECASE)
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
PRIVATE = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": [
        "base-uri 'none'",
        "default-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
        "object-src 'none'",
    ],
}


@pytest.fixture
def certificate():
    return papers.make_certificate()


def _ask(client, number: str, name: str = papers.NAME, address: str = "192.0.2.1"):
    return client.post("/verify/", {"number": number, "name": name}, REMOTE_ADDR=address)


def _without_token(reply) -> bytes:
    return TOKEN.sub(b"", reply.content)


def _facts(reply) -> list[str]:
    """The words of the answer: its heading and the record, without the furniture."""
    page = reply.content.decode()
    heading = re.search(r"<h2>(.*?)</h2>", page, re.DOTALL)[1]
    record = re.findall(r"<d[td]>(.*?)</d[td]>", page)
    return [" ".join(re.sub("<[^>]+>", " ", text).split()) for text in (heading, *record)]


def _headers(reply) -> dict:
    """The headers that keep a reply private; the policy's directives come in no fixed order."""
    policy = sorted(reply["Content-Security-Policy"].split("; "))
    return {name: reply[name] for name in PRIVATE} | {"Content-Security-Policy": policy}


def _everything(reply) -> str:
    """Address, headers and body, without the random tokens."""
    headers = {name: value for name, value in reply.headers.items() if name != "Set-Cookie"}
    address = reply.request["PATH_INFO"] + reply.request["QUERY_STRING"]
    return f"{address} {headers} {sorted(reply.cookies)} {_without_token(reply).decode()}"


# Answers


@pytest.mark.parametrize(
    ("at", "revoked", "heading", "dates"),
    [
        (make.NOW, False, "Matches. Current.", ["2 March 2099", "2 March 2101"]),
        (make.LONG_AGO, False, "Matches. Expired.", ["6 January 2020", "6 January 2022"]),
        (make.NOW, True, "Matches. Withdrawn.", ["2 March 2099", "2 March 2101"]),
    ],
)
def test_match_restates_the_neutral_facts(client, at, revoked, heading, dates):
    certificate = papers.make_certificate(at=at)
    if revoked:
        certificate.revoke(by=make.make_hr(country="XD"), at=at, reason="Wrong person.")

    reply = _ask(client, str(certificate), "DLAMINI, Lindiwe Thandeka")

    programme = ["Certificate", papers.NEUTRAL_PROGRAMME, "Level", "Foundation"]
    days = ["Issued on", dates[0], "Last day", dates[1]]
    assert (reply.status_code, _facts(reply)) == (200, [heading, *programme, *days])
    secrets = (papers.NAME, "Dlamini", papers.PROGRAMME, papers.MODULE, "Wrong person")
    assert [secret for secret in secrets if secret in reply.content.decode()] == []


def _misses(certificate) -> list[tuple[str, str]]:
    other = papers.make_certificate(name="Dede Banda")
    withdrawn = papers.make_certificate(name="Mary Phiri")
    withdrawn.revoke(by=make.make_hr(country="XD"), at=make.NOW, reason="Wrong person.")
    return [
        (UNKNOWN, papers.NAME),
        (str(certificate), "Lindiwe Dlamini"),
        (str(other), papers.NAME),
        (str(withdrawn), papers.NAME),
        ("no number", papers.NAME),
        (certificate.number[:-1] + "?", papers.NAME),
    ]


def test_every_miss_gets_the_same_bytes_for_the_same_queries(client, certificate):
    replies, costs = [], []
    for place, (number, name) in enumerate(_misses(certificate)):
        with CaptureQueriesContext(connection) as queries:
            reply = _ask(client, number, name, address=f"192.0.2.{place}")
        headers = {name: value for name, value in reply.headers.items() if name != "Expires"}
        replies.append((reply.status_code, headers, reply.content))
        costs.append(len(queries))

    assert replies == [replies[0]] * 6
    assert _facts(reply) == ["No match"]
    assert costs == [4] * 6


def test_match_gets_other_bytes(client, certificate):
    """The twin: a page that never said anything would pass the test above."""
    assert _ask(client, str(certificate)).content != _ask(client, UNKNOWN).content


def test_ask_is_recorded_with_its_answer(client, certificate):
    _ask(client, str(certificate))
    _ask(client, UNKNOWN)

    rows = Verification.objects.order_by("pk").values_list("answer", "certificate", "by")
    assert list(rows) == [("valid", certificate.pk, None), ("no_match", None, None)]


def test_sixth_try_is_asked_to_wait_even_if_right(client, certificate):
    statuses = [_ask(client, f"wrong {place}").status_code for place in range(5)]

    reply = _ask(client, str(certificate))

    assert (statuses, reply.status_code) == ([200] * 5, 429)
    assert reply.content == _ask(client, UNKNOWN).content
    assert _ask(client, str(certificate), address="198.51.100.9").status_code == 200


@pytest.mark.parametrize("missing", ["number", "name"])
def test_incomplete_question_is_asked_again_and_not_recorded(client, certificate, missing):
    asked = {"number": str(certificate), "name": papers.NAME} | {missing: " "}

    reply = client.post("/verify/", asked)

    assert (reply.status_code, Verification.objects.count()) == (400, 0)
    assert reply.content.count(b"This field is required.") == 1


def test_demonstration_says_so_in_its_answer(client, certificate):
    assert (
        b"This is a demonstration, not a real certificate."
        in _ask(client, str(certificate)).content
    )


# The form


def test_form_holds_nothing_of_anybody(client):
    before = _without_token(client.get("/verify/"))
    certificate = papers.make_certificate()
    _ask(client, str(certificate))

    reply = client.get("/verify/", {"number": str(certificate), "name": papers.NAME})

    assert (reply.status_code, _without_token(reply)) == (200, before)


def test_check_refuses_a_post_from_elsewhere(certificate):
    from django.test import Client

    assert _ask(Client(enforce_csrf_checks=True), str(certificate)).status_code == 403
    assert Verification.objects.count() == 0


def test_short_address_leads_to_the_check(client):
    reply = client.get("/V")

    assert (reply.status_code, reply["Location"]) == (302, "/verify/")


def test_check_takes_no_other_method(client):
    assert [client.put("/verify/").status_code, client.post("/V").status_code] == [405, 405]


# What signed-out pages say


def _signed_out_replies(client, certificate) -> list:
    expired = papers.make_certificate(name="Dede Banda", at=make.LONG_AGO)
    withdrawn = papers.make_certificate(name="Mary Phiri")
    withdrawn.revoke(by=make.make_hr(country="XD"), at=make.NOW, reason="She left Mentor Mothers.")
    replies = [client.get(address) for address in ("/", "/sign-in/", "/verify/", "/V", "/hr/")]
    replies += [
        _ask(client, str(certificate)),
        _ask(client, str(expired), "Dede Banda"),
        _ask(client, str(withdrawn), "Mary Phiri"),
        client.post("/verify/", {"number": ""}),
    ]
    return replies + [_ask(client, f"wrong {place}") for place in range(6)]


def test_signed_out_pages_say_nothing_that_discloses(client, certificate):
    replies = _signed_out_replies(client, certificate)

    assert [reply.status_code for reply in replies] == [200] * 3 + [302] * 2 + [200] * 3 + [
        400,
        *[200] * 5,
        429,
    ]
    assert [BANNED.findall(_everything(reply)) for reply in replies] == [[]] * 15


def test_full_face_on_the_answer_would_be_caught(client, certificate, monkeypatch):
    """The twin: the words are in the record, and the search finds them on a page."""
    monkeypatch.setattr(Certificate, "neutral", property(lambda self: self.full))

    said = BANNED.findall(_everything(_ask(client, str(certificate))))

    assert said == ["Mentor", "Mother"]


def test_titles_of_signed_out_pages_name_nobody(client, certificate):
    replies = _signed_out_replies(client, certificate)

    titles = {title for reply in replies for title in re.findall("<title>(.*)</title>", reply.text)}
    assert titles == {
        "Welcome - Peer Academy",
        "Sign in - Peer Academy",
        "Check a certificate - Peer Academy",
        "Answer - Peer Academy",
        "Please wait - Peer Academy",
    }


def test_signed_out_replies_are_kept_by_nobody(client, certificate):
    replies = _signed_out_replies(client, certificate)

    assert [_headers(reply) for reply in replies] == [PRIVATE] * 15


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "9.9.9.9", "127.0.0.1"),
        (1, "6.6.6.6, 9.9.9.9", "9.9.9.9"),
        (2, "6.6.6.6, 9.9.9.9, 8.8.8.8", "9.9.9.9"),
        (2, "9.9.9.9", "127.0.0.1"),
    ],
)
def test_address_is_the_one_that_our_own_proxy_saw(rf, settings, proxies, header, address):
    """A header that a client sends herself moves nobody's throttle."""
    settings.PROXIES = proxies

    request = rf.get("/verify/", headers={"X-Forwarded-For": header})

    assert verify._address(request) == address
