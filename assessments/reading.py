"""A paper as a page shows it: questions with their options in the stored order, answers and marks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.models import Grading, PaperQuestion


@dataclass(frozen=True)
class OptionOnPage:
    """One option, whether she chose it, and (on a result) whether it is right and what to say."""

    uid: str
    text: str
    chosen: bool
    correct: bool
    feedback: str


@dataclass(frozen=True)
class QuestionOnPage:
    """One question of a paper. ``mark`` is None until it is graded."""

    pk: int
    position: int
    content: Mapping[str, Any]
    options: tuple[OptionOnPage, ...]
    number: str
    mark: Mapping[str, Any] | None
    problem: str = ""

    @property
    def is_multiple(self) -> bool:
        return self.content["type"] == "multiple"

    @property
    def is_numeric(self) -> bool:
        return self.content["type"] == "numeric"

    @property
    def state(self) -> str:
        """right, partial, wrong, unanswered or unreadable; empty until graded."""
        return self.mark["state"] if self.mark else ""


def questions_on_page(
    paper: list[PaperQuestion],
    answers: Mapping[int, Mapping[str, Any]],
    grading: Grading | None = None,
    problems: Mapping[int, str] | None = None,
) -> list[QuestionOnPage]:
    """Join a paper with its current answers and, after grading, with its marks.

    ``problems`` says, by the question's id, why an answer cannot be handed in.
    """
    marks = {mark["item"]: mark for mark in grading.marks} if grading else {}
    return [
        QuestionOnPage(
            pk=item.pk,
            position=item.position,
            content=item.question.content,
            options=_options(item, set(answers.get(item.pk, {}).get("chosen", []))),
            number=answers.get(item.pk, {}).get("number", ""),
            mark=marks.get(item.pk),
            problem=(problems or {}).get(item.pk, ""),
        )
        for item in paper
    ]


def _options(item: PaperQuestion, chosen: set[str]) -> tuple[OptionOnPage, ...]:
    by_uid = {option["uid"]: option for option in item.question.content["options"]}
    return tuple(
        OptionOnPage(
            uid, by_uid[uid]["text"], uid in chosen, by_uid[uid]["correct"], by_uid[uid]["feedback"]
        )
        for uid in item.options
    )
