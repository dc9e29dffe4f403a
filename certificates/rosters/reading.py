"""From what HR uploads or pastes to a roster: its rows as they were, and what each asks.

Nothing is corrected: a telephone number keeps its zeros, and the rows above the titles stay, so that the
answer can be given back in the very table that was handed in.
"""

from dataclasses import dataclass

from certificates.rosters.columns import Columns, by_cells, by_titles, score
from curriculum.tables import FileRefused, Limits, Row, csv_rows, xlsx_rows

ROWS = 10_000
LIMITS = Limits(
    "roster",
    "person",
    rows=ROWS,
    lines=ROWS + 10,
    cells=250_000,
    formulas=250_000,
    guess=True,
    as_shown=True,
)
#: The table goes to the page and comes back with it for the download; more would not come through.
TEXT = 1_500_000
XLSX, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
NO_COLUMNS = (
    "The columns were not found. Put a row of titles above the people: one column called “certificate"
    " number” and one called “name”."
)


@dataclass(frozen=True)
class Roster:
    """The rows that were handed in, and which of them ask: those below ``titles`` (0: there are none)."""

    rows: tuple[Row, ...]
    titles: int
    columns: Columns

    @property
    def people(self) -> list[Row]:
        """The rows that ask, in their order."""
        return [row for row in self.rows if row.number > self.titles]


def read_file(data: bytes) -> Roster:
    """The roster in an XLSX or CSV file.

    Raises:
        FileRefused: it is neither, or not within ``LIMITS``; says what to do.
    """
    if data.startswith(OLD_EXCEL):
        raise FileRefused(
            "This is an old Excel file, or one with a password. Save it as .xlsx without a password,"
            " or as “CSV UTF-8”."
        )
    if data.startswith(XLSX):
        return _roster(xlsx_rows(data, LIMITS))
    return _roster(csv_rows(data, LIMITS, score))


def read_paste(text: str) -> Roster:
    """The roster that was pasted from a spreadsheet (tabs), or typed with commas or semicolons."""
    return _roster(csv_rows(text.encode(), LIMITS, score))


def _roster(rows: list[Row]) -> Roster:
    if sum(len(cell.encode()) + 4 for row in rows for cell in row.cells) > TEXT:
        raise FileRefused(
            "The roster holds too much text. Leave out the columns that the check does not need, or"
            " split it."
        )
    titled = by_titles(rows, LIMITS.above)
    columns = titled[0] if titled else by_cells(rows)
    if columns is None:
        raise FileRefused(NO_COLUMNS)
    roster = Roster(tuple(rows), titled[1].number if titled else 0, columns)
    if not roster.people:
        raise FileRefused("There is nobody in the roster: only a row of titles was found.")
    if len(roster.people) > ROWS:
        raise FileRefused(f"The roster has more than {ROWS:,} people. Split it.")
    return roster
