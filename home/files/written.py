"""A programme in plain values as the files that say it: what ``read_programme`` reads, written."""

from collections.abc import Iterable, Mapping
from textwrap import indent
from typing import Any

from home.files.items import Files, ModuleFiles, plain
from home.files.lesson_text import lesson_text
from home.files.lined_yaml import Schema
from home.files.question_schema import CASE, PARTS, POOL, QUESTION, QUIZ
from home.files.schema import CHECKLIST, KEY, MODULE, OBJECTIVE, PROGRAMME, SOURCE, STEP
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
    for each in files.modules:
        texts |= _module(each)
    return dict(sorted(texts.items()))


def _module(files: ModuleFiles) -> dict[str, str]:
    code = files.module.values["code"]
    module = _ordered(files.module.values, MODULE)
    module["objectives"] = [_ordered(row, OBJECTIVE) for row in module["objectives"]]
    checklist = _ordered(files.checklist.values, CHECKLIST)
    checklist["steps"] = [_ordered(row, STEP) for row in checklist["steps"]]
    return {
        f"{code}/module.yaml": dumped(module),
        f"{code}/quiz.yaml": _quiz(files),
        f"{code}/checklist.yaml": dumped(checklist),
        **{
            f"{code}/{lesson.values['code']}.md": lesson_text(lesson.values)
            for lesson in files.lessons
        },
    }


def _quiz(files: ModuleFiles) -> str:
    """Rules, cases, then the questions in their order; what no slot asks by its name is the bank."""
    rules = files.quiz.values
    families = _families(item.values for item in files.questions)
    asked = [slot["question"] for slot in rules["slots"] if "question" in slot]
    entries = [
        {"pool": _ordered(slot["pool"], POOL)} if "pool" in slot else families[slot["question"]]
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
