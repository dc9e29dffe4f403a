"""The codes of paper sheets: short, told apart at a glance, and a slip of the finger is noticed.

A code is seven random letters or digits and a check letter, printed ``4KTW-9QXP``. The alphabet has
29 signs: the digits, and the letters without those that look like a digit or like each other (I, L,
O, S, Z, B, U). Whoever types one of these is understood all the same: O is 0, I and L are 1, S is 5,
Z is 2, B is 8, U is V.

The signs have the values 0 to 28 in the order of the alphabet. The first seven weigh 8 down to 2, the
check letter 1, and the sum of value times weight is a multiple of 29. As 29 is prime and the weights
are all different and below it, every single wrong sign and every two signs that changed places
change the sum (the rule of ISBN-10, with 29 for its 11). Certificate numbers have another rule:
their 32 signs leave one swap unseen.

Worked example: ``0000001`` sums to 1 x 2, so its check letter is worth 29 - 2 = 27: ``X``.
"""

from random import Random

ALPHABET = "0123456789ACDEFGHJKMNPQRTVWXY"
LENGTH = 8
_LOOKS_LIKE = str.maketrans("OILSZBU", "011528V")


def make(random: Random) -> str:
    """Return a new code drawn from ``random``; give ``secrets.SystemRandom()`` for one nobody guesses."""
    body = "".join(random.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + check_letter(body)


def check_letter(body: str) -> str:
    """Return the check letter of seven signs; raises ValueError for a sign outside the alphabet."""
    return ALPHABET[-_weighed(body) % len(ALPHABET)]


def normalise(typed: str) -> str:
    """Return what was typed as a code is kept: capitals, no blanks, hyphens or points, no look-alikes."""
    plain = "".join(sign for sign in typed.upper() if not sign.isspace() and sign not in "-–—_.")
    return plain.translate(_LOOKS_LIKE)


def why_wrong(code: str) -> str:
    """Return why a normalised code cannot be one, as a sentence that says what to do, or ""."""
    foreign = next((sign for sign in code if sign not in ALPHABET), "")
    if foreign:
        return f"“{foreign}” is never in a code. Read it again from the sheet."
    if len(code) != LENGTH:
        return f"A code has {LENGTH} letters and digits; this has {len(code)}. Read it again."
    if check_letter(code[:-1]) != code[-1]:
        return "One letter is wrong, or two changed places. Compare it with the sheet, one by one."
    return ""


def is_valid(code: str) -> bool:
    """Whether a normalised code has the right length, signs and check letter."""
    return not why_wrong(code)


def show(code: str) -> str:
    """Return a code in two groups, as it is printed."""
    return f"{code[:4]}-{code[4:]}"


def _weighed(body: str) -> int:
    """The sum of value times weight of all signs but the check letter."""
    return sum(ALPHABET.index(sign) * (LENGTH - place) for place, sign in enumerate(body))
