"""How hard a text reads, and words that the programme does not use, or that no message may hold.

Lessons (``curriculum.linting``) and questions (``assessments.linting``) are held to these lists alike.

Reading grade is Flesch-Kincaid (Kincaid and others, 1975): 0.39 x words per sentence + 11.8 x syllables
per word - 15.59, for English only. Syllables are counted by groups of vowels, a silent final e apart;
against a pronouncing dictionary that is right to about half a grade over a page. Worked example: "Ask
her. She may not want to talk." has 8 words, 2 sentences, 8 syllables: 0.39 x 4 + 11.8 x 1 - 15.59 = -2.2.
"""

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_END = re.compile(r"[.!?:]+(?=\s|$)|\n+")
_VOWELS = re.compile(r"[aeiouy]+")
_PLAIN = re.compile(r"[^\W_]+")
_ALONE = re.compile(r"(?<= \w) (?=\w )")  # between letters that stand alone, as in "h i v"

_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCE = re.compile(r"(?<=[.!?؟።፧])\s+|\n+")
#: Who says one of these beside an old message may be answering it; whether she does, a person must read.
_DENIES = re.compile(
    r"\b(?:not|never|nobody|no longer|false|untrue|wrong|old|myth|used to|cannot)\b|n['’]t\b"
)
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


@dataclass(frozen=True)
class Retired:
    """A message that was taught once and harms today: how it is said, and what is said instead."""

    pattern: re.Pattern[str]
    instead: str


def _said(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


#: Messages that newer guidance has withdrawn, in English. WHO's infant feeding update of 2016 and
#: consolidated guidelines of 2021 say what stands here instead. That advanced disease begins at a CD4 count
#: under 200 is not among them: readers of WHO's guideline of 2025 disagree, and a clinician decides.
RETIRED = (
    Retired(
        _said(
            r"\b(?:stop|end|finish)\w* (?:\w+ ){0,3}?(?:breast ?feeding|breast milk)\b.{0,30}?"
            r"\b(?:at|after|by) (?:the age of )?(?:6|six) months",
            r"\bwean\w*\b.{0,30}?\b(?:at|after|by) (?:the age of )?(?:6|six) months",
            r"\b(?:not|never|n['’]t) breast ?feed (?:\w+ ){0,2}?"
            r"(?:after|beyond|past|longer than) (?:6|six) months",
        ),
        "she can breastfeed on treatment for as long as other mothers do",
    ),
    Retired(
        _said(r"\bafass\b", r"\bacceptable,? feasible,? affordable,? sustainable\b"),
        "the country chooses how mothers are supported to feed",
    ),
    Retired(
        _said(
            r"\b(?:every|all|each|any) (?:\w+ ){0,5}?(?:needs?|must|should|ha(?:s|ve) to|gets?)\b.{0,15}?"
            r"\b(?:caesarean|cesarean|c-section)",
            r"\b(?:caesarean|cesarean|c-section)s?(?: section)? (?:is |are )?(?:best |safest )?"
            r"for (?:every|all|each|any)\b",
        ),
        "most women on treatment with a low viral load give birth the usual way",
    ),
    Retired(
        _said(
            r"\b(?:avoid|stop|(?:never|not|n['’]t) take|without)\b.{0,25}?"
            r"\b(?:dolutegravir|dtg|tld)\b.{0,50}?\b(?:pregnan|concei|concept)\w*",
            r"\b(?:dolutegravir|dtg|tld) is (?:\w+ )?(?:unsafe|dangerous|harmful|not safe)\b.{0,30}?"
            r"\b(?:pregnan|concei|concept)\w*",
        ),
        "dolutegravir is safe from the first day of pregnancy",
    ),
    Retired(
        _said(
            r"\bwait\w*\b.{0,40}?\bcd4\b",
            r"\b(?:treatment|art|arvs?)\b.{0,30}?\b(?:only (?:when|if|after)|until|depends on)\b"
            r".{0,20}?\bcd4\b",
        ),
        "treatment starts whatever the CD4 count is",
    ),
    Retired(
        _said(
            r"\b(?:single[- ]dose|one dose of|sd-?) ?(?:nevirapine|nvp)\b",
            r"\bnevirapine (?:as|in) (?:a )?(?:single|one) dose\b",
        ),
        "mother and baby take their medicines for longer, as the country's page says",
    ),
    Retired(
        _said(
            r"(?=.*\b(?:undetectable|suppressed|u ?= ?u)\b)(?=.*\b(?:breast\w*|milk)\b)"
            r".*?\b(?P<said>(?:no|zero|without)(?: \w+)? (?:risk|chance|danger)|cannot pass)\b",
        ),
        "in breast milk the chance is very low, but not zero",
    ),
    Retired(
        _said(r"\bmixed feeding\b.{0,40}?\b(?:worse|more dangerous|riskier)\b"),
        "when she is on treatment, some breast milk beside other food is better than none",
    ),
)  # fmt: skip

_AMOUNT = r"\d+(?:[.,]\d+)?"
#: Blood values (mg/dl), a viral load (copies/ml) and a drop of blood for a test are no doses.
_COUNTED = (
    rf"(?:{_AMOUNT}|half an?|one|two|three|four|five|six)"
    r" (?:tablets?|pills?|capsules?|teaspoons?|drops?)(?! of blood)"
    rf"|(?:{_AMOUNT}|meio|dois|duas|três) (?:comprimidos?|cápsulas?|gotas?)(?! de sangue)"
    rf"|(?:kidonge|vidonge|tembe|matone) (?:{_AMOUNT}|kimoja|viwili|mbili|mawili|vitatu|tatu|matatu)"
    r"(?! ya damu)"
    rf"|(?:{_AMOUNT}|demi|deux|trois) (?:comprimés?|gélules?|gouttes?)(?! de sang)"
)
_TIMES = r"(?:once|twice|(?:two|three|four|\d) times)"
_HOW_OFTEN = (
    rf"(?:(?:{_TIMES}|every|each|a|per) (?:a |per |each |every )?(?:day|morning|night|week)"
    r"|(?:once |twice )?daily|every (?:\d+|six|eight|twelve) hours"
    r"|(?:uma vez|duas vezes|\d vezes) (?:por|ao) dia|por dia|kwa siku|par jour)"
)
_COUNT = re.compile(rf"(?<![\w.,])(?:{_COUNTED})(?!\w)", re.IGNORECASE)
_DOSE = re.compile(
    r"(?<![\w.,])(?:"
    rf"{_AMOUNT} ?(?:mg|milligrams?)(?!/d?l)"
    rf"|{_AMOUNT} ?(?:mcg|µg|ml|iu|millilit(?:re|er)s?)(?!/)"
    rf"|(?:{_COUNTED}) {_HOW_OFTEN}"
    rf"|(?:tablets?|pills?|capsules?|teaspoons?|drops?) {_TIMES} (?:a|per|each|every) day"
    r")(?!\w)",
    re.IGNORECASE,
)

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


#: How the work is called where its name alone tells nothing; messages to a phone do without it even so.
WORK = (
    "peer educat", "educadora de pares", "educadoras de pares", "mwelimishaji rika",
    "waelimishaji rika", "pair educat", "paire educat",
)  # fmt: skip


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


@dataclass(frozen=True)
class Heard:
    """An old message in a text: the words that say it, what is said instead, and whether they are denied."""

    words: str
    instead: str
    is_denied: bool


def retired_messages(text: str) -> list[Heard]:
    """Return the old messages of ``RETIRED`` that a text says, sentence by sentence.

    "Stop breastfeeding at six months." says one; "Do not stop breastfeeding at six months." denies it,
    or seems to: no list of words can know.
    """
    found = []
    for sentence in sentences(text):
        plain = " ".join(sentence.lower().split())
        for retired in RETIRED:
            if match := retired.pattern.search(plain):
                start, end = match.span("said") if "said" in match.groupdict() else match.span()
                beside = plain[:start] + plain[end:]
                found.append(Heard(plain[start:end], retired.instead, bool(_DENIES.search(beside))))
    return found


def doses(text: str) -> list[str]:
    """Return the doses that a text gives: an amount of a medicine, or how many how often."""
    return [found[0] for found in _DOSE.finditer(" ".join(text.split()))]


def counted_medicines(text: str) -> list[str]:
    """Return where a text counts tablets or drops without saying how often: perhaps a dose."""
    return [found[0] for found in _COUNT.finditer(" ".join(text.split()))]


def sentences(text: str) -> list[str]:
    """Return the sentences of a text that hold a word, in any script."""
    return [part.strip() for part in _SENTENCE.split(text) if _LETTERS.search(part)]


def words(text: str) -> list[str]:
    """Return the words of a text, in any script."""
    return _LETTERS.findall(text)


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


def tells_outsiders(text: str) -> bool:
    """As ``is_disclosing``, but for the name of the work: "peer education" is what a neutral title says."""
    words = plain_words(text)
    for work in WORK:
        words = re.sub(rf" {plain_words(work).strip()}\w*", " ", words)
    return is_disclosing(words)


def is_in(words: str, phrase: str) -> bool:
    """Whether a phrase stands in a text of ``plain_words``; as ``holds``, for many phrases at once."""
    wanted = plain_words(phrase).rstrip()
    return bool(wanted) and (wanted if phrase.endswith("*") else f"{wanted} ") in words


def meaning_fault(meaning: str) -> str:
    """Why this is too long for the meaning of a hard word, or ""."""
    count = len(meaning.split())
    return "" if count <= MEANING else f"This has {count} words; {MEANING} is the most."
