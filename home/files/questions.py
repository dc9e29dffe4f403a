"""One question: what makes it broken.

What the file's own rules let through is shown to the marking engine and to the rules that refuse a
signature, so that nothing is loaded which nobody could sign.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assessments.grading import SCHEMES
from assessments.linting import blocking, lint_question
from home.files.content import content_of, units_of
from home.files.lined_yaml import Lined, each_fitting
from home.files.part_faults import Fault, part_faults
from home.files.question_schema import BELONGS, CHOICES, KINDS, NEEDS, PARTS, ROW_CHOICES
from home.files.references import References

_UNIT = re.compile(r"[^,=]*[^,=\s][^,=]*")
_UNIT_SIZE = re.compile(r"[0-9]+(?:\.[0-9]+)?")
#: Letters that the columns behind these lists hold.
LONGEST_UNITS, LONGEST_SOURCES = 120, 120


@dataclass(frozen=True)
class Surroundings:
    """Where a question stands: its file, the code of its folder, its module, the cases it may share."""

    name: str
    code: str
    module: Lined
    cases: dict[str, Lined]
    refs: References

    def note(self, line: int, reason: str) -> None:
        """Note a fault in this file."""
        self.refs.problems.add(self.name, line, reason)


def check_question(row: Lined, at: Surroundings) -> None:
    """Note what is wrong with a question by the file's own rules."""
    _check_tags(row, at)
    if row["type"] in KINDS:
        parts = {name: _rows(row, name, at) for name in PARTS}
        for line, reason in (*_name_faults(row), *_unit_faults(row), *part_faults(row, parts)):
            at.note(line, reason)


def check_with_engine(row: Lined, at: Surroundings, *, parallels: int = 0) -> None:
    """Note why nobody could sign a question that is otherwise sound.

    ``parallels``: how many other forms it has.
    """
    content = content_of(
        f"{at.code}/{row['id']}", row, case=at.cases.get(row.get("case")), parallels=parallels
    )
    for finding in blocking(lint_question(content)):
        at.note(row.line, f"question {row['id']}, {finding.where}: {finding.sentence}")


def _check_tags(row: Lined, at: Surroundings) -> None:
    objectives = [each.get("id") for each in at.module["objectives"] if isinstance(each, dict)]
    for key, allowed in {
        **CHOICES,
        "scheme": SCHEMES.get(row["type"], [row.get("scheme")]),
        "objective": objectives,
        "lesson": at.module["lessons"],
        "case": list(at.cases),
    }.items():
        at.refs.check_choice(at.name, row, key, allowed)
    at.refs.check_sources(at.name, row.lines["sources"], row["sources"])
    if len(", ".join(map(str, row["sources"]))) > LONGEST_SOURCES:
        at.note(row.lines["sources"], "these are more sources than fit")
    at.refs.check_key(at.name, row.lines.get("guidance", row.line), row.get("guidance", ""))


def _rows(row: Lined, name: str, at: Surroundings) -> list[Lined]:
    """The rows of one list that fit; the others are noted."""
    line = row.lines.get(name, row.line)
    rows = each_fitting(at.name, row.get(name, []), PARTS[name], at.refs.problems, line=line)
    for each in rows:
        for key, allowed in ROW_CHOICES.items():
            at.refs.check_choice(at.name, each, key, allowed)
    return rows


def _name_faults(row: Lined) -> Iterator[Fault]:
    """Names that mean nothing: in this type of question, or without another beside them."""
    for key in row:
        if row["type"] not in BELONGS.get(key, KINDS):
            yield row.lines[key], f"{key!r} means nothing in a question of type {row['type']}"
        elif key in NEEDS and NEEDS[key] not in row:
            yield row.lines[key], f"{key!r} means nothing without {NEEDS[key]!r}"


def _unit_faults(row: Lined) -> Iterator[Fault]:
    units = row.get("other_units", {})
    for unit, size in units.items():
        if not _UNIT.fullmatch(unit):
            yield units.lines[unit], f"{unit!r} is no name of a unit"
        elif not _UNIT_SIZE.fullmatch(str(size)) or not float(size):
            yield units.lines[unit], f"{unit!r} cannot be {size!r:.60}"
    if len(units_of(row)) > LONGEST_UNITS:
        yield row.lines["other_units"], "these are more units than fit"
