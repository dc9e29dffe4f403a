"""L09: numbers as options, in order, and ranges that keep apart.

Worked example: "0-5 months", "5-10 months", "11-15 months": the first two share 5.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from typing import NamedTuple

from assessments.linting.draft import Draft, Group
from assessments.linting.findings import Finding
from assessments.linting.lexicon import Lexicon
from assessments.linting.options import is_catch_all
from assessments.linting.rules import RULES
from assessments.linting.texts import normalised

L09 = RULES["L09"]
#: Two numbers are always in order, upwards or downwards.
FEWEST = 3

_NUMBER = r"[-−]?\d{1,12}(?:[., ]\d{1,12}){0,4}"
_FIGURE = re.compile(rf"({_NUMBER})(?: ?(?:-|–|to|a|à|hadi) ?({_NUMBER}))?(?: ?([^\d]*))?")
_THOUSANDS = re.compile(r"(?<=\d)[, ](?=\d{3}(?:\D|$))")


class Figure(NamedTuple):
    """A number, or a range from ``low`` to ``high``, with its unit."""

    low: Decimal
    high: Decimal
    unit: str


def check_figures(draft: Draft, words: Lexicon) -> Iterator[Finding]:
    """Find numbers out of order, and ranges that overlap."""
    for group in draft.groups:
        figures = _figures(group, words)
        if len(figures) < FEWEST:
            continue
        where = group.name or "options"
        if draft.is_shuffled and not all(option.is_pinned for option in group.choices):
            yield L09.found(
                "These numbers are shown in a drawn order: sort them and turn shuffling off.", where
            )
        elif not _is_sorted(figures):
            yield L09.found("These numbers are not in order: sort them.", where)
        if _overlap(figures):
            yield L09.found(
                "Two of these ranges share a number: let each begin after the one before ends.",
                where,
            )


def _figures(group: Group, words: Lexicon) -> list[Figure]:
    """The group's numbers if all its options but a catch-all are numbers of one unit, else none."""
    texts = [option.text for option in group.choices if not is_catch_all(option.text, words)]
    figures = [found for text in texts if (found := read_figure(text))]
    is_one_unit = len({figure.unit for figure in figures}) == 1
    return figures if len(figures) == len(texts) and is_one_unit else []


def read_figure(text: str) -> Figure | None:
    """Read "6 weeks" or "0-5 months"; None for a text that is not a number with a unit."""
    found = _FIGURE.fullmatch(normalised(text))
    if not found:
        return None
    low = _decimal(found[1])
    high = _decimal(found[2] or found[1])
    if low is None or high is None:
        return None
    return Figure(low, high, (found[3] or "").strip().removesuffix("s"))


def _decimal(text: str) -> Decimal | None:
    plain = _THOUSANDS.sub("", text.replace("−", "-")).replace(",", ".")
    return Decimal(plain) if re.fullmatch(r"-?\d+(?:\.\d+)?", plain) else None


def _is_sorted(figures: Sequence[Figure]) -> bool:
    steps = [after.low - before.low for before, after in pairwise(figures)]
    return all(step >= 0 for step in steps) or all(step <= 0 for step in steps)


def _overlap(figures: Sequence[Figure]) -> bool:
    """Whether two share a number; equal numbers that are no ranges are L01's."""
    return any(
        one.low <= other.high and other.low <= one.high
        for one, other in combinations(figures, 2)
        if one.low < one.high or other.low < other.high
    )
