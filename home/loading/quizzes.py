"""Cases, questions, quizzes and checklists of the files, as snippets with their rows."""

from decimal import Decimal
from fractions import Fraction

from assessments.models import (
    Case,
    Checklist,
    ChecklistStep,
    Question,
    Quiz,
    QuizSlot,
)
from assessments.models.parts import PARTS
from curriculum.models import GuidanceKey, LessonPage, ModulePage
from home.files import Item, ModuleFiles
from home.files.content import fields_of, parts_of, units_of
from home.files.kinds import spelt
from home.files.uids import derived
from home.loading.drafts import Drafts
from home.loading.values import picked


def load_questions(
    drafts: Drafts, files: ModuleFiles, module: ModulePage, lessons: dict[str, LessonPage]
) -> dict[str, Question]:
    """Write a module's cases and questions; returns the questions by code."""
    cases = {item.values["id"]: _case(drafts, item, module) for item in files.cases}
    keys = {key.key: key for key in GuidanceKey.objects.all()}
    questions: dict[str, Question] = {}
    for item in files.questions:
        row = item.values
        values = _question_values(row) | {
            "module": module,
            "guidance_key": keys.get(row.get("guidance")),
            "lesson": lessons[row["lesson"]],
            "case": cases.get(row.get("case")),
            "twin": questions.get(row.get("twin", {}).get("id")),
            "parallel_of": questions.get(row.get("parallel_of")),
        }
        children = {
            name: [PARTS[name](**part, sort_order=place) for place, part in enumerate(parts)]
            for name, parts in parts_of(item.path, row).items()
        }
        questions[row["id"]] = drafts.snippet(
            item, Question, row["id"], values, children, uid=derived(item.path)
        )
    return questions


def load_quiz(
    drafts: Drafts,
    item: Item,
    module: ModulePage,
    questions: dict[str, Question],
    modules: dict[str, ModulePage],
) -> None:
    """Write a module's quiz, which may ask any of the ``questions`` and draw from any of the ``modules``."""
    row = item.values
    values = picked(item, "title pass_mark pass_mark_reason") | {
        "module": module,
        "practice": row.get("practice", False),
        "second_after_hours": row.get("second_after_hours", 24),
        "minutes": row.get("minutes"),
        "overdue": row.get("overdue", Quiz.Overdue.SUBMIT.value),
        "review": row.get("review", Quiz.Review.PASSED.value),
    }
    drafts.snippet(item, Quiz, row["code"], values, {"slots": _slots(item, questions, modules)})


def load_pretest(
    drafts: Drafts,
    item: Item,
    module: ModulePage,
    questions: dict[str, Question],
    modules: dict[str, ModulePage],
) -> None:
    """Write a module's pre-test, which nobody passes or fails."""
    rules = {"practice": True, "pass_mark": 80, "pass_mark_reason": "Nobody passes a pre-test."}
    values = picked(item, "title") | rules | {"module": module, "pretest": True}
    drafts.snippet(
        item, Quiz, item.values["code"], values, {"slots": _slots(item, questions, modules)}
    )


def _slots(
    item: Item, questions: dict[str, Question], modules: dict[str, ModulePage]
) -> list[QuizSlot]:
    return [
        QuizSlot(**_slot_values(slot, questions, modules), sort_order=place)
        for place, slot in enumerate(item.values["slots"])
    ]


def load_checklist(drafts: Drafts, item: Item, module: ModulePage) -> None:
    """Write one of a module's checklists."""
    values = picked(item, "title minutes pass_at setting") | {
        "module": module,
        "rating_at_least": item.values.get("rating_at_least", 0),
        "countersigned": item.values.get("countersigned", False),
    }
    steps = [
        ChecklistStep(
            uid=derived(f"{item.path}/{step['id']}"),
            text=step["text"],
            critical=step.get("critical", False),
            points=step.get("points", 1),
            help=step.get("help", ""),
            sort_order=place,
        )
        for place, step in enumerate(item.values["steps"])
    ]
    drafts.snippet(item, Checklist, item.values["code"], values, {"steps": steps})


def _case(drafts: Drafts, item: Item, module: ModulePage) -> Case:
    values = picked(item, "title text") | {"module": module}
    return drafts.snippet(item, Case, item.values["id"], values, {}, uid=derived(item.path))


def _question_values(row: dict) -> dict:
    return fields_of(row) | {
        "kind": row["type"],
        "answer": None if row.get("answer") is None else _decimal(row["answer"]),
        "tolerance": _decimal(row.get("tolerance", 0)),
        "other_units": units_of(row),
        "sources": ", ".join(row["sources"]),
    }


def _decimal(number: int | float | str) -> Decimal:
    """Exact: the files let no more places through than there are columns for."""
    share = Fraction(spelt(number))
    return Decimal(share.numerator) / share.denominator


def _slot_values(
    slot: dict, questions: dict[str, Question], modules: dict[str, ModulePage]
) -> dict:
    if "pool" not in slot:
        return {"question": questions[slot.get("question") or slot["ask"]]}
    pool = slot["pool"]
    return {
        "draws": pool["draws"],
        "module": modules.get(pool.get("module")),
        "objective": pool.get("objective", ""),
        "importance": pool.get("importance", ""),
    }
