"""A whole programme folder."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from home.files.lessons import read_lesson
from home.files.lined_yaml import Lined, each_fitting, mapping, parse, read_text
from home.files.problems import BrokenFiles, Problems
from home.files.quizzes import check_checklist, read_questions
from home.files.references import References
from home.files.schema import CHECKLIST, CODE, KEY, MODULE, PROGRAMME, QUIZ, SOURCE, Schema


@dataclass(frozen=True)
class Item:
    """One thing to load: where it stands (``path``), what it says, and the hash of that."""

    path: str
    values: dict[str, Any]
    sha256: str


@dataclass
class ModuleFiles:
    """One module: its own values, lessons in order, quiz with questions, checklist."""

    module: Item
    lessons: list[Item]
    quiz: Item
    questions: list[Item]
    checklist: Item


@dataclass
class Files:
    """A whole programme in plain values."""

    programme: Item
    sources: list[Item] = field(default_factory=list)
    guidance: list[Item] = field(default_factory=list)
    modules: list[ModuleFiles] = field(default_factory=list)


def read_folder(folder: Path) -> Files:
    """Read and check a whole programme.

    Raises:
        BrokenFiles: anything is missing, unknown or contradictory; every reason is in it.
    """
    problems = Problems()
    programme = mapping(
        "programme.yaml", read_text(folder, "programme.yaml", problems), PROGRAMME, problems
    )
    sources = _rows(folder, "sources.yaml", SOURCE, problems)
    guidance = _rows(folder, "guidance.yaml", KEY, problems)
    refs = References(
        frozenset(row["id"] for row in sources), frozenset(row["key"] for row in guidance), problems
    )
    modules = [_module(folder, code, refs) for code in (programme or {}).get("modules", [])]
    if problems or programme is None:
        raise BrokenFiles(sorted(problems, key=lambda each: (each.file, each.line)))
    return Files(
        programme=_item("programme", programme),
        sources=[_item(f"source/{row['id']}", row) for row in sources],
        guidance=[_item(f"guidance/{row['key']}", row) for row in guidance],
        modules=[module for module in modules if module],
    )


def _rows(folder: Path, name: str, schema: Schema, problems: Problems) -> list[Lined]:
    text = read_text(folder, name, problems)
    if text is None:
        return []
    content = parse(name, text, problems)
    return [] if content is None else each_fitting(name, content, schema, problems)


def _module(folder: Path, code: Any, refs: References) -> ModuleFiles | None:
    if not isinstance(code, str) or not CODE.match(code):
        refs.problems.add("programme.yaml", 1, f"{code!r} is no code like m2")
        return None
    module, quiz, checklist = (
        mapping(name, read_text(folder, name, refs.problems), schema, refs.problems)
        for name, schema in (
            (f"{code}/module.yaml", MODULE),
            (f"{code}/quiz.yaml", QUIZ),
            (f"{code}/checklist.yaml", CHECKLIST),
        )
    )
    if module is None or quiz is None or checklist is None:
        return None
    lessons = [_lesson(folder, code, each, refs) for each in module["lessons"]]
    questions = read_questions(f"{code}/quiz.yaml", quiz, module, refs)
    check_checklist(f"{code}/checklist.yaml", checklist, refs)
    return ModuleFiles(
        module=_item(code, module),
        lessons=[lesson for lesson in lessons if lesson],
        quiz=_item(f"{code}/quiz", _without_questions(quiz)),
        questions=[_item(f"{code}/{row['id']}", row) for row in questions],
        checklist=_item(f"{code}/checklist", checklist),
    )


def _lesson(folder: Path, module: str, code: Any, refs: References) -> Item | None:
    name = f"{module}/{code}.md"
    if not isinstance(code, str) or not CODE.match(code):
        refs.problems.add(f"{module}/module.yaml", 1, f"{code!r} is no code like l1")
        return None
    text = read_text(folder, name, refs.problems)
    values = read_lesson(name, text, refs) if text is not None else None
    return _item(f"{module}/{code}", {**values, "code": code}) if values else None


def _without_questions(quiz: Lined) -> dict[str, Any]:
    """A quiz says which questions stand in it, in order, and which twins; not what they say."""
    slots = [
        {"question": row["id"], "twin": row.get("twin", {}).get("id")}
        for row in quiz["questions"]
        if isinstance(row, Lined) and "id" in row
    ]
    return {key: value for key, value in quiz.items() if key != "questions"} | {"slots": slots}


def _item(path: str, values: dict[str, Any]) -> Item:
    text = yaml.safe_dump(_plain(values), sort_keys=True, allow_unicode=True)
    return Item(path, values, hashlib.sha256(text.encode()).hexdigest())


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value
