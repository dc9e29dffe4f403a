"""Which questions stand on a paper, and in what order their options are shown.

A slot of a quiz draws from forms: a question with its parallel forms, or a pool chosen by objective and
importance. Whoever sits the quiz again gets first what she has seen least; of one family (a question and
its parallels) at most one stands on a paper, and questions of one case stand together. Slots that name
their question choose first, then pools, the smallest first, so that a wide pool leaves a narrow one what
it needs.

A question that rests on guidance which the trainee's country has not signed is left out; its
country-free twin, where there is one, takes its place. A critical question that is lost without a
twin means that this quiz certifies nobody in that country; so does a pool that is too small there.

Worked example: slots 1 (free), 2 (rests on ``infant_tests``, twin 2t), 3 (critical, rests on
``law``): with nothing signed the paper is 1, 2t and question 3 is lost.
"""

import random
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """Options that are shown together: their uids as the author ordered them.

    Pinned ones keep their place. ``not_as_given``: never shown in the author's order, for it is the key.
    """

    uids: tuple[str, ...]
    pinned: frozenset[str] = frozenset()
    shuffle: bool = True
    not_as_given: bool = False


@dataclass(frozen=True)
class Candidate:
    """A question that may stand on a paper: its edition's id, what it rests on, what it shows."""

    edition_id: int
    uid: str
    critical: bool = False
    guidance_key: str = ""
    case: str = ""
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True)
class Form:
    """One form of what a slot asks: a question and, if it has one, its country-free twin.

    Of all forms of one ``family`` (its own, unless named) at most one stands on a paper.
    """

    question: Candidate
    twin: Candidate | None = None
    of: str = ""

    @property
    def family(self) -> str:
        return self.of or self.question.uid


@dataclass(frozen=True)
class Slot:
    """One slot of a quiz: it draws ``draws`` of its forms. A pool must be able to."""

    forms: tuple[Form, ...]
    draws: int = 1
    is_pool: bool = False


@dataclass(frozen=True)
class Place:
    """One question on a paper, with the uids of its options in the order shown."""

    edition_id: int
    options: tuple[str, ...]


@dataclass(frozen=True)
class Paper:
    """The places of one attempt, the editions of critical questions that found no place, and how many
    questions pools could not give."""

    places: tuple[Place, ...]
    lost_critical: tuple[int, ...] = ()
    short: int = 0


def draw(
    slots: Iterable[Slot],
    *,
    signed_keys: Collection[str],
    seed: int,
    seen: Mapping[str, int] | None = None,
) -> Paper:
    """Compose the paper of one attempt.

    Args:
        slots: the quiz's slots in order.
        signed_keys: the guidance keys that the trainee's country has signed.
        seed: decides what is drawn and the order of options; the same seed gives the same paper.
        seen: how often she has met each question, by its uid; least seen is drawn first.
    """
    chance = random.Random(seed)
    all_slots = list(slots)
    drawn: dict[int, list[Candidate]] = {}
    taken: set[str] = set()
    lost: list[int] = []
    short = 0
    for place in sorted(range(len(all_slots)), key=lambda place: _width(all_slots[place])):
        slot = all_slots[place]
        usable, hidden = _usable(slot, signed_keys)
        chance.shuffle(usable)
        usable.sort(key=lambda pair: (seen or {}).get(pair[1].uid, 0))
        drawn[place] = _new_ones(usable, slot.draws, taken)
        missing = slot.draws - len(drawn[place])
        if missing:
            lost += [form.question.edition_id for form in hidden if form.question.critical]
            short += missing if slot.is_pool else 0
    in_order = [each for place in sorted(drawn) for each in drawn[place]]
    places = [Place(each.edition_id, _shown(each, chance)) for each in _cases_together(in_order)]
    return Paper(tuple(places), tuple(lost), short)


def _width(slot: Slot) -> int:
    """How wide a slot's choice is; 0 where the author named the question."""
    return len({form.family for form in slot.forms}) if slot.is_pool else 0


def _new_ones(
    usable: Iterable[tuple[Form, Candidate]], wanted: int, taken: set[str]
) -> list[Candidate]:
    """The first ``wanted`` that neither stand on the paper already nor are of a family that does.

    A twin of two questions is of both families, so what is shown counts by its own uid too.
    """
    drawn: list[Candidate] = []
    for form, shown in usable:
        if len(drawn) < wanted and taken.isdisjoint((form.family, shown.uid)):
            taken.update((form.family, shown.uid))
            drawn.append(shown)
    return drawn


def _usable(
    slot: Slot, signed_keys: Collection[str]
) -> tuple[list[tuple[Form, Candidate]], list[Form]]:
    """What each form shows in this country, and the forms that show nothing there."""
    usable, hidden = [], []
    for form in slot.forms:
        shown = next(
            (
                candidate
                for candidate in (form.question, form.twin)
                if candidate
                and (not candidate.guidance_key or candidate.guidance_key in signed_keys)
            ),
            None,
        )
        if shown is None:
            hidden.append(form)
        else:
            usable.append((form, shown))
    return usable, hidden


def _cases_together(drawn: list[Candidate]) -> list[Candidate]:
    """The same questions, those of one case behind its first."""
    first: dict[str, int] = {}
    for place, candidate in enumerate(drawn):
        if candidate.case:
            first.setdefault(candidate.case, place)
    order = sorted(
        range(len(drawn)), key=lambda place: (first.get(drawn[place].case, place), place)
    )
    return [drawn[place] for place in order]


def _shown(candidate: Candidate, chance: random.Random) -> tuple[str, ...]:
    """The uids of a question's options, group after group, as this paper shows them."""
    shown: list[str] = []
    for group in candidate.groups:
        order = _order(group, chance) if group.shuffle else list(group.uids)
        if group.not_as_given and len(order) > 1 and tuple(order) == group.uids:
            order = [*order[1:], order[0]]
        shown += order
    return tuple(shown)


def _order(group: Group, chance: random.Random) -> list[str]:
    free = [uid for uid in group.uids if uid not in group.pinned]
    chance.shuffle(free)
    rest = iter(free)
    return [uid if uid in group.pinned else next(rest) for uid in group.uids]
