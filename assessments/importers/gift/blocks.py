"""The paragraphs of a GIFT file: one question each, with its line, title, id and category.

Escaped characters are replaced by control characters, which a decoded file cannot hold, so that all
further reading is a plain search for unescaped signs. Each step is one pass over the text.

Example: "::Wash:: 5 \\= five {T}" is the title "Wash", the text "5 = five" and the answers "T".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assessments.importers.limits import PARAGRAPH
from assessments.importers.values import QuestionRefused
from curriculum.tables import numbered_lines

ESCAPES = {
    "\\": "\x01",
    "~": "\x02",
    "=": "\x03",
    "#": "\x04",
    "{": "\x05",
    "}": "\x06",
    ":": "\x07",
}
NEWLINE = "\x08"
ESCAPE = re.compile(r"\\([\\~=#{}:n])")
MEANT = str.maketrans({mark: sign for sign, mark in ESCAPES.items()} | {NEWLINE: "\n"})
CATEGORY = re.compile(r"\s*\$CATEGORY:(.*)")
ID = re.compile(r"\[id:([^\]]+)\]")
TAG = re.compile(r"\[tag:([^\]]+)\]")
FORMAT = re.compile(r"\s*\[(html|markdown|plain|moodle)\]")
BLANK = "_____"
#: An id stands in one of the last comments before its question.
LAST_COMMENTS = 9


@dataclass
class Block:
    """One paragraph, escapes hidden; ``line`` is that of its first line."""

    line: int
    lines: list[str] = field(default_factory=list)
    category: str = ""
    id: str = ""
    tags: tuple[str, ...] = ()
    size: int = 0

    def add(self, line: str) -> None:
        """Keep a line, unless the paragraph has grown longer than any question can be."""
        self.size += len(line) + 1
        if self.size <= PARAGRAPH:
            self.lines.append(hidden(line))

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True)
class Question:
    """A paragraph taken apart, escapes still hidden. ``answers`` is None where there are no braces."""

    format: str
    before: str
    answers: str | None = None
    after: str = ""


def blocks(text: str) -> Iterator[Block]:
    """The paragraphs, without comments and category lines; those lines speak of what follows."""
    category = ""
    comments: list[str] = []
    block = Block(0)
    for number, line in numbered_lines(text):
        found = CATEGORY.fullmatch(line)
        if line.lstrip().startswith("//"):
            comments = [*comments[-LAST_COMMENTS:], line]
        elif found:
            category = found[1].strip()
        elif line.strip():
            if not block.size:
                block = Block(number, [], category, *_said("".join(comments)))
                comments = []
            block.add(line)
        elif block.size:
            yield block
            block, comments = Block(0), []
    if block.size:
        yield block


def _said(comments: str) -> tuple[str, tuple[str, ...]]:
    found = ID.search(comments)
    return (shown(hidden(found[1])).strip() if found else ""), tuple(TAG.findall(comments))


def split_title(text: str) -> tuple[str, str]:
    """The title at the beginning of a paragraph, "" if it has none, and the rest of it."""
    text = text.lstrip()
    title, closed, rest = text[2:].partition("::")
    if not text.startswith("::") or not closed:
        return "", text
    return " ".join(shown(title).split()), rest


def take_apart(text: str) -> Question:
    """Format, text and answers of a paragraph without its title.

    Raises:
        QuestionRefused: a title is not closed, the braces do not pair or there are two pairs.
    """
    if text.startswith("::"):
        raise QuestionRefused("The title begins with :: but is not closed by another ::.")
    format, text = split_format(text, "moodle")
    before, opened, rest = text.partition("{")
    if "}" in before:
        raise QuestionRefused("There is a } before any {: a blank line ends a question.")
    if not opened:
        return Question(format, before)
    answers, closed, after = rest.partition("}")
    if not closed:
        raise QuestionRefused(
            "The answers begin with { but no } follows: a blank line ends a question."
        )
    if "{" in answers or "{" in after or "}" in after:
        raise QuestionRefused("There are more braces than one pair; write \\{ and \\} in a text.")
    return Question(format, before, answers.strip(), after)


def split_format(text: str, default: str) -> tuple[str, str]:
    """The format that a text names at its beginning, and the rest of it."""
    found = FORMAT.match(text)
    return (found[1], text[found.end() :]) if found else (default, text)


def hidden(text: str) -> str:
    """A text with its escaped characters replaced by control characters."""
    return ESCAPE.sub(lambda found: ESCAPES.get(found[1], NEWLINE), text)


def shown(text: str) -> str:
    """The reverse: what the escapes stand for."""
    return text.translate(MEANT)
