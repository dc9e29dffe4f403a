"""Names of rows in files, found again from their uids."""

from collections.abc import Iterator
from itertools import count
from string import ascii_lowercase

from home.files.uids import derived

#: What rows are called when nobody gave them a name.
PATTERNS = {"gaps": "g{}", "steps": "s{:02}", "objectives": "o{}"}
#: A question has no more rows of a kind; the hundredth is as good as one born here.
MOST = 100


def names_of(path: str, uids: list[str], kind: str, said: list[str], taken: set[str]) -> list[str]:
    """What each row is called: what its uid was derived from, else the first free name of its kind.

    ``said``: names that the file used; ``taken``: names that others have, which grows.
    """
    known = {derived(f"{path}/{name}"): name for name in (*_first(kind), *said)}
    found = [known.get(uid, "") for uid in uids]
    taken |= set(found)
    fresh = (name for name in _all(kind) if name not in taken and name not in said)
    names = [name or next(fresh) for name in found]
    taken |= set(names)
    return names


def _first(kind: str) -> Iterator[str]:
    return (name for name, _ in zip(_all(kind), range(MOST), strict=False))


def _all(kind: str) -> Iterator[str]:
    if kind not in PATTERNS:
        yield from ascii_lowercase
    pattern = PATTERNS.get(kind, "r{}")
    yield from (pattern.format(number) for number in count(1))
