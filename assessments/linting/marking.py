"""L02 and H06: what the marking engine says to the question."""

import math
from collections.abc import Iterator
from fractions import Fraction

from assessments import grading
from assessments.linting.draft import Draft
from assessments.linting.findings import Finding
from assessments.linting.lexicon import Lexicon
from assessments.linting.rules import RULES

#: What the question is called while it is tried out.
_NAME = "q"


def check_marking(draft: Draft, _words: Lexicon) -> Iterator[Finding]:
    """Find what cannot be marked, and a multiple choice that pays for ticking all or nothing.

    The engine is asked, so that this holds for every scheme it knows.
    """
    try:
        question = grading.Question.from_json(draft.content, uid=_NAME)
    except grading.PaperError as refusal:
        reason = str(refusal).removeprefix(f'Question "{_NAME}": ')
        yield RULES["H06"].found(f"Marking refuses this question. {reason}", "marking")
        return
    if draft.type == "multiple":
        yield from _check_shares(
            question, [option.uid for option in draft.options if option.is_key]
        )


def _check_shares(question: grading.Question, right: list[str]) -> Iterator[Finding]:
    everything = [option.uid for option in question.options]
    for said, chosen in (("every option", everything), ("no option", [])):
        if (share := _share(question, chosen)) > 0:
            yield RULES["L02"].found(
                f"Ticking {said} earns {math.ceil(share * 100)} % of the mark:"
                " choose the scheme “balanced”,"
                " or let wrong options cost as much as right ones earn.",
                "marking",
            )
    if right and (share := _share(question, right)) < 1:
        yield RULES["L01"].found(
            f"The right options together earn {int(share * 100)} % of the mark:"
            " make their weights add up to 1.",
            "options",
        )


def _share(question: grading.Question, chosen: list[str]) -> Fraction:
    return grading.mark(question, {"chosen": chosen}).earned / question.mark
