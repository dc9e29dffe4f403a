"""Marking what was put together: pairs matched, items put in order.

Worked example: right order a b c d, answered b c d a. Absolute: no item is in its place, 0. Longest
increasing subsequence: b c d, 3/4.
"""

from bisect import bisect_left
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from assessments.grading.pieces import Pair
from assessments.grading.questions import Question
from assessments.grading.results import RIGHT, UNANSWERED, UNREADABLE, Outcome, Part


def mark_matching(question: Question, answer: Mapping[str, Any]) -> Outcome:
    """Mark ``{"pairs": {stem uid: choice uid}}``. Choices that read the same are the same choice."""
    raw = answer.get("pairs")
    picked = raw if isinstance(raw, Mapping) else {}
    names = {pair.choice_uid: pair.choice_name for pair in question.pairs}
    parts = tuple(_match(stem, picked.get(stem.uid), names) for stem in question.stems)
    right = sum(part.state == RIGHT for part in parts)
    if question.scheme == "all_or_nothing":
        return Outcome.of_parts(int(right == len(parts)), parts)
    return Outcome.of_parts(Fraction(right, len(parts)), parts)


def _match(stem: Pair, picked: Any, names: Mapping[str, tuple[str, ...]]) -> Part:
    if picked in (None, ""):
        return Part(stem.uid, Fraction(0), UNANSWERED)
    if not isinstance(picked, str) or picked not in names:
        return Part(stem.uid, Fraction(0), UNREADABLE)
    return Outcome.of(int(names[picked] == stem.choice_name)).as_part(stem.uid)


def mark_ordering(question: Question, answer: Mapping[str, Any]) -> Outcome:
    """Mark ``{"places": {item uid: place from 1}}``: each item and each place once, else unreadable.

    The parts say, under every scheme, which items stand in their own place.
    """
    uids = [item.uid for item in question.items]
    raw = answer.get("places")
    given = raw if isinstance(raw, Mapping) else {}
    places: list[Any] = [given.get(uid) for uid in uids]
    if all(place in (None, "") for place in places):
        return _unplaced(uids, UNANSWERED)
    if not _is_order(places):
        return _unplaced(uids, UNREADABLE)
    in_place = [place == wanted for wanted, place in enumerate(places, 1)]
    parts = tuple(
        Outcome.of(int(right)).as_part(uid) for uid, right in zip(uids, in_place, strict=True)
    )
    if question.scheme == "longest_increasing":
        length = _longest_increasing(places)
        return Outcome.of(Fraction(length if length > 1 else 0, len(uids)), parts)
    if question.scheme == "all_or_nothing":
        return Outcome.of(int(all(in_place)), parts)
    return Outcome.of(Fraction(sum(in_place), len(uids)), parts)


def _unplaced(uids: list[str], state: str) -> Outcome:
    return Outcome.nothing(state, tuple(Part(uid, Fraction(0), state) for uid in uids))


def _is_order(places: list[Any]) -> bool:
    if any(not isinstance(place, int) or isinstance(place, bool) for place in places):
        return False
    return sorted(places) == list(range(1, len(places) + 1))


def _longest_increasing(places: list[int]) -> int:
    """Length of the longest increasing subsequence, by the lowest last element of each length."""
    lasts: list[int] = []
    for place in places:
        at = bisect_left(lasts, place)
        lasts[at : at + 1] = [place]
    return len(lasts)
