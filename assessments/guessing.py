"""The chance to pass by luck: what a blind guesser earns, by exact enumeration through the marking rules.

A guesser picks one option of a single choice, ticks each option of a multiple response with chance 1/2
(given at least one), picks a choice for each stem and an order for the items, all equally likely. Words
and numbers earn the weight of a lone ``*`` rule; by hand nothing. An ordering of more than seven items is
taken as never guessed.

Worked example: five true or false at 80 %: (5 + 1)/32 = 18.75 % a try, 46.4 % in three tries.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import permutations, product
from math import ceil, comb, factorial, lcm, prod
from typing import Any

from assessments.grading import Item, Option, Paper, Question, mark

#: What a guesser gets of one question, share and whether a critical failed, to the chance of it.
Outcomes = dict[tuple[Fraction, bool], Fraction]
#: Seven items have 5,040 orders; more would take long and are hardly ever guessed.
MOST_ITEMS = 7
_Answers = Iterator[tuple[dict[str, Any], int]]


def outcome_distribution(question: Question) -> Outcomes:
    """The chance of each share of the mark together with whether a critical question failed."""
    if question.kind == "ordering":
        return dict(_ordering(question.scheme, len(question.items), question.critical))
    if question.kind in ("numeric", "short"):
        return _with_critical(question, {_free_share(question): Fraction(1)})
    if question.kind == "cloze":
        return _with_critical(question, _cloze(question))
    return _marked(question)


def share_distribution(question: Question) -> dict[Fraction, Fraction]:
    """The chance of each share of the mark."""
    chances: dict[Fraction, Fraction] = defaultdict(Fraction)
    for (share, _), chance in outcome_distribution(question).items():
        chances[share] += chance
    return dict(chances)


def expected_share(question: Question) -> Fraction:
    """The random-guess score: the mean share of a blind guesser."""
    return sum(
        (share * chance for share, chance in share_distribution(question).items()), Fraction(0)
    )


def pass_by_luck(paper: Paper | Mapping[str, Any]) -> Fraction:
    """The chance that a blind guesser passes this paper in one try, exactly."""
    paper = paper if isinstance(paper, Paper) else Paper.from_json(paper)
    return _chance_to_reach(
        [(question.mark, outcome_distribution(question)) for question in paper.questions],
        Fraction(paper.pass_mark, 100),
    )


def pass_by_luck_in(paper: Paper | Mapping[str, Any], tries: int) -> Fraction:
    """The chance that at least one of some tries, each blind, passes."""
    return 1 - (1 - pass_by_luck(paper)) ** tries


def _chance_to_reach(rows: list[tuple[int, Outcomes]], pass_mark: Fraction) -> Fraction:
    """The chance that the marks of all questions reach the pass mark and no critical one failed.

    Earned marks are counted in whole parts of a mark and chances in whole parts of each question's,
    so that the sums run over whole numbers. Whoever can no longer reach the pass mark is dropped, and
    whoever has reached it is counted there, however much more she earns.
    """
    if not rows:
        return Fraction(0)
    rows = sorted(rows, key=lambda row: _fineness([row]))
    fineness = _fineness(rows)
    possible = sum(worth for worth, _ in rows)
    left, need = possible * fineness, ceil(pass_mark * possible * fineness)
    ways, of_all = {0: 1}, 1
    for worth, outcomes in rows:
        left -= worth * fineness
        unit = lcm(*(chance.denominator for chance in outcomes.values()))
        steps = [
            (int(share * worth * fineness), int(chance * unit))
            for (share, failed), chance in outcomes.items()
            if not failed
        ]
        following: dict[int, int] = defaultdict(int)
        for earned, count in ways.items():
            for step, weight in steps:
                if earned + step + left >= need:
                    following[min(earned + step, need)] += count * weight
        ways, of_all = following, of_all * unit
    return Fraction(sum(ways.values()), of_all)


def _fineness(rows: list[tuple[int, Outcomes]]) -> int:
    """How many parts a mark must have so that everything earned is a whole number of them."""
    return lcm(*((share * worth).denominator for worth, outcomes in rows for share, _ in outcomes))


def _marked(question: Question) -> Outcomes:
    """Mark every answer that a guesser may give; alike ones once, with how many they are."""
    chances: Outcomes = defaultdict(Fraction)
    answers = list(_ANSWERS[question.kind](question))
    total = sum(ways for _, ways in answers)
    for answer, ways in answers:
        found = mark(question, answer)
        share = found.earned / found.possible
        chances[share, found.critical_failed] += Fraction(ways, total)
    return dict(chances)


def _single_answers(question: Question) -> _Answers:
    """Each option; without any she can only leave it blank."""
    for option in question.options:
        yield {"chosen": [option.uid]}, 1
    if not question.options:
        yield {}, 1


def _multiple_answers(question: Question) -> _Answers:
    """Every set but the empty one; sets that differ only by options of the same kind are alike."""
    alike: dict[tuple[object, ...], list[Option]] = defaultdict(list)
    for option in question.options:
        alike[option.correct, option.weight, option.safety].append(option)
    groups = list(alike.values())
    for counts in product(*(range(len(group) + 1) for group in groups)):
        chosen = [
            option.uid
            for group, count in zip(groups, counts, strict=True)
            for option in group[:count]
        ]
        if chosen:
            ways = prod(
                comb(len(group), count) for group, count in zip(groups, counts, strict=True)
            )
            yield {"chosen": chosen}, ways


def _matching_answers(question: Question) -> _Answers:
    """For each number of right pairs one answer; each stem has one right choice of all that differ.

    A wrong pair is left blank here, since it earns the same.
    """
    others = len({pair.choice_name for pair in question.pairs}) - 1
    stems = question.stems
    for right in range(len(stems) + 1):
        ways = comb(len(stems), right) * others ** (len(stems) - right)
        if ways:
            yield {"pairs": {stem.uid: stem.choice_uid for stem in stems[:right]}}, ways


_ANSWERS: dict[str, Callable[[Question], _Answers]] = {
    "single": _single_answers,
    "true_false": _single_answers,
    "multiple": _multiple_answers,
    "matching": _matching_answers,
}


@lru_cache(maxsize=64)
def _ordering(scheme: str, size: int, critical: bool) -> Outcomes:
    """Every order of so many items; it does not matter which they are."""
    if size > MOST_ITEMS:
        return {(Fraction(0), critical): Fraction(1)}
    uids = [str(place) for place in range(size)]
    items = tuple(map(Item, uids))
    question = Question("ordering", "ordering", scheme=scheme, critical=critical, items=items)
    chances: Outcomes = defaultdict(Fraction)
    for order in permutations(range(1, size + 1)):
        found = mark(question, {"places": dict(zip(uids, order, strict=True))})
        chances[found.earned, found.critical_failed] += Fraction(1, factorial(size))
    return dict(chances)


def _free_share(question: Question) -> Fraction:
    """The weight of the first lone star: what any answer earns that no other rule fits."""
    if question.scheme == "by_hand":
        return Fraction(0)
    free = (accepted.weight for accepted in question.accepted if accepted.is_anything)
    return max(next(free, Fraction(0)), Fraction(0))


def _cloze(question: Question) -> dict[Fraction, Fraction]:
    """The weighted sum of independent gaps."""
    total = sum(gap.weight for gap in question.gaps)
    chances = {Fraction(0): Fraction(1)}
    for gap in question.gaps:
        guessed = share_distribution(question.gap_question(gap))
        following: dict[Fraction, Fraction] = defaultdict(Fraction)
        for earned, chance in chances.items():
            for share, luck in guessed.items():
                following[earned + share * gap.weight / total] += chance * luck
        chances = following
    return dict(chances)


def _with_critical(question: Question, shares: Mapping[Fraction, Fraction]) -> Outcomes:
    """A critical question of these types fails unless its share is 1."""
    return {(share, question.critical and share != 1): chance for share, chance in shares.items()}
