"""How hard a text reads, and words that the programme does not use, or that no message may hold.

Reading grade is Flesch-Kincaid (Kincaid and others, 1975): 0.39 x words per sentence + 11.8 x syllables
per word - 15.59, for English only. Syllables are counted by groups of vowels, a silent final e apart;
against a pronouncing dictionary that is right to about half a grade over a page. Worked example: "Ask
her. She may not want to talk." has 8 words, 2 sentences, 8 syllables: 0.39 x 4 + 11.8 x 1 - 15.59 = -2.2.
"""

import re
import unicodedata

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_END = re.compile(r"[.!?:]+(?=\s|$)|\n+")
_VOWELS = re.compile(r"[aeiouy]+")
_PLAIN = re.compile(r"[^\W_]+")
_ALONE = re.compile(r"(?<= \w) (?=\w )")  # between letters that stand alone, as in "h i v"

#: Words that the meaning of a hard word may take: what needs more is a lesson.
MEANING = 40

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

#: What a message read over a shoulder must not hold, language by language: the illness and its treatment,
#: where she works, what was found, what her work is called. The lists other than the English were put
#: together by non-native readers. A word ending in "*" stands for all words that begin so; accents and
#: signs between letters do not matter, and each list is looked for in a text of any language.
DISCLOSING = {
    "en": (
        "hiv*", "aids", "pmtct", "pptct", "emtct", "vertical transmission", "antiretroviral*",
        "arv*", "art", "cd4", "viral*", "virus*", "positive", "negative", "seropositive", "prep",
        "clinic*", "hospital*", "maternity", "antenatal", "postnatal", "health facility",
        "health centre", "health center", "result*", "diagnos*", "mentor mother*", "mentor*",
        "mothers2mothers", "mothers to mothers", "m2m", "peer educat*",
    ),
    "pt": (
        "vih*", "sida", "ptv", "transmissao vertical", "antirretroviral*", "tarv", "carga viral",
        "positiva", "positivo", "negativa", "negativo", "seropositiv*", "soropositiv*", "clinica*",
        "unidade sanitaria", "centro de saude", "posto de saude", "maternidade", "resultado*",
        "mae mentora", "maes mentoras", "mentora*", "educadora de pares", "educadoras de pares",
    ),
    "sw": (
        "vvu", "ukimwi", "virusi*", "dawa za kufubaza", "maambukizi*", "kliniki*", "zahanati",
        "hospitali*", "kituo cha afya", "wodi ya wazazi", "matokeo", "majibu ya kipimo", "chanya",
        "hasi", "mama mshauri", "mama washauri", "mama kiongozi", "mwelimishaji rika",
        "waelimishaji rika",
    ),
    "fr": (
        "vih*", "sida", "ptme", "transmission mere enfant", "transmission de la mere a l enfant",
        "antiretrovira*", "charge virale", "positif*", "positive*", "negatif*", "seropositi*",
        "clinique*", "hopita*", "dispensaire*", "centre de sante", "maternite", "resultat*",
        "mere mentor*", "meres mentor*", "mentore*", "pair educat*", "paire educat*",
    ),
    "zu": ("ingculazi", "isandulela ngculazi", "igciwane*", "umtholampilo", "esibhedlela", "imiphumela"),
    "st": ("tleliniki", "cliniki", "sepetlele", "kokwanyana*", "liphetho", "diphetho"),
    "ny": ("edzi", "kachilombo*", "chipatala*", "zotsatira*"),
}  # fmt: skip


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


def plain_words(text: str) -> str:
    """Return a text as its words in small letters with one blank around each: accents and signs are gone.

    " i see you " for "I see... YOU!". Signs that nobody sees are dropped, full-width letters are letters.
    """
    visible = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    letters = unicodedata.normalize("NFKD", visible).casefold()
    bare = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return " ".join(["", *_PLAIN.findall(bare), ""])


def holds(text: str, phrase: str) -> bool:
    """Whether a text holds a phrase, as whole words; a "*" at its end stands for any further letters."""
    return is_in(plain_words(text), phrase)


def is_disclosing(text: str) -> bool:
    """Whether a text holds a word of ``DISCLOSING``, in whichever language, or one spelt out (H.I.V.)."""
    words = plain_words(text)
    spelt = _ALONE.sub("", words)
    phrases = [phrase for language in DISCLOSING.values() for phrase in language]
    return any(is_in(words, phrase) or is_in(spelt, phrase) for phrase in phrases)


def is_in(words: str, phrase: str) -> bool:
    """Whether a phrase stands in a text of ``plain_words``; as ``holds``, for many phrases at once."""
    wanted = plain_words(phrase).rstrip()
    return bool(wanted) and (wanted if phrase.endswith("*") else f"{wanted} ") in words


def meaning_fault(meaning: str) -> str:
    """Why this is too long for the meaning of a hard word, or ""."""
    count = len(meaning.split())
    return "" if count <= MEANING else f"This has {count} words; {MEANING} is the most."
