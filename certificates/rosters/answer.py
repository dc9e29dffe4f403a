"""A roster given back: the rows exactly as they were handed in, and two columns beside them."""

from collections.abc import Iterator, Sequence

from certificates.rosters.verdicts import Verdict

TITLES = ["Status", "What to do"]


def answered_rows(
    rows: Sequence[tuple[int, Sequence[str], str]], titles: int
) -> Iterator[list[str]]:
    """The rows of the spreadsheet, empty ones included.

    Args:
        rows: of each the number, the cells, and the value of its ``Verdict`` ("" above the people).
        titles: the number of the row of titles, or 0.
    """
    width = max(len(cells) for _, cells, _ in rows)
    at = 0
    for number, cells, verdict in rows:
        yield from ([""] for _ in range(number - at - 1))
        at = number
        said = TITLES if number == titles else ["", ""]
        if verdict:
            said = [Verdict(verdict).label, Verdict(verdict).advice]
        yield [*cells, *[""] * (width - len(cells)), *said]
