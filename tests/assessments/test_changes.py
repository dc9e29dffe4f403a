"""What changed in questions, quizzes, checklists and cases: keys and pass marks included."""

import pytest

from assessments.models import Case, ChecklistStep, QuizSlot
from curriculum.changes import FIRST
from curriculum.models.sign_off import what_changed
from tests import make

pytestmark = pytest.mark.django_db
CRITICAL = "Critical (a wrong answer fails the quiz)"


@pytest.fixture
def module():
    module = make.make_module(make.make_programme())
    make.sign(module)
    return module


def changes(thing) -> list[str]:
    return what_changed(thing.save_revision())


def edited(question, name: str, rows: dict):
    """The question with changed rows: {place: {field: value}}."""
    parts = list(getattr(question, name).all())
    for place, values in rows.items():
        for field, value in values.items():
            setattr(parts[place], field, value)
    getattr(question, name).set(parts)
    return question


def signed(thing):
    make.sign(thing)
    return type(thing).objects.get(pk=thing.pk)


def test_first_question_says_its_key(module):
    question = make.make_question(module, critical=True)

    assert what_changed(question.latest_revision) == [
        FIRST,
        "The right answer: “a”.",
        f"{CRITICAL}: yes.",
    ]


def test_another_right_answer_stands_first(module):
    question = signed(make.make_question(module))
    question.stem, question.critical = "Since when?", True
    edited(question, "options", {0: {"correct": False}, 1: {"correct": True, "feedback": "Well."}})

    assert changes(question) == [
        "The right answer changed from “a” to “b”.",
        f"{CRITICAL} changed from no to yes.",
        "The question changed from “What about q1?” to “Since when?”.",
        "Option “b”: feedback changed from nothing to “Well.”.",
    ]


def test_reworded_right_answer_is_no_other_answer(module):
    question = edited(signed(make.make_question(module)), "options", {0: {"text": "a!"}})

    assert changes(question) == ["Option changed from “a” to “a!”."]


def test_key_of_a_country_and_twin(module):
    twin = signed(make.make_question(module, "q9"))
    question = signed(make.make_question(module))
    make.make_guidance("k")
    question.guidance_key, question.twin = make.GuidanceKey.objects.get(), twin

    assert changes(question) == [
        "The key of what the country decides changed from nothing to “k”.",
        "The question that takes its place where no country text is signed"
        " changed from nothing to “q9”.",
    ]


def test_number_and_its_tolerance(module):
    question = signed(make.make_question(module, kind="numeric", answer=6, unit="months"))
    question.answer, question.tolerance = 9, 1

    assert changes(question) == [
        "The right number changed from “6” to “9”.",
        "The tolerance changed from “0” to “1”.",
    ]


def test_other_order_of_items_is_another_key(module):
    items = [{"text": "first"}, {"text": "second"}, {"text": "third"}]
    question = signed(make.make_question(module, kind="ordering", items=items))
    rows = list(question.items.all())
    rows[0].sort_order, rows[1].sort_order = 1, 0
    question.items.set(sorted(rows, key=lambda row: row.sort_order))

    assert changes(question)[0] == (
        "The right order changed from “first”, “second”, “third” to “second”, “first”, “third”."
    )


def test_pairs_accepted_answers_and_rubric(module):
    pairs = [{"text": "x", "choice": "1"}, {"text": "y", "choice": "2"}]
    matching = signed(make.make_question(module, "q2", kind="matching", pairs=pairs))
    short = signed(make.make_question(module, "q3", kind="short", accepted=[{"text": "yes"}]))
    by_hand = signed(
        make.make_question(
            module, "q4", kind="short", scheme="by_hand", rubric=[{"text": "Says why"}]
        )
    )

    assert changes(edited(matching, "pairs", {0: {"choice": "3"}})) == [
        "Pair “x”: belongs to changed from “1” to “3”."
    ]
    assert changes(edited(short, "accepted", {0: {"weight": "1/2"}})) == [
        "Accepted answer “yes”: weight changed from “1” to “1/2”."
    ]
    assert changes(edited(by_hand, "rubric", {0: {"points": 2}})) == [
        "Point to look for “Says why”: points changed from “1” to “2”."
    ]


def test_quiz_says_pass_mark_slots_and_hours(module):
    questions = [signed(make.make_question(module, code)) for code in ("q1", "q2", "q3")]
    quiz = make.make_quiz(module, questions[:2])
    first = what_changed(quiz.latest_revision)
    quiz = signed(quiz)
    quiz.pass_mark, quiz.second_after_hours = 70, 12
    slots = [QuizSlot(question=each, sort_order=n) for n, each in enumerate(questions[1:])]
    quiz.slots.set(slots)

    assert first == [
        FIRST,
        "The pass mark (%): “80”.",
        "Question added: “q1”.",
        "Question added: “q2”.",
    ]
    assert changes(quiz) == [
        "The pass mark (%) changed from “80” to “70”.",
        "Hours before the second try changed from “24” to “12”.",
        "Question added: “q3”.",
        "Question taken out: “q1”.",
    ]


def test_quiz_says_what_its_questions_ask_anew(module):
    """Its own row did not change, but who signs it puts another key before trainees."""
    question = signed(make.make_question(module))
    quiz = signed(make.make_quiz(module, [question]))
    edited(question, "options", {0: {"correct": False}, 2: {"correct": True}}).save_revision()
    signed(question)

    assert changes(quiz) == ["Question q1, signed anew: The right answer changed from “a” to “c”."]


def test_checklist_says_points_and_steps(module):
    checklist = make.make_checklist(module)
    first = what_changed(checklist.latest_revision)
    checklist = signed(checklist)
    steps = list(checklist.steps.all())
    steps[1].critical, steps[2].help = True, "In her words"
    checklist.steps.set([*steps, ChecklistStep(text="thanks", sort_order=3)])
    checklist.pass_at = 3

    assert first[:3] == [
        FIRST,
        "Points needed: “2”.",
        "Step added: “greets” (critical: “yes”; points: “1”).",
    ]
    assert changes(checklist) == [
        "Points needed changed from “2” to “3”.",
        "Step “asks”: critical changed from “no” to “yes”.",
        "Step “sums up”: help changed from nothing to “In her words”.",
        "Step added: “thanks” (critical: “no”; points: “1”).",
    ]


def test_case(module):
    case = Case.objects.create(code="c1", module=module, title="T", text="A story.", live=False)
    case.save_revision()
    case = signed(case)
    case.text = "Another story."

    assert changes(case) == ["The case changed from “A story.” to “Another story.”."]


def test_what_changed_is_kept_with_the_signature(module):
    question = signed(make.make_question(module))
    question.stem = "And now?"
    question.save_revision()
    question = signed(question)

    assert question.live_revision.sign_off.changed == [
        "The question changed from “What about q1?” to “And now?”."
    ]
