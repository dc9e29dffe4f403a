"""When a programme is complete, and what is still missing.

A programme edition lists requirements: modules to complete, a least number of different assessors and
of contacts with clients that a trainer saw, and rules of conduct to sign. A completion meets a module;
the assessors of all observations together, the contacts that count and her signature meet the rest.
Example: modules A and B, two assessors and 15 contacts; A and B done, both observed by Bahati, 12
contacts seen: still missing are "2 different trainers (1 so far)" and "15 contacts (12 so far)".
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass


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
