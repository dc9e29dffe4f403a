"""What was written in the editors' room: said in files, or named; never lost, never overwritten."""

from collections import Counter
from uuid import uuid4

import pytest
from django.utils import timezone

from assessments.models import Checklist, Option, Question, Quiz
from curriculum.models import GuidanceKey, LessonPage, ModulePage, ProgrammePage, Source
from home.copying import copy_module
from home.files import BrokenFiles, read_archive, read_folder
from home.files.items import plain
from home.files.lesson_text import PICTURES, WAYS
from home.files.written import written
from home.loading import drafts, load
from home.loading.drafts import Drafts
from home.models import LoadedItem
from home.writing import CannotBeWritten, gather
from home.writing.pages import MEDIA
from tests import make
from tests.home.files.every_type import with_changes
from tests.home.files.folders import LESSON, write
from tests.home.files.test_lessons import ONLY
from tests.home.test_loading_edits import edit
from tests.home.writing.test_round_trip import (
    archive,
    forget,
    load_every_type,
    programme_called,
    said,
)

pytestmark = pytest.mark.django_db


def row_of(path: str) -> dict:
    return plain(next(i for i in read_archive(archive().data).items() if i.path == path).values)


def refused() -> list[str]:
    with pytest.raises(CannotBeWritten) as found:
        archive()
    return found.value.reasons


def with_block(kind: str, value) -> LessonPage:
    """The lesson with one block more."""
    lesson = LessonPage.objects.get()
    body = lesson.get_latest_revision_as_object().body.get_prep_value()
    return edit(lesson, body=[*body, {"type": kind, "value": value, "id": str(uuid4())}])


def test_edit_is_written_from_its_newest_draft():
    load_every_type()
    edit(LessonPage.objects.get(), summary="Amara's own words.")
    edit(ModulePage.objects.get(), title="Her module")
    edit(ProgrammePage.objects.get(), hours=11, reminder_days="7, 30")
    edit(Quiz.objects.get(), pass_mark=70)
    edit(Checklist.objects.get(), rating_at_least=4)
    edit(Question.objects.get(code="q-base-t"), stem="How many of them?")

    assert row_of("m1/l1")["summary"] == "Amara's own words."
    assert row_of("m1")["title"] == "Her module"
    assert (row_of("programme")["hours"], row_of("programme")["reminder_days"]) == (11, [30, 7])
    assert row_of("m1/quiz")["pass_mark"] == 70
    assert row_of("m1/checklist")["rating_at_least"] == 4
    assert [step["id"] for step in row_of("m1/checklist")["steps"]] == ["s1", "s2"]
    assert row_of("m1/q-base")["twin"]["stem"] == "How many of them?"
    assert said(load(read_archive(archive().data))) == {"unchanged": len(LoadedItem.objects.all())}


def test_contacts_and_rules_of_conduct_travel_also_when_they_are_taken_away():
    load_every_type()
    rules = ["I come on time.", 'I say: "I will ask". No, never: yes.']
    page = edit(ProgrammePage.objects.get(), contacts=15, conduct=[("rule", r) for r in rules])
    asked = row_of("programme")
    forget()
    assert set(said(load(read_archive(archive().data)))) == {"unchanged"}
    edit(page, contacts=0, conduct=[])
    silent = row_of("programme")

    assert (asked["contacts"], asked["conduct"]) == (15, rules)
    assert (silent["contacts"], silent["conduct"]) == (0, [])


def test_looking_at_an_archive_of_an_edit_makes_the_edit_no_files_own():
    """An archive that says what is here is loaded as nothing, so an older folder still cannot overwrite."""
    load_every_type()
    before = set(LoadedItem.objects.values_list("path", "sha256", "state"))
    edit(Question.objects.get(code="q-short"), stem="Amara's own words?")
    load(read_archive(archive().data))

    assert set(LoadedItem.objects.values_list("path", "sha256", "state")) == before


def test_option_born_here_keeps_its_uid_when_a_file_changes_another_word(tmp_path):
    load_every_type()
    question = Question.objects.get(code="q-weights").get_latest_revision_as_object()
    born = Option(uid=uuid4(), text="Born here.", weight="0", sort_order=3)
    question.options.add(born)
    question.save_revision(user=make.make_author())
    files = read_archive(archive().data)
    item = next(i for i in files.items() if i.path == "m1/q-weights")
    assert [row["id"] for row in item.values["options"]] == ["a", "b", "c", "d"]
    make.sign(Question.objects.get(code="q-weights"))
    texts = written(files)
    texts["m1/quiz.yaml"] = texts["m1/quiz.yaml"].replace("Which one is best?", "Which is best?")
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)

    report = load(read_folder(tmp_path))

    now = Question.objects.get(code="q-weights").get_latest_revision_as_object()
    assert (report.over_an_edit, now.stem) == (["m1/q-weights"], "Which is best?")
    assert [option.uid for option in now.options.all()][3] == born.uid


def test_objective_keeps_its_name_wherever_it_stands():
    load_every_type()
    module = ModulePage.objects.get()
    (old,) = module.get_latest_revision_as_object().objectives.get_prep_value()
    block = ModulePage._meta.get_field("objectives").stream_block
    new = {"type": "objective", "value": "Do it.", "id": str(uuid4())}
    edit(module, objectives=block.to_python([new, old]))

    assert [row["id"] for row in row_of("m1")["objectives"]] == ["o2", "o1"]


def test_objective_that_is_no_more_is_named_where_a_lesson_still_serves_it(tmp_path):
    served = LESSON.replace("minutes: 10", "minutes: 10\nobjectives: [o1]")
    load(read_folder(write(tmp_path, {"m1/l1.md": served})))
    assert row_of("m1/l1")["objectives"] == ["o1"]
    edit(ModulePage.objects.get(), objectives=[])
    for question in Question.objects.all():
        edit(question, objective="")

    noted = gather(programme_called("p1"))

    assert noted.items["m1/l1"].values["objectives"] == []
    assert noted.notes == ["m1/l1: that it serves o1, an objective that its module has no more"]


def test_picture_is_named_and_its_lesson_is_left_alone(tmp_path):
    load_every_type()
    with_block("image", {"image": None, "alt": "A clinic", "caption": ""})
    make.sign(LessonPage.objects.get())

    assert archive().notes == ["m1/l1: block 19, a picture"]
    report = load(read_archive(archive().data))
    assert said(report) == {"unchanged": LoadedItem.objects.count()}
    report = load(read_folder(write(tmp_path)))
    assert report.odd == ["m1/l1"]
    assert "holds here what a file cannot say" in "".join(report.lines())


@pytest.mark.parametrize("own", [{"image": 7}, {"drawing": "fever", "image": 7}, {}])
def test_picture_of_her_own_among_steps_is_named(own):
    load_every_type()
    steps = [
        {"type": "item", "value": {"alt": "", "text": "One.", **picture}, "id": str(uuid4())}
        for picture in ({"drawing": "fever"}, own)
    ]
    with_block("picture_steps", {"steps": steps, "in_order": True})

    assert archive().notes == ["m1/l1: block 19, a picture"]


def test_drawings_chosen_in_the_editor_are_written():
    load_every_type()
    with_block(
        "image", {"drawing": "fever", "image": None, "alt": " Hot. ", "caption": "She is\xa0hot"}
    )

    written_again = written(read_archive(archive().data))["m1/l1.md"]

    assert written_again.endswith('::: picture drawing=fever alt="Hot."\nShe is hot\n:::\n')


def test_drawing_that_the_house_has_no_more_refuses_the_archive():
    load_every_type()
    with_block("image", {"drawing": "gone", "image": None, "alt": "", "caption": ""})

    with pytest.raises(CannotBeWritten, match="'gone' is no drawing; known: load_high"):
        archive()


def test_picture_would_be_lost_without_the_guard(tmp_path, monkeypatch):
    load_every_type()
    with_block("image", {"image": None, "alt": "A clinic", "caption": ""})
    make.sign(LessonPage.objects.get())
    monkeypatch.setattr(Drafts, "_is_kept", lambda self, item, thing: False)

    report = load(read_folder(write(tmp_path)))

    kinds = {b.block_type for b in LessonPage.objects.get().get_latest_revision_as_object().body}
    assert (report.over_an_edit[0], "image" in kinds) == ("m1/l1", False)


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("text", '<p>See <a href="https://x.org">here</a>.</p>', "m1/l1: it holds <a>"),
        ("text", "<p>Text</p><hr/>", "m1/l1: it holds <hr>"),
        ("key_message", "<p>1. not a list</p>", "m1/l1: “1. not a list” reads otherwise"),
        ("key_message", "<p>5 *stars* here</p>", "m1/l1: “5 *stars* here” reads otherwise"),
        ("danger", "<p>::: danger</p>", "m1/l1: a ::: block opens inside another"),
        ("do", "<p>`code`</p>", f"m1/l1: {ONLY}: “`code`”"),
        ("do", "<p>&lt;b&gt;</p>", f"m1/l1: {ONLY}: “<b>”"),
        ("do", "", "m1/l1: the block 'do' is empty"),
    ],
)
def test_what_a_file_would_change_refuses_the_archive_by_name(kind, value, said):
    load_every_type()
    with_block(kind, value)

    assert refused()[0][: len(said)] == said


def test_unfinished_draft_refuses_the_archive_by_name():
    load_every_type()
    edit(Question.objects.get(code="q-short"), rationale="")

    assert ["'rationale' is missing" in reason for reason in refused()] == [True]


def test_second_quiz_of_a_module_refuses_the_archive_by_name():
    load_every_type()
    module = ModulePage.objects.get()
    Quiz.objects.create(code="m1x", title="Practice", module=module, pass_mark_reason="x")
    Checklist.objects.all().delete()

    assert refused() == [
        "m1/quiz: a module's files hold one quiz; here: m1, m1x",
        "m1/checklist: a module's files hold a checklist",
    ]


def test_other_names_and_what_was_withdrawn_are_named():
    load_every_type()
    names = [("name", {"language": "pt", "title": "Módulo"})]
    edit(ModulePage.objects.get(), names=names)
    Question.objects.filter(code="b1").update(live=False, first_published_at=timezone.now())

    assert archive().notes == [
        "m1: its names in other languages",
        "m1/b1: that it was withdrawn here; the file is there and would be a draft",
    ]


def test_rows_that_mean_nothing_in_a_type_are_named():
    load_every_type()
    edit(Question.objects.get(code="b1"), unit_penalty="", match_case=True)

    assert archive().notes == [
        "m1/b1: its match_case, which mean nothing in a question of type numeric"
    ]


def test_what_was_loaded_before_files_were_remembered_is_remembered_at_the_next_load(tmp_path):
    load_every_type()
    before = set(LoadedItem.objects.values_list("path", "sha256", "state"))
    LoadedItem.objects.update(said=None)
    edit(LessonPage.objects.get(), summary="Amara's own words.")
    assert [note[:40] for note in archive().notes] == ["m1/l1: the objectives in its file; load "]

    load(read_folder(write(tmp_path, with_changes())))

    assert not LoadedItem.objects.exclude(path="m1/l1").filter(said=None).exists()
    assert set(LoadedItem.objects.values_list("path", "sha256", "state")) == before


def test_author_is_kept_out_by_a_lock_and_the_server_is_not(tmp_path):
    load_every_type()
    LessonPage.objects.update(locked=True)
    files = read_folder(write(tmp_path, with_changes()))

    report = load(files, check_only=True, by=make.make_author())
    assert report.locked == ["m1/l1"]
    assert load(files, check_only=True).updated == ["m1/l1"]


def test_author_changes_sources_but_not_what_countries_decide(tmp_path):
    load_every_type()
    change = {
        "guidance.yaml": "- key: infant_tests\n  kind: LOC\n  owner: legal\n  question: At what age?\n",
        "sources.yaml": (write(tmp_path) / "sources.yaml")
        .read_text()
        .replace("A guide", "The guide"),
    }
    report = load(read_folder(write(tmp_path, with_changes() | change)), by=make.make_author())

    assert (report.not_yours, report.updated) == (
        ["guidance/infant_tests"],
        ["source/S1", "m1/l1"],
    )
    assert (GuidanceKey.objects.get().owner, Source.objects.first().title) == (
        "clinical",
        "The guideline",
    )


def test_gathering_twice_gives_the_same():
    load_every_type()
    one, other = (gather(programme_called("p1")).items for _ in range(2))

    assert one == other


def test_every_kind_of_block_has_words_or_a_name():
    kinds = LessonPage._meta.get_field("body").stream_block.child_blocks

    assert set(kinds) == {"text", *WAYS, *PICTURES, *MEDIA}


def copy_as(code: str, folder, *, module: str = "m1"):
    """The programme's files under another code, as somebody would begin a copy."""
    texts = written(read_archive(archive().data))
    told = texts["programme.yaml"].replace("code: p1", f"code: {code}")
    texts["programme.yaml"] = told.replace("m1", module)
    for name in ("module", "quiz", "checklist"):
        text = texts[f"m1/{name}.yaml"].replace("code: m1", f"code: {module}")
        texts[f"m1/{name}.yaml"] = text.replace("module: m1", f"module: {module}")
    texts = {name.replace("m1/", f"{module}/"): text for name, text in texts.items()}
    return read_folder(write(folder, texts))


def test_copy_of_a_programme_takes_no_question_away_from_it(tmp_path):
    load_every_type()

    with pytest.raises(BrokenFiles, match="c1 is in the programme p1 here; give it another code"):
        load(copy_as("p2", tmp_path, module="m2"))

    assert set(ProgrammePage.objects.values_list("slug", flat=True)) == {"p1"}


def test_copy_of_a_programme_would_take_its_questions_without_the_guard(tmp_path, monkeypatch):
    load_every_type()
    monkeypatch.setattr(drafts, "_check_programme", lambda item, snippet, module: None)
    copy = copy_as("p2", tmp_path, module="m2")
    make.sign(Question.objects.get(code="q-short"))
    LoadedItem.objects.all().delete()

    load(copy)

    moved = Question.objects.get(code="q-short").get_latest_revision_as_object().module
    assert moved.get_parent().slug == "p2"


def test_module_code_of_another_programme_is_refused(tmp_path):
    load_every_type()

    with pytest.raises(BrokenFiles, match="m1 is a module of the programme p1 here"):
        load(copy_as("p2", tmp_path))

    assert set(ProgrammePage.objects.values_list("slug", flat=True)) == {"p1"}


def test_what_is_remembered_of_one_module_would_be_mixed_with_the_other_without_the_guard(
    tmp_path, monkeypatch
):
    load_every_type()
    for check in ("_check_module", "_check_programme"):
        monkeypatch.setattr(drafts, check, lambda *seen: None)
    before = LoadedItem.objects.get(path="m1/l1").state

    load(copy_as("p2", tmp_path))

    assert LoadedItem.objects.get(path="m1/l1").state != before


def test_copied_module_is_written_like_any_other():
    load_every_type()
    module = ModulePage.objects.get()
    copy_module(module, code="m2", title="Again", by=make.make_author(), at=timezone.now())
    files = read_archive(archive().data)

    one, other = (
        Counter(path.partition("/")[0] for path in (i.path for i in files.items()))[code]
        for code in ("m1", "m2")
    )
    assert one == other
    assert said(load(files)) == {"unchanged": len(files.items())}
