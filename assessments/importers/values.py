"""What reading a question bank gives: questions as plain values, and each refused one with its reason."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from curriculum.tables import FileRefused

#: A question in the form of docs/question-format.md.
Content = dict[str, Any]
#: Fixed for ever: another one would give every imported question and option a new uid.
NAMESPACE = uuid.UUID("6f0f7c1e-9d6b-5d0e-8c2b-3a7f4be1a9d4")


#: A question bank as a whole cannot be read; ``reason`` is a sentence that says what to do.
BankRefused = FileRefused


class QuestionRefused(Exception):
    """One question cannot be taken over faithfully. ``line`` is given where it is not the first."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


@dataclass(frozen=True)
class Imported:
    """One question that was read; ``line`` counts from 1, in sheets it is the row.

    ``external_id`` names it in its file; ``notes`` are sentences on what was changed or left behind.
    """

    external_id: str
    line: int
    content: Content
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refused:
    """One question that was not read, or could not be written, and why."""

    line: int
    external_id: str
    name: str
    reason: str


@dataclass(frozen=True)
class Bank:
    """All that a file holds: every question of it is in exactly one of the two lists."""

    format: str
    name: str = ""
    questions: list[Imported] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Written:
    """A file that was written; ``refused`` are questions it cannot hold, their line is their place."""

    data: bytes
    refused: tuple[Refused, ...] = ()
    notes: tuple[str, ...] = ()


def derived_uid(*parts: str) -> str:
    """The same uid for the same parts, whenever and wherever it is made (RFC 9562, version 5)."""
    return str(uuid.uuid5(NAMESPACE, "\x1f".join(parts)))
