"""The words of what is taught and asked, apart from everything that must be the same in each language.

A translation is a table from each text of the source language to its words in another, as in gettext. So a
text that changed has no translation any more, by itself and at that moment, and nothing else of a lesson
or question (order, numbers, keys, what is right) is in the table. Worked example: with
``{"Wash hands": "Nawa mikono"}`` the texts "Wash hands", "Dry hands" are said as "Nawa mikono", "Dry hands",
and ``Said.untold`` is 1.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

_TAG = re.compile(r"</?([a-zA-Z0-9]+)[^>]*>")
_ATTRIBUTE = re.compile(r"<[a-zA-Z0-9]+\s+[^>/\s]")
_GAP = re.compile(r"\[\[([^\]]+)\]\]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Line:
    """One text: ``kind`` says what it is (a title, an option); ``is_rich`` that it is HTML."""

    kind: str
    text: str
    is_rich: bool = False

    @property
    def has_words(self) -> bool:
        """Whether there is anything to translate: numbers and signs say the same everywhere."""
        return any(sign.isalpha() for sign in _TAG.sub("", self.text))


Say = Callable[[Line], str]


@dataclass
class Said:
    """Says texts in another language and counts those for which it has no words (``untold``)."""

    words: Mapping[str, str]
    untold: int = 0

    def __call__(self, line: Line) -> str:
        if not line.has_words:
            return line.text
        if line.text not in self.words:
            self.untold += 1
        return self.words.get(line.text, line.text)


@dataclass
class Heard:
    """Collects texts while they are said as they are; each once, in the order met."""

    lines: dict[str, Line] = field(default_factory=dict)

    def __call__(self, line: Line) -> str:
        if line.has_words:
            self.lines.setdefault(line.text, line)
        return line.text


#: Which values of a content are words, and of what kind. A question's case has words of its own.
QUESTION = {
    "scenario": "scenario",
    "stem": "question",
    "options": {"text": "option", "feedback": "feedback"},
    "pairs": {"text": "pair", "choice": "pair", "feedback": "feedback"},
    "items": {"text": "item"},
    "accepted": {"text": "accepted", "feedback": "feedback"},
    "unit": "unit",
    "rubric": {"text": "rubric"},
    "rationale": "rationale",
}
CASE = {"title": "title", "text": "scenario"}
QUIZ = {"title": "title"}
CHECKLIST = {"title": "title", "setting": "setting", "steps": {"text": "step", "help": "help"}}


def say(content: Mapping[str, Any], words: Mapping[str, Any], speaker: Say) -> dict[str, Any]:
    """The same content with its ``words`` (such as ``QUESTION``) as ``speaker`` says them."""
    said = dict(content)
    for name, kind in words.items():
        value = content.get(name)
        if not value:
            continue
        if isinstance(value, str):
            said[name] = speaker(Line(kind, value))
        elif isinstance(value, Mapping):
            said[name] = say(value, kind, speaker)
        else:
            said[name] = [say(each, kind, speaker) for each in value]
    return said


def lines_of(content: Mapping[str, Any], words: Mapping[str, Any]) -> list[Line]:
    """The texts of a content, each once, in order."""
    heard = Heard()
    say(content, words, heard)
    return list(heard.lines.values())


def is_whole(lines: Iterable[Line], words: Mapping[str, str]) -> bool:
    """Whether each of these texts has its words in the other language."""
    return all(line.text in words for line in lines)


def fault(line: Line, said: str) -> str:
    """Why these words cannot stand for ``line``, as a sentence, or ""."""
    if not _TAG.sub("", said).strip():
        return "It says nothing."
    if sorted(_GAP.findall(line.text)) != sorted(_GAP.findall(said)):
        return "The gaps in [[ ]] must be those of the source, unchanged."
    if line.is_rich and (_ATTRIBUTE.search(said) or not _tags(said) <= _tags(line.text)):
        return "It holds markup that the source does not have."
    return ""


def doubt(line: Line, said: str) -> str:
    """What whoever signs should look at twice, as a sentence, or ""."""
    if sorted(_NUMBER.findall(line.text)) != sorted(_NUMBER.findall(said)):
        return "The numbers differ from the source."
    return ""


def _tags(html: str) -> set[str]:
    return {name.lower() for name in _TAG.findall(html)}
