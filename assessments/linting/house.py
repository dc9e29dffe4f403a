"""H01 to H05 and H07: what this programme asks of its questions."""

from collections.abc import Iterator
from itertools import chain

from assessments.linting.draft import Draft
from assessments.linting.findings import Finding, Level
from assessments.linting.lexicon import Lexicon
from assessments.linting.rules import RULES
from assessments.linting.texts import start
from curriculum.wording import SHAMING, counted_medicines, doses, retired_messages, shaming_words


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
    """H03: a dose blocks; tablets that are only counted may be no dose (she missed two pills)."""
    for text in every_text(draft):
        dose, counted = doses(text), counted_medicines(text)
        if dose or counted:
            yield RULES["H03"].found(
                f"No dose may stand here: take out “{(dose or counted)[0]}”.",
                start(text),
                level=Level.BLOCK if dose else Level.WARN,
            )


def check_retired(draft: Draft, _words: Lexicon) -> Iterator[Finding]:
    """H07: blocks what is said to be true; what people say in a story is for the author to look at.

    A wrong option may be an old message: to see that is what such a question asks.
    """
    for text, is_true in _said(draft):
        for heard in retired_messages(text):
            if not heard.is_denied:
                yield RULES["H07"].found(
                    f"“{heard.words}” is no longer said. Instead: {heard.instead}.",
                    start(text),
                    level=Level.BLOCK if is_true else Level.WARN,
                )


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


def _said(draft: Draft) -> Iterator[tuple[str, bool]]:
    """Yield every text but wrong options, with whether the question says that it is true."""
    wrong = {option.text for option in draft.options if not option.is_key}
    told = {draft.text("rationale"), *draft.rubric}
    told |= {option.text for option in draft.options if option.is_key}
    for text in every_text(draft):
        if text not in wrong:
            yield text, text in told


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
