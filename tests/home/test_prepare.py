"""What ``./run`` does before it serves."""

import io
import os
import time
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

from assessments.models import Quiz
from certificates.models import Certificate
from home.management.commands import prepare
from home.models import LoadedItem
from home.roles import ROLES
from tests.home.files.every_type import with_changes
from tests.home.files.folders import write
from trainees.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def static(tmp_path):
    """Static files of our own: one sheet, collected into a folder of its own."""
    source, root = tmp_path / "source", tmp_path / "root"
    source.mkdir()
    (source / "a.css").write_text("a {}")
    with override_settings(
        STATIC_ROOT=root,
        STATICFILES_DIRS=[source],
        STATICFILES_FINDERS=["django.contrib.staticfiles.finders.FileSystemFinder"],
    ):
        yield source, root


def run() -> list[str]:
    told = io.StringIO()
    call_command("prepare", stdout=told)
    return told.getvalue().splitlines()


def seen(root: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in root.iterdir()}


def test_prepare_brings_everything_up_twice_without_harm(static, settings, tmp_path):
    """On a small programme in the starter's place: it is loaded like any other."""
    settings.DEMO, settings.BASE_DIR = False, tmp_path
    write(tmp_path / "curriculum" / "starter", with_changes())

    first, second = run(), run()

    roles = f"Roles: {', '.join(role.name for role in ROLES)}."
    count = LoadedItem.objects.count()
    assert first == [
        "Preparing the database ...",
        roles,
        f"{count} new, 0 changed, 0 as they were.",
        "Collecting static files ...",
    ]
    assert second == [
        "Preparing the database ...",
        roles,
        f"0 new, 0 changed, {count} as they were.",
    ]
    assert (Quiz.objects.filter(live=True).count(), User.objects.count()) == (0, 0)


def test_prepare_invents_people_in_a_demonstration(static):
    told = run()

    assert told[4].startswith("Passphrase of everybody here: ")
    assert Certificate.objects.count() == 3


def collect() -> None:
    prepare.Command(stdout=io.StringIO())._collect_static()


def test_static_files_are_collected_again_when_one_changes(static):
    source, root = static
    collect()
    (source / "a.css").write_text("a { color: red }")
    later = (
        time.time() + 60
    )  # what changed within a second of collecting, Django takes for the same
    os.utime(source / "a.css", (later, later))

    collect()

    assert seen(root) == {"a.css": "a { color: red }"}


def test_static_files_are_not_collected_again_when_none_changed(static):
    _source, root = static
    collect()
    (root / "a.css").unlink()

    collect()

    assert seen(root) == {}


def test_static_files_are_collected_again_after_a_collection_that_failed(static, monkeypatch):
    source, root = static
    collect()
    (source / "b.css").write_text("b {}")
    with monkeypatch.context() as patch:
        patch.setattr(prepare, "call_command", lambda *args, **options: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            collect()
    (source / "b.css").unlink()
    (root / "a.css").unlink()

    collect()

    assert seen(root) == {"a.css": "a {}"}
