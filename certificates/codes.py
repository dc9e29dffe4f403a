"""Certificate numbers, and names as they are compared.

A number is 12 random characters of Crockford's base 32 (60 bits; no I, L, O or U) and one check
character, written ``7K3M-9QWX-2BTE-9``. It tells nothing about person, date or programme. The check
character is Luhn's mod-N sum for N = 32: it catches every single wrong character and almost every
pair of neighbours typed the wrong way round, so that a slip is told from an unknown number.
"""

import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
_SIGNS = frozenset(ALPHABET)
#: What people type for a sign that looks like it, or between the groups.
_AS_TYPED = str.maketrans("OIL", "011", "-–—_.")
_APOSTROPHES = "'’‘ʼʻ′`"


def new_number() -> str:
    """Return a new random number, with its check character, without hyphens."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return body + check_character(body)


def check_character(body: str) -> str:
    """Return the check character of ``body``; raises ValueError for a sign outside the alphabet."""
    total = 0
    for place, sign in enumerate(reversed(body)):
        value = ALPHABET.index(sign)
        if place % 2 == 0:
            doubled = value * 2
            value = doubled // 32 + doubled % 32
        total += value
    return ALPHABET[-total % 32]


def read_number(text: str) -> str | None:
    """Read a number as people type it (any case, blanks, hyphens, O for 0), or None if it cannot be one."""
    plain = "".join(text.upper().split()).translate(_AS_TYPED)
    if len(plain) != LENGTH + 1 or not _SIGNS.issuperset(plain):
        return None
    return plain if check_character(plain[:LENGTH]) == plain[LENGTH] else None


def show_number(number: str) -> str:
    """Return the number in groups of four, as it is printed."""
    return "-".join(number[start : start + 4] for start in range(0, len(number), 4))


def same_name(name: str) -> str:
    """Return the form in which two spellings of one name are equal.

    Case and accents fold, punctuation goes, words are sorted, and whichever sign somebody's phone
    puts for an apostrophe is left out: "DLAMINI, Nomvula Thandeka" equals
    "Nomvula Thandeka Dlamini", but not "Nomvula Dlamini".
    """
    letters = name.translate(_PLAIN) if name.isascii() else _folded(name)
    return " ".join(sorted(letters.split()))


def _folded(name: str) -> str:
    """The name with case and accents folded, blanks for punctuation and nothing for apostrophes."""
    name = name.replace("´", "'")  # which NFKD takes for a blank and an accent: Ng´ang´a
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    return "".join(
        " " if unicodedata.category(sign)[0] in "PZCS" else sign
        for sign in decomposed
        if not unicodedata.combining(sign) and sign not in _APOSTROPHES
    )


#: The same for plain letters, worked out once: a roster compares thousands of names.
_PLAIN = {code: _folded(chr(code)) for code in range(128)}
