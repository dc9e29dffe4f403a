"""L06, L12 and L13: how the question is put, and how it reads."""

import re
from collections.abc import Iterator

from assessments.linting.draft import Draft
from assessments.linting.findings import Finding
from assessments.linting.lexicon import ENGLISH, Lexicon
from assessments.linting.rules import RULES
from assessments.linting.texts import asking_sentence, asks, sentences, start, unquoted, words
from curriculum.wording import reading_grade

MOST_WORDS_ASKED, MOST_WORDS_IN_OPTION, MOST_WORDS_IN_SENTENCE = 60, 20, 15
HIGHEST_GRADE = 7
FEWEST_WORDS_ASKED = 3


def check_negatives(draft: Draft, lexicon: Lexicon) -> Iterator[Finding]:
    """L06; what people say in a case is not the question's negative."""
    stem = unquoted(draft.text("stem"))
    asked = stem if draft.type == "true_false" else asking_sentence(stem)
    found = list(lexicon.negatives.finditer(asked))
    if not found:
        return
    quiet = [each[0] for each in found if not _is_emphasised(asked, each)]
    if quiet:
        yield RULES["L06"].found(
            f"“{quiet[0].lower()}” is easily overread: ask for what is right,"
            f" or write {quiet[0].upper()}.",
            "stem",
        )
    options = [option.text for option in draft.options]
    if len(found) > 1 or any(lexicon.negatives.search(unquoted(text)) for text in options):
        yield RULES["L06"].found(
            "A negative question with a second negative is a puzzle: ask for what is right.",
            "stem",
        )


def check_length(draft: Draft, _lexicon: Lexicon) -> Iterator[Finding]:
    """L12: the number of words."""
    if (count := len(words(draft.asked))) > MOST_WORDS_ASKED:
        yield RULES["L12"].found(
            f"Case and stem have {count} words: {MOST_WORDS_ASKED} are enough.", "stem"
        )
    for option in draft.options:
        if (count := len(words(option.text))) > MOST_WORDS_IN_OPTION:
            yield RULES["L12"].found(
                f"This option has {count} words: {MOST_WORDS_IN_OPTION} are enough.",
                start(option.text),
            )


def check_reading(draft: Draft, lexicon: Lexicon) -> Iterator[Finding]:
    """L12: the reading grade, in English; elsewhere the length of sentences."""
    if lexicon is ENGLISH:
        text = "\n".join([draft.asked, *(option.text for option in draft.options)])
        if (grade := reading_grade(text)) > HIGHEST_GRADE:
            yield RULES["L12"].found(
                f"This reads like school year {grade:.0f}: use shorter sentences and plainer words.",
                "question",
            )
        return
    for sentence in sentences(draft.asked):
        if (count := len(words(sentence))) > MOST_WORDS_IN_SENTENCE:
            yield RULES["L12"].found(
                f"This sentence has {count} words: make two of at most {MOST_WORDS_IN_SENTENCE}.",
                start(sentence),
            )


def check_question(draft: Draft, lexicon: Lexicon) -> Iterator[Finding]:
    """L13; a true/false statement asks by standing there, a cloze text by its gaps."""
    stem = draft.text("stem")
    if len(words(stem)) < FEWEST_WORDS_ASKED:
        yield RULES["L13"].found(
            "The stem is too short to answer with the options covered: ask a whole question.",
            "stem",
        )
    elif draft.type in ("true_false", "cloze"):
        return
    elif not (asks(asking_sentence(stem)) or asks(stem) or lexicon.asking.search(unquoted(stem))):
        yield RULES["L13"].found(
            "The stem asks nothing: end it with a question or a blank to fill.", "stem"
        )
    elif lexicon.unfocused.fullmatch(asking_sentence(stem).lower()):
        yield RULES["L13"].found(
            "The stem cannot be answered with the options covered: say what it is about.", "stem"
        )


def _is_emphasised(text: str, found: re.Match[str]) -> bool:
    return found[0].isupper() or text[: found.start()].endswith("*")
