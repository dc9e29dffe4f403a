"""A programme in plain values: what is read from files, and what is written into them."""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml


@dataclass(frozen=True)
class Item:
    """One thing to load: where it stands (``path``) and what it says."""

    path: str
    values: dict[str, Any]

    @cached_property
    def sha256(self) -> str:
        """The hash of what it says; the order of names does not matter. Only reckoned when asked for."""
        text = yaml.safe_dump(plain(self.values), sort_keys=True, allow_unicode=True)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass
class ModuleFiles:
    """One module: its own values, lessons in order, quiz with cases and questions, checklists, pre-test.

    ``questions`` stand in the order of loading: each after its twin and before its parallel forms.
    """

    module: Item
    lessons: list[Item]
    quiz: Item
    cases: list[Item]
    questions: list[Item]
    checklists: list[Item]
    pretest: Item | None = None


@dataclass
class Files:
    """A whole programme in plain values. ``unread``: files beside it that nothing names."""

    programme: Item
    sources: list[Item] = field(default_factory=list)
    guidance: list[Item] = field(default_factory=list)
    modules: list[ModuleFiles] = field(default_factory=list)
    glossary: Item | None = None
    unread: list[str] = field(default_factory=list)

    def items(self) -> list[Item]:
        """Everything in it."""
        found = [self.programme, *self.sources, *self.guidance]
        found += [self.glossary] if self.glossary else []
        for each in self.modules:
            found += [each.module, *each.lessons, each.quiz, *each.cases]
            found += [*each.questions, *each.checklists]
            found += [each.pretest] if each.pretest else []
        return found


def checklist_path(code: str, row: dict[str, Any], rows: list) -> str:
    """The path of one of a module's checklists: where there are several, by its own code."""
    return f"{code}/checklist" if len(rows) == 1 else f"{code}/checklist/{row['code']}"


def plain(value: Any) -> Any:
    """Values without the lines they stood in."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list) else value
