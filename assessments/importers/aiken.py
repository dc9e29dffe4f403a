"""Aiken: single choice as plain lines. Strict: the first line that is not as expected is named.

    What must you wear for a delivery?
    A. Gloves
    B. A ring
    ANSWER: A

The question stands on one line, options on lines "A. ", "B) " and so on in the order of the
alphabet, and "ANSWER: " with one letter ends it.
"""

import re
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from assessments.importers.gathering import Gathering, id_from_text
from assessments.importers.limits import BANK
from assessments.importers.parts import Choice, Maker
from assessments.importers.values import Bank, Content, QuestionRefused
from curriculum.tables import decode, numbered_lines

OPTION = re.compile(r"([A-Z])[.)]\s+(\S.*)")
ANSWER = re.compile(r"ANSWER: ?([A-Z])")
LONGEST_QUOTE = 40
#: A question, 26 options and the answer; what comes after that cannot mend the question.
LONGEST_BLOCK = 30


@dataclass(frozen=True)
class Line:
    """A line that is not blank, its number, and whether a blank one comes before it."""

    number: int
    text: str
    after_blank: bool = False

    @property
    def is_option(self) -> bool:
        return OPTION.fullmatch(self.text) is not None

    @property
    def is_answer(self) -> bool:
        return self.text.startswith("ANSWER")


def read_aiken(data: bytes, *, name: str = "") -> Bank:
    """Read a bank; a question that breaks the form is refused with the line that breaks it."""
    gathering = Gathering("aiken", name)
    for block in _blocks(_lines(decode(data, BANK))):
        first = block[0]
        gathering.take(
            first.number,
            id_from_text(first.text),
            first.text,
            partial(_question, block=block),
        )
    return gathering.bank


def _lines(text: str) -> Iterator[Line]:
    blank = False
    for number, raw in numbered_lines(text):
        if raw.strip():
            yield Line(number, raw.strip(), blank)
        blank = not raw.strip()


def _blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines that belong together. A broken question must not take its neighbour with it."""
    block: list[Line] = []
    before: Line | None = None
    for line in lines:
        if before and _begins(line, before):
            yield block
            block = []
        if len(block) < LONGEST_BLOCK:
            block.append(line)
        before = line
    if block:
        yield block


def _begins(line: Line, before: Line) -> bool:
    """Whether a line begins another question: after an answer, or when it can be no part of this one."""
    if before.is_answer:
        return True
    is_text = not (line.is_option or line.is_answer)
    return is_text and (line.after_blank or before.is_option)


def _question(maker: Maker, block: list[Line]) -> Content:
    stem, *rest = block
    if stem.is_option or stem.is_answer:
        raise QuestionRefused(_expected("the question on one line", stem))
    options: list[tuple[str, str]] = []
    letters = string.ascii_uppercase
    for line in rest:
        found = OPTION.fullmatch(line.text)
        if found and found[1] == letters[len(options) : len(options) + 1] and not line.after_blank:
            options.append((found[1], found[2]))
        elif line.is_answer and len(options) >= 2 and not line.after_blank:
            return _with_answer(maker, stem.text, options, line)
        else:
            raise QuestionRefused(_expected(_wanted(len(options)), line), line.number)
    raise QuestionRefused("It has no line “ANSWER: ” with a letter.", block[-1].number)


def _wanted(options: int) -> str:
    """What may follow so many options."""
    wanted = [f"“{letter}. ” and an option" for letter in string.ascii_uppercase[options:][:1]]
    if options >= 2:
        wanted.append("“ANSWER: ” and a letter")
    return ", or ".join(wanted) + ", with no blank line"


def _with_answer(maker: Maker, stem: str, options: list[tuple[str, str]], line: Line) -> Content:
    found = ANSWER.fullmatch(line.text)
    letters = [letter for letter, _ in options]
    if not found or found[1] not in letters:
        wanted = f"“ANSWER: ” and one letter from A to {letters[-1]}"
        raise QuestionRefused(_expected(wanted, line), line.number)
    choices = [Choice(text, Fraction(int(letter == found[1]))) for letter, text in options]
    return maker.question(stem, maker.single(choices))


def _expected(wanted: str, line: Line) -> str:
    quoted = line.text[:LONGEST_QUOTE] + "…" * (len(line.text) > LONGEST_QUOTE)
    blank = "a blank line and " if line.after_blank else ""
    return f"Expected {wanted}; found {blank}“{quoted}”."
