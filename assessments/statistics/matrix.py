"""The marks of many attempts as whole numbers of one small unit, so that sums are exact and quick.

Example: marks 1/2 and 1/3 have the scale 6 and are kept as 3 and 2.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

from assessments.statistics.numbers import Number, exact

Row = Sequence[Number | None]


@dataclass(frozen=True)
class Matrix:
    """A row per attempt, a column per question; None where a question was not asked.

    ``rows`` and ``maxima`` count units of 1/``scale`` mark.
    """

    rows: tuple[tuple[int | None, ...], ...]
    maxima: tuple[int, ...]
    scale: int

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """What each attempt earned on what it was asked."""
        return tuple(sum(mark for mark in row if mark is not None) for row in self.rows)

    @property
    def is_full(self) -> bool:
        """Whether every attempt was asked every question."""
        return all(mark is not None for row in self.rows for mark in row)

    def column(self, place: int) -> tuple[list[int], list[int]]:
        """The marks of one question, and the totals of the attempts that were asked it."""
        asked = [
            (mark, total)
            for row, total in zip(self.rows, self.totals, strict=True)
            if (mark := row[place]) is not None
        ]
        return [mark for mark, _ in asked], [total for _, total in asked]


def read(marks: Sequence[Row], maxima: Sequence[Number]) -> Matrix:
    """Read marks exactly.

    Raises:
        TypeError: for a float.
        ValueError: for a row of another length than ``maxima``, or a mark below 0 or above its
            maximum.
    """
    most = [exact(each) for each in maxima]
    rows = [[None if mark is None else exact(mark) for mark in row] for row in marks]
    for row in rows:
        _check(row, most)
    known = [mark for row in rows for mark in row if mark is not None]
    scale = lcm(*{mark.denominator for mark in [*most, *known]})
    return Matrix(
        rows=tuple(tuple(None if m is None else _units(m, scale) for m in row) for row in rows),
        maxima=tuple(_units(each, scale) for each in most),
        scale=scale,
    )


def _check(row: Sequence[Fraction | None], most: Sequence[Fraction]) -> None:
    if len(row) != len(most):
        raise ValueError(f"A row of {len(row)} marks for {len(most)} questions")
    for mark, maximum in zip(row, most, strict=True):
        if mark is not None and not 0 <= mark <= maximum:
            raise ValueError(f"A mark of {mark} where 0 to {maximum} can be earned")


def _units(mark: Fraction, scale: int) -> int:
    return mark.numerator * (scale // mark.denominator)
