"""L01: one clear key, and no empty or equal texts, for every type of question."""

from collections.abc import Iterator

from assessments.linting.draft import Draft, Forms, Group
from assessments.linting.findings import Finding
from assessments.linting.lexicon import Lexicon
from assessments.linting.rules import RULES
from assessments.linting.texts import gap_names, normalised, repeated, start

L01 = RULES["L01"]


def check_keys(draft: Draft, _words: Lexicon) -> Iterator[Finding]:
    """Find what has no clear right answer."""
    for group in draft.groups:
        yield from _check_group(draft, group)
    for forms in draft.forms:
        yield from _check_forms(draft, forms)
    yield from _check_rows(draft)


def check_texts(draft: Draft, _words: Lexicon) -> Iterator[Finding]:
    """Find texts that are empty, or the same as one before."""
    for noun, texts in _texts(draft):
        if "" in texts:
            yield L01.found(f"An empty {noun} stands here: write it or take it away.", noun)
        for text in repeated(texts):
            yield L01.found(f"Two {noun}s say the same: change one or take it away.", start(text))


def check_gaps(draft: Draft, _words: Lexicon) -> Iterator[Finding]:
    """Find gaps without a place in the text, places without a gap, and answers to neither."""
    if draft.type != "cloze":
        return
    named, marked = [gap.name for gap in draft.gaps], gap_names(draft.text("stem"))
    owners = [option.gap for option in draft.options] + [form.gap for form in draft.accepted]
    if not named:
        yield L01.found("This text has no gap: mark one in it, such as [[when]].", "stem")
    for sentence, names in (
        ("The text marks a gap that is not set up: add it or unmark it.", _without(marked, named)),
        ("This gap has no place in the text: mark it there.", _without(named, marked)),
        ("This gap has two places in the text: give each its own gap.", repeated(marked)),
        ("An answer belongs to no gap that is there: name its gap.", _without(owners, named)),
    ):
        for name in names:
            yield L01.found(sentence, name or "no name")


def _without(names: list[str], others: list[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if name not in others]


def _check_group(draft: Draft, group: Group) -> Iterator[Finding]:
    where = group.name or "options"
    if not group.keys:
        yield L01.found("No option is right: mark the right one.", where)
    elif draft.type != "multiple" and len(group.keys) > 1:
        yield L01.found(
            f"{len(group.keys)} options are right but one can be chosen: keep one.", where
        )
    elif not group.wrong:
        yield L01.found("Every option is right: add at least one that is wrong.", where)


def _check_forms(draft: Draft, forms: Forms) -> Iterator[Finding]:
    if draft.type == "numeric" and draft.number("answer") is not None:
        return
    if all(form.weight < 1 for form in forms.accepted):
        yield L01.found(
            "No accepted answer earns the whole mark: add one with the weight 1.",
            forms.name or "accepted answers",
        )


def _check_rows(draft: Draft) -> Iterator[Finding]:
    if draft.type == "matching" and len([pair for pair in draft.pairs if not pair.is_extra]) < 2:
        yield L01.found("Matching needs at least two pairs: add what is missing.", "pairs")
    if draft.type == "ordering" and len(draft.items) < 3:
        # They are never shown in the right order, and two have only one other.
        yield L01.found("Ordering needs at least three items: two give the order away.", "items")
    if draft.is_marked_by_hand and not draft.rubric:
        yield L01.found("Nobody can mark this by hand yet: say what earns points.", "rubric")


def _texts(draft: Draft) -> Iterator[tuple[str, list[str]]]:
    """What must be neither empty nor equal, as it is compared, with its noun."""
    for group in draft.groups:
        yield "option", [normalised(option.text) for option in group.choices]
    for forms in draft.forms:
        yield "accepted answer", _compared(draft, forms)
    if draft.type == "matching":
        yield "stem", [normalised(pair.text) for pair in draft.pairs if not pair.is_extra]
        # Several stems may share one choice; two choices may not read alike.
        choices = {pair.choice_uid or pair.choice: pair.choice for pair in draft.pairs}
        yield "choice", [normalised(choice) for choice in choices.values()]
    if draft.type == "ordering":
        yield "item", [normalised(text) for _, text in draft.items]
    if draft.type == "cloze":
        yield "gap name", [gap.name.strip() for gap in draft.gaps]
    if draft.is_marked_by_hand:
        yield "rubric row", [normalised(text) for text in draft.rubric]


def _compared(draft: Draft, forms: Forms) -> list[str]:
    """Accepted answers as marking compares them: a nearer tolerance may earn more for one number."""
    switches = {
        "keep_case": bool(draft.content.get("match_case")),
        "keep_stop": bool(draft.content.get("match_punctuation")),
    }
    compared = []
    for form in forms.accepted:
        text = normalised(form.text, **switches)
        numeric = text and forms.kind == "numeric"
        compared.append(f"{text} ± {form.tolerance or 0}" if numeric else text)
    return compared
