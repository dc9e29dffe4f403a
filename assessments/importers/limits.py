"""How much a question bank may hold: what is longer than its column is refused, never cut.

Example: an option of 301 characters refuses its question with "An option is 301 characters long; at
most 300 fit."
"""

import unicodedata
from collections.abc import Iterator
from typing import Any

from assessments.importers.values import Content, QuestionRefused
from curriculum.tables import Limits

QUESTIONS = 5000
#: Of the file itself; twenty lines of text and twenty cells of a sheet for each question.
BANK = Limits("question bank", "question", rows=QUESTIONS, lines=100_000, cells=100_000)
FILE_BYTES = 5 * 1024 * 1024
EXTERNAL_ID = 255
#: A single text before its tags are dropped.
MARKED_UP_TEXT = 50_000
#: One question of a text file, in characters.
PARAGRAPH = 200_000
#: Parts of one question, of a kind.
PARTS = 60

#: Key of a text in the question to its name in sentences and its longest length in characters.
TEXTS = {
    "stem": ("The question text", 2000),
    "scenario": ("The case", 2000),
    "rationale": ("The rationale", 2000),
    "unit": ("The unit", 30),
    "objective": ("The objective", 20),
    "lesson": ("The lesson", 60),
    "sources": ("The list of sources", 120),
    "guidance_key": ("The guidance key", 60),
}
PART_TEXTS = {
    "options": {"text": ("An option", 300), "feedback": ("A feedback", 1000)},
    "pairs": {
        "text": ("The left side of a pair", 300),
        "choice": ("The right side of a pair", 300),
        "feedback": ("A feedback", 1000),
    },
    "items": {"text": ("An item", 300)},
    "accepted": {"text": ("An accepted answer", 300), "feedback": ("A feedback", 1000)},
    "gaps": {"name": ("The name of a gap", 20)},
    "rubric": {"text": ("A row of the rubric", 300)},
}
CASE_TEXTS = {"title": ("The title of the case", 120), "text": ("The case", 2000)}


def check(content: Content) -> None:
    """Refuse a question with a text longer than its column, too many parts or a control character."""
    for what, longest, text in _texts(content):
        if len(text) > longest:
            raise QuestionRefused(
                f"{what} is {len(text):,} characters long; at most {longest:,} fit."
            )
        if any(_is_control(letter) for letter in text):
            raise QuestionRefused(f"{what} holds a control character, which no page can show.")
    for kind in PART_TEXTS:
        if len(content.get(kind, ())) > PARTS:
            raise QuestionRefused(f"It has more than {PARTS} {kind}.")
    if not content["stem"]:
        raise QuestionRefused("The question text is empty.")


def _texts(content: Content) -> Iterator[tuple[str, int, str]]:
    yield from _texts_of(content, TEXTS)
    yield from _texts_of(content.get("case") or {}, CASE_TEXTS)
    for kind, texts in PART_TEXTS.items():
        for part in content.get(kind, ()):
            yield from _texts_of(part, texts)


def _texts_of(
    values: dict[str, Any], texts: dict[str, tuple[str, int]]
) -> Iterator[tuple[str, int, str]]:
    for key, (what, longest) in texts.items():
        yield what, longest, values.get(key, "")


def _is_control(letter: str) -> bool:
    return letter not in "\n\t" and unicodedata.category(letter) in {"Cc", "Cs"}
