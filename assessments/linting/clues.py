"""L08: wording that gives the key away to a reader who knows nothing."""

import re
from collections.abc import Iterator

from assessments.linting.draft import Draft
from assessments.linting.findings import Finding
from assessments.linting.lexicon import ENGLISH, Lexicon
from assessments.linting.rules import RULES
from assessments.linting.texts import start, unquoted, words

L08 = RULES["L08"]
#: Shorter words are too common to be a clue.
SHORTEST_CLUE = 5
#: Words that begin alike are taken for one: counsel, counselling.
LONGEST_ROOT = 6

#: In small letters: "vitamin A?" ends with no article.
_ARTICLE = re.compile(r"(?<![\w/])(a|an)[\s_.…:?]*$")
#: Initials whose names begin with a vowel: an HIV test, an ART card.
_SPOKEN_AS_VOWEL = "AEFHILMNORSX"
_SPOKEN_OTHERWISE = re.compile(r"(?:uni|use|usu|eu|one)", re.IGNORECASE)
_SILENT_H = re.compile(r"(?:hour|honest|honou?r|heir)", re.IGNORECASE)


def check_repeated_words(draft: Draft, lexicon: Lexicon) -> Iterator[Finding]:
    """Find a content word of the stem that the key alone repeats."""
    for group in draft.groups:
        if draft.type != "single" or len(group.keys) != 1:
            continue
        key = group.keys[0].text
        elsewhere = [root for option in group.wrong for root in content_roots(option.text, lexicon)]
        asked = content_roots(unquoted(draft.text("stem")), lexicon)
        shared = [
            word
            for root, word in content_roots(key, lexicon).items()
            if root in asked and root not in elsewhere
        ]
        if shared:
            yield L08.found(
                f"Of all options the right one alone repeats “{shared[0]}” from the stem:"
                " use another word there, or the same word in the others.",
                start(key),
            )


def check_article(draft: Draft, lexicon: Lexicon) -> Iterator[Finding]:
    """Find "a" or "an" at the end of a stem that fits some options only; English alone has it."""
    found = _ARTICLE.search(draft.text("stem"))
    if lexicon is not ENGLISH or not found:
        return
    for group in draft.groups:
        if any(takes_an(option.text) != (found[1] == "an") for option in group.choices):
            yield L08.found(
                f"The stem ends with “{found[1]}”, which rules out some options:"
                " write “a/an”, or put the article into the options.",
                "stem",
            )


def takes_an(text: str) -> bool:
    """Whether English says "an" before a text, by its first word; initials are spelled out."""
    first = next(iter(words(text)), "")
    if first.isupper():
        return first[0] in _SPOKEN_AS_VOWEL
    if _SILENT_H.match(first):
        return True
    return first[:1].lower() in set("aeiou") and not _SPOKEN_OTHERWISE.match(first)


def content_roots(text: str, lexicon: Lexicon) -> dict[str, str]:
    """Return the beginnings of the words that could be a clue, each with its first word."""
    found: dict[str, str] = {}
    for word in words(text):
        plain = word.casefold()
        if len(plain) >= SHORTEST_CLUE and plain.removesuffix("s") not in lexicon.everyday:
            found.setdefault(plain[:LONGEST_ROOT].removesuffix("s"), plain)
    return found
