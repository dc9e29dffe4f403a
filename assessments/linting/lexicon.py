"""Words that the rules look for, language by language.

The lists for Portuguese, Swahili and French were put together by non-native readers: they are marked
``reviewed=False`` until a native reader has gone through them. A language without lists is judged by
the rules that need none.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

NOTHING, ANYTHING = re.compile(r"(?!)"), re.compile(r"")
_LETTER = "[A-H]"


def phrases(*words: str) -> re.Pattern[str]:
    """Return a pattern that finds these words or phrases whole, in capitals or not."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def whole(*patterns: str) -> re.Pattern[str]:
    """Return a pattern to be matched against a whole text in small letters."""
    return re.compile("|".join(patterns))


def letters(before: Iterable[str], between: Iterable[str], after: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for a whole option such as "Both A and B"; "Hepatitis B and C" is none."""
    first, join, last = ("|".join(words) for words in (before, between, after))
    return re.compile(
        rf"(?:(?i:{first}) )?{_LETTER}(?:, {_LETTER})*,? (?i:{join}) {_LETTER}(?: (?i:{last}))?"
    )


def lettered(*nouns: str) -> re.Pattern[str]:
    """Return a pattern for "option B" within a text; the letter is a capital."""
    return re.compile(rf"(?<!\w)(?i:{'|'.join(nouns)}) {_LETTER}(?!\w)")


@dataclass(frozen=True)
class Lexicon:
    """The words of one language.

    ``catch_all``: whole options such as "none of these"; ``pointing``: "of the above" anywhere;
    ``letters``: whole options such as "A and C"; ``positions``: "option B" anywhere; ``negatives``,
    ``absolutes``, ``vague``: as in the rules; ``asking``: verbs that ask without a question mark;
    ``unfocused``: stems that ask nothing of their own; ``everyday``: words too common to be a clue.
    """

    reviewed: bool = False
    catch_all: re.Pattern[str] = NOTHING
    pointing: re.Pattern[str] = NOTHING
    letters: re.Pattern[str] = NOTHING
    positions: re.Pattern[str] = NOTHING
    negatives: re.Pattern[str] = NOTHING
    absolutes: re.Pattern[str] = NOTHING
    vague: re.Pattern[str] = NOTHING
    asking: re.Pattern[str] = ANYTHING
    unfocused: re.Pattern[str] = NOTHING
    everyday: frozenset[str] = frozenset()


ENGLISH = Lexicon(
    reviewed=True,
    catch_all=whole(
        r"(?:all|none|any) of (?:the above|these|the options|the answers)",
        r"all (?:the above|options|answers)(?: are (?:right|correct|true))?",
        r"no(?:ne| option| answer) is (?:right|correct|true)",
    ),
    pointing=phrases(
        "of the above", "all the above", "the options above", "the options below",
        "the answers above", "the answers below",
    ),
    letters=letters(
        ["both", "neither", "either", "only"], ["and", "or", "nor", "&"],
        ["only", "are right", "are correct", "are true"],
    ),
    positions=lettered("options?", "answers?", "choices?"),
    negatives=re.compile(
        r"(?<!\w)(?:not|except|never|cannot|(?<!at )least|\w+n['’]t)(?!\w)", re.IGNORECASE
    ),
    absolutes=phrases("always", "never", "only"),
    vague=phrases(
        "usually", "often", "sometimes", "frequently", "generally", "rarely", "occasionally",
    ),
    asking=phrases(
        "name", "write", "list", "describe", "explain", "complete", "calculate", "work out",
        "put", "match", "choose", "pick", "select", "tick", "fill in",
    ),
    unfocused=re.compile(
        r"(?:which|what)(?: one)?(?: of (?:the following|these|the options|the answers))?"
        r"(?: (?:statements?|sentences?|options?|answers?))? (?:is|are)"
        r"(?: not)? (?:true|false|right|wrong|correct|incorrect)\?"
    ),
    everyday=frozenset(
        "about after again before child children could every first going might mother nurse other"
        " people person should their there these thing those today under until where which while"
        " woman women would".split()
    ),
)  # fmt: skip

PORTUGUESE = Lexicon(
    catch_all=whole(
        r"(?:todas as|nenhuma das|ambas as) (?:anteriores|acima|opções|alternativas|respostas)"
        r"(?: acima| anteriores)?(?: estão (?:certas|corretas))?",
    ),
    pointing=phrases("as anteriores", "das anteriores", "as opções acima", "as respostas acima"),
    letters=letters(
        ["tanto", "nem", "só", "apenas", "ambas"], ["e", "ou", "nem", "como"],
        ["apenas", "estão certas", "estão corretas"],
    ),
    positions=lettered("opção", "alternativa", "resposta"),
    negatives=phrases("não", "exceto", "excepto", "nunca", "jamais"),
    absolutes=phrases("sempre", "nunca", "jamais", "somente", "apenas"),
    vague=phrases(
        "geralmente", "normalmente", "frequentemente", "às vezes", "muitas vezes", "raramente",
    ),
    asking=phrases(
        "nomeie", "indique", "escreva", "descreva", "explique", "complete", "calcule", "ordene",
        "ligue", "escolha", "selecione", "preencha",
    ),
    unfocused=re.compile(
        r"qual(?: (?:das seguintes|destas))?(?: (?:afirmações|frases|opções|respostas))?"
        r" (?:é|está) (?:verdadeira|falsa|certa|errada|correta|incorreta)\?"
    ),
    everyday=frozenset(
        "antes criança depois enfermeira mulher mulheres outra outro quando sobre também".split()
    ),
)  # fmt: skip

SWAHILI = Lexicon(
    catch_all=whole(
        r"(?:yote|zote) (?:hapo juu|ya hapo juu|ni sahihi)",
        r"majibu yote(?: ni sahihi)?",
        r"hakuna (?:jibu sahihi|kati ya haya)",
        r"hakuna hata (?:moja|jibu moja)",
    ),
    pointing=phrases("ya hapo juu", "yaliyotajwa hapo juu"),
    letters=letters(["zote"], ["na", "au"], ["tu", "ni sahihi"]),
    positions=lettered("chaguo", "jibu"),
    negatives=phrases("isipokuwa", "kamwe", "siyo", "sio"),
    absolutes=phrases("daima", "kamwe", "pekee"),
    vague=phrases("kwa kawaida", "mara nyingi", "wakati mwingine", "mara chache"),
    asking=phrases(
        "taja", "andika", "eleza", "kamilisha", "hesabu", "panga", "linganisha", "chagua", "jaza",
    ),
    unfocused=re.compile(
        r"(?:sentensi |jibu )?(?:ipi|lipi)(?: kati ya (?:haya|hizi))? (?:ni )?(?:ya |la )?"
        r"(?:kweli|sahihi)\?"
    ),
    everyday=frozenset("ambao ambaye baada kabla kwamba mtoto mwanamke muuguzi wanawake".split()),
)  # fmt: skip

FRENCH = Lexicon(
    catch_all=whole(
        r"toutes (?:les|ces) (?:réponses|options)(?: ci-dessus)?(?: sont (?:justes|correctes))?",
        r"aucune (?:des|de ces) (?:réponses|options)(?: ci-dessus)?",
        r"aucune réponse n'est (?:juste|correcte)",
        r"tout ce qui précède",
    ),
    pointing=phrases("réponses ci-dessus", "options ci-dessus", "tout ce qui précède"),
    letters=letters(
        ["à la fois", "ni", "seulement"], ["et", "ou", "ni"],
        ["seulement", "sont justes", "sont correctes"],
    ),
    positions=lettered("option", "réponse"),
    negatives=phrases("pas", "sauf", "jamais", "excepté"),
    absolutes=phrases("toujours", "jamais", "seulement", "uniquement"),
    vague=phrases(
        "habituellement", "généralement", "souvent", "parfois", "rarement", "fréquemment",
    ),
    asking=phrases(
        "nommez", "citez", "écrivez", "décrivez", "expliquez", "complétez", "calculez", "classez",
        "reliez", "choisissez", "cochez", "indiquez",
    ),
    unfocused=re.compile(
        r"(?:laquelle|quelle)(?: de ces)?(?: (?:affirmations?|phrases?|réponses?))?"
        r" est (?:vraie|fausse|juste|correcte|incorrecte) ?\?"
    ),
    everyday=frozenset("après autre avant comme enfant femme infirmière leur mère quand toute".split()),
)  # fmt: skip

LEXICONS: dict[str, Lexicon] = {
    "en": ENGLISH,
    "pt": PORTUGUESE,
    "sw": SWAHILI,
    "fr": FRENCH,
}


def lexicon_for(language: str) -> Lexicon:
    """Return the words of a language such as "pt" or "pt-mz"; no words for one without lists."""
    return LEXICONS.get(re.split("[-_]", language.lower())[0], Lexicon())
