"""Rows that are written once: editions, sign-offs, responses, gradings, status events.

A promise made to a person rests on them, so two guards stand before each table: the model refuses
in Python, and a database trigger refuses whatever goes around the model. The triggers are put back
after every ``migrate``, because SQLite drops them silently when a column is altered.

A few such rows (look-ups) are kept for some years only, which their model says by ``KEPT``. Their
trigger knows it too: it lets a row go once its time is over by the database's own clock, and never sooner.
"""

import datetime as dt

from django.apps import AppConfig
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper


class InsertOnlyError(Exception):
    """Somebody tried to change or delete a row that is written once."""


class InsertOnlyQuerySet(models.QuerySet):
    """Refuses the bulk ways round ``save()`` and ``delete()``; ``dispose`` removes what has had its time."""

    def update(self, **values):
        raise InsertOnlyError(f"{self.model.__name__} rows are never changed.")

    def delete(self):
        raise InsertOnlyError(f"{self.model.__name__} rows are never deleted.")

    def disposable(self, at: dt.datetime):
        """The rows whose time is over, by their moment ``at``. Can be chained.

        Raises ``InsertOnlyError`` where rows are kept for ever.
        """
        if self.model.KEPT is None:
            raise InsertOnlyError(f"{self.model.__name__} rows are kept for ever.")
        return self.filter(at__lte=at - self.model.KEPT)

    def dispose(self, *, at: dt.datetime) -> int:
        """Remove the rows whose time is over, and return how many. The database refuses any other."""
        return self.disposable(at)._raw_delete(self.db)


class InsertOnly(models.Model):
    """A row that is never changed and never deleted; a correction is a further row."""

    #: How long a row is kept after its moment, ``at``; None: for ever.
    KEPT: dt.timedelta | None = None

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
    kept = {model._meta.db_table: getattr(model, "KEPT", None) for model in sender.get_models()}
    with connection.cursor() as cursor:
        for table in insert_only_tables(sender):
            if table in existing:
                for statement in statements(connection, table, kept.get(table)):
                    cursor.execute(statement)


def _sqlite_statements(
    connection: BaseDatabaseWrapper, table: str, kept: dt.timedelta | None = None
) -> list[str]:
    statements = []
    for verb in ("UPDATE", "DELETE"):
        name = connection.ops.quote_name(f"{table}_no_{verb.lower()}")
        early = f" WHEN OLD.at > datetime('now', '-{kept.days} days')" if kept else ""
        statements += [
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} BEFORE {verb} ON {connection.ops.quote_name(table)}"
            f"{early if verb == 'DELETE' else ''}"
            f" BEGIN SELECT RAISE(ABORT, '{table} is insert-only'); END",
        ]
    return statements


def _postgresql_statements(
    connection: BaseDatabaseWrapper, table: str, kept: dt.timedelta | None = None
) -> list[str]:
    quoted = connection.ops.quote_name(table)
    always, early = (connection.ops.quote_name(f"{table}_{end}") for end in ("insert_only", "kept"))
    verbs = "UPDATE" if kept else "UPDATE OR DELETE"
    statements = [
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME; END $$",
        f"DROP TRIGGER IF EXISTS {early} ON {quoted}",
        f"DROP TRIGGER IF EXISTS {always} ON {quoted}",
        f"CREATE TRIGGER {always} BEFORE {verbs} ON {quoted}"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    ]
    if kept:
        statements.append(
            f"CREATE TRIGGER {early} BEFORE DELETE ON {quoted} FOR EACH ROW"
            f" WHEN (OLD.at > now() - interval '{kept.days} days')"
            " EXECUTE FUNCTION refuse_change()"
        )
    return statements
