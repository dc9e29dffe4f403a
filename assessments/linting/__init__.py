"""What authors are told about a question or a quiz before it is published.

A finding that blocks refuses publication, a warning asks to confirm it; neither stops saving. Rules
look at the plain values of docs/question-format.md. Beside those, a content may hold ``twin`` (the code
of its country-free twin), ``parallels`` (how many parallel forms it has) and ``media``
(``[{"kind", "alt", "transcript", "bytes"}]``, kind image, audio or video).

Worked example: a single choice between "Now" (right) and "Later" (no feedback), stem "When?": L03 (two
options), L13 (the stem is no whole question) and L14 (no feedback), all warnings.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from assessments.linting import (
    clues,
    figures,
    house,
    keys,
    marking,
    options,
    quizzes,
    stems,
    support,
)
from assessments.linting.draft import Draft
from assessments.linting.findings import Finding, Level, Rule
from assessments.linting.lexicon import LEXICONS, Lexicon, lexicon_for
from assessments.linting.quizzes import Place, QuizFacts
from assessments.linting.rules import RULES
from assessments.linting.translations import check_translation

__all__ = [
    "LEXICONS",
    "RULES",
    "Finding",
    "Level",
    "Lexicon",
    "Place",
    "QuizFacts",
    "Rule",
    "blocking",
    "flaw_rate",
    "lint_question",
    "lint_quiz",
    "lint_translation",
]

_ORDER = list(RULES)
_QUESTION_CHECKS = (
    keys.check_keys,
    keys.check_texts,
    keys.check_gaps,
    marking.check_marking,
    options.check_number,
    options.check_catch_alls,
    options.check_length,
    stems.check_negatives,
    options.check_strong_words,
    clues.check_repeated_words,
    clues.check_article,
    figures.check_figures,
    options.check_positions,
    stems.check_length,
    stems.check_reading,
    stems.check_question,
    support.check_feedback,
    support.check_media,
    support.check_typed_answers,
    house.check_safety_flags,
    house.check_shaming,
    house.check_doses,
    house.check_twin,
    house.check_parallel,
    house.check_retired,
)
_QUIZ_CHECKS = (
    quizzes.check_lengths,
    quizzes.check_positions,
    quizzes.check_coverage,
    quizzes.check_pools,
    quizzes.check_luck,
)


def lint_question(content: Mapping[str, Any], *, language: str = "en") -> list[Finding]:
    """Return what is to be mended in a question, in the order of the rules.

    Args:
        content: the question's JSON. Junk in it is a finding or nothing, never an error.
        language: of its texts, "en" or "pt-mz"; a language without lists gets fewer rules.
    """
    draft, words = Draft.of(content), lexicon_for(language)
    found = [finding for check in _QUESTION_CHECKS for finding in check(draft, words)]
    if any(finding.rule == "L01" for finding in found):
        # Why marking refuses it has been said already, in an author's words.
        found = [finding for finding in found if finding.rule != "H06"]
    return sorted(found, key=_place)


def lint_quiz(facts: QuizFacts) -> list[Finding]:
    """Return what is to be mended in a quiz as a whole; its questions are linted one by one."""
    return [finding for check in _QUIZ_CHECKS for finding in check(facts)]


def lint_translation(source: Mapping[str, Any], translated: Mapping[str, Any]) -> list[Finding]:
    """Return where a translated question differs from its source in more than its language."""
    return list(check_translation(Draft.of(source), Draft.of(translated)))


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that refuse publication."""
    return [finding for finding in findings if finding.level is Level.BLOCK]


def flaw_rate(contents: Iterable[Mapping[str, Any]], *, language: str = "en") -> Fraction:
    """Return the share of questions with at least one finding; 0 for none.

    After the flaw list of BMC Med Educ 2016 (doi 10.1186/s12909-016-0559-7). A block counts too.
    """
    flawed = [bool(lint_question(content, language=language)) for content in contents]
    return Fraction(sum(flawed), len(flawed)) if flawed else Fraction(0)


def _place(finding: Finding) -> int:
    return _ORDER.index(finding.rule)
