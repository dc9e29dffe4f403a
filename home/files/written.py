"""A programme in plain values as the files that say it: what ``read_programme`` reads, written."""

from collections.abc import Iterable, Mapping
from textwrap import indent
from typing import Any

from home.files.items import Files, ModuleFiles, plain
from home.files.lesson_text import lesson_text
from home.files.lined_yaml import Schema
from home.files.question_schema import CASE, PARTS, POOL, PRETEST, QUESTION, QUIZ
from home.files.schema import (
    CHECKLIST,
    GLOSSARY,
    KEY,
    MODULE,
    OBJECTIVE,
    PROGRAMME,
    SOURCE,
    STEP,
    WORD,
)
from home.files.yaml_text import dumped

Row = Mapping[str, Any]


def written(files: Files) -> dict[str, str]:
    """The text of every file by its name, in the order of their names.

    Raises:
        Unsayable: a lesson holds what is no text.
    """
    texts = {
        "programme.yaml": dumped(_ordered(files.programme.values, PROGRAMME)),
        "sources.yaml": dumped([_ordered(item.values, SOURCE) for item in files.sources]),
        "guidance.yaml": dumped([_ordered(item.values, KEY) for item in files.guidance]),
    }
    if files.glossary:
        glossary = _ordered(files.glossary.values, GLOSSARY)
        rows = [_ordered(row, WORD) for row in glossary.pop("words")]
        texts["glossary.yaml"] = dumped(glossary) + _listed("words", rows)
    for each in files.modules:
        texts |= _module(each)
    return dict(sorted(texts.items()))


def _module(files: ModuleFiles) -> dict[str, str]:
    code = files.module.values["code"]
    module = _ordered(files.module.values, MODULE)
    module["objectives"] = [_ordered(row, OBJECTIVE) for row in module["objectives"]]
    checklists = [_checklist(item.values) for item in files.checklists]
    return {
        f"{code}/module.yaml": dumped(module),
        f"{code}/quiz.yaml": _quiz(files),
        f"{code}/checklist.yaml": dumped(checklists if len(checklists) > 1 else checklists[0]),
        **_pretest(files),
        **{
            f"{code}/{lesson.values['code']}.md": lesson_text(lesson.values)
            for lesson in files.lessons
        },
    }


def _pretest(files: ModuleFiles) -> dict[str, str]:
    if not files.pretest:
        return {}
    rules = files.pretest.values
    text = dumped(_ordered(rules, PRETEST))
    text += dumped({"questions": [_entry(slot) for slot in rules["slots"]]})
    return {f"{files.module.values['code']}/pretest.yaml": text}


def _checklist(row: Row) -> dict[str, Any]:
    checklist = _ordered(row, CHECKLIST)
    checklist["steps"] = [_ordered(step, STEP) for step in checklist["steps"]]
    return checklist


def _entry(slot: Row) -> dict[str, Any]:
    """A slot that draws, or asks what another module holds."""
    if "pool" in slot:
        return {"pool": _ordered(slot["pool"], POOL)}
    return {"ask": slot["ask"]}


def _quiz(files: ModuleFiles) -> str:
    """Rules, cases, then the questions in their order; what no slot asks by its name is the bank."""
    rules = files.quiz.values
    families = _families(item.values for item in files.questions)
    asked = [slot["question"] for slot in rules["slots"] if "question" in slot]
    entries = [
        families[slot["question"]] if "question" in slot else _entry(slot)
        for slot in rules["slots"]
    ]
    cases = [_ordered(item.values, CASE) for item in files.cases]
    bank = [family for code, family in families.items() if code not in asked]
    text = dumped(_ordered(rules, QUIZ))
    if cases:
        text += _listed("cases", cases)
    text += _listed("questions", entries)
    return text + (_listed("bank", bank) if bank else "")


def _families(rows: Iterable[Row]) -> dict[str, dict[str, Any]]:
    """Questions by their id, each with its twin and its parallel forms within."""
    all_rows = list(rows)
    twins = {row["twin"]["id"] for row in all_rows if "twin" in row}
    families: dict[str, dict[str, Any]] = {}
    for row in all_rows:
        if row["id"] not in twins and "parallel_of" not in row:
            families[row["id"]] = _question(row)
    for row in all_rows:
        if "parallel_of" in row:
            families[row["parallel_of"]].setdefault("parallels", []).append(_question(row))
    return families


def _question(row: Row) -> dict[str, Any]:
    question = _ordered(row, QUESTION)
    for name, schema in PARTS.items():
        if name in question:
            question[name] = [_ordered(each, schema) for each in question[name]]
    if "twin" in question:
        question["twin"] = _question(question["twin"])
    return question


def _ordered(row: Row, schema: Schema) -> dict[str, Any]:
    """What a row says that its schema knows, in the schema's order."""
    return {name: plain(row[name]) for name in schema if name in row}


def _listed(name: str, rows: list[dict[str, Any]]) -> str:
    """A list whose rows stand apart, so that a person finds her way."""
    return f"{name}:\n" + "\n".join(indent(dumped([row]), "  ") for row in rows)
