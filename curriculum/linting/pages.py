"""A page in plain values, and a lesson read from the blocks as they are stored or loaded from files.

Worked example: the blocks ``[{"type": "text", "value": "<h2>Why</h2>"}, {"type": "do", "value": "<ul>
<li>Ask.</li></ul>"}]`` are two pieces, "Why" at "Block 1 (text)" and "Ask." at "Block 2 (do), under
“Why”". Nothing here knows every block: whatever texts, pictures and recordings a block holds are found.
"""

import datetime as dt
import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

_HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.DOTALL)
_BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|div|blockquote)>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
#: What stands in a block without being read by anybody.
_NOT_TEXT = frozenset(
    {"id", "type", "mark", "review_by", "guidance_key", "language", "source", "drawing"}
)


class Reader(StrEnum):
    """Whom a text is for: what is wrong in words for a trainer asks, elsewhere it blocks."""

    LEARNER = "learner"
    TRAINER = "trainer"
    OUTSIDER = "outsider"


class Sense(StrEnum):
    """Whether a text says something, says what not to do, or repeats what people say wrongly."""

    SAID = "said"
    FORBIDDEN = "forbidden"
    UNMASKED = "unmasked"


@dataclass(frozen=True)
class Piece:
    """One text of a page, without markup; ``is_body``: it is studied, not only read in a list."""

    where: str
    text: str
    reader: Reader = Reader.LEARNER
    sense: Sense = Sense.SAID
    is_body: bool = False


@dataclass(frozen=True)
class Fact:
    """A clinical fact: whether it names a source, and when it must be checked again."""

    where: str
    has_source: bool
    review_by: dt.date | None


@dataclass(frozen=True)
class Medium:
    """A picture or a recording, and the words for who cannot see or hear it."""

    where: str
    kind: str
    words: str


@dataclass(frozen=True)
class Page:
    """What the rules look at; ``kinds``: the blocks of a lesson in order, empty for other pages."""

    language: str = "en"
    is_lesson: bool = False
    pieces: tuple[Piece, ...] = ()
    facts: tuple[Fact, ...] = ()
    media: tuple[Medium, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """What a learner studies, as one text."""
        studied = [p.text for p in self.pieces if p.is_body and p.reader is Reader.LEARNER]
        return "\n".join(studied)


def lesson(
    title: str, summary: str, blocks: Iterable[Mapping[str, Any]], *, language: str = "en"
) -> Page:
    """Read a lesson; ``blocks`` in the raw form in which a stream is stored."""
    read = [_Block.of(number, raw) for number, raw in enumerate(blocks, start=1)]
    heading = ""
    pieces = [Piece("Title", title), Piece("Summary", summary)]
    facts: list[Fact] = []
    media: list[Medium] = []
    for block in read:
        where = block.place(heading)
        pieces += block.pieces(where)
        if block.kind == "fact":
            facts.append(block.fact(where))
        media += [Medium(where, kind, words) for kind, words in _media(block.value)]
        heading = block.last_heading() or heading
    return Page(
        language=language,
        is_lesson=True,
        pieces=tuple(pieces),
        facts=tuple(facts),
        media=tuple(media),
        kinds=tuple(block.kind for block in read),
    )


def programme(
    own: Mapping[str, str],
    reason: str,
    names: Iterable[Mapping[str, str]] = (),
    conduct: Iterable[str] = (),
) -> Page:
    """Read a programme: title, neutral_title and level of its ``own`` and in other languages, why its
    numbers are what they are, and the rules of ``conduct`` that she signs."""
    pieces = [Piece("Reason of the rules", reason, Reader.TRAINER)]
    pieces += [Piece(f"Rule {number}", rule) for number, rule in enumerate(conduct, start=1)]
    for name in (own, *names):
        there = f" ({name['language']})" if "language" in name else ""
        pieces += [
            Piece(f"Title{there}", name["title"]),
            Piece(f"Neutral title{there}", name["neutral_title"], Reader.OUTSIDER),
            Piece(f"Level{there}", name["level"], Reader.OUTSIDER),
        ]
    return Page(pieces=tuple(pieces))


def module(title: str, summary: str, objectives: Iterable[str]) -> Page:
    """Read a module."""
    aims = [Piece(f"Objective {number}", text) for number, text in enumerate(objectives, start=1)]
    return Page(pieces=(Piece("Title", title), Piece("Summary", summary), *aims))


def glossary(title: str, rows: Iterable[Mapping[str, str]]) -> Page:
    """Read a page of hard words: word, meaning and what is said ``instead``."""
    said = [
        Piece(f"The word “{row['word']}”", row[name])
        for row in rows
        for name in ("word", "meaning", "instead")
    ]
    return Page(pieces=(Piece("Title", title), *said))


@dataclass(frozen=True)
class _Block:
    number: int
    kind: str
    value: Any

    @classmethod
    def of(cls, number: int, raw: Mapping[str, Any]) -> "_Block":
        return cls(number, str(raw["type"]), raw["value"])

    def place(self, heading: str) -> str:
        label = self.kind.replace("_", " ")
        under = f", under “{heading}”" if heading else ""
        return f"Block {self.number} ({label}){under}"

    def last_heading(self) -> str:
        found = _HEADING.findall(self.value) if isinstance(self.value, str) else []
        return plain(found[-1]) if found else ""

    def pieces(self, where: str) -> Iterator[Piece]:
        reader = Reader.TRAINER if self.kind == "facilitator" else Reader.LEARNER
        for name, text in _texts(self.value):
            if text := plain(text):
                yield Piece(where, text, reader, self._sense(name), is_body=True)

    def _sense(self, name: str) -> Sense:
        if self.kind == "dont":
            return Sense.FORBIDDEN
        return Sense.UNMASKED if name == "myth" else Sense.SAID

    def fact(self, where: str) -> Fact:
        return Fact(where, bool(self.value.get("source")), _day(self.value.get("review_by")))


def plain(text: str) -> str:
    """A rich text as its words, a line for each paragraph and list item."""
    bare = html.unescape(_TAG.sub("", _BLOCK_END.sub("\n", text)))
    return "\n".join(line for row in bare.splitlines() if (line := " ".join(row.split())))


def _texts(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text within a block, with the name of its field."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _NOT_TEXT:
                yield from _texts(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, name)


def _media(value: Any) -> Iterator[tuple[str, str]]:
    """Every picture and recording within a block: which it is, and the words that stand for it."""
    if isinstance(value, Mapping):
        for kind, words in (("image", "alt"), ("recording", "transcript")):
            if value.get(kind):
                yield kind, plain(str(value.get(words) or ""))
        for inner in value.values():
            yield from _media(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _media(inner)


def _day(value: Any) -> dt.date | None:
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value or ""))
    except ValueError:
        return None
