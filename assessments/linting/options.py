"""L03, L04, L05, L07 and L11: what the options say, and how many there are."""

from collections.abc import Iterator

from assessments.linting.draft import Draft, Group
from assessments.linting.findings import Finding
from assessments.linting.lexicon import Lexicon
from assessments.linting.rules import RULES
from assessments.linting.texts import longest, normalised, start

#: Less than two words more is not seen as longer.
SEEN_AS_LONGER = 10


def check_number(draft: Draft, _words: Lexicon) -> Iterator[Finding]:
    """L03."""
    for group in draft.groups:
        count = len(group.choices)
        if draft.type == "true_false":
            fits, wanted = count == 2, "exactly two"
        else:
            fits, wanted = 3 <= count <= 5, "three to five"
        if not fits:
            yield RULES["L03"].found(
                f"The number of options is {count}: give {wanted}.", group.name or "options"
            )


def check_catch_alls(draft: Draft, words: Lexicon) -> Iterator[Finding]:
    """L04."""
    for group in draft.groups:
        for option in group.choices:
            if is_catch_all(option.text, words) or names_letters(option.text, words):
                yield RULES["L04"].found(
                    "This option only points at other options: say something of its own.",
                    start(option.text),
                )


def check_length(draft: Draft, _words: Lexicon) -> Iterator[Finding]:
    """L05 for one question."""
    if draft.type == "true_false":
        return
    for group in draft.groups:
        if is_key_longest(group, by=(5, 4), at_least=SEEN_AS_LONGER):
            yield RULES["L05"].found(
                "The right option is longer than the others by more than a quarter:"
                " shorten it, or say as much in the others.",
                start(group.keys[0].text),
            )


def check_strong_words(draft: Draft, words: Lexicon) -> Iterator[Finding]:
    """L07."""
    for group in draft.groups:
        if not any(words.absolutes.search(key.text) for key in group.keys):
            for option in group.wrong:
                if found := words.absolutes.search(option.text):
                    yield RULES["L07"].found(
                        f"Only wrong options say “{found[0].lower()}”:"
                        " take it out, or use such a word in the right one too.",
                        start(option.text),
                    )
        for option in group.choices:
            if found := words.vague.search(option.text):
                yield RULES["L07"].found(
                    f"“{found[0].lower()}” means something else to each reader:"
                    " say how often or when.",
                    start(option.text),
                )


def check_positions(draft: Draft, words: Lexicon) -> Iterator[Finding]:
    """L11."""
    if not draft.is_shuffled:
        return
    for group in draft.groups:
        for option in group.choices:
            if names_letters(option.text, words):
                yield RULES["L11"].found(
                    "Options are shown in a drawn order, so letters point at nothing:"
                    " say what is meant.",
                    start(option.text),
                )
            elif is_catch_all(option.text, words) and not option.is_pinned:
                yield RULES["L11"].found(
                    "Options are shown in a drawn order, and this one must stay last: pin it.",
                    start(option.text),
                )
    for text in _explanations(draft):
        if found := words.positions.search(text):
            yield RULES["L11"].found(
                f"Options are shown in a drawn order, so “{found[0]}” points at nothing:"
                " say what is meant.",
                start(text),
            )


def is_catch_all(text: str, words: Lexicon) -> bool:
    """Whether an option stands for all or none of the others."""
    plain = normalised(text)
    return bool(words.catch_all.fullmatch(plain) or words.pointing.search(plain))


def names_letters(text: str, words: Lexicon) -> bool:
    """Whether an option is no more than letters of others, such as "A and C"."""
    return bool(words.letters.fullmatch(normalised(text, keep_case=True)))


def is_key_longest(group: Group, *, by: tuple[int, int] = (1, 1), at_least: int = 1) -> bool:
    """Whether there is one key and it is longer than each wrong option.

    ``by`` is the ratio that it must exceed, as a fraction (5, 4); ``at_least`` so many letters.
    """
    if len(group.keys) != 1 or not group.wrong:
        return False
    key, other = len(group.keys[0].text), longest([option.text for option in group.wrong])
    return key * by[1] > other * by[0] and key - other >= at_least


def _explanations(draft: Draft) -> Iterator[str]:
    yield draft.text("stem")
    yield draft.text("rationale")
    for option in draft.options:
        yield option.text
        yield option.feedback
