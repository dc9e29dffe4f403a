"""A programme in plain values: what is read from files, and what is written into them."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

import yaml


@dataclass(frozen=True)
class Item:
    """One thing to load: where it stands (``path``), what it says, and the hash of that."""

    path: str
    values: dict[str, Any]
    sha256: str


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


def item_of(path: str, values: dict[str, Any]) -> Item:
    """An item with the hash of what it says; the order of names does not matter."""
    text = yaml.safe_dump(plain(values), sort_keys=True, allow_unicode=True)
    return Item(path, values, hashlib.sha256(text.encode()).hexdigest())


def plain(value: Any) -> Any:
    """Values without the lines they stood in."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list) else value
