"""Whole trips: files, database, archive, and back; on the starter and on every type of question."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from home.files import read_archive, read_folder
from home.files.archive import packed
from home.files.content import content_of
from home.files.written import written
from home.loading import load
from home.models import LoadedItem
from home.writing import archive_of, gather, programme_called
from tests.conftest import ROOT
from tests.home.files.every_type import with_changes
from tests.home.files.folders import write
from tests.home.files.test_written import BLOCKS, LESSON
from tests.remembered import remembered

pytestmark = pytest.mark.django_db
STARTER = ROOT / "curriculum" / "starter"


def every_file(folder) -> None:
    write(Path(folder), with_changes() | {"m1/l1.md": LESSON + BLOCKS})


@remembered
def load_starter() -> None:
    load(read_folder(STARTER))


@remembered
def load_every_type() -> None:
    with TemporaryDirectory() as folder:
        every_file(folder)
        load(read_folder(Path(folder)))


def archive():
    return archive_of(programme_called("p1"))


def hashes(files) -> dict[str, str]:
    return {item.path: item.sha256 for item in files.items()}


def forget() -> None:
    """As if the programme had been written in the editors' room."""
    LoadedItem.objects.all().delete()


def stripped(value):
    """Values without blanks around texts and without empty ones."""
    if isinstance(value, dict):
        return {key: stripped(inner) for key, inner in value.items() if inner not in ("", None)}
    return [stripped(each) for each in value] if isinstance(value, list) else str(value).strip()


def said(report) -> Counter:
    return Counter({name: len(paths) for name, paths in vars(report).items() if paths})


def test_whole_starter_comes_back_to_the_byte():
    load_starter()
    there = read_folder(STARTER)
    data = archive().data
    files = read_archive(data)

    assert len(files.modules) == 11
    assert data == packed(written(there))
    assert hashes(files) == hashes(there)
    assert said(load(files)) == {"unchanged": len(files.items())}


def test_every_type_comes_back_with_the_same_hashes(tmp_path):
    load_every_type()
    every_file(tmp_path)
    files = read_archive(archive().data)

    assert hashes(files) == hashes(read_folder(tmp_path))
    assert said(load(files)) == {"unchanged": len(files.items())}


def test_archive_is_the_same_twice():
    load_every_type()

    assert archive().data == archive().data


def test_archive_is_the_same_bytes_wherever_its_files_were_loaded(tmp_path):
    """What comes out of this database comes out of any other, and out of none."""
    load_every_type()
    every_file(tmp_path)

    assert archive().data == packed(written(read_folder(tmp_path)))


def test_archive_costs_what_its_drafts_cost_and_a_load_of_nothing_new_a_fifth(
    django_assert_num_queries,
):
    """Each draft is read from its revision, which checks what it points at."""
    load_every_type()
    data = archive().data

    with django_assert_num_queries(152):
        archive()
    with django_assert_num_queries(29):
        load(read_archive(data))


@pytest.mark.parametrize("load_it", [load_starter, load_every_type])
def test_columns_alone_say_what_the_files_said(load_it, tmp_path):
    """But for what goes without saying: every question as the engine knows it, every lesson's hash.

    Nothing is remembered of the files: every word comes from the database.
    """
    load_it()
    every_file(tmp_path)
    before = read_folder(STARTER if load_it is load_starter else tmp_path)
    forget()
    now = gather(programme_called("p1")).items

    for module in before.modules:
        for item in module.questions:
            mine, theirs = (content_of(item.path, each.values) for each in (item, now[item.path]))
            assert mine == theirs
        for lesson in module.lessons:
            values = {**lesson.values, "objectives": None}
            assert {**now[lesson.path].values, "objectives": None} == values
    modules = [module.module for module in before.modules]
    for item in (before.programme, *before.sources, *before.guidance, *modules):
        assert stripped(now[item.path].values | item.values) == stripped(now[item.path].values)
    made = archive()
    files = read_archive(made.data)
    assert (said(load(files)), made.notes) == ({"unchanged": len(files.items())}, [])


def test_looking_writes_nothing():
    load_every_type()
    forget()
    load(read_archive(archive().data), check_only=True)

    assert not LoadedItem.objects.exists()
