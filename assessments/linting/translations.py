"""L18: whether a translated question still asks the same, piece by piece and by uid."""

from collections.abc import Callable, Iterator

from assessments.linting.draft import Draft
from assessments.linting.findings import Finding
from assessments.linting.rules import RULES

#: What must be the same, with its name. Accepted texts may differ: each language has its own forms.
_ASPECTS: dict[str, Callable[[Draft], object]] = {
    "type": lambda draft: draft.type,
    "scheme": lambda draft: draft.text("scheme"),
    "critical": lambda draft: draft.is_critical,
    "number of options": lambda draft: len(draft.options),
    "right options": lambda draft: {each.uid for each in draft.options if each.is_key},
    "safety flags": lambda draft: {
        (each.uid, each.safety) for each in draft.options if each.safety in ("essential", "harmful")
    },
    "number of pairs": lambda draft: len(draft.pairs),
    "matches": lambda draft: {(each.uid, each.choice_uid) for each in draft.pairs},
    "right order": lambda draft: [uid for uid, _ in draft.items],
    "gaps": lambda draft: sorted((gap.name, gap.kind) for gap in draft.gaps),
    "number of rubric rows": lambda draft: len(draft.rubric),
    "answer": lambda draft: draft.number("answer"),
}


def check_translation(source: Draft, translated: Draft) -> Iterator[Finding]:
    """Find what a translation changed that is no matter of language."""
    for aspect, read in _ASPECTS.items():
        if read(source) != read(translated):
            yield RULES["L18"].found(
                f"The translation differs from its source in: {aspect}. Make both the same.",
                aspect,
            )
