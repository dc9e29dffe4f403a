"""The question that the rules look at: read from its JSON, with defaults for what is left out.

Worked example: ``Draft.of({"type": "single", "options": [{"text": "Now", "correct": True}]})`` has one
group of choices with one key; everything else is empty. Junk reads as if it were left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessments.linting.pieces import (
    Choice,
    Form,
    Gap,
    Medium,
    Pair,
    number_of,
    rows_of,
    text_of,
)

CHOOSING = ("single", "multiple", "true_false")


@dataclass(frozen=True)
class Group:
    """The choices that stand together: the question's (``name`` is empty) or a gap's."""

    name: str
    choices: tuple[Choice, ...]

    @property
    def keys(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if choice.is_key)

    @property
    def wrong(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if not choice.is_key)


@dataclass(frozen=True)
class Forms:
    """The accepted answers that stand together: the question's (``name`` is empty) or a gap's."""

    name: str
    kind: str
    accepted: tuple[Form, ...]


@dataclass(frozen=True)
class Draft:
    """A question in plain values; see docs/question-format.md for what they mean."""

    content: Mapping[str, Any]
    options: tuple[Choice, ...]
    pairs: tuple[Pair, ...]
    items: tuple[tuple[str, str], ...]
    accepted: tuple[Form, ...]
    gaps: tuple[Gap, ...]
    rubric: tuple[str, ...]
    media: tuple[Medium, ...]

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> "Draft":
        """Read a question from its JSON."""
        # The choices of a gap are marked by weight.
        scheme = "weights" if content.get("type") == "cloze" else text_of(content, "scheme")
        return cls(
            content=content,
            options=tuple(Choice.of(row, scheme) for row in rows_of(content, "options")),
            pairs=tuple(map(Pair.of, rows_of(content, "pairs"))),
            items=tuple(
                (text_of(row, "uid"), text_of(row, "text")) for row in rows_of(content, "items")
            ),
            accepted=tuple(map(Form.of, rows_of(content, "accepted"))),
            gaps=tuple(map(Gap.of, rows_of(content, "gaps"))),
            rubric=tuple(text_of(row, "text") for row in rows_of(content, "rubric")),
            media=tuple(map(Medium.of, rows_of(content, "media"))),
        )

    def text(self, name: str) -> str:
        """Return one of the question's texts or names by its key; empty if it is left out."""
        return text_of(self.content, name)

    def number(self, name: str) -> Fraction | None:
        """Return one of the question's numbers by its key; None if it is left out or unreadable."""
        return number_of(self.content.get(name))

    @property
    def type(self) -> str:
        return self.text("type")

    @property
    def is_critical(self) -> bool:
        return bool(self.content.get("critical"))

    @property
    def is_marked_by_hand(self) -> bool:
        return self.type == "short" and self.text("scheme") == "by_hand"

    @property
    def is_shuffled(self) -> bool:
        """Whether options are shown in a drawn order; true and false never are."""
        return self.type != "true_false" and self.content.get("shuffle") is not False

    @property
    def case(self) -> str:
        """The text of the case that this question shares with others."""
        case = self.content.get("case")
        return text_of(case, "text") if isinstance(case, Mapping) else ""

    @property
    def asked(self) -> str:
        """The case, if there is one, and the stem: what she reads before she answers."""
        parts = (self.case, self.text("scenario"), self.text("stem"))
        return "\n".join(part.strip() for part in parts if part.strip())

    @property
    def groups(self) -> tuple[Group, ...]:
        """Where she chooses: the question itself, or each gap with choices."""
        if self.type in CHOOSING:
            return (Group("", self.options),)
        if self.type != "cloze":
            return ()
        return tuple(
            Group(gap.name, tuple(each for each in self.options if each.gap == gap.name))
            for gap in self.gaps
            if gap.kind == "single"
        )

    @property
    def forms(self) -> tuple[Forms, ...]:
        """Where she types and accepted answers decide: the question itself, or each such gap."""
        if self.type in ("short", "numeric") and not self.is_marked_by_hand:
            return (Forms("", self.type, self.accepted),)
        if self.type != "cloze":
            return ()
        return tuple(
            Forms(gap.name, gap.kind, tuple(each for each in self.accepted if each.gap == gap.name))
            for gap in self.gaps
            if gap.kind != "single"
        )
