"""What authors and signers are told about a page before it is published.

A short list blocks, which refuses a signature: a dose, a shaming word or an old message in what learners
read, words that tell outsiders, a fact without source or day of review, a picture or recording without
words, an empty lesson. The rest asks: whoever signs says that she has read it. Neither stops saving.

Worked example: a lesson whose one text is "Give 5 ml." has a dose (blocks), few words and nothing to do
(both ask).
"""

import datetime as dt

from curriculum.linting.findings import Finding, Severity
from curriculum.linting.lightness import check_weight
from curriculum.linting.pages import (
    Fact,
    Medium,
    Page,
    Piece,
    Reader,
    Sense,
    glossary,
    lesson,
    module,
    programme,
)
from curriculum.linting.reading import check_reading
from curriculum.linting.support import check_body, check_facts, check_media
from curriculum.linting.words import check_words
from curriculum.weighing import Weight

__all__ = [
    "Fact",
    "Finding",
    "Medium",
    "Page",
    "Piece",
    "Reader",
    "Sense",
    "Severity",
    "glossary",
    "lesson",
    "lint",
    "module",
    "programme",
]


def lint(page: Page, *, today: dt.date, weight: Weight | None = None) -> list[Finding]:
    """Return what is to be mended in a page: what blocks first, else in the order of the rules."""
    found = [
        *check_words(page),
        *check_facts(page, today),
        *check_media(page),
        *check_body(page),
        *check_reading(page),
        *check_weight(weight),
    ]
    return sorted(found, key=lambda finding: finding.severity is not Severity.BLOCKS)
