import importlib
import sqlite3
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import sqlite

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def modules(monkeypatch):
    """Python's table of modules, put back afterwards."""
    for name in ("sqlite3", "sqlite3.dbapi2", "pysqlite3", "pysqlite3.dbapi2"):
        if name in sys.modules:
            monkeypatch.setitem(sys.modules, name, sys.modules[name])
    return sys.modules


@pytest.mark.parametrize(
    ("version", "is_refused"),
    [
        ((3, 40, 1), True),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 52, 0), False),
        ((4, 0, 0), False),
    ],
)
def test_sqlite_below_the_floor_is_refused(monkeypatch, version, is_refused):
    loaded = importlib.import_module("sqlite3")
    monkeypatch.setattr(loaded, "sqlite_version_info", version)
    monkeypatch.setattr(loaded, "sqlite_version", ".".join(map(str, version)))

    if not is_refused:
        assert sqlite.require_floor() is None
        return
    with pytest.raises(ImproperlyConfigured) as refused:
        sqlite.require_floor()
    assert str(refused.value) == (
        f"SQLite {'.'.join(map(str, version))} can corrupt this database; 3.51.3 or newer is needed."
        " Install the pysqlite3 package, or set DATABASE_URL to a PostgreSQL database."
    )


def test_sqlite_of_this_installation_is_new_enough():
    assert sqlite.require_floor() is None
    assert sqlite3.sqlite_version_info >= (3, 51, 3)


def test_swap_puts_the_newer_driver_in_place(modules):
    newer = pytest.importorskip("pysqlite3")
    modules["sqlite3"] = modules["sqlite3.dbapi2"] = None

    sqlite.swap_in()

    assert importlib.import_module("sqlite3") is newer
    assert importlib.import_module("sqlite3.dbapi2") is newer.dbapi2


def test_swap_leaves_python_s_own_driver_where_no_other_is_installed(modules):
    before = modules["sqlite3"], modules["sqlite3.dbapi2"]
    modules["pysqlite3"] = None

    sqlite.swap_in()

    assert (modules["sqlite3"], modules["sqlite3.dbapi2"]) == before
