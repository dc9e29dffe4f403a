"""Every type of question, cases, parallel forms and pools, loaded and loaded again."""

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from assessments.grading import SCHEMES
from assessments.models import (
    Accepted,
    Case,
    Gap,
    Option,
    OrderItem,
    Pair,
    Question,
    Quiz,
    QuizEditionSlot,
    RubricRow,
)
from curriculum.models import LessonPage
from home.files import Files, read_folder
from home.files.content import content_of
from home.files.uids import derived
from home.loading import Report, load
from tests import make
from tests.home.files.every_type import with_changes
from tests.home.files.folders import FILES, write
from tests.home.test_loading_edits import edit
from tests.remembered import remembered

pytestmark = pytest.mark.django_db

PARTS = (Option, Pair, OrderItem, Accepted, Gap, RubricRow)
CODES = [
    *("q-match", "q-order", "q-short", "q-hand", "q-gaps", "q-number", "q-weights"),
    *("q-base-t", "q-base", "q-other-t", "q-other", "q-third", "b1", "b2"),
]


def files(folder, *changes: tuple[str, str]) -> Files:
    return read_folder(write(folder, with_changes(*changes)))


def parts() -> set[tuple]:
    """Primary key and uid of every row below a question."""
    return {(model, *row) for model in PARTS for row in model.objects.values_list("pk", "uid")}


@remembered
def load_all() -> None:
    with TemporaryDirectory() as folder:
        load(files(Path(folder)))


@remembered
def load_and_sign_all() -> None:
    load_all()
    sign_everything()


def sign_everything() -> None:
    make.sign(LessonPage.objects.get())
    for model in (Case, Question, Quiz):
        for thing in model.objects.order_by("pk"):
            make.sign(thing)


def test_first_load_goes_by_case_twin_question_parallel(tmp_path):
    report = load(files(tmp_path))

    assert report.created[6:] == [
        "m1/case/c1",
        *(f"m1/{code}" for code in CODES),
        "m1/quiz",
        "m1/checklist",
    ]


def test_loaded_question_says_what_its_file_says(tmp_path):
    read = files(tmp_path)
    load(read)

    written, wanted = {}, {}
    for item in read.modules[0].questions:
        row = item.values
        question = Question.objects.get(code=row["id"])
        written[row["id"]] = question.as_content()
        wanted[row["id"]] = {
            key: value
            for key, value in content_of(item.path, row).items()
            if key not in ("twin", "parallels")
        }
        wanted[row["id"]]["scheme"] = row.get("scheme", SCHEMES[row["type"]][0])
        for accepted in wanted[row["id"]]["accepted"]:
            accepted["tolerance"] = accepted["tolerance"] or "0"
    assert written == wanted


def test_loaded_numbers_are_exact(tmp_path):
    load(files(tmp_path, ("tolerance: 0.25", "tolerance: 1/8")))

    base = Question.objects.get(code="q-base")
    assert (base.answer, base.tolerance) == (Decimal("2.5"), Decimal("0.125"))


def test_parallels_twins_and_cases_are_tied_to_their_questions(tmp_path):
    load(files(tmp_path))

    ties = Question.objects.values_list("code", "twin__code", "parallel_of__code", "case__code")
    assert [tie for tie in ties if any(tie[1:])] == [
        ("q-base", "q-base-t", None, None),
        ("q-match", None, None, "c1"),
        ("q-other", "q-other-t", "q-base", None),
        ("q-third", None, "q-base", None),
    ]
    case = Case.objects.get()
    assert (case.code, case.title, case.text, case.module.slug, case.live) == (
        *("c1", "Grace", "Grace comes with her baby.", "m1", False),
    )
    assert str(case.uid) == derived("m1/case/c1")


def test_loaded_quiz_has_its_rules_and_pools(tmp_path):
    load(files(tmp_path))

    quiz = Quiz.objects.get()
    pool = quiz.slots.last()
    assert (quiz.practice, quiz.minutes, quiz.overdue, quiz.review) == (
        *(True, 30, "abandon", "handed_in"),
    )
    assert [slot.question.code for slot in quiz.slots.all()[:8]] == [*CODES[:7], "q-base"]
    assert (pool.question, pool.draws, pool.module.slug, pool.objective, pool.importance) == (
        *(None, 2, "m1", "o1", "V"),
    )


def test_quiz_without_rules_of_its_own_keeps_the_usual_ones(tmp_path):
    rules = "practice: true\n", "minutes: 30\noverdue: abandon\nreview: handed_in\n"

    load(files(tmp_path, *((rule, "") for rule in rules), (", module: m1, objective: o1", "")))

    quiz = Quiz.objects.get()
    assert (quiz.practice, quiz.minutes, quiz.overdue, quiz.review) == (
        *(False, None, "submit", "passed"),
    )
    assert (quiz.slots.last().module, quiz.slots.last().objective) == (None, "")


def test_pool_may_draw_from_a_module_that_is_loaded_later(tmp_path):
    second = {
        "programme.yaml": FILES["programme.yaml"].replace("[m1]", "[m1, m2]"),
        "m2/module.yaml": FILES["m1/module.yaml"].replace("code: m1", "code: m2"),
        "m2/l1.md": FILES["m1/l1.md"],
        "m2/quiz.yaml": FILES["m1/quiz.yaml"].replace("m1", "m2").replace("id: q", "id: r"),
        "m2/checklist.yaml": FILES["m1/checklist.yaml"].replace("m1", "m2"),
    }
    pool = ("draws: 2, module: m1, objective: o1, importance: V", "draws: 3, module: m2")

    load(read_folder(write(tmp_path, second | with_changes(pool))))

    assert Quiz.objects.get(code="m1").slots.last().module.slug == "m2"


def test_everything_loaded_can_be_signed_and_drawn(tmp_path):
    load(files(tmp_path))

    sign_everything()

    assert Question.objects.filter(live=False).count() == 0
    forms = QuizEditionSlot.objects.values_list("place", "question__question__code")
    assert [form for form in forms if form[0] > 7] == [
        *((8, code) for code in ("q-base", "q-other", "q-third")),
        *((9, code) for code in ("b1", "b2")),
    ]


def test_second_load_changes_nothing(tmp_path):
    report = load(files(tmp_path))
    before = parts()

    assert load(files(tmp_path)) == Report(unchanged=report.created)
    assert parts() == before


CHANGES = [
    ("m1/case/c1", ("with her baby", "with her child")),
    ("m1/q-match", ("It finds out.", "It finds it out.")),
    ("m1/q-order", ("Ask her.", "Ask her kindly.")),
    ("m1/q-short", ("weight: 1/2", "weight: 1/3")),
    ("m1/q-hand", ("points: 1", "points: 3")),
    ("m1/q-gaps", ("Too late.", "That is too late.")),
    ("m1/q-number", ("tolerance: 0.1", "tolerance: 0.2")),
    ("m1/q-weights", ("weight: 1/3", "weight: 1/4")),
    ("m1/q-third", ("answer: 5", "answer: 6")),
    ("m1/b1", ("How many weeks?", "How many full weeks?")),
    ("m1/quiz", ("minutes: 30", "minutes: 40")),
]


@pytest.mark.parametrize(("path", "change"), CHANGES)
def test_changed_file_becomes_one_draft_that_keeps_every_uid(tmp_path, path, change):
    load_and_sign_all()
    before = parts()

    report = load(files(tmp_path, change))
    drafts = Question.objects.filter(has_unpublished_changes=True)
    changed = list(drafts.values_list("code", flat=True))
    sign_everything()

    assert (report.updated, report.over_an_edit, report.left_alone) == ([path], [], [])
    assert changed == ([path.removeprefix("m1/")] if path not in ("m1/case/c1", "m1/quiz") else [])
    assert parts() == before


@pytest.mark.parametrize(("path", "change"), CHANGES[:10])
def test_unsigned_edit_is_left_alone(tmp_path, path, change):
    load_all()
    code = path.rpartition("/")[2]
    thing = edit(
        (Case if code == "c1" else Question).objects.get(code=code),
        **({"text": "Mine."} if code == "c1" else {"stem": "Mine? [[when]]"}),
    )
    before = parts(), thing.latest_revision_id

    report = load(files(tmp_path, change))

    thing.refresh_from_db()
    assert (report.updated, report.left_alone) == ([], [path])
    assert (parts(), thing.latest_revision_id) == before


def test_question_of_another_type_leaves_no_row_of_the_old_one(tmp_path):
    load_all()
    old = "    accepted:\n      - text: ART\n        feedback: Yes.\n"
    old += "      - text: HIV treatment\n        weight: 1/2\n"
    switches = "    match_case: true\n    match_accents: true\n    match_punctuation: true\n"
    new = "    items:\n      - {id: a, text: One.}\n      - {id: b, text: Two.}\n"
    new += "      - {id: c, text: Three.}\n"

    change = files(
        tmp_path,
        ("type: short\n    stem: What does", "type: ordering\n    stem: What does"),
        (switches, ""),
        (old, new),
    )
    report = load(change)
    sign_everything()

    question = Question.objects.get(code="q-short")
    assert report.updated == ["m1/q-short"]
    assert (question.kind, question.match_case) == ("ordering", False)
    assert (question.accepted.count(), [item.text for item in question.items.all()]) == (
        *(0, ["One.", "Two.", "Three."]),
    )
