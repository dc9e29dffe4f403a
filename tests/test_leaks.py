"""Names, numbers and telling words stand in pages and papers alone: the whole of certificates, walked.

The walk meets each address as those meet it who may; a new address that it does not meet fails here.
Each kind of leak has a twin, in which one is put in on purpose and found.
"""

import logging
import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from certificates import rendering
from certificates.models import Certificate, Placement
from certificates.views import due, hr
from tests import make
from tests.certificates import papers, programs, rosters, stays
from tests.crawl import Crawl, Lines, pdf_properties
from tests.test_addresses import ENTRIES
from tests.trainees import reached

pytestmark = pytest.mark.django_db
#: No example of ours bears them.
NAME, SUPERVISOR = "Thulisile Canary Mokoena", "Sister Zandile Wren"
NAMES = ("Thulisile", "Canary", "Mokoena", "Zandile", "Wren")
REASON = "She left the Mentor Mothers: Thulisile has HIV."


def browser(user=None) -> Client:
    client = Client()
    if user:
        client.force_login(user)
    return client


@pytest.fixture
def certificate():
    """Issued today, with real papers."""
    certificate = papers.make_certificate(NAME, at=timezone.now())
    assert certificate.make_files(at=timezone.now())
    return certificate


@pytest.fixture
def crawl(certificate):
    """A walk that hears what is logged meanwhile."""
    walk = Crawl(NAMES, numbers=(str(certificate), certificate.number))
    lines, root = Lines(walk), logging.getLogger()
    level = root.level
    root.addHandler(lines)
    root.setLevel(logging.DEBUG)
    yield walk
    root.removeHandler(lines)
    root.setLevel(level)


# The walk


def walk_outside(crawl: Crawl, certificate: Certificate) -> None:
    anybody = browser()
    for address in (
        *("/", "/healthz", "/sign-in/", "/V", "/verify/", "/verify/offline/", "/verify/worker.js"),
        *("/verify/check.webmanifest", "/verify/trust.json", "/.well-known/did.json"),
        *("/api/v1/keys", "/api/v1/status/revocation", "/api/v1/status/suspension"),
        "/api/v1/openapi.json",
    ):
        crawl.get(anybody, address, public=True)
    for name in (NAME, "Nobody"):
        crawl.post(anybody, "/verify/", {"number": str(certificate), "name": name}, public=True)
    crawl.post(anybody, "/verify/", {"number": str(certificate), "name": ""})
    for _ in range(8):
        crawl.post(anybody, "/verify/", {"number": str(certificate), "name": "Nobody"}, public=True)


def walk_hr(crawl: Crawl, certificate: Certificate) -> None:
    chris = browser(make.make_hr(country="XD"))
    crawl.get(chris, "/hr/")
    crawl.post(chris, "/hr/", {"number": str(certificate), "purpose": "Before a placement"})
    crawl.post(chris, "/hr/", {"number": "no number", "purpose": "Before a placement"})
    crawl.get(chris, "/hr/look-ups/")
    pasted = f"Number\tName\n{certificate}\t{NAME}\n{certificate}\tNobody\n"
    purpose = {"purpose": rosters.PURPOSE}
    crawl.get(chris, "/hr/roster/")
    crawl.post(chris, "/hr/roster/", {"pasted": f"x\n{NAME}", **purpose})
    answer = rosters.carried(crawl.post(chris, "/hr/roster/", {"pasted": pasted, **purpose}))
    crawl.post(chris, "/hr/roster/spreadsheet/", {"answer": answer})
    crawl.post(chris, "/hr/roster/spreadsheet/", {"answer": NAME})
    late = {"kind": "expiring", "days": 180, "names": "on", "reason": "For an audit"}
    crawl.get(chris, "/hr/due/")
    for kind in ("csv", "xlsx"):
        crawl.post(chris, "/hr/due/export/", {**late, "format": kind})
    walk_placement(crawl, certificate, chris)
    reached.give(certificate.enrolment.trainee)
    message = reached.write(certificate.enrolment.trainee)
    crawl.get(chris, "/hr/messages/")
    crawl.post(chris, f"/hr/messages/{message.pk}/")
    crawl.post(chris, f"/hr/messages/{message.pk}/end/", {"outcome": "sent"})
    for verb in ("suspend", "reinstate", "suspend", "reinstate", "replace", "revoke"):
        place = f"/hr/certificates/{certificate.pk}/{verb}/"
        crawl.post(chris, place, {"reason": REASON})
        crawl.post(chris, place, {"reason": ""})


def walk_placement(crawl: Crawl, certificate: Certificate, chris: Client) -> None:
    today = timezone.localdate().isoformat()
    plan = {"starts_on": today, "site": stays.make_site().pk, "scope": "all"}
    crawl.get(chris, "/hr/placements/propose/", {"certificate": certificate.pk})
    hers = {"number": str(certificate), "supervisor": SUPERVISOR, **plan}
    crawl.post(chris, "/hr/placements/propose/", hers)
    placement = Placement.objects.get()
    crawl.get(chris, "/hr/placements/")
    crawl.get(chris, "/hr/placements/doubtful/")
    crawl.get(chris, f"/hr/placements/of/{certificate.enrolment.trainee.number}/")
    identity = {"document": "passport", "last_characters": "74x", "seen_on": today}
    for verb, fields in (
        ("amend", {**plan, "supervisor": SUPERVISOR}),
        ("verify", {}),
        ("identity", identity),
        ("conduct", {"version": "2026-1", "signed_on": today}),
        ("ask", {"ask-reason": REASON}),
        ("allow", {"allow-reason": REASON}),
        ("verify", {}),
        ("place", {}),
        ("end", {"end-ends_on": today, "end-reason": REASON}),
        ("cancel", {"cancel-reason": REASON}),
    ):
        crawl.post(chris, f"/hr/placements/{placement.pk}/{verb}/", fields)
    crawl.get(chris, f"/hr/placements/{placement.pk}/")


def walk_holder(crawl: Crawl, certificate: Certificate) -> None:
    lindiwe = browser(certificate.enrolment.trainee.user)
    crawl.get(lindiwe, "/learn/")
    crawl.get(lindiwe, "/learn/certificates/")
    crawl.get(lindiwe, "/learn/placements/")
    crawl.get(lindiwe, f"/learn/certificates/{certificate.pk}/neutral/", paper=True)
    crawl.post(lindiwe, f"/learn/certificates/{certificate.pk}/full/", paper=True)


def walk_programs(crawl: Crawl, certificate: Certificate) -> None:
    program = programs.Program(programs.make_token()[1]).client
    row = {"number": str(certificate), "name": NAME}
    for address, body in (
        (programs.VERIFY, {**row, "purpose": programs.PURPOSE}),
        (programs.MANY, {"purpose": programs.PURPOSE, "rows": [row, {**row, "name": "Nobody"}]}),
        (programs.EXPORT, {"reason": programs.REASON, "rows": [row]}),
        (programs.VERIFY, {**row, "purpose": NAME}),
    ):
        crawl.post(program, address, body, content_type="application/json")
    crawl.get(program, programs.CHANGES)
    crawl.get(browser(), programs.CHANGES, public=True)


def walk_all(crawl: Crawl, certificate: Certificate) -> None:
    walk_outside(crawl, certificate)
    walk_programs(crawl, certificate)
    walk_holder(crawl, certificate)
    walk_hr(crawl, certificate)


def test_walk_through_certificates_leaks_nothing_and_meets_every_address(crawl, certificate):
    walk_all(crawl, certificate)

    assert crawl.found == []
    ours = {name for name in ENTRIES if name.startswith("certificates:")}
    assert ours - crawl.visited == set()


def test_what_the_log_keeps_for_ever_names_nobody(crawl, certificate):
    """Wagtail's log: labels and data. Numbers may stand there; that is what it is about."""
    walk_all(crawl, certificate)
    entries = list(ModelLogEntry.objects.all())
    for entry in entries:
        crawl.read(f"kept {entry.action}", f"{entry.label} {entry.data}", may_say=crawl.numbers)

    assert (crawl.found, len(entries) > 20) == ([], True)


def test_walk_sends_nobody_a_message(crawl, certificate):
    walk_all(crawl, certificate)

    assert mail.outbox == []


# The twins: each leak is put in on purpose


def leaks_of(crawl: Crawl, walk, certificate: Certificate) -> set[str]:
    walk(crawl, certificate)
    return set(crawl.found)


def test_leak_in_a_title_and_a_header_would_be_found(crawl, certificate, monkeypatch):
    render = hr.render

    def leaky(request, *args, **more):
        reply = render(request, *args, **more)
        reply["X-Of"] = NAME
        reply.content = re.sub(b"<title>", f"<title>{certificate} ".encode(), reply.content)
        return reply

    monkeypatch.setattr(hr, "render", leaky)

    assert leaks_of(crawl, walk_hr, certificate) >= {
        "certificates:hr header X-Of: Thulisile",
        f"certificates:hr title: {certificate}",
    }


def test_leak_in_a_link_and_a_cookie_would_be_found(crawl, certificate, monkeypatch):
    render = hr.render

    def leaky(request, *args, **more):
        reply = render(request, *args, **more)
        reply.write(
            f'<a href="/hr/?number={certificate.number}"></a><form method="get"><input name="name">'
        )
        reply.write("</form>")
        reply.set_cookie("last", certificate.number)
        return reply

    monkeypatch.setattr(hr, "render", leaky)

    assert leaks_of(crawl, walk_hr, certificate) >= {
        f"certificates:hr link: {certificate.number}",
        "certificates:hr form: hiv",
        f"certificates:hr cookie last: {certificate.number}",
    }


def test_leak_in_a_packed_message_would_be_found(crawl, certificate, monkeypatch):
    said = dict.fromkeys(hr.DONE, f"Noted for {NAME}.")
    monkeypatch.setattr(hr, "DONE", said)

    assert "certificates:change cookie messages: Thulisile" in leaks_of(crawl, walk_hr, certificate)


def test_leak_in_a_file_name_and_its_properties_would_be_found(crawl, certificate, monkeypatch):
    workbook = due.workbook
    monkeypatch.setattr(
        due, "workbook", lambda sheets, mark: workbook({papers.MODULE[:30]: []}, mark)
    )
    file = due._file

    def leaky(lines, format, mark):
        reply = file(lines, format, mark)
        reply["Content-Disposition"] = 'attachment; filename="mentor-mothers.csv"'
        return reply

    monkeypatch.setattr(due, "_file", leaky)

    assert leaks_of(crawl, walk_hr, certificate) >= {
        "certificates:due_export header Content-Disposition: mentor",
        "certificates:due_export properties: transmission",
    }


def test_leak_in_a_paper_would_be_found(crawl, certificate, monkeypatch):
    fill = rendering.render_to_string
    title = "<title>Certificate</title>"
    monkeypatch.setattr(
        rendering,
        "render_to_string",
        lambda *args: fill(*args).replace(title, f"<title>{NAME}</title>"),
    )

    crawl.read("properties", pdf_properties(rendering.render(certificate.full)))

    assert crawl.found == ["properties: Thulisile", "properties: Canary", "properties: Mokoena"]


def test_leak_in_a_log_line_would_be_found(crawl, certificate, monkeypatch):
    visible = Certificate.objects.visible_to

    def leaky(user):
        logging.getLogger("certificates").debug("Seen by %s: %s", user, certificate)
        return visible(user)

    monkeypatch.setattr(Certificate.objects, "visible_to", leaky)

    assert f"log certificates: {certificate}" in leaks_of(crawl, walk_hr, certificate)
