"""Which columns of a roster hold the certificate number and the name.

By their titles, in the spellings that people use and in four languages; where there are no titles, by
what stands in the cells. Example: a sheet titled "No.; Surname; Given names; Cert. no." has its number
in the fourth column ("No." counts the rows, as its cells show) and its name in the second and third.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from certificates.codes import ALPHABET, LENGTH, read_number
from curriculum.tables import Row

#: Titles of the number's column, the clearest first; those of the last group mean many things.
NUMBERS = (
    ("certificate number", "certificate no", "certificate nr", "certificate num", "certificate id",
     "certificate code", "cert number", "cert no", "cert nr", "cert id", "number of certificate",
     "numero do certificado", "no do certificado", "numero de certificado", "numero du certificat",
     "numero de certificat", "no de certificat", "no du certificat", "n certificat",
     "namba ya cheti", "nambari ya cheti"),
    ("certificate", "cert", "certificado", "certificat", "cheti", "certificates"),
    ("number", "no", "nr", "num", "code", "numero", "n", "namba", "nambari"),
)  # fmt: skip
NAMES = (
    ("full name", "full names", "name and surname", "names and surname", "surname and name",
     "name on certificate", "name as printed", "nome completo", "nom complet", "nom et prenom",
     "jina kamili", "majina kamili"),
    ("name", "names", "nome", "nom", "jina", "majina", "holder", "employee name", "staff name"),
)  # fmt: skip
GIVEN = ("first name", "first names", "given name", "given names", "forename", "forenames",
         "other names", "middle name", "middle names", "prenom", "prenoms", "nome proprio",
         "jina la kwanza")  # fmt: skip
FAMILY = ("surname", "last name", "family name", "apelido", "nom de famille", "sobrenome",
          "jina la ukoo")  # fmt: skip
ALL = frozenset(title for group in (*NUMBERS, *NAMES, GIVEN, FAMILY) for title in group)
#: Rows that are enough to tell what a column holds.
SAMPLE = 100
NOT_IN_TITLES = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Columns:
    """Where number and name stand; a name in several columns is put together."""

    number: int
    names: tuple[int, ...]

    def of(self, cells: Sequence[str]) -> tuple[str, str]:
        """The number and the name that a row gives, as they were typed, without blanks around them."""

        def cell(place: int) -> str:
            return cells[place].strip() if place < len(cells) else ""

        return cell(self.number), " ".join(filter(None, map(cell, self.names)))


def plain_title(cell: str) -> str:
    """A title without case, accents and signs: " Cert. N° " is "cert no"."""
    spelt = cell.replace("№", "no ").replace("#", " no ").replace("°", "o").replace("º", "o")
    folded = unicodedata.normalize("NFKD", spelt).casefold()
    letters = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return " ".join(NOT_IN_TITLES.sub(" ", letters).split())


def looks_like_number(cell: str) -> bool:
    """Whether somebody typed a certificate number here, be it with a slip."""
    plain = "".join(sign for sign in cell.upper() if sign.isalnum())
    plain = plain.translate(str.maketrans("OIL", "011"))
    if len(plain) != LENGTH + 1 or any(sign not in ALPHABET for sign in plain):
        return False
    return read_number(cell) is not None or any(sign.isdigit() for sign in plain)


def looks_like_name(cell: str) -> bool:
    """Whether this could be somebody's name: letters, and nothing that counts or addresses."""
    return any(sign.isalpha() for sign in cell) and not any(
        sign.isdigit() or sign in "@/" for sign in cell
    )


def score(cells: Sequence[str]) -> int:
    """How much a row looks like one of a roster: its known titles and its numbers."""
    return sum(looks_like_number(cell) or plain_title(cell) in ALL for cell in cells[:60])


def by_titles(rows: Sequence[Row], above: int) -> tuple[Columns, Row] | None:
    """The columns that the titles in one of the first rows name, and that row."""
    for row in rows[:above]:
        titles = [plain_title(cell) for cell in row.cells]
        below = [other.cells for other in rows[:SAMPLE] if other.number > row.number]
        number = _number(titles, below)
        names = _names(titles)
        if number is not None and names:
            return Columns(number, names), row
    return None


def by_cells(rows: Sequence[Row]) -> Columns | None:
    """The columns whose cells look most like numbers and like names of two or more words."""
    cells = [row.cells for row in rows[:SAMPLE]]
    number = _fullest(cells, looks_like_number)
    name = _fullest(cells, lambda cell: looks_like_name(cell) and " " in cell.strip())
    if name is None:
        name = _fullest(cells, looks_like_name)
    return None if number is None or name is None else Columns(number, (name,))


def _number(titles: list[str], below: list[tuple[str, ...]]) -> int | None:
    """The clearest title; of several alike, and where none is clear, what stands below decides."""
    for place, group in enumerate(NUMBERS):
        named = [column for column, title in enumerate(titles) if title in group]
        if named and (len(named) > 1 or place == len(NUMBERS) - 1):
            only = [tuple(row[c] if c < len(row) else "" for c in named) for row in below]
            fullest = _fullest(only, looks_like_number)
            return named[0 if fullest is None else fullest]
        if named:
            return named[0]
    return None


def _names(titles: list[str]) -> tuple[int, ...]:
    """The column of the whole name, or else those that make it up ("Name" beside "Surname" is a part)."""
    for place, group in enumerate(NAMES):
        named = [column for column, title in enumerate(titles) if title in group]
        parts = [column for column, title in enumerate(titles) if title in (*GIVEN, *FAMILY)]
        if named and (place == 0 or not parts):
            return (named[0],)
        if parts and place == len(NAMES) - 1:
            return tuple(sorted(parts + named[:1]))
    return ()


def _fullest(rows: Sequence[tuple[str, ...]], is_one: Callable[[str], bool]) -> int | None:
    """The column with most cells of a kind, the first of equals; none if no cell is one."""
    counts: dict[int, int] = {}
    for row in rows:
        for place, cell in enumerate(row):
            if is_one(cell):
                counts[place] = counts.get(place, 0) + 1
    return max(sorted(counts), key=lambda place: counts[place], default=None)
