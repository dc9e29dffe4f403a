"""How hard a text reads, and words that the programme does not use.

Reading grade is Flesch-Kincaid (Kincaid and others, 1975): 0.39 x words per sentence + 11.8 x syllables
per word - 15.59, for English only. Syllables are counted by groups of vowels, a silent final e apart;
against a pronouncing dictionary that is right to about half a grade over a page. Worked example: "Ask
her. She may not want to talk." has 8 words, 2 sentences, 8 syllables: 0.39 x 4 + 11.8 x 1 - 15.59 = -2.2.
"""

import re

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_END = re.compile(r"[.!?:]+(?=\s|$)|\n+")
_VOWELS = re.compile(r"[aeiouy]+")

#: Words that shame, with what is said instead (after the outline's lesson 1.6).
SHAMING = {
    "infected": "living with HIV",
    "aids mother": "woman living with HIV",
    "hiv victim": "person living with HIV",
    "defaulter": "somebody who missed visits",
    "defaulted": "missed visits",
    "catches hiv": "acquires HIV",
    "guilty": "say what happened, without blame",
}


def reading_grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of an English text; 0 for a text without words."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = sum(1 for part in _END.split(text) if _WORD.search(part))
    syllables = sum(map(count_syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def count_syllables(word: str) -> int:
    """Return how many syllables an English word has, by its groups of vowels; at least 1."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    groups = len(_VOWELS.findall(plain))
    silent = re.search(r"[^aeiouy](e|es|ed)$", plain) and not re.search(
        r"([^aeiouy]le|[td]ed|[sxzcg]es)$", plain
    )
    return max(1, groups - bool(silent))


def shaming_words(text: str) -> list[str]:
    """Return the shaming words that a text uses, in alphabetical order."""
    lower = " ".join(text.lower().split())
    return sorted(word for word in SHAMING if re.search(rf"\b{re.escape(word)}\b", lower))
