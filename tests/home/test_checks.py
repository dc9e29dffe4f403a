import datetime as dt
import io

import django
import pytest
import wagtail
from django.core.checks import Error, Warning, run_checks
from django.db import connections
from PIL import Image

from certificates import payload, qr, rendering, status_list
from config.sqlite import SAFE_OPTIONS
from home import checks

DAY = dt.date(2026, 3, 2)


def add(alias: str, **settings):
    """A further database connection under ``alias``."""
    connections.settings[alias] = {**connections["default"].settings_dict, **settings}
    return connections[alias]


@pytest.fixture
def twin(tmp_path, django_db_setup, django_db_blocker):
    """Makes a file database "twin" with the options given; taken away afterwards."""

    def make(**options):
        return add("twin", NAME=str(tmp_path / "twin.sqlite3"), OPTIONS=options)

    with django_db_blocker.unblock():
        yield make
        connections["twin"].close()
    del connections["twin"]
    del connections.settings["twin"]


def ids(found: list) -> list[str]:
    return [each.id for each in found]


def said(found: list) -> list[str]:
    return [each.msg for each in found]


def test_installed_versions_are_the_tested_ones():
    assert checks.versions(None) == []


def test_untested_version_is_an_error(monkeypatch):
    monkeypatch.setitem(checks.TESTED, "Django", ((5, 2), (6, 0)))

    assert checks.versions(None) == [
        Error(
            "Django 6.0 is installed; only 5.2 is tested.",
            hint="Install from requirements.lock.",
            id="home.E001",
        )
    ]


def test_each_untested_version_is_told(monkeypatch):
    monkeypatch.setattr(checks, "TESTED", {"A": ((1, 2), (1, 3)), "B": ((2, 0), (2, 0))})

    assert said(checks.versions(None)) == ["A 1.3 is installed; only 1.2 is tested."]


def test_versions_are_read_from_what_is_installed():
    assert {name: found for name, (_tested, found) in checks.TESTED.items()} == {
        "Django": django.VERSION[:2],
        "Wagtail": wagtail.VERSION[:2],
    }


def test_renderer_that_works_is_no_warning():
    assert checks.renderer(None) == []


def test_renderer_that_does_not_work_is_a_warning(monkeypatch):
    monkeypatch.setattr(rendering, "is_available", lambda: "Pango is missing.")

    assert checks.renderer(None) == [Warning("Pango is missing.", id="home.W001")]


@pytest.mark.sqlite_only
@pytest.mark.django_db
def test_database_under_test_is_opened_as_in_production():
    assert checks.sqlite_is_safe(None, databases=["default"]) == []


def test_nothing_is_checked_without_databases():
    assert checks.sqlite_is_safe(None) == []


@pytest.mark.sqlite_only
def test_twin_with_safe_options_has_no_error(twin):
    twin(**SAFE_OPTIONS)

    assert checks.sqlite_is_safe(None, databases=["twin"]) == []


@pytest.mark.sqlite_only
def test_twin_with_django_s_own_options_has_every_error(twin):
    twin()

    found = checks.sqlite_is_safe(None, databases=["twin"])

    assert said(found) == [
        "SQLite needs transaction_mode IMMEDIATE.",
        "SQLite journal_mode is delete, needs wal.",
        "SQLite busy_timeout is 5000, needs 20000.",
    ]
    assert set(ids(found)) == {"home.E002"}


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ("PRAGMA synchronous=NORMAL", "SQLite synchronous is 1, needs 2."),
        ("PRAGMA foreign_keys=OFF", "SQLite foreign_keys is 0, needs 1."),
        ("PRAGMA busy_timeout=100", "SQLite busy_timeout is 100, needs 20000."),
        ("PRAGMA journal_mode=TRUNCATE", "SQLite journal_mode is truncate, needs wal."),
    ],
)
def test_twin_with_one_wrong_pragma_has_one_error(twin, wrong, expected):
    options = {**SAFE_OPTIONS, "init_command": f"{SAFE_OPTIONS['init_command']} {wrong};"}
    twin(**options)

    assert said(checks.sqlite_is_safe(None, databases=["twin"])) == [expected]


@pytest.mark.sqlite_only
def test_database_in_memory_needs_no_pragmas(twin):
    twin(transaction_mode="IMMEDIATE").settings_dict["NAME"] = ":memory:"

    assert checks.sqlite_is_safe(None, databases=["twin"]) == []


def test_postgresql_is_not_asked_for_pragmas(django_db_setup):
    add("other", ENGINE="django.db.backends.postgresql", NAME="academy", OPTIONS={})

    found = checks.sqlite_is_safe(None, databases=["other"])

    del connections["other"], connections.settings["other"]
    assert found == []


@pytest.mark.sqlite_only
@pytest.mark.django_db
def test_checks_are_registered(monkeypatch, settings):
    settings.DEMO, settings.ORIGIN = False, "https://a-very-long-name.example.org"
    monkeypatch.setitem(checks.TESTED, "Django", ((5, 2), (6, 0)))
    monkeypatch.setattr(rendering, "is_available", lambda: "Pango is missing.")
    monkeypatch.setitem(checks.PRAGMAS, "synchronous", 7)

    found = [each for each in run_checks(databases=["default"]) if each.id.startswith("home.")]

    assert sorted(ids(found)) == ["home.E001", "home.E002", "home.E003", "home.W001"]


# The host that is printed ------------------------------------------------------------------------


def modules(host: str) -> int:
    """Squares a side of the code of the greatest token behind a host."""
    claims = payload.Claims("7K3M9QWX2BTE9", DAY, DAY, 2**32 - 1, status_list.SIZE - 1, bytes(16))
    data = payload.token(claims, bytes(4), lambda message: bytes(64))
    return Image.open(io.BytesIO(qr.picture(payload.link(f"https://{host}", data)))).width // 2


def test_longest_host_still_fits_the_code(settings):
    settings.DEMO = False
    settings.ORIGIN = "https://check.example.org.uk42"
    assert len(settings.ORIGIN) == len("https://") + checks.LONGEST_HOST

    assert checks.host_is_short(None) == []
    assert modules(settings.ORIGIN.removeprefix("https://")) == 53


def test_longer_host_is_an_error(settings):
    settings.DEMO = False
    settings.ORIGIN = "https://academy.example.org:844"

    assert said(checks.host_is_short(None)) == [
        "The host academy.example.org:844 has 23 characters; certificates carry at most 22."
    ]
    assert ids(checks.host_is_short(None)) == ["home.E003"]


def test_longer_host_is_let_be_in_a_demonstration(settings):
    settings.ORIGIN = "https://a-very-long-name.example.org"

    assert checks.host_is_short(None) == []
