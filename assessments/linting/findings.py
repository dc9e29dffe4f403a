"""What a rule is, and what it finds."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding matters: a block refuses publication, a warning asks to confirm it."""

    BLOCK = "block"
    WARN = "warn"


@dataclass(frozen=True)
class Finding:
    """One thing to mend.

    ``sentence`` says what is wrong and what to do; ``example`` shows a bad and a good wording;
    ``where`` is what it is about: the start of an option, a gap, a question's code.
    """

    rule: str
    level: Level
    sentence: str
    example: str
    where: str


@dataclass(frozen=True)
class Rule:
    """One rule: its number, its usual level, its title, why it stands here, and an example."""

    id: str
    level: Level
    title: str
    why: str
    example: str

    def found(self, sentence: str, where: str, *, level: Level | None = None) -> Finding:
        """Return a finding of this rule, at its own level unless another is given."""
        return Finding(self.id, level or self.level, sentence, self.example, where)
