"""The issue log: one chain, one writer at a time, and every change to it is seen."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction

from certificates.models import IssueLogEntry
from certificates.models.issue_log import BEGINNING, entry_digest
from tests import make
from tests.certificates import papers

pytestmark = pytest.mark.django_db
REASON = "Wrong person."


@pytest.fixture
def chain():
    """The first entry, two certificates, and one withdrawal."""
    one, _ = papers.make_certificate(), papers.make_certificate(name="Dede Banda")
    one.revoke(by=None, at=make.NOW, reason=REASON)
    return list(IssueLogEntry.objects.order_by("position"))


def test_log_tells_what_happened_in_order(chain):
    assert [entry.content["kind"] for entry in chain] == ["begun", "issued", "issued", "revoked"]
    assert [entry.position for entry in chain] == [1, 2, 3, 4]
    assert [entry.event and entry.event.kind for entry in chain[1:]] == [
        "issued",
        "issued",
        "revoked",
    ]
    assert (
        chain[1].content["number"]
        == chain[3].content["number"]
        == chain[1].event.certificate.number
    )


def test_every_entry_rests_on_the_one_before(chain):
    assert [entry.previous for entry in chain] == [
        BEGINNING,
        *(entry.digest for entry in chain[:-1]),
    ]
    assert IssueLogEntry.objects.first_fault() is None


def test_log_knows_no_name_and_no_reason(chain):
    said = str([entry.content for entry in chain])

    assert {
        word: word in said for word in (*papers.NAME.split(), "Banda", REASON)
    } == dict.fromkeys((*papers.NAME.split(), "Banda", REASON), False)


def _past_the_triggers(statement: str, *values) -> None:
    """Run a statement as somebody who owns the database could."""
    table = IssueLogEntry._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for verb in ("update", "delete"):
                cursor.execute(f'DROP TRIGGER IF EXISTS "{table}_no_{verb}"')
        else:
            cursor.execute(
                "SET CONSTRAINTS ALL IMMEDIATE"
            )  # it alters no table that waits for checks
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        cursor.execute(statement.format(table=table), values)
        if connection.vendor == "postgresql":
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')


@pytest.mark.parametrize(
    ("statement", "values", "fault"),
    [
        ("UPDATE {table} SET content = %s WHERE position = 2", ['{"kind": "issued"}'], 2),
        ("DELETE FROM {table} WHERE position = 3", [], 3),
        ("UPDATE {table} SET position = 99 WHERE position = 3", [], 3),
    ],
)
def test_whoever_owns_the_database_cannot_change_it_unseen(chain, statement, values, fault):
    _past_the_triggers(statement, *values)

    assert IssueLogEntry.objects.first_fault() == fault


def test_entry_made_to_fit_is_seen_at_the_next_one(chain):
    """A forger who knows the rule changes an entry and its hash; the entry behind it still tells."""
    content = chain[1].content | {"expires_on": "2199-01-01"}
    digest = entry_digest(2, chain[1].previous, content)
    _past_the_triggers("UPDATE {table} SET digest = %s WHERE position = 2", digest)

    assert IssueLogEntry.objects.first_fault() == 2


def test_two_writers_cannot_take_one_position(chain):
    entry = IssueLogEntry(position=4, previous=chain[2].digest, content={}, digest="0" * 64)

    with pytest.raises(Exception, match=r"(?i)unique"), transaction.atomic():
        entry.save()


# The command


def head(**options) -> str:
    out = io.StringIO()
    call_command("issue_log", stdout=out, **options)
    return out.getvalue().strip()


def test_head_is_told_and_recognised_later(chain):
    first = head()
    papers.make_certificate(name="Ama Mensah")

    assert first == f"4:{chain[-1].digest}"
    assert head(since=first).startswith("5:")


@pytest.mark.parametrize("since", ["4:" + "0" * 64, "99:" + "0" * 64, "x", ""])
def test_rewritten_log_is_told_by_the_head_that_was_written_down(chain, since):
    if not since:
        assert head(since=since)  # nothing was written down
        return
    with pytest.raises(CommandError, match="rewritten"):
        head(since=since)


def test_broken_log_is_told(chain):
    _past_the_triggers("DELETE FROM {table} WHERE position = 2")

    with pytest.raises(CommandError, match="from entry 2 on"):
        head()
