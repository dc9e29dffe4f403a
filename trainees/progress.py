"""When a programme is complete, what is still missing, and what opens last.

A programme edition lists requirements: modules to complete, and a least number of different
assessors. A completion meets a module; the assessors of all observations together meet the rest.
Example: modules A and B and two assessors; A and B done, both observed by Bahati: still missing is
"observed by 2 different trainers (1 so far)". Were B to open last, it would have opened with A's completion.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


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


def left_before(
    modules: Sequence[Mapping[str, Any]], *, key: str, completed: Collection[str]
) -> list[str]:
    """Return the codes of the modules that must be complete before one of them opens, in their order.

    None, unless it opens last; then all that do not open last themselves.

    Args:
        modules: as the edition lists them: key, code, and perhaps ``opens_last``.
        key: of the module that is asked about.
        completed: keys of the completed modules.
    """
    last = {module["key"] for module in modules if module.get("opens_last")}
    if key not in last:
        return []
    return [
        module["code"]
        for module in modules
        if module["key"] not in last and module["key"] not in completed
    ]


def still_open(codes: Iterable[str]) -> str:
    """Which modules are still open, as people read it: "Still open: M2, M4."."""
    return f"Still open: {', '.join(code.upper() for code in codes)}."
