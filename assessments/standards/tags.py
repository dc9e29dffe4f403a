"""A pass mark suggested by the tags of the questions, after Ebel (1972).

Each question has an importance (V very important, I important, N nice to know) and a difficulty
(E easy, M moderate, C challenging). For each of the nine cells somebody says which share of such
questions a just-competent trainee should get right; the mark is the mean over the questions.

Worked example: six V/E at 95 %, three I/M at 75 % and one N/C at 45 %: 840 / 10 = 84 %.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessments.standards.marks import whole_percent

Cell = tuple[str, str]

#: Percent right to expect in each cell. **A starting point, not evidence**: proposed by this house so
#: that the screen isn't empty; a panel replaces it. Ebel's method asks judges for the table.
SHARES: Mapping[Cell, int] = {
    ("V", "E"): 95,
    ("V", "M"): 85,
    ("V", "C"): 75,
    ("I", "E"): 90,
    ("I", "M"): 75,
    ("I", "C"): 60,
    ("N", "E"): 80,
    ("N", "M"): 60,
    ("N", "C"): 45,
}


@dataclass(frozen=True)
class Ebel:
    """``percent`` exact, over the tagged questions, None without any; ``cells`` holds how many
    questions lie in each cell; ``untagged`` how many could not be counted."""

    percent: Fraction | None
    cells: Mapping[Cell, int]
    untagged: int

    @property
    def mark(self) -> int | None:
        """The pass mark, a whole percent."""
        return None if self.percent is None else whole_percent(self.percent)


def ebel(tags: Iterable[Cell], *, shares: Mapping[Cell, int] = SHARES) -> Ebel:
    """Suggest a mark.

    Args:
        tags: (importance, difficulty) of each question, all of which count alike. What the table
            does not know, a blank tag for one, is counted as untagged, never guessed.
        shares: percent right per cell.
    """
    counted = Counter(tags)
    cells = {cell: counted[cell] for cell in shares}
    tagged = sum(cells.values())
    expected = sum(count * shares[cell] for cell, count in cells.items())
    return Ebel(
        percent=Fraction(expected, tagged) if tagged else None,
        cells=cells,
        untagged=counted.total() - tagged,
    )
