"""Sentences about one value, and about rows that were added, taken out, reworded or moved.

Rows are known by their key where they have one (a uid, a block's id). What has no partner by key is paired
by its words, if they are alike enough: a file that is loaded anew gives every block a new id, and that a
paragraph was typed again is no change. Worked example: of a, b, c there are now c, a, B: c was moved (its
neighbours kept their order), b was reworded.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

FIRST = "Nothing of this was signed before: all of it is new."
#: From where on two texts of the same kind are one text, reworded.
ALIKE = 0.5
SENTENCES = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True)
class Row:
    """One row: a name for what it is ("Fact"), its words, and what else is said about it, by label.

    ``layout``: headings, lists and bold, in whatever form tells two of them apart.
    """

    key: str
    name: str
    text: str
    more: Mapping[str, str] = field(default_factory=dict)
    layout: str = ""


def quoted(value: Any) -> str:
    """A value as people read it: “80 %”; yes or no; "nothing" for what is empty."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = " ".join(str(value).split()) if value not in (None, "") else ""
    return f"“{text}”" if text else "nothing"


def changed(name: str, was: Any, now: Any) -> list[str]:
    """The one sentence about a value that changed; none if it did not."""
    before, after = quoted(was), quoted(now)
    return [] if before == after else [f"{name} changed from {before} to {after}."]


def changed_fields(
    before: Mapping[str, Any], after: Mapping[str, Any], names: Mapping[str, str]
) -> list[str]:
    """A sentence for each named value that changed, in the order of the names.

    Args:
        names: what each value is called at the start of a sentence, by its key.
    """
    return [
        sentence
        for key, name in names.items()
        for sentence in changed(name, before.get(key), after.get(key))
    ]


def changed_rows(before: Sequence[Row], after: Sequence[Row], *, ordered: bool = True) -> list[str]:
    """Sentences about every row that was added, taken out, reworded or, if order matters, moved."""
    pairs = _paired(before, after)
    stayed = _in_order([pairs[place] for place in sorted(pairs)])
    said = []
    for place, row in enumerate(after):
        if place not in pairs:
            said.append(_with_more(f"{row.name} added: {quoted(row.text)}", row))
            continue
        old = before[pairs[place]]
        said += _reworded(row.name, old.text, row.text)
        about = row.name if not row.text else f"{row.name} {quoted(row.text)}"
        labels = dict.fromkeys([*old.more, *row.more])
        for label in labels:
            said += changed(f"{about}: {label}", old.more.get(label), row.more.get(label))
        if old.text == row.text and old.layout != row.layout:
            said.append(f"{about} is set out another way (headings, lists or bold).")
        if ordered and pairs[place] not in stayed:
            said.append(f"{about} stands in another place now.")
    gone = [row for place, row in enumerate(before) if place not in pairs.values()]
    said += [_with_more(f"{row.name} taken out: {quoted(row.text)}", row) for row in gone]
    return said


def _reworded(name: str, was: str, now: str) -> list[str]:
    """What a text no longer says and what it says now: of a long one only the sentences that differ."""
    before, after = (SENTENCES.split(" ".join(text.split())) for text in (was, now))
    if len(before) == len(after) == 1:
        return changed(name, was, now)
    said = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = " ".join(before[i:j]), " ".join(after[k:m])
        if kind == "replace":
            said += changed(f"{name}: a part", old, new)
        elif kind == "delete":
            said.append(f"{name}: no longer says {quoted(old)}.")
        elif kind == "insert":
            said.append(f"{name}: now also says {quoted(new)}.")
    return said


def _with_more(sentence: str, row: Row) -> str:
    more = "; ".join(f"{label}: {quoted(value)}" for label, value in row.more.items() if value)
    return f"{sentence} ({more})." if more else f"{sentence}."


def _paired(before: Sequence[Row], after: Sequence[Row]) -> dict[int, int]:
    """Which row of ``before`` each row of ``after`` was, by their places."""
    pairs: dict[int, int] = {}
    by_key = {(row.name, row.key): place for place, row in enumerate(before) if row.key}
    for place, row in enumerate(after):
        if row.key and (row.name, row.key) in by_key:
            pairs[place] = by_key[row.name, row.key]
    _pair(pairs, before, after, lambda old, new: float(old.text == new.text))
    _pair(pairs, before, after, _likeness)
    return pairs


def _pair(
    pairs: dict[int, int], before: Sequence[Row], after: Sequence[Row], likeness: Any
) -> None:
    """Add the best pairs of what is left, the most alike first."""
    taken = set(pairs.values())
    candidates = [
        (-share, new, old)
        for new, row in enumerate(after)
        if new not in pairs
        for old, other in enumerate(before)
        if old not in taken and other.name == row.name
        if (share := likeness(other, row)) >= ALIKE
    ]
    for _, new, old in sorted(candidates):
        if new not in pairs and old not in taken:
            pairs[new] = old
            taken.add(old)


def _likeness(old: Row, new: Row) -> float:
    return SequenceMatcher(None, old.text.split(), new.text.split(), autojunk=False).ratio()


def _in_order(places: Iterable[int]) -> set[int]:
    """Those of the places that form the longest rising run: they did not move, the others did."""
    runs: list[list[int]] = [[]]
    for place in places:
        before = [run for run in runs if run[-1:] < [place]]
        runs.append([*_longest(before), place])
    return set(_longest(runs))


def _longest(runs: list[list[int]]) -> list[int]:
    return max(runs, key=len)
