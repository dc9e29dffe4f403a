"""No oracle: whoever asks anonymously learns nothing from a miss, whatever she measures but time.

Time is for ``make bench``: it has the medians.
"""

import gzip
import logging

import pytest
from django.http import HttpResponse
from django.test import Client

from certificates.codes import read_number
from certificates.models import Certificate
from certificates.views import verify
from tests.certificates import misses, papers
from tests.certificates.misses import look

pytestmark = pytest.mark.django_db


def seen() -> dict[str, misses.Seen]:
    return {
        why: look(*asked, address=f"192.0.2.{place}")
        for place, (why, asked) in enumerate(misses.questions().items())
    }


@pytest.mark.usefixtures("rounds_of_production")
def test_every_miss_looks_the_same_from_outside_and_inside():
    """Status, header names and values, cookies, bytes; queries, derivations, log lines, what is kept."""
    found = seen()

    assert {why for why, one in found.items() if one != found["unknown number"]} == set()
    one = found["unknown number"]
    assert (one.status, one.cookies, one.lines, len(one.queries)) == (200, (), (), 4)
    assert one.work == (("sha256", 200_000),)
    assert one.kept == (((None, None, "", "no_match", None),), 0)
    assert dict(one.headers)["Content-Length"] == str(one.size)


def test_match_looks_otherwise():
    """So the comparison can fail."""
    papers.make_certificate()

    hers, nobodys = look(*misses.match(), "a"), look(misses.UNKNOWN, papers.NAME, "b")

    assert hers.body != nobodys.body


def exists(number: str) -> bool:
    return Certificate.objects.filter(number=read_number(number) or "").exists()


def with_reply(change):
    """The view's replies, changed where the number exists."""
    render = verify.render

    def changed(request, *args, **more) -> HttpResponse:
        reply = render(request, *args, **more)
        if exists(request.POST.get("number", "")):
            change(request, reply)
        return reply

    return {"certificates.views.verify.render": changed}


def with_name_check(change):
    """The comparison of names, which happens only where the number exists."""
    matches = Certificate.matches_name

    def changed(self, name) -> bool:
        change()
        return matches(self, name)

    return {"certificates.models.Certificate.matches_name": changed}


LEAKS = {
    "a header": lambda: with_reply(lambda request, reply: reply.__setitem__("X-Seen", "1")),
    "a cookie": lambda: with_reply(lambda request, reply: reply.set_cookie("seen", "1")),
    "a session": lambda: with_reply(lambda request, reply: request.session.cycle_key()),
    "a space": lambda: with_reply(lambda request, reply: reply.write(" ")),
    "a query": lambda: with_name_check(lambda: Certificate.objects.count()),
    "a log line": lambda: with_name_check(lambda: logging.getLogger("x").warning("seen")),
    "no work": lambda: {
        "certificates.models.verification._same_work_for_nobody": lambda name: False
    },
}


@pytest.mark.parametrize("leak", LEAKS)
def test_leak_would_be_seen(monkeypatch, leak):
    """The twins: each tells by one thing alone whether a number exists."""
    for place, changed in LEAKS[leak]().items():
        monkeypatch.setattr(place, changed)
    certificate = papers.make_certificate()

    nobodys = look(misses.UNKNOWN, "Nobody", "a")

    assert look(str(certificate), "Nobody", "b") != nobodys


def test_waiting_tells_nothing_of_the_number_either():
    """Five wrong names at a number that exists, and at one that does not; the sixth from elsewhere."""
    certificate = papers.make_certificate()
    found = []
    for number in (str(certificate), misses.UNKNOWN):
        for place in range(5):
            look(number, "Nobody", f"{number} {place}")
        found.append(look(number, papers.NAME, f"{number} last"))

    assert found[0] == found[1]
    assert (found[0].status, found[0].kept[0]) == (429, ((None, None, "", "wait", None),))


def test_packed_replies_hold_the_same_bytes_and_their_length_tells_nothing():
    """Packing adds a random number of bytes to each, so lengths differ for every reason and none."""
    certificate = papers.make_certificate()
    lengths, bodies = set(), set()
    for place in range(4):
        number = str(certificate) if place % 2 else misses.UNKNOWN
        fields = {"number": number, "name": "Nobody"}
        reply = Client(headers={"Accept-Encoding": "gzip"}).post(
            "/verify/", fields, REMOTE_ADDR=f"192.0.2.{place}"
        )
        lengths.add(len(reply.content))
        bodies.add(gzip.decompress(reply.content))

    assert (len(bodies), len(lengths) > 1) == (1, True)
