"""L05, L10 and L17 for a whole quiz: where its keys stand, what it covers, what luck earns.

Worked example: five true/false questions, 80 % to pass, three tries: luck passes 46.4 % of guessers,
more than the 5 % allowed, so the quiz gets a finding of L17.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessments.linting.draft import Draft, Group
from assessments.linting.evenness import chance_of_more, chi_square
from assessments.linting.findings import Finding
from assessments.linting.options import is_key_longest
from assessments.linting.rules import RULES

#: Shares and chances above or below which a quiz is spoken of.
MOST_LONGEST = Fraction(2, 5)
MOST_LUCK = 0.05
UNLIKELY = 0.01
#: Fewer questions say nothing about a habit: for length, and for positions.
FEWEST_FOR_LENGTH, FEWEST_FOR_POSITIONS = 5, 12
#: So many candidates for each question drawn.
POOL_FACTOR = 2


@dataclass(frozen=True)
class Place:
    """A place or pool of a quiz: so many candidates, so many of them drawn."""

    candidates: int
    drawn: int = 1
    name: str = ""

    @property
    def is_pool(self) -> bool:
        """Whether anything is drawn: where all candidates stand on every paper, nothing is."""
        return self.candidates != self.drawn


@dataclass(frozen=True)
class QuizFacts:
    """A quiz in plain values.

    ``questions`` are contents as in docs/question-format.md. ``pass_by_luck`` is a guesser's chance to
    pass within ``tries``, from 0 to 1, or None where it was not computed. ``shuffle``: whether the quiz
    lets options be shown in a drawn order. ``objectives``: the codes of its module's objectives.
    """

    questions: tuple[Mapping[str, Any], ...]
    places: tuple[Place, ...] = ()
    tries: int = 3
    pass_by_luck: Fraction | float | None = None
    shuffle: bool = True
    objectives: tuple[str, ...] = ()


def check_lengths(facts: QuizFacts) -> Iterator[Finding]:
    """L05 for the quiz: keys that are the longest more often than chance explains."""
    drafts = [draft for draft in map(Draft.of, facts.questions) if _has_one_key(draft)]
    longest = [draft for draft in drafts if is_key_longest(draft.groups[0])]
    if len(drafts) >= FEWEST_FOR_LENGTH and len(longest) > MOST_LONGEST * len(drafts):
        yield RULES["L05"].found(
            f"In {len(longest)} of {len(drafts)} questions the right option is the longest:"
            " shorten some of them.",
            ", ".join(draft.text("code") for draft in longest),
        )


def check_positions(facts: QuizFacts) -> Iterator[Finding]:
    """L10: where the keys stand, over the questions whose options keep their order."""
    groups = [
        draft.groups[0]
        for draft in map(Draft.of, facts.questions)
        if _has_one_key(draft) and not (facts.shuffle and draft.is_shuffled)
    ]
    if len(groups) < FEWEST_FOR_POSITIONS:
        return
    seen, expected = key_positions(groups)
    if chance_of_more(chi_square(seen, expected), len(seen) - 1) < UNLIKELY:
        most = seen.index(max(seen))
        yield RULES["L10"].found(
            f"The right option stands at place {most + 1} in {seen[most]} of {len(groups)}"
            " questions: let options be shown in a drawn order, or move some.",
            f"place {most + 1}",
        )


def check_coverage(facts: QuizFacts) -> Iterator[Finding]:
    """L17: objectives that nothing asks about."""
    asked = {Draft.of(content).text("objective") for content in facts.questions}
    for objective in facts.objectives:
        if objective not in asked:
            yield RULES["L17"].found("No question asks about this objective: write one.", objective)


def check_pools(facts: QuizFacts) -> Iterator[Finding]:
    """L17: pools from which the next try would draw the same again."""
    for number, place in enumerate(facts.places, start=1):
        if place.is_pool and place.candidates < POOL_FACTOR * place.drawn:
            yield RULES["L17"].found(
                f"{place.drawn} of {place.candidates} questions are drawn here:"
                f" write {POOL_FACTOR * place.drawn - place.candidates} more.",
                place.name or f"place {number}",
            )


def check_luck(facts: QuizFacts) -> Iterator[Finding]:
    """L17: passing by luck."""
    if facts.pass_by_luck is not None and facts.pass_by_luck > MOST_LUCK:
        yield RULES["L17"].found(
            f"In {facts.tries} tries luck alone passes {float(facts.pass_by_luck * 100):.1f} %"
            " of guessers: ask more questions, or give them more options.",
            "pass mark",
        )


def key_positions(groups: list[Group]) -> tuple[list[int], list[float]]:
    """Return how often the key stands at each place, and how often it would by chance."""
    places = range(max(len(group.choices) for group in groups))
    seen = [sum(_key_place(group) == place for group in groups) for place in places]
    expected = [
        sum(1 / len(group.choices) for group in groups if place < len(group.choices))
        for place in places
    ]
    return seen, expected


def _key_place(group: Group) -> int:
    return group.choices.index(group.keys[0])


def _has_one_key(draft: Draft) -> bool:
    return draft.type == "single" and len(draft.options) > 1 and len(draft.groups[0].keys) == 1
