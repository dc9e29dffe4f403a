"""Rows that are written once: the model refuses, and so does the database."""

import datetime as dt

import pytest
from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, IntegrityError, connection, models, transaction

from curriculum import insert_only
from curriculum.insert_only import InsertOnlyError, insert_only_tables, install_triggers
from curriculum.models import GuidanceSignature
from tests import make

pytestmark = pytest.mark.django_db

TABLE = "curriculum_guidancesignature"
ROOMS = ["curriculum", "trainees", "assessments", "certificates", "home"]
#: Whose rows may go after some years (tests/home/test_disposal.py).
KEPT = [f"certificates_{model}" for model in ("alarm", "apicall", "rostercheck", "verification")]


@pytest.fixture
def signature():
    make.make_guidance("k1", signed_by=(make.make_reviewer(),))
    return GuidanceSignature.objects.get()


def triggers() -> set[str]:
    """The names of our triggers in the database."""
    question = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(question)
        names = {name for (name,) in cursor.fetchall()}
    ours = ("_no_update", "_no_delete", "_insert_only", "_kept")
    return {name for name in names if name.endswith(ours)}


def expected_triggers() -> set[str]:
    endings = ["insert_only"] if connection.vendor == "postgresql" else ["no_update", "no_delete"]
    tables = [table for room in ROOMS for table in insert_only_tables(apps.get_app_config(room))]
    kept = {f"{table}_kept" for table in KEPT if connection.vendor == "postgresql"}
    return {f"{table}_{ending}" for table in tables for ending in endings} | kept


def drop_triggers(table: str = TABLE) -> None:
    on = f" ON {table}" if connection.vendor == "postgresql" else ""
    for name in triggers():
        if name.startswith(f"{table}_"):
            raw(f"DROP TRIGGER {name}{on}")


def raw(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


UPDATE = f"UPDATE {TABLE} SET role = 'Somebody else'"
DELETE = f"DELETE FROM {TABLE}"


def test_insert_only_tables_of_this_room_are_listed():
    assert insert_only_tables(apps.get_app_config("curriculum")) == [
        "curriculum_criticalchange",
        "curriculum_guidancesignature",
        "curriculum_languagereview",
        "curriculum_programmeedition",
        "curriculum_requirement",
        "curriculum_signoff",
        "curriculum_wordedition",
    ]


def test_triggers_stand_before_every_table_of_every_room():
    assert triggers() == expected_triggers()


@pytest.mark.parametrize("statement", [UPDATE, DELETE])
def test_database_refuses_what_goes_around_the_model(signature, statement):
    with pytest.raises(DatabaseError, match=f"{TABLE} is insert-only"):
        raw(statement)
    assert list(GuidanceSignature.objects.values_list("role", flat=True)) == ["Clinical reviewer"]


def test_without_the_trigger_a_raw_update_goes_through(signature):
    drop_triggers()
    raw(UPDATE)
    assert list(GuidanceSignature.objects.values_list("role", flat=True)) == ["Somebody else"]


def test_without_the_trigger_a_raw_delete_goes_through(signature):
    drop_triggers()
    raw(DELETE)
    assert GuidanceSignature.objects.count() == 0


@pytest.mark.parametrize("statement", [UPDATE, DELETE])
def test_installing_twice_refuses_as_before(signature, statement):
    for _ in range(2):
        install_triggers(apps.get_app_config("curriculum"))
    with pytest.raises(DatabaseError, match="insert-only"):
        raw(statement)
    assert triggers() == expected_triggers()


def test_migrating_puts_every_trigger_back():
    for room in ROOMS:
        for table in insert_only_tables(apps.get_app_config(room)):
            drop_triggers(table)
    assert triggers() == set()
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert triggers() == expected_triggers()


def test_installing_waits_for_a_table_that_is_not_there_yet(monkeypatch):
    monkeypatch.setattr(insert_only, "insert_only_tables", lambda app: ["curriculum_later", TABLE])
    drop_triggers()
    install_triggers(apps.get_app_config("curriculum"))
    assert triggers() == expected_triggers()


def test_postgresql_triggers_refuse_both_verbs_for_each_row():
    statements = insert_only._postgresql_statements(connection, TABLE)
    assert statements[-1] == (
        f'CREATE TRIGGER "{TABLE}_insert_only" BEFORE UPDATE OR DELETE ON "{TABLE}"'
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )


def test_postgresql_triggers_of_what_is_kept_for_a_time_know_how_long():
    statements = insert_only._postgresql_statements(connection, TABLE, dt.timedelta(days=731))
    assert statements[-2:] == [
        f'CREATE TRIGGER "{TABLE}_insert_only" BEFORE UPDATE ON "{TABLE}"'
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        f'CREATE TRIGGER "{TABLE}_kept" BEFORE DELETE ON "{TABLE}" FOR EACH ROW'
        " WHEN (OLD.at > now() - interval '731 days') EXECUTE FUNCTION refuse_change()",
    ]


def test_what_is_kept_for_ever_is_never_disposed_of(signature):
    with pytest.raises(InsertOnlyError, match="GuidanceSignature rows are kept for ever"):
        GuidanceSignature.objects.dispose(at=make.NOW)


def test_saving_again_is_refused(signature):
    signature.role = "Somebody else"
    with pytest.raises(InsertOnlyError, match="GuidanceSignature rows are never changed"):
        signature.save()


def test_saving_over_another_row_is_refused(signature):
    impostor = GuidanceSignature(
        pk=signature.pk,
        guidance=signature.guidance,
        content_hash="0" * 64,
        signed_by=signature.signed_by,
        role="Somebody else",
        signed_at=make.NOW,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        impostor.save()
    signature.refresh_from_db()
    assert signature.role == "Clinical reviewer"


def test_without_both_guards_saving_again_changes_the_row(signature):
    drop_triggers()
    signature.role = "Somebody else"
    models.Model.save(signature)
    assert GuidanceSignature.objects.get().role == "Somebody else"


def test_deleting_is_refused(signature):
    with pytest.raises(InsertOnlyError, match="GuidanceSignature rows are never deleted"):
        signature.delete()


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(role="Somebody else"),
        lambda rows: rows.all().delete(),
        lambda rows: rows.filter(role="Clinical reviewer").delete(),
        lambda rows: rows.bulk_update(rows.all(), ["role"]),
    ],
)
def test_bulk_ways_round_are_refused(signature, change):
    with pytest.raises(InsertOnlyError), transaction.atomic():
        change(GuidanceSignature.objects)
    assert list(GuidanceSignature.objects.values_list("role", flat=True)) == ["Clinical reviewer"]
