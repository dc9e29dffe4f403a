"""What became of certificates, as programs read it (``views/api.py``, ``models/issue_log.py``)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.models import Certificate, CertificateEvent, IssueLogEntry
from certificates.views import api
from curriculum.models import Country
from tests import make
from tests.certificates import papers, programs
from tests.certificates.programs import Program
from tests.examples import through_database
from trainees.encrypted import decrypt, hide, reveal

pytestmark = pytest.mark.django_db
WHY = {"by": None, "at": make.NOW, "reason": "Somebody asked."}


@pytest.fixture
def program():
    return Program(programs.make_token("changes")[1])


def kinds(reply) -> list[tuple[str, str]]:
    return [(change["number"], change["kind"]) for change in reply.json()["changes"]]


def read_all(program) -> list[list[tuple[str, str]]]:
    """Every page, to the end."""
    pages, cursor, more = [], "", True
    while more:
        reply = program.changes(cursor)
        pages.append(kinds(reply))
        cursor, more = reply.json()["cursor"], reply.json()["more"]
    return pages


def test_everything_that_happens_is_told_in_order_without_names(program):
    one, two = papers.make_certificate(), papers.make_certificate("Mary Phiri")
    one.suspend(**WHY)
    one.reinstate(**WHY)
    two.revoke(**WHY)
    new = one.replace(**WHY, same_name=True)
    two.erase(**WHY)

    reply = program.changes()
    assert kinds(reply) == [
        (str(one), "issued"), (str(two), "issued"), (str(one), "suspended"), (str(one), "reinstated"),
        (str(two), "revoked"), (str(new), "issued"), (str(one), "replaced"), (str(two), "erased"),
    ]  # fmt: skip
    assert {change["at"] for change in reply.json()["changes"]} == {make.NOW.isoformat()}
    for secret in (papers.NAME, "Lindiwe", "Mary", WHY["reason"], papers.NEUTRAL_PROGRAMME):
        assert secret not in reply.text


def test_every_kind_of_event_stands_in_the_document():
    from certificates.api import schemas
    from certificates.models import Status

    assert set(schemas.KINDS) == set(CertificateEvent.Kind.values)
    assert set(schemas.STATUSES) == set(Status.values)


def test_a_cursor_that_was_kept_goes_on_where_it_was(program):
    nothing = program.changes().json()
    one = papers.make_certificate()
    first = program.changes(nothing["cursor"])
    again = program.changes(nothing["cursor"])
    none = program.changes(first.json()["cursor"])
    one.revoke(**WHY)
    later = program.changes(none.json()["cursor"])

    assert (nothing["changes"], nothing["more"]) == ([], False)
    assert kinds(first) == kinds(again) == [(str(one), "issued")]
    assert none.json() == {"changes": [], "cursor": first.json()["cursor"], "more": False}
    assert kinds(later) == [(str(one), "revoked")]


def test_a_cursor_outlives_its_token(program):
    papers.make_certificate()
    cursor = program.changes().json()["cursor"]

    assert kinds(Program(programs.make_token("changes")[1]).changes(cursor)) == []


@pytest.mark.parametrize("cursor", ["0", "x", "é", "gAAAAA", hide("000000000001", "other"), "\x00"])
def test_what_is_no_cursor_of_ours_is_refused(program, cursor):
    reply = program.changes(cursor)

    assert (reply.status_code, reply.json()["type"]) == (400, "/api/v1/openapi.json#bad_cursor")


def test_a_misspelt_parameter_does_not_begin_at_the_beginning(program):
    reply = program.client.get(programs.CHANGES, {"curser": "x"})

    assert (reply.status_code, reply.json()["errors"]) == (
        400, [{"pointer": "#", "detail": "Send no parameter but “cursor”."}],
    )  # fmt: skip


# Other countries


def strangers() -> Certificate:
    return papers.make_certificate("Dede Otieno", country=Country.KENYA)


def test_certificates_elsewhere_leave_no_gap(program):
    """The same answer, of the same length, with and without what happens elsewhere."""
    one = papers.make_certificate()
    before = program.changes()
    foreign = strangers()
    for verb in ("suspend", "reinstate", "revoke"):
        getattr(foreign, verb)(**WHY)
    one.suspend(**WHY)
    after = program.changes(before.json()["cursor"])

    assert kinds(after) == [(str(one), "suspended")]
    assert set(after.json()["changes"][0]) == {"number", "kind", "at"}
    assert len(after.json()["cursor"]) == len(before.json()["cursor"])
    positions = [reveal(reply.json()["cursor"], api.CURSOR) for reply in (before, after)]
    assert int(positions[1]) - int(positions[0]) == 5  # the gap is there, and nobody can read it


def test_cursor_says_nothing_to_who_has_no_key():
    token = api._cursor(1234)

    assert "1234" not in token
    assert token != api._cursor(1234)  # nor can two be compared
    assert decrypt(token.encode()) == b"changes:000000001234"


def test_without_the_guard_the_other_country_would_be_told(program, monkeypatch):
    """The twin."""
    monkeypatch.setattr(type(Certificate.objects.all()), "visible_to", lambda self, user: self)

    foreign = strangers()

    assert kinds(program.changes()) == [(str(foreign), "issued")]


def test_nothing_is_lost_or_doubled_whatever_the_page(program, monkeypatch):
    mine, others = papers.make_certificate(), strangers()
    start = IssueLogEntry.objects.order_by("position").last().position
    told = st.lists(st.booleans(), max_size=12)

    @through_database(60)
    @given(told, told, st.integers(1, 5))
    def read(before, between, page):
        monkeypatch.setattr(api, "PAGE", page)
        with make.rolled_back():
            _happen(before, mine, others)
            first = program.changes()
            _happen(between, mine, others)  # while somebody reads
            seen, reply = kinds(first), first
            while reply.json()["changes"]:
                assert len(reply.json()["changes"]) <= page
                reply = program.changes(reply.json()["cursor"])
                seen += kinds(reply)
            log = IssueLogEntry.objects.filter(content__number=mine.number).order_by("position")
            assert len(seen) == log.count() == 1 + sum(before) + sum(between)
            assert [kind for _, kind in seen] == [entry.content["kind"] for entry in log]
            assert {number for number, _ in seen} == {str(mine)}
            assert log.last().position <= start + len(before) + len(between)

    read()


def _happen(whose: list[bool], mine: Certificate, others: Certificate) -> None:
    """One event each: of mine where it says so, else of the other country's."""
    for place, is_mine in enumerate(whose):
        kind = CertificateEvent.HOLDS[place % 2]
        CertificateEvent.note(mine if is_mine else others, kind, at=make.NOW)


@pytest.mark.parametrize("page", [1, 2, 3, 4, 5])
def test_more_says_whether_there_is_more(program, monkeypatch, page):
    monkeypatch.setattr(api, "PAGE", page)
    certificate = papers.make_certificate()
    for verb in ("suspend", "reinstate", "revoke"):
        getattr(certificate, verb)(**WHY)

    assert [len(each) for each in read_all(program)] == {
        1: [1, 1, 1, 1], 2: [2, 2], 3: [3, 1], 4: [4], 5: [4],
    }[page]  # fmt: skip


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_costs_the_same_for_every_length(program, rows, django_assert_num_queries):
    for _ in range(rows):
        papers.make_certificate()

    with django_assert_num_queries(9):
        reply = program.changes()

    assert len(kinds(reply)) == rows
