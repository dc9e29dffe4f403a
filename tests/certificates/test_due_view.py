"""HR's lists (``views/due.py``)."""

import csv
import datetime as dt
import io
import re

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.log_actions import registry as log_registry

from certificates.models import Certificate
from certificates.rosters import read_file
from curriculum.models import Country
from tests import make
from tests.certificates import papers
from tests.certificates.test_roster import copies

pytestmark = pytest.mark.django_db
EXPIRED = {"kind": "expired", "days": 90, "country": "", "site": ""}
NUMBERS = {**EXPIRED, "format": "csv"}
NAMES = {**NUMBERS, "names": "on", "reason": "For an audit"}


@pytest.fixture
def certificate():
    """Long expired."""
    return papers.make_certificate(at=make.LONG_AGO)


@pytest.fixture
def chris(client):
    """Chris's browser, signed in."""
    client.force_login(make.make_hr(country=Country.DEMONSTRATION))
    return client


def shown(reply) -> list[str]:
    return re.findall(r'<th scope="row" class="number">(.*?)</th>', reply.text)


def read(reply) -> list[list[str]]:
    return list(csv.reader(io.StringIO(reply.content.decode("utf-8-sig"), newline="")))


def export(client, **fields):
    return client.post("/hr/due/export/", fields)


def exports() -> list[dict]:
    entries = log_registry.get_logs_for_instance(make.User.objects.get(username="chris"))
    return [each.data for each in entries if each.action == "certificates.export_list"]


def test_list_shows_numbers_and_no_name(chris, certificate):
    reply = chris.get("/hr/due/", EXPIRED)

    assert shown(reply) == [str(certificate)]
    assert (papers.NAME in reply.text, "Expired" in reply.text) == (False, True)


def test_without_a_choice_it_shows_what_expires_soon(chris, certificate):
    reply = chris.get("/hr/due/")

    assert (reply.status_code, "Nothing is due" in reply.text) == (200, True)
    assert '<option value="expiring" selected>' in reply.text


@pytest.mark.parametrize(
    "choice",
    [{"kind": "all"}, {"days": "31"}, {"country": "KE"}, {"site": "site-ke"}, {"site": "nowhere"}],
)
def test_what_is_not_hers_cannot_be_chosen(chris, certificate, choice):
    papers.make_certificate("Dede Otieno", at=make.LONG_AGO, country=Country.KENYA)

    reply = chris.get("/hr/due/", {**EXPIRED, **choice})

    assert (reply.status_code, shown(reply), 'value="site-ke"' in reply.text) == (400, [], False)
    assert export(chris, **{**NAMES, **choice}).status_code == 400
    assert exports() == []


@pytest.mark.parametrize(
    ("kind", "queries"), [("expiring", 8), ("expired", 8), ("refresher", 9), ("update", 8)]
)
@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_every_length(
    chris, kind, queries, rows, django_assert_num_queries
):
    nearly = timezone.now() - dt.timedelta(days=700)
    certificate = papers.make_certificate(at=make.LONG_AGO if kind == "expired" else nearly)
    copies(certificate, rows - 1)
    programme = certificate.enrolment.programme
    programme.hours += 1
    programme.save_revision()
    make.sign(programme, change="critical")

    with django_assert_num_queries(queries):
        reply = chris.get("/hr/due/", {**EXPIRED, "kind": kind})

    assert len(shown(reply)) == rows


def test_list_is_paged_and_keeps_what_was_chosen(chris, certificate):
    copies(certificate, 50)

    first, second = (chris.get("/hr/due/", {**EXPIRED, "page": page}) for page in (1, 2))

    assert (len(shown(first)), len(shown(second))) == (50, 1)
    assert set(shown(first)).isdisjoint(shown(second))
    assert 'href="?kind=expired&amp;days=90&amp;page=2"' in first.text


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_file_holds_numbers_by_default(chris, certificate, format):
    reply = export(chris, **{**NUMBERS, "format": format})

    line = [str(certificate), "XD", "site-xd", "2020-01-06", "2022-01-06", "2021-01-06", "Expired"]
    if format == "csv":
        rows = read(reply)
    else:
        book = load_workbook(io.BytesIO(reply.content))
        rows = [[cell.value for cell in row] for row in book["List"].rows]
        about = {row[0].value: row[1].value for row in book["About this file"].rows}
        assert (book.sheetnames, about["Made by"]) == (["List", "About this file"], "chris")
    assert [row[:7] for row in rows[1:]] == [line]
    assert exports() == [{"list": "expired", "rows": 1, "names": False, "reason": ""}]


def test_file_holds_names_for_a_reason_that_is_logged(chris, certificate):
    reply = export(chris, **NAMES)

    assert [row[7] for row in read(reply)] == ["Name", papers.NAME]
    assert exports() == [{"list": "expired", "rows": 1, "names": True, "reason": "For an audit"}]


@pytest.mark.parametrize("reason", ["", "Because"])
def test_names_without_a_reason_stay_inside(chris, certificate, reason):
    reply = export(chris, **{**NAMES, "reason": reason})

    assert (reply.status_code, papers.NAME in reply.text, exports()) == (400, False, [])
    assert '<details class="card" open>' in reply.text
    assert shown(reply) == [str(certificate)]


@pytest.mark.parametrize("name", ["=1+1", "+27", "-x", "@SUM(A1)"])
def test_names_become_no_formulas(chris, certificate, name):
    faces = {kind: face | {"name": name} for kind, face in certificate.faces.items()}
    Certificate.objects.filter(pk=certificate.pk).update(faces=faces)

    assert read(export(chris, **NAMES))[1][7] == f"'{name}"
    sheet = load_workbook(io.BytesIO(export(chris, **{**NAMES, "format": "xlsx"}).content))["List"]
    assert (sheet["H2"].value, sheet["H2"].data_type) == (name, "s")


MARK = ["Made by", "Made on", "Reason", "Destroy by"]


@pytest.mark.parametrize(("fields", "why"), [(NUMBERS, "None given"), (NAMES, "For an audit")])
def test_file_says_who_made_it_and_when_it_must_go(chris, certificate, fields, why):
    today = timezone.localdate()
    destroy_by = (today + dt.timedelta(days=30)).isoformat()
    said = ["chris", today.isoformat(), why, destroy_by]

    rows = read(export(chris, **fields))
    file = export(chris, **{**fields, "format": "xlsx"}).content

    assert [row[-4:] for row in rows] == [MARK, said]
    book = load_workbook(io.BytesIO(file))
    assert [[cell.value for cell in row] for row in book["About this file"].rows] == [
        list(pair) for pair in zip(MARK, said, strict=True)
    ]
    assert book["List"].oddFooter.left.text == (
        f"Made by: chris. Made on: {today}. Reason: {why}. Destroy by: {destroy_by}"
    )


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_marked_file_can_be_read_by_a_program(chris, certificate, format):
    """Our own reader of rosters takes it: the mark stands in nobody's way."""
    roster = read_file(export(chris, **{**NAMES, "format": format}).content)

    assert [roster.columns.of(row.cells) for row in roster.people] == [
        (str(certificate), papers.NAME)
    ]


@pytest.mark.parametrize("fields", [NUMBERS, NAMES])
def test_file_name_tells_nothing(chris, certificate, fields):
    reply = export(chris, **fields)

    assert re.fullmatch(
        r'attachment; filename="list-\d{4}-\d\d-\d\d\.csv"', reply["Content-Disposition"]
    )


def test_names_of_another_country_never_leave(client, certificate):
    client.force_login(make.make_hr("kamau", country=Country.KENYA))

    reply = export(client, **NAMES)

    assert (reply.status_code, read(reply)[1:]) == (200, [])


def test_a_file_is_not_made_by_a_link(chris):
    assert chris.get("/hr/due/export/", NAMES).status_code == 405
