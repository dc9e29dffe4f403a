"""The two commands: a programme into an archive and back."""

import io

import pytest
from django.core.management import CommandError, call_command

from assessments.models import Question
from curriculum.models import ProgrammePage
from home.files.archive import packed
from tests.home.files.folders import FILES
from tests.home.test_loading_edits import edit
from tests.home.writing.test_round_trip import load_every_type

pytestmark = pytest.mark.django_db


def run(*arguments) -> str:
    told = io.StringIO()
    call_command(*map(str, arguments), stdout=told, stderr=told)
    return told.getvalue()


def test_archive_is_written_and_loaded_as_nothing_new(tmp_path):
    load_every_type()
    said = run("export_curriculum", "p1", tmp_path / "p1.zip")

    assert said == f"p1 is in {tmp_path / 'p1.zip'}. It holds the keys of all quizzes.\n"
    assert run("load_curriculum", tmp_path / "p1.zip") == "0 new, 0 changed, 23 as they were.\n"


def test_archive_is_loaded_into_an_empty_house_and_checked_before(tmp_path):
    (tmp_path / "p1.zip").write_bytes(packed(FILES))

    assert run("load_curriculum", tmp_path / "p1.zip", "--check") == run(
        "load_curriculum", tmp_path / "p1.zip"
    )
    assert run("load_curriculum", tmp_path / "p1.zip") == "0 new, 0 changed, 12 as they were.\n"


def test_hostile_archive_is_refused_by_the_command(tmp_path):
    (tmp_path / "p1.zip").write_bytes(packed(FILES | {"../x": "x"}))

    with pytest.raises(CommandError, match="leads out of the archive"):
        run("load_curriculum", tmp_path / "p1.zip")


def test_number_that_the_editors_room_refuses_is_refused_in_words(tmp_path):
    long = FILES["m1/l1.md"].replace("minutes: 10", "minutes: 121")
    (tmp_path / "p1.zip").write_bytes(packed(FILES | {"m1/l1.md": long}))
    told = io.StringIO()

    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("load_curriculum", str(tmp_path / "p1.zip"), stderr=told)

    assert told.getvalue() == (
        "m1/l1:1: minutes: Ensure this value is less than or equal to 120.\n"
    )
    assert not ProgrammePage.objects.exists()


def test_unknown_programme_is_refused(tmp_path):
    with pytest.raises(CommandError, match="There is no programme 'p9'"):
        run("export_curriculum", "p9", tmp_path / "x.zip")


def test_unfinished_programme_writes_nothing(tmp_path):
    load_every_type()
    edit(Question.objects.get(code="q-short"), rationale="")
    told = io.StringIO()

    with pytest.raises(CommandError, match="nothing was written"):
        call_command("export_curriculum", "p1", str(tmp_path / "x.zip"), stderr=told)

    assert "'rationale' is missing" in told.getvalue()
    assert list(tmp_path.iterdir()) == []
