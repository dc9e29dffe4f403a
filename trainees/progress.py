"""When a programme is complete, what is still missing, and what opens last.

A programme edition lists requirements: modules to complete, a least number of different assessors and
of contacts with clients that a trainer saw, and rules of conduct to sign. A completion meets a module;
the assessors of all observations together, the contacts that count and her signature meet the rest.
Example: modules A and B, two assessors and 15 contacts; A and B done, both observed by Bahati, 12
contacts seen: still missing are "2 different trainers (1 so far)" and "15 contacts (12 so far)". Were
B to open last, it would have opened with A's completion.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Need:
    """One requirement, in plain values.

    ``kind`` is "module" (then ``key`` is the module's translation key), "assessors" (then ``number``
    is how many different people), "contacts" (how many) or "conduct" (one signature).
    """

    kind: str
    key: str = ""
    number: int = 0


@dataclass(frozen=True)
class Missing:
    """One requirement that is not met yet: the need, and how much of it is there."""

    need: Need
    so_far: int


@dataclass(frozen=True)
class Practice:
    """What she has shown beside the modules: how many contacts count, and when she signed the rules."""

    contacts: int = 0
    signed_at: dt.datetime | None = None


def missing(
    needs: Iterable[Need],
    *,
    completed: Iterable[str],
    assessors: Iterable[str],
    practice: Practice = Practice(),
) -> list[Missing]:
    """Return the needs that are not met, in their order.

    Args:
        needs: the requirements of the edition.
        completed: keys of the completed modules.
        assessors: who observed her, each as any string that is the same for the same person.
        practice: her contacts with clients and her signature.
    """
    done = set(completed)
    so_far = {
        "assessors": len(set(assessors)),
        "contacts": practice.contacts,
        "conduct": int(practice.signed_at is not None),
    }
    unmet = []
    for need in needs:
        if need.kind == "module":
            if need.key not in done:
                unmet.append(Missing(need, 0))
        elif (there := so_far.get(need.kind, 0)) < need.number:  # what nobody counts is never met
            unmet.append(Missing(need, there))
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
