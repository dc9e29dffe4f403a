"""Quizzes and checklists as their files say them."""

from typing import Any

from assessments.models import Checklist, Question, Quiz
from home.writing.gathered import Gathered
from home.writing.names import names_of
from home.writing.values import text, without_blanks


def quiz_row(
    gathered: Gathered, path: str, quiz: Quiz, questions: dict[int, Question]
) -> dict[str, Any]:
    """The rules of a quiz, with its slots; ``questions``: the module's by their keys."""
    draft = quiz.get_latest_revision_as_object()
    slots = [_slot(gathered, path, slot, questions) for slot in draft.slots.all()]
    if said := gathered.still_said(path, quiz):
        return said | {"slots": slots}
    row = {
        "code": quiz.code,
        "title": text(draft.title),
        "module": draft.module.slug,
        "practice": draft.practice or None,
        "pass_mark": draft.pass_mark,
        "pass_mark_reason": text(draft.pass_mark_reason),
        "second_after_hours": draft.second_after_hours if draft.second_after_hours != 24 else None,
        "minutes": draft.minutes,
        "overdue": draft.overdue if draft.minutes and draft.overdue != "submit" else "",
        "review": draft.review if draft.review != "passed" else "",
    }
    return without_blanks(row) | {"slots": slots}


def pretest_row(gathered: Gathered, path: str, quiz: Quiz) -> dict[str, Any]:
    """A pre-test's own words, and what it asks and draws of what quizzes hold."""
    draft = quiz.get_latest_revision_as_object()
    slots = [_drawn_or_asked(slot) for slot in draft.slots.all()]
    if said := gathered.still_said(path, quiz):
        return said | {"slots": slots}
    row = {"code": quiz.code, "title": text(draft.title), "module": draft.module.slug}
    return row | {"slots": slots}


def _drawn_or_asked(slot) -> dict[str, Any]:
    """A slot as a file says it that holds no question."""
    if slot.question_id:
        return {"ask": slot.question.code}
    pool = {
        "draws": slot.draws,
        "module": slot.module.slug if slot.module else "",
        "objective": slot.objective,
        "importance": slot.importance,
    }
    return {"pool": without_blanks(pool)}


def _slot(gathered: Gathered, path: str, slot, questions: dict[int, Question]) -> dict[str, Any]:
    if not slot.question_id:
        return _drawn_or_asked(slot)
    asked = questions.get(slot.question_id)
    if asked is None and slot.question.module.is_sibling_of(slot.quiz.module):
        return {"ask": slot.question.code}
    if asked is None or asked.parallel_of_id:
        gathered.fault(
            path,
            f"asks {slot.question.code}, which is another programme's question or another form of"
            " one",
        )
    twin = asked.twin_id and questions.get(asked.twin_id) if asked else None
    return {"question": slot.question.code, "twin": twin.code if twin else None}


def checklist_row(gathered: Gathered, path: str, checklist: Checklist) -> dict[str, Any]:
    draft = checklist.get_latest_revision_as_object()
    if said := gathered.still_said(path, checklist):
        return said
    steps = list(draft.steps.all())
    called = [row["id"] for row in gathered.said(path).get("steps", [])]
    ids = names_of(path, [str(step.uid) for step in steps], "steps", called, set())
    row = {
        "code": checklist.code,
        "title": text(draft.title),
        "module": draft.module.slug,
        "minutes": draft.minutes,
        "setting": text(draft.setting),
        "pass_at": draft.pass_at,
        "rating_at_least": draft.rating_at_least or None,
        "countersigned": draft.countersigned or None,
    }
    return without_blanks(row) | {
        "steps": [
            without_blanks(
                {
                    "id": id_,
                    "text": text(step.text),
                    "critical": step.critical,
                    "points": step.points if step.points != 1 else None,
                    "help": text(step.help),
                }
            )
            for id_, step in zip(ids, steps, strict=True)
        ]
    }
