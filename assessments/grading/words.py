"""Marking words by rules: the first accepted text that fits gives its weight.

In a rule ``*`` is any run of letters and ``\\*`` a star; a rule fits the whole answer. Before they are
compared, both are trimmed and their blanks made single; unless the question says otherwise, case and
accents do not count, nor curly quotes, nor one full stop at the end.

Worked example: the rule "*wash*hands*" fits "First, WASH your hands."
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from assessments.grading.questions import Question
from assessments.grading.results import UNANSWERED, UNREADABLE, Outcome

#: Letters; an answer to a short question that is longer is not read.
LONGEST_TEXT = 2000
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")
_STAR = re.compile(r"(?<!\\)\*")


def mark_words(question: Question, answer: Mapping[str, Any]) -> Outcome:
    """Mark ``{"text": "as typed"}`` by the accepted texts."""
    raw = answer.get("text")
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return Outcome.nothing(UNANSWERED)
    if not isinstance(raw, str) or len(raw) > LONGEST_TEXT:
        return Outcome.nothing(UNREADABLE)
    said = _plain(raw, question)
    for accepted in question.accepted:
        if _fits(_plain(accepted.text, question), said):
            return Outcome.of(accepted.weight)
    return Outcome.of(0)


def _plain(text: str, question: Question) -> str:
    """A text with everything taken out that does not count for this question."""
    if not question.match_punctuation:
        text = text.translate(_STRAIGHT).rstrip().removesuffix(".")
    if not question.match_accents:
        letters = unicodedata.normalize("NFD", text)
        text = "".join(letter for letter in letters if not unicodedata.combining(letter))
    if not question.match_case:
        text = text.casefold()
    return " ".join(unicodedata.normalize("NFC", text).split())


def _fits(rule: str, said: str) -> bool:
    """Whether a rule with stars fits the whole of a text: each piece at its first place, in one pass."""
    first, *rest = (piece.replace(r"\*", "*") for piece in _STAR.split(rule))
    if not rest:
        return said == first
    *middle, last = rest
    if len(said) < len(first) + len(last) or not said.startswith(first) or not said.endswith(last):
        return False
    at, end = len(first), len(said) - len(last)
    for piece in middle:
        found = said.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True
