"""Texts as the rules see them: normalised, cut into sentences and words, shortened to be shown.

Worked example: of 'She says, "I am not ill." What do you say? Choose one.' the asking sentence is
"What do you say?"; the quoted "not" is hers, not the question's.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

#: As many letters as name an option in a list of findings.
LONGEST_START = 40

_END = re.compile(r"(?<=[.!?؟።፧])\s+|\n+")
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»")
_QUOTED_SENTENCE = re.compile(r"[.!?؟።፧]\s*[\"”»]$")
_GAP = re.compile(r"\[\[([^\[\]]*)\]\]")
_BLANK = re.compile(r"_{2,}|…|\.{3}|\[\[")
_QUESTION_MARKS = ("?", "؟", "፧")


def normalised(text: str, *, keep_case: bool = False, keep_stop: bool = False) -> str:
    """Return a text as it is compared: same letters, single spaces, without case and final stop."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    plain = plain if keep_stop else plain.removesuffix(".").rstrip()
    return plain if keep_case else plain.casefold()


def start(text: str) -> str:
    """Return the beginning of a text, in one line, to name it by."""
    plain = " ".join(text.split()) or "(empty)"
    return plain if len(plain) <= LONGEST_START else plain[: LONGEST_START - 1].rstrip() + "…"


def words(text: str) -> list[str]:
    """Return the words of a text, in any script."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text that hold a word."""
    return [part.strip() for part in _END.split(text) if _WORD.search(part)]


def unquoted(text: str) -> str:
    """Return a text without what people say in it; a sentence that ends within stays ended."""

    def left(said: re.Match[str]) -> str:
        goes_on = text[said.end() :].lstrip()[:1].islower()
        return " " if goes_on or not _QUOTED_SENTENCE.search(said[0]) else "."

    return _QUOTED.sub(left, text)


def asks(sentence: str) -> bool:
    """Whether a sentence is a question or leaves a blank to fill."""
    return sentence.rstrip("\"'”’»*_) ").endswith(_QUESTION_MARKS) or bool(_BLANK.search(sentence))


def asking_sentence(stem: str) -> str:
    """Return the sentence of a stem that asks: the last question or blank, else the last sentence."""
    every = sentences(unquoted(stem)) or [""]
    return next((each for each in reversed(every) if asks(each)), every[-1])


def gap_names(stem: str) -> list[str]:
    """Return the names of the gaps that a stem marks as ``[[name]]``, in order."""
    return _GAP.findall(stem)


def repeated(texts: Iterable[str]) -> list[str]:
    """Return the texts that have stood before, each time they come again; empty ones do not count."""
    seen: set[str] = set()
    again = []
    for text in texts:
        if text and text in seen:
            again.append(text)
        seen.add(text)
    return again


def longest(texts: Sequence[str]) -> int:
    """Return the length of the longest text; 0 for none."""
    return max((len(text) for text in texts), default=0)
