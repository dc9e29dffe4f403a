"""Rows that are written once: editions, sign-offs, responses, gradings, status events.

A promise made to a person rests on them, so two guards stand before each table: the model refuses
in Python, and a database trigger refuses whatever goes around the model. The triggers are put back
after every ``migrate``, because SQLite drops them silently when a column is altered.
"""

from django.apps import AppConfig
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper


class InsertOnlyError(Exception):
    """Somebody tried to change or delete a row that is written once."""


class InsertOnlyQuerySet(models.QuerySet):
    """Refuses the bulk ways round ``save()`` and ``delete()``."""

    def update(self, **values):
        raise InsertOnlyError(f"{self.model.__name__} rows are never changed.")

    def delete(self):
        raise InsertOnlyError(f"{self.model.__name__} rows are never deleted.")


class InsertOnly(models.Model):
    """A row that is never changed and never deleted; a correction is a further row."""

    objects = InsertOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise InsertOnlyError(f"{type(self).__name__} rows are never changed.")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise InsertOnlyError(f"{type(self).__name__} rows are never deleted.")


def insert_only_tables(app_config: AppConfig) -> list[str]:
    """Names of the tables of ``app_config`` that are written once, sorted."""
    return sorted(
        model._meta.db_table for model in app_config.get_models() if issubclass(model, InsertOnly)
    )


def install_triggers(sender: AppConfig, using: str = "default", **kwargs) -> None:
    """Receiver of ``post_migrate``: put the refusing triggers (back) on every table written once."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    statements = {"sqlite": _sqlite_statements, "postgresql": _postgresql_statements}[
        connection.vendor
    ]
    with connection.cursor() as cursor:
        for table in insert_only_tables(sender):
            if table in existing:
                for statement in statements(connection, table):
                    cursor.execute(statement)


def _sqlite_statements(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    statements = []
    for verb in ("UPDATE", "DELETE"):
        name = connection.ops.quote_name(f"{table}_no_{verb.lower()}")
        statements += [
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} BEFORE {verb} ON {connection.ops.quote_name(table)}"
            f" BEGIN SELECT RAISE(ABORT, '{table} is insert-only'); END",
        ]
    return statements


def _postgresql_statements(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    quoted = connection.ops.quote_name(table)
    name = connection.ops.quote_name(f"{table}_insert_only")
    return [
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME; END $$",
        f"DROP TRIGGER IF EXISTS {name} ON {quoted}",
        f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {quoted}"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    ]
