"""A copy of a question starts from the same words and shares no name with it."""

import pytest

from assessments.admin import viewsets
from assessments.copying import codes_of, copy_of, free_code
from assessments.models import ChecklistStep, Question, QuizSlot
from assessments.models.parts import PARTS
from curriculum.models import GuidanceKey
from tests import make
from tests.assessments.admin.editor import author, form_of, place
from tests.assessments.course import CLOZE, EVERY_KIND

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return make.make_module(make.make_programme())


def uids_of(content: dict) -> set[str]:
    rows = [row for name in PARTS for row in content[name]]
    named = {row["uid"] for row in rows} | {row["choice_uid"] for row in content["pairs"]}
    return {content["uid"]} | named - {""}


def without_names(content: dict) -> dict:
    """The content without what must differ."""
    rows = {
        name: [
            {key: value for key, value in row.items() if key not in ("uid", "choice_uid")}
            for row in content[name]
        ]
        for name in PARTS
    }
    return content | rows | {"uid": "", "code": ""}


@pytest.mark.parametrize("values", EVERY_KIND, ids=lambda values: values["kind"])
def test_copy_says_the_same_under_other_uids(module, values):
    question = make.make_question(module, **values)

    copied = copy_of(question)

    before, after = question.as_content(), copied.as_content()
    assert without_names(after) == without_names(before)
    assert uids_of(after) & uids_of(before) == set()
    assert (copied.pk, copied.code, copied.live) == (None, "q1-2", False)


def test_copy_keeps_flags_and_leaves_the_imported_name_behind(module):
    key = GuidanceKey.objects.create(key="law", kind="LOC", question="?")
    twin = make.make_question(module, "q0")
    question = make.make_question(module, critical=True, guidance_key=key, twin=twin)
    question.external_id = "bank/17"

    copied = copy_of(question)

    assert (copied.critical, copied.guidance_key, copied.twin) == (True, key, twin)
    assert (copied.external_id, copied.latest_revision, copied.first_published_at) == (
        "",
        None,
        None,
    )


@pytest.mark.parametrize(
    ("taken", "code", "free"),
    [
        ([], "q2-05", "q2-05-2"),
        (["q2-05-2"], "q2-05", "q2-05-3"),
        (["q2-05-3"], "q2-05", "q2-05-2"),
        (["q2-05-2"], "q2-05-2", "q2-05-2-2"),
        ([], "q" * 20, "q" * 18 + "-2"),
        (["q" * 18 + "-2"], "q" * 20, "q" * 18 + "-3"),
    ],
)
def test_code_of_a_copy_is_the_first_that_is_free(module, taken, code, free):
    for each in taken:
        make.make_question(module, each)

    assert free_code(code, taken=codes_of(Question)) == free


def test_author_copies_a_question_with_all_its_rows(module):
    question = make.make_question(module, critical=True, **CLOZE)
    make.sign(question)
    desk = author()

    fields = form_of(desk.get(place(question, "copy")))
    reply = desk.post("/cms/snippets/assessments/question/add/", fields)

    copied = Question.objects.get(code="q1-2")
    assert reply.status_code == 302
    assert (copied.live, copied.critical) == (False, True)
    assert without_names(copied.as_content()) == without_names(question.as_content())
    assert uids_of(copied.as_content()) & uids_of(question.as_content()) == set()


def test_copy_starts_from_the_latest_draft(module):
    question = make.make_question(module)
    make.sign(question)
    question.stem = "What now?"
    question.save_revision()

    fields = form_of(author().get(place(question, "copy")))

    assert fields["stem"] == "What now?"


@pytest.mark.parametrize("kind", ["quiz", "checklist"])
def test_author_copies_a_quiz_or_checklist_and_takes_no_row_away(module, kind):
    thing, rows = with_rows(module, kind)
    before = list(rows(thing).values())
    desk = author()

    fields = form_of(desk.get(place(thing, "copy")))
    reply = desk.post(f"/cms/snippets/assessments/{kind}/add/", fields)

    copied = type(thing).objects.get(code="m1-2")
    assert (reply.status_code, copied.live, rows(copied).count()) == (302, False, len(before))
    assert list(rows(thing).values()) == before


def test_steps_of_a_copied_checklist_have_other_uids(module):
    assert step_uids_shared_with_a_copy_of(make.make_checklist(module)) == 0


def test_steps_of_wagtails_own_copy_have_the_same_uids(module, monkeypatch):
    """The twin: a step that was ticked in one checklist would name a step of another."""
    monkeypatch.delattr(viewsets.FreshCopyView, "get_initial_form_instance")

    assert step_uids_shared_with_a_copy_of(make.make_checklist(module)) == 3


def step_uids_shared_with_a_copy_of(checklist) -> int:
    desk = author()
    fields = form_of(desk.get(place(checklist, "copy"))) | {"code": "m1-2"}
    desk.post("/cms/snippets/assessments/checklist/add/", fields)
    first, second = (
        set(steps.values_list("uid", flat=True))
        for steps in (ChecklistStep.objects.filter(checklist__code=code) for code in ("m1", "m1-2"))
    )
    return len(first & second)


def with_rows(module, kind: str):
    """A quiz or checklist, and how its rows are asked for."""
    if kind == "quiz":
        quiz = make.make_quiz(module, [make.make_question(module)])
        return quiz, lambda each: QuizSlot.objects.filter(quiz=each)
    return make.make_checklist(module), lambda each: ChecklistStep.objects.filter(checklist=each)
