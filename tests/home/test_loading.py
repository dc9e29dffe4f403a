import pytest
from wagtail.models import Page, PageLogEntry, Revision

from assessments.models import Checklist, ChecklistStep, Option, Question, Quiz, QuizSlot
from curriculum.models import GuidanceKey, LessonPage, ModulePage, ProgrammePage, Source
from home.files import BrokenFiles, Files, read_folder
from home.files.uids import derived
from home.loading import Report, load
from home.loading.drafts import Drafts
from home.loading.programme import load_programme
from home.models import LoadedItem
from tests import make
from tests.home.files.folders import changed, write

pytestmark = pytest.mark.django_db

TABLES = (
    *(Source, GuidanceKey, Page, Question, Option, Quiz, QuizSlot, Checklist, ChecklistStep),
    *(Revision, LoadedItem, PageLogEntry),
)
PATHS = [
    *("source/S1", "source/S2", "guidance/infant_tests", "programme", "m1", "m1/l1"),
    *("m1/q1t", "m1/q1", "m1/q2", "m1/q3", "m1/quiz", "m1/checklist"),
]


def files(folder, change: dict[str, str] | None = None) -> Files:
    return read_folder(write(folder, change))


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in TABLES}


def remembered() -> set[tuple]:
    return set(LoadedItem.objects.values_list("path", "sha256", "state"))


NEW_SUMMARY = changed("m1/l1.md", "You can explain it.", "You can explain it well.")


def test_first_load_reports_everything_as_new(tmp_path):
    report = load(files(tmp_path))

    assert report == Report(created=PATHS)
    assert report.lines() == ["12 new, 0 changed, 0 as they were."]


def test_first_load_makes_drafts_only(tmp_path):
    load(files(tmp_path))

    live = [
        list(model.objects.filter(live=True))
        for model in (ProgrammePage, ModulePage, LessonPage, Question, Quiz, Checklist)
    ]
    assert live == [[], [], [], [], [], []]
    assert counts()["Revision"] == 9


def test_load_writes_contacts_and_rules_of_conduct_once(tmp_path):
    stated = 'hours: 10\ncontacts: 15\nconduct: ["I come on time. ", I keep it private.]'
    asking = changed("programme.yaml", "hours: 10", stated)

    load(files(tmp_path, asking))
    again = load(files(tmp_path, asking))

    programme = ProgrammePage.objects.get()
    rules = [rule.value for rule in programme.conduct]
    assert (programme.contacts, rules) == (15, ["I come on time.", "I keep it private."])
    assert "programme" in again.unchanged


def test_load_writes_what_the_files_say(tmp_path):
    load(files(tmp_path))

    lesson = LessonPage.objects.get()
    fact = lesson.body[1].value
    question = Question.objects.get(code="q1")
    numeric = Question.objects.get(code="q3")
    assert (lesson.title, lesson.minutes, lesson.get_parent().slug) == ("A lesson", 10, "m1")
    assert (fact["source"].code, fact["guidance_key"]) == ("S1", "infant_tests")
    assert (question.lesson, question.guidance_key.key, question.sources) == (
        *(lesson, "infant_tests", "S1"),
    )
    assert [(option.text, option.correct, option.safety) for option in question.options.all()] == [
        ("This one.", True, "neither"),
        ("That one.", False, "harmful"),
    ]
    assert (numeric.kind, numeric.answer, numeric.unit) == ("numeric", 18, "months")


def test_load_writes_module_quiz_and_checklist(tmp_path):
    load(files(tmp_path))

    module = ModulePage.objects.get()
    slots = Quiz.objects.get().slots.values_list("question__code", "question__twin__code")
    steps = Checklist.objects.get().steps.values_list("text", "critical")
    assert (module.hours, [str(each.value) for each in module.objectives]) == (6, ["Explain it."])
    assert list(slots) == [("q1", "q1t"), ("q2", None), ("q3", None)]
    assert list(steps) == [("Greets.", True), ("Asks.", False)]


def test_load_writes_points_rating_and_second_trainer(tmp_path):
    said = "pass_at: 2\nrating_at_least: 4\ncountersigned: true"
    load(files(tmp_path, changed("m1/checklist.yaml", "pass_at: 2", said)))
    plain = Checklist.objects.get()

    heavy = changed("m1/checklist.yaml", "critical: true", "points: 3")
    load(files(tmp_path, heavy))

    draft = Checklist.objects.get().get_latest_revision_as_object()
    assert (plain.rating_at_least, plain.countersigned) == (4, True)
    assert (draft.rating_at_least, draft.countersigned) == (0, False)
    assert [step.points for step in draft.steps.all()] == [3, 1]


def test_second_load_changes_nothing(tmp_path):
    load(files(tmp_path))
    before = counts(), remembered()

    report = load(files(tmp_path))

    assert report == Report(unchanged=PATHS)
    assert (counts(), remembered()) == before


def test_check_writes_nothing(tmp_path):
    before = counts(), remembered()

    report = load(files(tmp_path), check_only=True)

    assert report == Report(created=PATHS)
    assert (counts(), remembered()) == before


def test_check_without_its_guard_would_write(tmp_path):
    before = counts()

    load(files(tmp_path), check_only=False)

    assert counts() != before


def test_check_of_a_change_writes_nothing(tmp_path):
    load(files(tmp_path))
    before = counts(), remembered()

    report = load(files(tmp_path, NEW_SUMMARY), check_only=True)

    assert report.updated == ["m1/l1"]
    assert (counts(), remembered()) == before


def test_changed_file_becomes_a_draft_while_the_live_text_stays(tmp_path):
    load(files(tmp_path))
    lesson = LessonPage.objects.get()
    make.sign(lesson)

    report = load(files(tmp_path, NEW_SUMMARY))

    lesson.refresh_from_db()
    assert report.updated == ["m1/l1"]
    assert (lesson.live, lesson.summary) == (True, "You can explain it.")
    assert lesson.get_latest_revision_as_object().summary == "You can explain it well."


def test_changed_draft_is_loaded_over_the_draft_of_the_last_load(tmp_path):
    load(files(tmp_path))

    load(files(tmp_path, NEW_SUMMARY))
    report = load(files(tmp_path, changed("m1/l1.md", "explain it.", "explain all of it.")))

    lesson = LessonPage.objects.get()
    assert report.updated == ["m1/l1"]
    assert lesson.get_latest_revision_as_object().summary == "You can explain all of it."
    assert lesson.revisions.count() == 3


def test_changed_question_becomes_a_draft_while_the_live_one_stays(tmp_path):
    load(files(tmp_path))
    question = Question.objects.get(code="q2")
    make.sign(question)

    report = load(files(tmp_path, changed("m1/quiz.yaml", "text: Right.", "text: The right one.")))

    draft = Question.objects.get(code="q2").get_latest_revision_as_object()
    assert report.updated == ["m1/q2"]
    assert [option.text for option in question.options.all()] == ["Right.", "Wrong."]
    assert [option.text for option in draft.options.all()] == ["The right one.", "Wrong."]


def test_uids_stay_the_same_through_a_reload(tmp_path):
    load(files(tmp_path))
    uids = set(Option.objects.values_list("question__uid", "uid"))
    steps = set(ChecklistStep.objects.values_list("uid", flat=True))
    change = changed("m1/quiz.yaml", "text: Right.", "text: The right one.")

    load(files(tmp_path, change | changed("m1/checklist.yaml", "Asks.", "Asks well.")))
    make.sign(Question.objects.get(code="q2"))
    make.sign(Checklist.objects.get())

    assert Option.objects.get(text="The right one.").uid
    assert set(Option.objects.values_list("question__uid", "uid")) == uids
    assert set(ChecklistStep.objects.values_list("uid", flat=True)) == steps
    assert str(Option.objects.get(text="The right one.").uid) == derived("m1/q2/a")


def test_option_added_in_a_file_joins_those_that_are_there(tmp_path):
    load(files(tmp_path))
    more = "text: Wrong.\n      - id: c\n        text: Wrong too."

    load(files(tmp_path, changed("m1/quiz.yaml", "text: Wrong.", more)))
    make.sign(Question.objects.get(code="q2"))

    options = Option.objects.filter(question__code="q2").order_by("sort_order")
    assert [option.text for option in options] == ["Right.", "Wrong.", "Wrong too."]


def test_load_that_fails_half_way_leaves_nothing(tmp_path):
    before = counts(), remembered()
    broken = changed("m1/l1.md", "minutes: 10", "minutes: 121")

    with pytest.raises(BrokenFiles):
        load(files(tmp_path, broken))

    assert (counts(), remembered()) == before


def test_load_that_fails_half_way_without_a_transaction_would_leave_rows(tmp_path):
    before = counts()
    broken = changed("m1/l1.md", "minutes: 10", "minutes: 121")

    with pytest.raises(BrokenFiles):
        load_programme(Drafts(), files(tmp_path, broken))

    assert counts()["Source"] == before["Source"] + 2
