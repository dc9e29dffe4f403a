"""What somebody edited is never overwritten by a load."""

import pytest

from assessments.models import Question
from curriculum.models import LessonPage, Source
from home.files import Files, read_folder
from home.loading import load
from home.models import LoadedItem
from tests import make
from tests.home.files.folders import changed, write

pytestmark = pytest.mark.django_db


def files(folder, change: dict[str, str] | None = None) -> Files:
    return read_folder(write(folder, change))


def remembered() -> set[tuple]:
    return set(LoadedItem.objects.values_list("path", "sha256", "state"))


def edit(thing, **values):
    """An editor's own draft."""
    draft = thing.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision(
        user=make.User.objects.filter(username="amara").first() or make.make_author()
    )
    thing.refresh_from_db()
    return thing


NEW_SUMMARY = changed("m1/l1.md", "You can explain it.", "You can explain it well.")


def test_unsigned_edit_is_left_alone_and_reported(tmp_path):
    load(files(tmp_path))
    lesson = edit(LessonPage.objects.get(), summary="Amara's own words.")
    before = lesson.revisions.count(), remembered()

    report = load(files(tmp_path, NEW_SUMMARY))

    assert report.left_alone == ["m1/l1"]
    assert report.lines()[1:] == [
        "m1/l1: was edited here and that is not signed; the file's text was not loaded."
    ]
    assert lesson.get_latest_revision_as_object().summary == "Amara's own words."
    assert (lesson.revisions.count(), remembered()) == before


def test_unsigned_edit_would_be_lost_without_the_guard(tmp_path):
    load(files(tmp_path))
    lesson = edit(LessonPage.objects.get(), summary="Amara's own words.")
    LoadedItem.objects.filter(path="m1/l1").update(state=str(lesson.latest_revision_id))

    load(files(tmp_path, NEW_SUMMARY))

    lesson.refresh_from_db()
    assert lesson.get_latest_revision_as_object().summary == "You can explain it well."


def test_unsigned_edit_stays_when_the_file_did_not_change(tmp_path):
    load(files(tmp_path))
    lesson = edit(LessonPage.objects.get(), summary="Amara's own words.")

    report = load(files(tmp_path))

    assert (report.left_alone, len(report.unchanged)) == ([], 12)
    assert lesson.get_latest_revision_as_object().summary == "Amara's own words."


def test_signed_edit_keeps_standing_under_the_new_draft_and_is_reported(tmp_path):
    load(files(tmp_path))
    lesson = edit(LessonPage.objects.get(), summary="Amara's own words.", title="Her title")
    make.sign(lesson)

    report = load(files(tmp_path, NEW_SUMMARY))

    lesson.refresh_from_db()
    assert report.over_an_edit == ["m1/l1"]
    assert report.lines()[1:] == [
        "m1/l1: edited here since the last load; the file's text waits as a draft above it."
    ]
    assert (lesson.summary, lesson.title) == ("Amara's own words.", "Her title")
    assert lesson.get_latest_revision_as_object().summary == "You can explain it well."


def test_unsigned_edit_of_a_question_is_left_alone(tmp_path):
    load(files(tmp_path))
    question = edit(Question.objects.get(code="q2"), stem="Which two?")

    report = load(files(tmp_path, changed("m1/quiz.yaml", "Which ones?", "Which of them?")))

    assert report.left_alone == ["m1/q2"]
    assert question.get_latest_revision_as_object().stem == "Which two?"


def test_source_edited_here_is_not_overwritten(tmp_path):
    load(files(tmp_path))
    Source.objects.filter(code="S1").update(title="A better title")

    report = load(files(tmp_path, changed("sources.yaml", "A guideline", "A new guideline")))

    assert report.left_alone == ["source/S1"]
    assert Source.objects.get(code="S1").title == "A better title"


def test_source_nobody_edited_follows_its_file(tmp_path):
    load(files(tmp_path))

    new = changed("sources.yaml", "A guideline", "A new guideline")
    reports = [load(files(tmp_path, new)), load(files(tmp_path, new))]

    assert [report.updated for report in reports] == [["source/S1"], []]
    assert Source.objects.get(code="S1").title == "A new guideline"


def test_source_made_by_hand_is_left_alone(tmp_path):
    Source.objects.create(code="S1", title="Mine", publisher="Me")

    report = load(files(tmp_path))

    assert report.left_alone == ["source/S1"]
    assert Source.objects.get(code="S1").title == "Mine"
