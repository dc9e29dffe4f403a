"""Which of the saved answers counts.

Each posting carries a sequence number, which a phone counts up; postings may arrive late, twice or in
another order. The answer with the highest sequence counts; of two with the same number (two pages open
at once) the one that arrived last.

Worked example: b (2), a (1), b (2) again: b counts, whichever of them arrived last.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Saved:
    """One saved answer: to which question, its sequence, its place in the order of arrival, what it says."""

    question: int
    sequence: int
    arrival: int
    payload: Any


def counting(saves: Iterable[Saved]) -> dict[int, Any]:
    """Return the answer that counts for each question, by the question's id."""
    best: dict[int, Saved] = {}
    for each in saves:
        known = best.get(each.question)
        if known is None or (each.sequence, each.arrival) > (known.sequence, known.arrival):
            best[each.question] = each
    return {question: saved.payload for question, saved in best.items()}
