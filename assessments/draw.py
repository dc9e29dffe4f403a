"""Which questions stand on a paper, and in what order their options are shown.

A question that rests on guidance which the trainee's country has not signed is left out; its
country-free twin, where there is one, takes its place. A critical question that is lost without a
twin means that this quiz certifies nobody in that country.

Worked example: slots 1 (free), 2 (rests on ``infant_tests``, twin 2t), 3 (critical, rests on
``law``): with nothing signed the paper is 1, 2t and question 3 is lost.
"""

import random
from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Candidate:
    """A question that may stand on a paper: its edition's id, what it rests on, its options' uids."""

    edition_id: int
    critical: bool = False
    guidance_key: str = ""
    options: tuple[str, ...] = ()
    shuffle: bool = True


@dataclass(frozen=True)
class Slot:
    """One place in a quiz: a question and, if it has one, its country-free twin."""

    question: Candidate
    twin: Candidate | None = None


@dataclass(frozen=True)
class Place:
    """One question on a paper, with its options in the order shown."""

    edition_id: int
    options: tuple[str, ...]


@dataclass(frozen=True)
class Paper:
    """The places of one attempt, and the editions of critical questions that found no place."""

    places: tuple[Place, ...]
    lost_critical: tuple[int, ...]


def draw(slots: Iterable[Slot], *, signed_keys: Collection[str], seed: int) -> Paper:
    """Compose the paper of one attempt.

    Args:
        slots: the quiz's slots in order.
        signed_keys: the guidance keys that the trainee's country has signed.
        seed: decides the order of options; the same seed gives the same paper.
    """
    shuffler = random.Random(seed)
    places, lost = [], []
    for slot in slots:
        chosen = next(
            (
                candidate
                for candidate in (slot.question, slot.twin)
                if candidate
                and (not candidate.guidance_key or candidate.guidance_key in signed_keys)
            ),
            None,
        )
        if chosen is None:
            if slot.question.critical:
                lost.append(slot.question.edition_id)
            continue
        options = list(chosen.options)
        if chosen.shuffle:
            shuffler.shuffle(options)
        places.append(Place(chosen.edition_id, tuple(options)))
    return Paper(tuple(places), tuple(lost))
