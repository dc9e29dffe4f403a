"""What is to be mended in a page, in one sentence."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What blocks refuses a signature; what asks is for whoever writes or signs to look at."""

    BLOCKS = "blocks"
    ASKS = "asks"


@dataclass(frozen=True)
class Finding:
    """One thing to mend: which rule, how much it matters, what to do, where, and the words found."""

    code: str
    severity: Severity
    sentence: str
    where: str
    words: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence}"


def blocks(code: str, sentence: str, where: str, *words: str) -> Finding:
    """A finding that refuses a signature."""
    return Finding(code, Severity.BLOCKS, sentence, where, words)


def asks(code: str, sentence: str, where: str, *words: str) -> Finding:
    """A finding that only asks for a look."""
    return Finding(code, Severity.ASKS, sentence, where, words)
