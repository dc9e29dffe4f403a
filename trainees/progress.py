"""When a programme is complete, and what is still missing.

A programme edition lists requirements: modules to complete, and a least number of different
assessors. A completion meets a module; the assessors of all observations together meet the rest.
Example: modules A and B and two assessors; A and B done, both observed by Bahati: still missing is
"observed by 2 different trainers (1 so far)".
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Need:
    """One requirement, in plain values.

    ``kind`` is "module" (then ``key`` is the module's translation key) or "assessors" (then
    ``number`` is how many different people).
    """

    kind: str
    key: str = ""
    number: int = 0


@dataclass(frozen=True)
class Missing:
    """One requirement that is not met yet: the need, and how much of it is there."""

    need: Need
    so_far: int


def missing(
    needs: Iterable[Need], *, completed: Iterable[str], assessors: Iterable[str]
) -> list[Missing]:
    """Return the needs that are not met, in their order.

    Args:
        needs: the requirements of the edition.
        completed: keys of the completed modules.
        assessors: who observed her, each as any string that is the same for the same person.
    """
    done = set(completed)
    people = len(set(assessors))
    unmet = []
    for need in needs:
        if need.kind == "module" and need.key not in done:
            unmet.append(Missing(need, 0))
        elif need.kind == "assessors" and people < need.number:
            unmet.append(Missing(need, people))
    return unmet
