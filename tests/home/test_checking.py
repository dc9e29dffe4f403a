"""A check says what the load after it does, without most of its work."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ReferenceIndex

from assessments.models import Case, Checklist, Question, Quiz
from curriculum.models import LessonPage, ModulePage, ProgrammePage, Source
from home.copying import copy_module
from home.files import BrokenFiles, Files, read_folder
from home.loading import Report, load
from home.loading import programme as loading
from home.models import LoadedItem
from home.writing import gather
from tests import make
from tests.home.files.every_type import with_changes
from tests.home.files.folders import changed, write
from tests.home.test_loading_edits import edit
from tests.home.test_loading_types import load_all, load_and_sign_all

pytestmark = pytest.mark.django_db

WITH_DRAFTS = (ProgrammePage, ModulePage, LessonPage, Case, Question, Quiz, Checklist)


def told(files: Files, *, check_only: bool, by=None) -> Report | list[str]:
    """The report, or what is refused."""
    try:
        return load(files, check_only=check_only, by=by)
    except BrokenFiles as broken:
        return [str(problem) for problem in broken.problems]


def checked_then_loaded(files: Files, *, by=None) -> Report | list[str]:
    """What both say; a difference fails."""
    checked = told(files, check_only=True, by=by)
    loaded = told(files, check_only=False, by=by)
    assert checked == loaded
    return loaded


def tables_written(files: Files) -> set[str]:
    with CaptureQueriesContext(connection) as asked:
        load(files, check_only=True)
    words = [query["sql"].split() for query in asked.captured_queries]
    return {said[2].strip('"') for said in words if said[:2] == ["INSERT", "INTO"]}


def test_check_and_load_say_the_same_of_what_is_new_and_of_what_is_here(tmp_path):
    files = read_folder(write(tmp_path, with_changes()))

    first = checked_then_loaded(files)
    again = checked_then_loaded(files)

    assert len(first.created) == len(files.items())
    assert again == Report(unchanged=first.created)


def test_check_and_load_say_the_same_where_an_author_edited(tmp_path):
    load_and_sign_all()
    edit(LessonPage.objects.get(), summary="Amara's own words.")
    edit(Question.objects.get(code="q-short"), stem="Mine?")
    make.sign(Question.objects.get(code="q-short"))
    edit(Quiz.objects.get(), pass_mark=70)
    Source.objects.filter(code="S1").update(title="A better title")
    changes = with_changes(
        ("What does", "What exactly does"),
        ("It finds out.", "It finds it out."),
        ("minutes: 30", "minutes: 40"),
        ("id: b2", "id: b3"),
    )
    changes |= changed("sources.yaml", "A guideline", "A new one")
    changes |= changed("m1/l1.md", "explain it", "tell it")

    report = checked_then_loaded(read_folder(write(tmp_path, changes)))

    assert report.created == ["m1/b3"]
    assert report.updated == ["m1/q-match"]
    assert report.over_an_edit == ["m1/q-short"]
    assert report.left_alone == ["source/S1", "m1/l1", "m1/quiz"]


def test_check_and_load_say_the_same_to_an_author_who_meets_a_lock(tmp_path):
    load_all()
    LessonPage.objects.update(locked=True)
    files = read_folder(
        write(tmp_path, with_changes() | changed("m1/l1.md", "explain it", "say it"))
    )

    report = checked_then_loaded(files, by=make.make_author())

    assert report.locked == ["m1/l1"]


@pytest.mark.parametrize("is_loaded", [False, True])
@pytest.mark.parametrize(
    ("change", "refused"),
    [
        (
            changed("m1/l1.md", "minutes: 10", "minutes: 121"),
            "m1/l1:1: minutes: Ensure this value is less than or equal to 120.",
        ),
        (
            changed("m1/l1.md", "minutes: 10", "minutes: 0"),
            "m1/l1:1: minutes: Ensure this value is greater than or equal to 1.",
        ),
    ],
)
def test_check_and_load_refuse_the_same(tmp_path, is_loaded, change, refused):
    if is_loaded:
        load(read_folder(write(tmp_path)))

    assert checked_then_loaded(read_folder(write(tmp_path, change))) == [refused]


def test_check_and_load_refuse_the_same_code_of_another_programme(tmp_path):
    load_all()
    files = read_folder(write(tmp_path, changed("programme.yaml", "code: p1", "code: p2")))

    (refused,) = checked_then_loaded(files)

    assert "m1 is a module of the programme p1 here" in refused


def test_check_writes_only_what_later_items_point_at(tmp_path):
    written = tables_written(read_folder(write(tmp_path, with_changes())))

    assert {"assessments_question", "curriculum_lessonpage"} <= written
    assert not written & {
        *("wagtailcore_revision", "wagtailcore_referenceindex", "home_loadeditem"),
        *("assessments_option", "assessments_quizslot"),
    }


def test_only_modules_of_which_files_say_something_new_are_looked_into(tmp_path, monkeypatch):
    load_all()
    copy_module(
        ModulePage.objects.get(), code="m2", title="Again", by=make.make_author(), at=make.NOW
    )
    programme = ProgrammePage.objects.get()
    whole, seen = gather(programme).items, []
    monkeypatch.setattr(loading, "gather", lambda *asked: seen.append(asked) or gather(*asked))

    load(read_folder(write(tmp_path, with_changes() | changed("m1/l1.md", "explain", "tell"))))

    ((_, only),) = seen
    found = gather(programme, {"m2"}).items
    assert only == {"m1"}
    assert found == {path: item for path, item in whole.items() if not path.startswith("m1")}


def test_load_leaves_the_reference_index_as_wagtail_would(tmp_path):
    load(read_folder(write(tmp_path, with_changes())))
    before = references()

    for model in WITH_DRAFTS:
        for thing in model.objects.all():
            ReferenceIndex.create_or_update_for_object(thing)

    assert references() == before
    question = Question.objects.get(code="q-match")
    assert ReferenceIndex.get_references_to(question).exists()


def references() -> set[tuple]:
    return set(
        ReferenceIndex.objects.values_list(
            "content_type", "object_id", "to_content_type", "to_object_id", "content_path"
        )
    )


def test_a_number_spelt_otherwise_is_a_change(tmp_path):
    """To Python 18 is 18.0; an archive spells what its file said."""
    load(read_folder(write(tmp_path)))

    report = load(
        read_folder(write(tmp_path, changed("m1/quiz.yaml", "answer: 18", "answer: 18.0")))
    )

    assert report.updated == ["m1/q3"]
    assert LoadedItem.objects.get(path="m1/q3").said["answer"] == 18.0
