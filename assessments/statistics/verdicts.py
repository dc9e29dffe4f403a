"""What may be concluded, in words for somebody who is no statistician.

The house rule goes by the number of attempts, because with few of them every figure is noise:

- below 10: counts only;
- from 10: counts with intervals; pointed out are a facility below 0.2 or above 0.95 and a negative
  index, as "look at the key";
- from 30: also an index below 15;
- from 100: reliability is quoted without a warning.

Worked example: 12 attempts, 1 with the full mark and 11 with nothing: facility 0.08. The counts are
told with their interval, and "look at the key"; 9 such attempts are only counted.
"""

from dataclasses import dataclass

from assessments.statistics.analysis import Analysis
from assessments.statistics.intervals import fisher, wilson
from assessments.statistics.items import Item
from assessments.statistics.reliability import Reliability

SOME, ENOUGH, MANY = 10, 30, 100
#: Facility, as shares, and index, in percent, beyond which a question is pointed out.
HARD, EASY, WEAK_INDEX = 0.2, 0.95, 15


@dataclass(frozen=True)
class Finding:
    """One sentence about a question (its place from 0) or, with ``place`` None, about the whole.

    ``kind``: "counts", "facility", "agreement" and "reliability" only inform; "hard", "easy",
    "negative" and "weak" are flagged: somebody should look.
    """

    place: int | None
    kind: str
    sentence: str
    is_flagged: bool = False


def findings(analysis: Analysis) -> list[Finding]:
    """Everything that may be said: the questions in order, then the total."""
    found = [each for place, item in enumerate(analysis.items) for each in _about(place, item)]
    sentence = _about_reliability(analysis.totals.n, analysis.reliability)
    return [*found, Finding(None, "reliability", sentence)]


def _about(place: int, item: Item) -> list[Finding]:
    found = [Finding(place, "counts", _counts(item))]
    if item.n < SOME or item.facility is None:
        return found
    found.append(Finding(place, "facility", _facility(item.facility, item.n)))
    if item.discrimination is not None:
        found.append(Finding(place, "agreement", _agreement(item.discrimination, item.n)))
    flags = [*_facility_flags(item.facility), *_index_flags(item.discrimination, item.n)]
    return found + [Finding(place, kind, sentence, is_flagged=True) for kind, sentence in flags]


def _counts(item: Item) -> str:
    if not item.n:
        return "Nobody was asked this yet."
    counts = f"Of {item.n} attempts {item.full} earned the full mark and {item.nothing} nothing"
    return f"{counts}: too few to conclude anything." if item.n < SOME else f"{counts}."


def _facility(facility: float, n: int) -> str:
    low, high = (round(100 * end) for end in wilson(facility, n=n))
    return (
        f"On average {round(100 * facility)} % of the mark was earned; with {n} attempts the truth "
        f"may lie anywhere from {low} to {high} %."
    )


def _agreement(index: float, n: int) -> str:
    sentence = f"Agreement with the rest of the paper: {round(index)} of at most 100"
    interval = fisher(index / 100, n=n)
    if interval is None:
        return f"{sentence}."
    low, high = (round(100 * end) for end in interval)
    return f"{sentence}; the truth may lie anywhere from {low} to {high}."


def _facility_flags(facility: float) -> list[tuple[str, str]]:
    if facility < HARD:
        return [("hard", "Hardly anybody earned the mark: look at the key.")]
    if facility > EASY:
        sentence = (
            "Nearly everybody earned the mark: look at the key and for words that give it away, "
            "unless this is something everybody must know."
        )
        return [("easy", sentence)]
    return []


def _index_flags(index: float | None, n: int) -> list[tuple[str, str]]:
    if index is None or index >= WEAK_INDEX:
        return []
    if index < 0:
        return [("negative", "Those who did well on the rest did worse here: look at the key.")]
    if n < ENOUGH:
        return []
    return [("weak", "Those who did well on the rest did hardly better here: read it again.")]


def _about_reliability(n: int, reliability: Reliability | None) -> str:
    if n < SOME:
        return "Too few attempts to say how far the total can be trusted."
    if reliability is None:
        return (
            "How far the total can be trusted cannot be said: that takes two questions or more, the "
            "same for everybody, and totals that differ."
        )
    quoted = f"Reliability {reliability.alpha:z.2f} (95 % interval {reliability.interval})"
    if n < MANY:
        return f"{quoted}: with {n} attempts a rough guess, nothing to rest a decision on."
    return f"{quoted}."
