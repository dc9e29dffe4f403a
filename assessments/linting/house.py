"""H01 to H05: what this programme asks of its questions."""

import re
from collections.abc import Iterator
from itertools import chain

from assessments.linting.draft import Draft
from assessments.linting.findings import Finding, Level
from assessments.linting.lexicon import Lexicon
from assessments.linting.rules import RULES
from assessments.linting.texts import start
from curriculum.wording import SHAMING, shaming_words

_AMOUNT = r"\d+(?:[.,]\d+)?"
#: Blood values (mg/dl), a viral load (copies/ml) and a drop of blood for a test are no doses.
_DOSE = re.compile(
    r"(?<![\w.,])(?:"
    rf"{_AMOUNT} ?(?:mg|milligrams?)(?!/d?l)"
    rf"|{_AMOUNT} ?(?:mcg|µg|ml|iu|millilit(?:re|er)s?)(?!/)"
    rf"|(?:{_AMOUNT}|half an?|one|two|three|four|five|six)"
    r" (?:tablets?|pills?|capsules?|teaspoons?|drops?)(?! of blood)"
    rf"|(?:{_AMOUNT}|meio|dois|duas|três) (?:comprimidos?|cápsulas?|gotas?)(?! de sangue)"
    rf"|(?:kidonge|vidonge|tembe|matone) (?:{_AMOUNT}|kimoja|viwili|mbili|mawili|vitatu|tatu|matatu)"
    r"(?! ya damu)"
    rf"|(?:{_AMOUNT}|demi|deux|trois) (?:comprimés?|gélules?|gouttes?)(?! de sang)"
    r")(?!\w)",
    re.IGNORECASE,
)


def check_safety_flags(draft: Draft, _words: Lexicon) -> Iterator[Finding]:
    """H01."""
    flagged = [option for option in draft.options if option.safety in ("essential", "harmful")]
    if draft.type == "multiple" and draft.is_critical and not flagged:
        yield RULES["H01"].found(
            "No option of this critical question is flagged:"
            " mark what must be chosen as essential, what does harm as harmful.",
            "options",
        )


def check_shaming(draft: Draft, _words: Lexicon) -> Iterator[Finding]:
    """H02."""
    for text in every_text(draft):
        for word in shaming_words(text):
            yield RULES["H02"].found(f"“{word}” shames. Instead: {SHAMING[word]}.", start(text))


def check_doses(draft: Draft, _words: Lexicon) -> Iterator[Finding]:
    """H03."""
    for text in every_text(draft):
        if found := _DOSE.search(" ".join(text.split())):
            yield RULES["H03"].found(f"No dose may stand here: take out “{found[0]}”.", start(text))


def check_twin(draft: Draft, _words: Lexicon) -> Iterator[Finding]:
    """H04: a warning; a critical question without a twin blocks, for its quiz would certify nobody."""
    if draft.text("guidance_key") and not draft.text("twin"):
        yield RULES["H04"].found(
            "This rests on what a country decides and has no twin:"
            " add one that is right in every country.",
            draft.text("guidance_key"),
            level=Level.BLOCK if draft.is_critical else Level.WARN,
        )


def check_parallel(draft: Draft, _words: Lexicon) -> Iterator[Finding]:
    """H05."""
    if draft.is_critical and (draft.number("parallels") or 0) < 1:
        yield RULES["H05"].found(
            "This critical question has no parallel form: write one with another case.", "question"
        )


def every_text(draft: Draft) -> Iterator[str]:
    """Yield every text that somebody will read, each a text of its own."""
    yield draft.case
    yield from (draft.text(name) for name in ("scenario", "stem", "rationale"))
    for option in draft.options:
        yield from (option.text, option.feedback)
    yield from chain.from_iterable((pair.text, pair.choice, pair.feedback) for pair in draft.pairs)
    yield from (text for _, text in draft.items)
    for form in draft.accepted:
        yield from (form.text, form.feedback)
    yield from draft.rubric
