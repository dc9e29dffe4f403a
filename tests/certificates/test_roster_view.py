"""HR's check of a roster (``views/roster.py``)."""

import datetime as dt
import io
import re

import pytest
from django.core import signing
from django.test import Client
from openpyxl import load_workbook

from certificates.models import RosterCheck, Verification
from certificates.rosters import Verdict
from curriculum.models import Country
from tests import make
from tests.certificates import papers, rosters
from tests.certificates.test_roster import copies
from tests.curriculum.tables.workbooks import workbook

pytestmark = pytest.mark.django_db
UNKNOWN = "0000-0000-0000-0"
TITLES = ("Phone", "Certificate no.", "Name")


@pytest.fixture
def certificate():
    return papers.make_certificate()


@pytest.fixture
def chris(client):
    """Chris's browser, signed in."""
    client.force_login(make.make_hr(country=Country.DEMONSTRATION))
    return client


def sheet(reply) -> list[list]:
    rows = load_workbook(io.BytesIO(reply.content))["Roster"].rows
    return [[(cell.value, cell.data_type)[0] for cell in row] for row in rows]


# The answer


def test_page_answers_each_row_and_counts_them(chris, certificate):
    reply = rosters.paste(
        chris,
        TITLES,
        ("0821", certificate, papers.NAME),
        ("", UNKNOWN, "Mary Phiri"),
        ("", UNKNOWN[:-1] + "1", "Ruth Zulu"),
    )

    assert reply.status_code == 200
    assert rosters.answers(reply) == {2: "Valid", 3: "No match", 4: "Number mistyped"}
    assert rosters.counts(reply) == {"No match": 1, "Number mistyped": 1, "Valid": 1}


def test_problems_come_first(chris, certificate):
    reply = rosters.paste(
        chris, TITLES, ("", certificate, papers.NAME), ("", "", "x"), ("", UNKNOWN, "y")
    )

    headings = re.findall("<h2>(.*?)</h2>", reply.text)
    assert headings == ["No match", "No number", "Valid"]


def test_file_is_answered_like_a_paste(chris, certificate):
    data = workbook([TITLES, ("0821", str(certificate), papers.NAME)])

    assert rosters.answers(rosters.upload(chris, data)) == {2: "Valid"}


def test_recorded_with_purpose(chris, certificate):
    rosters.paste(chris, TITLES, ("", certificate, papers.NAME), purpose="Before a placement")

    assert Verification.objects.get().purpose == "Before a placement"
    assert RosterCheck.objects.get().purpose == "Before a placement"


CANARY = "Canary Mwangi"


def lines(reply) -> dict[int, str]:
    """The line of each row, without its number and what was typed, and the heading above it."""
    found = {}
    for section in re.split(r"(?=<h2>)", reply.text):
        head = section[: section.find("<tbody>")]
        for row in re.findall(r'<tr><th scope="row">.*?</tr>', section, re.DOTALL):
            place, *typed = re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row)
            for text in typed:
                row = row.replace(text, "TYPED")
            found[int(place)] = head + row.replace(f'"row">{place}<', '"row">PLACE<')
    return found


def test_what_she_may_not_know_is_answered_with_the_same_bytes(client):
    """Unknown number, wrong name, and somebody of another country whose number and name are right."""
    hers = papers.make_certificate()
    hidden = papers.make_certificate(CANARY, country=Country.KENYA)
    client.force_login(make.make_hr(country=Country.DEMONSTRATION))

    reply = rosters.paste(
        client, TITLES, ("", UNKNOWN, CANARY), ("", hers, CANARY), ("", hidden, CANARY)
    )

    told = lines(reply)
    assert (set(told), len(set(told.values()))) == ({2, 3, 4}, 1)
    given = sheet(rosters.download(client, reply))
    assert {tuple(row[3:]) for row in given[1:]} == {("No match", Verdict.NO_MATCH.advice)}
    assert [*Verification.objects.values_list("certificate", "answer")] == [(None, "no_match")] * 3


def test_the_twin_in_her_own_country_gets_other_bytes(client):
    """So the comparison above can fail."""
    hers = papers.make_certificate(CANARY)
    client.force_login(make.make_hr(country=Country.DEMONSTRATION))

    told = lines(rosters.paste(client, TITLES, ("", UNKNOWN, CANARY), ("", hers, CANARY)))

    assert told[2] != told[3]


def test_page_never_tells_the_name_on_the_certificate(chris, certificate):
    reply = rosters.paste(chris, TITLES, ("", certificate, "Mary Phiri"))

    assert papers.NAME not in reply.text
    assert "Mary Phiri" not in re.search("<title>.*?</title>", reply.text)[0]


def test_page_shows_a_thousand_rows_and_carries_all(chris, certificate, monkeypatch):
    monkeypatch.setattr("certificates.views.roster.SHOWN", 2)
    typed = [("", certificate, papers.NAME), ("", UNKNOWN, "a"), ("", "", "b")]

    reply = rosters.paste(chris, TITLES, *typed)

    assert rosters.answers(reply) == {3: "No match", 4: "No number"}
    assert "1 more row is in the spreadsheet." in reply.text
    assert [row[3] for row in sheet(rosters.download(chris, reply))] == [
        "Status", "Valid", "No match", "No number",
    ]  # fmt: skip


# The spreadsheet


def test_spreadsheet_is_what_was_handed_in_and_two_columns(chris, certificate):
    typed = [("+27 82 1", certificate, papers.NAME), ("0821", UNKNOWN, "=1+1"), ("@x", "", "-y")]
    reply = rosters.paste(chris, ("Staff",), TITLES, *typed)

    given = sheet(rosters.download(chris, reply))

    assert given == [
        ["Staff", None, None, None, None],
        [*TITLES, "Status", "What to do"],
        ["+27 82 1", str(certificate), papers.NAME, "Valid", Verdict.VALID.advice],
        ["0821", UNKNOWN, "=1+1", "No match", Verdict.NO_MATCH.advice],
        ["@x", None, "-y", "No number", Verdict.NO_NUMBER.advice],
    ]


def test_spreadsheet_says_who_made_it_and_when_it_must_go(chris, certificate):
    given = rosters.download(chris, rosters.paste(chris, TITLES, ("", certificate, papers.NAME)))

    book = load_workbook(io.BytesIO(given.content))
    made_on = RosterCheck.objects.get().at.date()
    assert (book.sheetnames, [[*map(str, row)] for row in book["About this file"].values]) == (
        ["Roster", "About this file"],
        [
            ["Made by", "chris"],
            ["Made on", made_on.isoformat()],
            ["Reason", rosters.PURPOSE],
            ["Destroy by", (made_on + dt.timedelta(days=30)).isoformat()],
        ],
    )


def test_answer_can_be_handed_in_again(chris, certificate):
    """The mark's own sheet is not taken for the roster."""
    given = rosters.download(chris, rosters.paste(chris, TITLES, ("", certificate, papers.NAME)))

    assert rosters.answers(rosters.upload(chris, given.content)) == {2: "Valid"}


def test_spreadsheet_holds_no_formula(chris):
    reply = rosters.paste(chris, TITLES, ("=2+5", UNKNOWN, '=HYPERLINK("http://x";"y")'))

    cells = [*load_workbook(io.BytesIO(rosters.download(chris, reply).content))["Roster"].rows][1]
    assert [cell.data_type for cell in cells] == ["s"] * 5
    assert all(cell.quotePrefix for cell in cells)


def test_spreadsheet_is_no_second_look_up_but_logged(chris, certificate, monkeypatch):
    reply = rosters.paste(chris, TITLES, ("", certificate, papers.NAME))
    monkeypatch.setattr("certificates.models.roster._find", None)

    given = rosters.download(chris, reply)

    assert (given.status_code, Verification.objects.count()) == (200, 1)
    assert make.logged(RosterCheck.objects.get()) == [
        "certificates.check_roster",
        "certificates.download_roster",
    ]
    day = RosterCheck.objects.get().at.date().isoformat()
    assert given["Content-Disposition"] == f'attachment; filename="roster-{day}.xlsx"'


def refused(client, answer: str) -> bool:
    reply = client.post("/hr/roster/spreadsheet/", {"answer": answer}, follow=True)
    return "Check the roster again." in reply.text and reply.redirect_chain == [
        ("/hr/roster/", 302)
    ]


def test_an_answer_that_we_did_not_give_is_refused(chris, certificate):
    answer = rosters.carried(rosters.paste(chris, TITLES, ("", certificate, "x")))
    rows = [[1, [str(certificate), "x"], "valid"]]
    told = {"check": RosterCheck.objects.get().pk, "titles": 0, "rows": rows}

    assert refused(chris, "")
    assert refused(chris, answer[:-1] + ("A" if answer[-1] != "A" else "B"))
    assert refused(chris, signing.dumps(told, salt="other", compress=True))
    assert refused(chris, signing.dumps(told, key="another key", salt="certificates.roster"))


def test_an_answer_grows_old(chris, certificate, monkeypatch):
    reply = rosters.paste(chris, TITLES, ("", certificate, "x"))
    monkeypatch.setattr("certificates.views.roster.FRESH", -1)

    assert refused(chris, rosters.carried(reply))


def test_an_answer_is_for_who_asked(chris, certificate):
    reply = rosters.paste(chris, TITLES, ("", certificate, "x"))
    chris.force_login(make.make_hr("kamau", country=Country.KENYA))

    assert rosters.download(chris, reply).status_code == 404


# Asking again


@pytest.mark.parametrize(
    ("pasted", "why"),
    [
        ("", "Paste the rows or choose a file: one of the two."),
        ("Name;Phone\nCanary;0821", "The columns were not found."),
        ('Name;Number\n"Canary;1', "a quotation mark is not closed"),
    ],
)
def test_refused_paste_stays_in_the_form(chris, pasted, why):
    reply = chris.post("/hr/roster/", {"pasted": pasted, "purpose": rosters.PURPOSE})

    kept = re.search(r"<textarea.*?>\r?\n?(.*?)</textarea>", reply.text, re.DOTALL)[1]
    assert (reply.status_code, why in reply.text) == (400, True)
    assert kept.replace("&quot;", '"') == pasted
    assert f'value="{rosters.PURPOSE}" selected' in reply.text
    assert RosterCheck.objects.count() == 0


def test_both_at_once_are_refused(chris):
    assert rosters.upload(chris, b"x", pasted="y").status_code == 400


@pytest.mark.parametrize("purpose", ["", "Curiosity"])
def test_without_a_known_purpose_nothing_is_looked_up(chris, certificate, purpose):
    reply = rosters.paste(chris, TITLES, ("", certificate, papers.NAME), purpose=purpose)

    assert (reply.status_code, Verification.objects.count()) == (400, 0)


# The door


@pytest.mark.parametrize("address", ["/hr/roster/", "/hr/roster/spreadsheet/"])
def test_forms_of_other_sites_are_refused(certificate, address):
    """The upload is received before the check, and checked all the same."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make.make_hr(country=Country.DEMONSTRATION))

    reply = strict.post(address, {"pasted": f"{certificate}\tx", "purpose": rosters.PURPOSE})

    assert (reply.status_code, RosterCheck.objects.count()) == (403, 0)


@pytest.mark.parametrize("rows", [1, 3, 120])
def test_costs_the_same_for_every_length(chris, certificate, rows, django_assert_num_queries):
    """Up to 124 rows; from then on SQLite takes one INSERT more for each 124."""
    held = copies(certificate, rows)
    rosters.paste(chris, ("", UNKNOWN, "x"))  # caches that one process fills once

    with django_assert_num_queries(12):
        reply = rosters.paste(chris, TITLES, *[("", each, papers.NAME) for each in held])

    assert rosters.counts(reply) == {"Valid": rows}


def test_desk_leads_to_both_pages(chris):
    page = chris.get("/hr/").text

    assert ('href="/hr/roster/"' in page, 'href="/hr/due/"' in page) == (True, True)
