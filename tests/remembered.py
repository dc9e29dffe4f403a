"""What is made again and again by the product's own transitions: made once, then put back by its rows.

A signed course takes 700 queries and a third of a second. Whoever makes one first in a session makes it
really; the rows that it left in the database and what it returned are remembered, and whoever asks for
the same later gets the same rows, inserted, and a copy of what was returned.

That is only the same while everything is as it was at the start. When a test made anything before (a
reviewer who would have signed, say), changed a setting or patched something, everything is really made:
canaries that are to be signed into a question must be there.
"""

import datetime as dt
import functools
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction

#: What arguments may consist of: anything else might mean another thing each time.
PLAIN = (str, int, bool, Decimal, dt.datetime, type(None))
#: Settings that differ in every test and say nothing about what is made.
OF_EACH_TEST = {"MEDIA_ROOT"}
_patching: list[pytest.MonkeyPatch] = []
_counts_at_start: tuple[int, ...] | None = None
_memory: dict[str, "Memory"] = {}


@dataclass(frozen=True)
class Memory:
    """What a maker did: statements with values, what it left for after the commit, what it returned."""

    changes: list[tuple[str, list]]
    afterwards: list[tuple[Callable, bool]]
    result: bytes

    def put_back(self) -> Any:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement, values in self.changes:
                cursor.execute(statement, values)
        for what, robust in self.afterwards:
            transaction.on_commit(what, robust=robust)
        return pickle.loads(self.result)


def database_is_new() -> None:
    """Take note of how an untouched database looks; called once it is there."""
    global _counts_at_start
    _counts_at_start = _counts()


@contextmanager
def watched(patch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Make everything really from when something is patched by ``patch``."""
    _patching.append(patch)
    try:
        yield patch
    finally:
        _patching.remove(patch)


def remembered(make: Callable) -> Callable:
    """Let a maker be asked once for every set of arguments; see the module."""

    @functools.wraps(make)
    def made(*args, **kwargs):
        if not (_is_plain([args, kwargs]) and _is_untouched()):
            return make(*args, **kwargs)
        key = f"{make.__module__}.{make.__qualname__} {args!r} {kwargs!r}"
        if key in _memory:
            return _memory[key].put_back()
        before, waiting = _rows(), len(connection.run_on_commit)
        result = make(*args, **kwargs)
        afterwards = [(what, robust) for _, what, robust in connection.run_on_commit[waiting:]]
        _memory[key] = Memory(_changes(before, _rows()), afterwards, pickle.dumps(result))
        return result

    return made


def _is_plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(each) for key, each in value.items())
    if isinstance(value, list | tuple):
        return all(map(_is_plain, value))
    return type(value) in PLAIN


def _is_untouched() -> bool:
    """Whether nothing was patched, set or made since the start."""
    if any(patch._setattr or patch._setitem for patch in _patching):
        return False
    changed, layer = set(), settings._wrapped
    while "default_settings" in vars(layer):
        changed |= {name for name in vars(layer) if name.isupper()}
        layer = layer.default_settings
    return changed <= OF_EACH_TEST | {"SETTINGS_MODULE"} and _counts() == _counts_at_start


@functools.cache
def _tables() -> tuple[str, ...]:
    """Those of our rows; the editors' search index has no key, and tests leave it empty."""
    names = connection.introspection.django_table_names(only_existing=True)
    return tuple(sorted(name for name in names if not name.startswith("wagtailsearch_")))


@functools.cache
def _columns(table: str) -> tuple[list[str], str]:
    """A table's columns and which one is its key."""
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
        key = connection.introspection.get_primary_key_column(cursor, table)
    return [column.name for column in described], key


def _counts() -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT " + ", ".join(f'(SELECT COUNT(*) FROM "{table}")' for table in _tables())
        )
        return cursor.fetchone()


def _rows() -> dict[str, dict[Any, tuple]]:
    """Every row of every table by its key, as the database keeps it."""
    # A bare column would be converted to Python's types by SQLite's driver, and not back in the same way.
    sign = "+" if connection.vendor == "sqlite" else ""
    found = {}
    with connection.cursor() as cursor:
        for table in _tables():
            names, key = _columns(table)
            cursor.execute(
                f"SELECT {', '.join(f'{sign}{_quoted(name)}' for name in names)} FROM {_quoted(table)}"
            )
            place = names.index(key)
            found[table] = {row[place]: tuple(map(_kept, row)) for row in cursor.fetchall()}
    return found


def _kept(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def _changes(before: dict, after: dict) -> list[tuple[str, list]]:
    """The statements that lead from the one to the other. Makers take nothing away."""
    statements: list[tuple[str, list]] = []
    for table, rows in after.items():
        names, key = _columns(table)
        old = before[table]
        assert not set(old) - set(rows), table
        new = [row for pk, row in rows.items() if pk not in old]
        if new:
            one = f"({', '.join(['%s'] * len(names))})"
            columns = ", ".join(map(_quoted, names))
            insert = (
                f"INSERT INTO {_quoted(table)} ({columns}) VALUES {', '.join([one] * len(new))}"
            )
            statements.append((insert, [value for row in new for value in row]))
        for pk, row in rows.items():
            if pk in old and old[pk] != row:
                sets = ", ".join(f"{_quoted(name)} = %s" for name in names)
                update = f"UPDATE {_quoted(table)} SET {sets} WHERE {_quoted(key)} = %s"
                statements.append((update, [*row, pk]))
    return statements


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
