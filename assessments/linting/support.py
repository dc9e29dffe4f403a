"""L14, L15 and L16: what stands around the answer: feedback, reasons, media, other ways to say it."""

import re
from collections.abc import Iterator

from assessments.linting.draft import Draft, Forms
from assessments.linting.findings import Finding
from assessments.linting.lexicon import Lexicon
from assessments.linting.rules import RULES
from assessments.linting.texts import start

HEAVIEST_MEDIUM = 150_000  # bytes
FEWEST_FORMS = 2

#: A star that stands for any letters; ``\\*`` is a star to be typed.
_STAR = re.compile(r"(?<!\\)\*")


def check_feedback(draft: Draft, _words: Lexicon) -> Iterator[Finding]:
    """L14."""
    for group in draft.groups:
        for option in group.wrong:
            if not option.feedback.strip():
                yield RULES["L14"].found(
                    "This wrong option has no feedback: say why it is wrong and what to do.",
                    start(option.text),
                )
    if draft.is_critical and not draft.text("rationale").strip():
        yield RULES["L14"].found(
            "A critical question has no rationale: say why its answer is right.", "rationale"
        )
    if draft.is_critical and not draft.text("sources").strip():
        yield RULES["L14"].found(
            "A critical question names no source: say where its answer comes from.", "sources"
        )


def check_media(draft: Draft, _words: Lexicon) -> Iterator[Finding]:
    """L15."""
    for medium in draft.media:
        where = medium.kind or "media"
        if medium.kind == "image" and not medium.alt.strip():
            yield RULES["L15"].found("A picture has no text: describe what matters in it.", where)
        if medium.kind in ("audio", "video") and not medium.transcript.strip():
            yield RULES["L15"].found("A recording has no transcript: write down its words.", where)
        if medium.size > HEAVIEST_MEDIUM:
            yield RULES["L15"].found(
                f"A file has {medium.size // 1000} kB:"
                f" make it smaller than {HEAVIEST_MEDIUM // 1000} kB.",
                where,
            )


def check_typed_answers(draft: Draft, _words: Lexicon) -> Iterator[Finding]:
    """L16; a form with a star stands for many."""
    for forms in draft.forms:
        if forms.kind == "short" and not _has_other_forms(forms):
            yield RULES["L16"].found(
                "Only one way to write the answer is accepted: add the others that are right.",
                forms.name or "accepted answers",
            )
    if draft.type != "numeric":
        return
    if not draft.text("unit").strip():
        yield RULES["L16"].found(
            "The number has no unit: say in what it is counted or measured.", "unit"
        )
    if not _states_tolerance(draft):
        yield RULES["L16"].found(
            "No tolerance is stated: say how far off is still right, 0 for exactly.", "tolerance"
        )


def _has_other_forms(forms: Forms) -> bool:
    texts = [form.text for form in forms.accepted]
    return len(texts) >= FEWEST_FORMS or any(_STAR.search(text) for text in texts)


def _states_tolerance(draft: Draft) -> bool:
    if draft.accepted:
        return all(form.tolerance is not None or ".." in form.text for form in draft.accepted)
    return draft.number("tolerance") is not None
