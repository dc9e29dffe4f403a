"""Cases and questions as rows of a quiz file."""

from typing import Any

from assessments.models import Case, Question
from assessments.models.parts import PARTS
from assessments.models.question import read_units
from home.files.content import DEFAULTS
from home.files.question_schema import BELONGS, KINDS, WEIGHING
from home.writing.gathered import Gathered
from home.writing.names import names_of
from home.writing.values import number, text, without_blanks

_SIMPLE = ("unit_penalty_of", "decimals", "match_case", "match_accents", "match_punctuation")


def case_row(case: Case) -> dict[str, Any]:
    draft = case.get_latest_revision_as_object()
    return {"id": case.code, "title": text(draft.title), "text": text(draft.text)}


def question_row(gathered: Gathered, path: str, draft: Question) -> dict[str, Any]:
    """A question by itself, without its twin and of whom it is another form."""
    if said := gathered.still_said(path, draft):
        return {name: said[name] for name in said if name not in ("twin", "parallel_of")}
    row = without_blanks(_tags(draft) | _numbers(draft) | _switches(draft))
    row |= _parts(path, draft, gathered.said(path))
    for name in [name for name in row if draft.kind not in BELONGS.get(name, KINDS)]:
        gathered.note(path, f"its {name}, which mean nothing in a question of type {draft.kind}")
        del row[name]
    if "unit" not in row:
        row = {name: row[name] for name in row if name not in ("other_units", "unit_penalty")}
    if "unit_penalty" not in row:
        row.pop("unit_penalty_of", None)
    return row


def _tags(draft: Question) -> dict[str, Any]:
    return {
        "id": draft.code,
        "type": draft.kind,
        "scheme": draft.scheme,
        "mark": draft.mark if draft.mark != 1 else None,
        "case": draft.case.code if draft.case else "",
        "scenario": text(draft.scenario),
        "stem": text(draft.stem),
        "critical": draft.critical or None,
        "importance": draft.importance,
        "difficulty": draft.difficulty,
        "objective": draft.objective,
        "lesson": draft.lesson.slug if draft.lesson else "",
        "guidance": draft.guidance_key.key if draft.guidance_key else "",
        "rationale": text(draft.rationale),
    } | {"sources": [code.strip() for code in draft.sources.split(",") if code.strip()]}


def _numbers(draft: Question) -> dict[str, Any]:
    row = {
        "unit": draft.unit,
        "other_units": {name: number(size) for name, size in read_units(draft.other_units).items()},
        "unit_penalty": number(draft.unit_penalty),
    }
    if draft.answer is not None:
        row |= {"answer": number(draft.answer), "tolerance": number(draft.tolerance) or None}
    return row


def _switches(draft: Question) -> dict[str, Any]:
    row = {name: getattr(draft, name) for name in _SIMPLE}
    row = {name: value for name, value in row.items() if value != DEFAULTS[name]}
    return row if draft.shuffle or draft.kind == "true_false" else row | {"shuffle": False}


def _parts(path: str, draft: Question, said: dict) -> dict[str, list[dict[str, Any]]]:
    parts, taken = {}, set[str]()
    for name in PARTS:
        rows = list(getattr(draft, name).all())
        called = [row["id"] for row in said.get(name, []) if "id" in row]
        ids = names_of(path, [str(row.uid) for row in rows], name, called, taken)
        if rows:
            parts[name] = [
                without_blanks(
                    ({} if name == "accepted" else {"id": id_}) | _part(name, draft, row)
                )
                for id_, row in zip(ids, rows, strict=True)
            ]
    return parts


def _part(name: str, draft: Question, row) -> dict[str, Any]:
    if name == "options":
        is_weighed = (draft.scheme or draft.kind) in WEIGHING or draft.kind == "cloze"
        return {
            "text": text(row.text),
            "correct": row.correct or (None if is_weighed else False),
            "feedback": text(row.feedback),
            "safety": row.safety if row.safety != "neither" else "",
            "weight": number(row.weight) if row.weight else "",
            "pinned": row.pinned or None,
            "gap": row.gap,
        }
    if name == "accepted":
        kinds = {gap.name: gap.kind for gap in draft.gaps.all()} | {"": draft.kind}
        is_number = kinds.get(row.gap) == "numeric"
        return {
            "text": number(row.text) if is_number else text(row.text),
            "tolerance": number(row.tolerance) if row.tolerance else "",
            "weight": number(row.weight) if row.weight != "1" else "",
            "feedback": text(row.feedback),
            "gap": row.gap,
        }
    fields = {
        "pairs": {"text": "text", "choice": "choice", "feedback": "feedback"},
        "items": {"text": "text"},
        "gaps": {"name": "name", "kind": "kind"},
        "rubric": {"text": "text"},
    }[name]
    said: dict[str, Any] = {key: text(getattr(row, key)) for key in fields}
    if name == "gaps" and row.weight != "1":
        said["weight"] = number(row.weight)
    return said | ({"points": row.points} if name == "rubric" else {})
