"""Many attempts as plain values: who was asked what, what it earned, what was answered."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from assessments import saves
from assessments.models import Grading, PaperQuestion, QuestionEdition, Response
from assessments.models.attempt_manager import AttemptQuerySet


@dataclass(frozen=True)
class Answer:
    """One question of one paper: by which edition, how it was marked, what was said ({}: nothing)."""

    edition: QuestionEdition
    mark: Mapping[str, Any]
    said: Mapping[str, Any]

    @property
    def earned(self) -> Fraction:
        """In marks, exactly."""
        return Fraction(self.mark["numerator"], self.mark["denominator"])

    @property
    def share(self) -> Fraction:
        """Of the mark it could earn, 0 to 1."""
        return self.earned / self.mark["possible"]


@dataclass(frozen=True)
class Sitting:
    """One attempt, by her number and never her name; ``answers`` by the question's id.

    ``percent`` and ``passed`` are None, and there are no answers, where nothing was graded.
    """

    number: str
    site: str
    tries: int
    language: str
    state: str
    submitted_at: dt.datetime | None
    percent: int | None
    passed: bool | None
    answers: dict[int, Answer] = field(default_factory=dict)

    @property
    def earned(self) -> Fraction:
        """Of the whole paper, in marks."""
        return sum((answer.earned for answer in self.answers.values()), Fraction(0))


def sittings_of(attempts: AttemptQuerySet, *, with_words: bool = True) -> list[Sitting]:
    """Read attempts in order of number and try: five queries for any number of them.

    Without ``with_words`` what was answered is left out, which saves one.
    """
    rows = attempts.order_by("enrolment__trainee__user__username", "number", "pk").values_list(
        "pk",
        "enrolment__trainee__user__username",
        "enrolment__trainee__cohort__site__code",
        "number",
        "language",
        "state",
        "submitted_at",
    )
    chosen = attempts.order_by().values("pk")
    graded = Grading.objects.current().filter(attempt__in=chosen).order_by()
    gradings = {grading.attempt_id: grading for grading in graded}
    answers = _answers(chosen, gradings, _said(chosen) if with_words else {})
    return [
        Sitting(
            *told,
            percent=grading.percent if grading else None,
            passed=grading.passed if grading else None,
            answers=answers[pk],
        )
        for pk, *told in rows
        for grading in [gradings.get(pk)]
    ]


def _answers(chosen, gradings: Mapping[int, Grading], said: Mapping[int, dict]) -> dict:
    """By the attempt's id and the question's."""
    paper = PaperQuestion.objects.filter(attempt__in=chosen).order_by("attempt", "position")
    asked = paper.order_by().values("question")
    editions = {each.pk: each for each in QuestionEdition.objects.filter(pk__in=asked)}
    marks = {mark["item"]: mark for grading in gradings.values() for mark in grading.marks}
    answers: dict[int, dict[int, Answer]] = defaultdict(dict)
    for pk, attempt, edition_id in paper.values_list("pk", "attempt", "question"):
        if pk in marks:
            edition = editions[edition_id]
            answers[attempt][edition.question_id] = Answer(edition, marks[pk], said.get(pk, {}))
    return answers


def _said(chosen) -> dict[int, dict]:
    """The answer that counts to each question of the papers, by the paper question's id."""
    saved = Response.objects.that_count().filter(question__attempt__in=chosen).order_by("pk")
    rows = saved.values_list("question", "sequence", "pk", "payload")
    return saves.counting(saves.Saved(*row) for row in rows.iterator())
