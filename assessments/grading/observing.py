"""Whether an observed skill was shown: points enough, every critical step done, and a rating high enough.

Worked example: steps a (critical), b and c (2 points); a and c done: 3 of 4 points. Competent at 3; not
when the trainer's rating had to reach 3 and is 2.
"""

from collections.abc import Iterable
from dataclasses import dataclass

#: The trainer's rating of the whole, in words.
RATINGS = {1: "clear fail", 2: "borderline", 3: "pass", 4: "good", 5: "excellent"}


@dataclass(frozen=True)
class Step:
    """One step of an observed skill and the whole points it gives."""

    uid: str
    critical: bool = False
    points: int = 1


@dataclass(frozen=True)
class Verdict:
    """What an observation showed.

    ``done`` of ``steps``, ``points`` of ``possible``, critical steps missed, and whether that is enough.
    """

    done: int
    steps: int
    missed_critical: tuple[str, ...]
    competent: bool
    points: int
    possible: int


def judge(
    steps: Iterable[Step],
    done: Iterable[str],
    *,
    pass_at: int,
    rating: int | None = None,
    rating_at_least: int = 0,
) -> Verdict:
    """Judge an observed skill.

    Args:
        steps: of the checklist.
        done: uids of the steps that were done; others' are ignored.
        pass_at: the points needed in all, besides every critical step.
        rating: of the whole, 1 to 5 as in RATINGS, if one was given.
        rating_at_least: the rating needed; 0 when none is asked for.
    """
    steps = tuple(steps)
    ticked = {step.uid for step in steps} & set(done)
    missed = tuple(step.uid for step in steps if step.critical and step.uid not in ticked)
    points = sum(step.points for step in steps if step.uid in ticked)
    return Verdict(
        done=len(ticked),
        steps=len(steps),
        missed_critical=missed,
        competent=not missed and points >= pass_at and (rating or 0) >= rating_at_least,
        points=points,
        possible=sum(step.points for step in steps),
    )
