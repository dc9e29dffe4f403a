"""A paper's questions, and every answer that was ever saved to them."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property

from assessments import saves
from assessments.models.question import QuestionEdition
from assessments.models.quiz_words import Spoken, speak
from curriculum.insert_only import InsertOnly, InsertOnlyQuerySet
from curriculum.models import WordEdition
from trainees.encrypted import EncryptedTextField

#: Answers by the paper question's id, each in the form of ``docs/question-format.md``.
Answers = Mapping[int, Mapping[str, Any]]


class PaperQuestion(InsertOnly):
    """One question of an attempt's paper, pinned to its edition and words, with its options as shown.

    Personal data: what she was asked; as the attempt.
    """

    attempt = models.ForeignKey(
        "assessments.Attempt", on_delete=models.PROTECT, related_name="questions"
    )
    position = models.PositiveSmallIntegerField()
    question = models.ForeignKey(QuestionEdition, on_delete=models.PROTECT, related_name="+")
    options = models.JSONField(help_text="Uids of the options in the order shown.")
    words = models.ForeignKey(
        WordEdition,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="What it said, if not in the source language.",
    )
    case_words = models.ForeignKey(
        WordEdition, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="paper_position"),
            models.UniqueConstraint(fields=["attempt", "question"], name="paper_no_repeat"),
        ]

    def __str__(self):
        return f"{self.attempt_id} {self.position}"

    @cached_property
    def content(self) -> Mapping[str, Any]:
        """What she was asked, in the language of her attempt. What is right stands in no language."""
        return self.in_words(self.question.content)

    def in_words(self, content: Mapping[str, Any]) -> Mapping[str, Any]:
        """A content of this question (of whichever edition) in the language of her attempt."""
        return speak(content, Spoken(self.words, self.case_words))


@dataclass(frozen=True)
class Posting:
    """One posting of answers from a page or phone.

    ``post`` is the client's own id of it; ``sequence`` the client's count (None: this is the newest);
    ``said_at`` when it was sent, by the client's clock.
    """

    answers: Answers
    post: UUID
    at: dt.datetime
    sequence: int | None = None
    said_at: dt.datetime | None = None
    source: str = "page"


@dataclass(frozen=True)
class Kept:
    """What became of a posting: whether it counts, and the highest sequence known now.

    ``overtaken``: for one of its questions something newer from elsewhere says otherwise, and counts.
    """

    standing: str
    highest: int
    overtaken: bool = False


class ResponseQuerySet(InsertOnlyQuerySet):
    def that_count(self):
        """In time, or let count by a trainer. Can be chained."""
        in_time = models.Q(standing=Response.Standing.ACCEPTED)
        return self.filter(in_time | models.Q(acceptance__isnull=False))

    def of_attempt(self, attempt: models.Model) -> list["Response"]:
        """Everything that was ever saved to an attempt, in order of arrival: one query, no queryset."""
        mine = self.filter(question__attempt=attempt).select_related("acceptance")
        return list(mine.order_by("pk"))

    def keep(
        self,
        posting: Posting,
        saved: list["Response"],
        paper: Iterable[PaperQuestion],
        standing: str,
    ) -> tuple[Kept, list["Response"]]:
        """Insert what a posting says anew; ``saved`` is what ``of_attempt`` has read under a lock.

        Returns what became of it, and everything that is saved now. A posting that was kept before
        changes nothing. Of a page, which posts all it shows, only what changed is kept; of what a phone
        counts, everything: else an older posting still on its way would win over equal words.
        """
        current, newest = counting(saved), _newest(saved)
        highest = max(newest.values(), default=0)
        sequence = highest + 1 if posting.sequence is None else posting.sequence
        on_paper = {question.pk for question in paper}
        is_counted = posting.sequence is not None and standing == Response.Standing.ACCEPTED
        answers = {pk: dict(said) for pk, said in posting.answers.items() if pk in on_paper}
        rows = [
            Response(
                question_id=question_id,
                payload=payload,
                post=posting.post,
                sequence=sequence,
                saved_at=posting.at,
                said_at=posting.said_at,
                source=posting.source,
                standing=standing,
            )
            for question_id, payload in answers.items()
            if is_counted or _says_more(payload, current.get(question_id))
        ]
        if posting.post in {each.post for each in saved}:
            rows = []
        everything = [*saved, *self.bulk_create(rows)]
        overtaken = any(
            newest.get(question_id, 0) > sequence and payload != current[question_id]
            for question_id, payload in answers.items()
        )
        known = max(highest, sequence) if rows else highest
        return Kept(standing, known, overtaken), everything


class Response(InsertOnly):
    """One saved answer to one question. The highest sequence that counts is the current answer.

    What arrived too late is kept too, and shown to the trainer, who may let it count.

    Personal data: her answer; seen by her and her trainers. ``payload`` is an answer in the form of
    ``docs/question-format.md``.
    """

    class Source(models.TextChoices):
        PAGE = "page", "The page's form"
        SCRIPT = "script", "Saved by itself"
        ORAL = "oral", "Read to her and entered by a trainer"

    class Standing(models.TextChoices):
        ACCEPTED = "accepted", "Counts"
        LATE = "late", "After the time was up"
        CLOSED = "closed", "After the answers were handed in"

    question = models.ForeignKey(PaperQuestion, on_delete=models.PROTECT, related_name="responses")
    post = models.UUIDField(help_text="The client's id of the posting that carried it.")
    sequence = models.PositiveIntegerField()
    payload = models.JSONField()
    saved_at = models.DateTimeField()
    said_at = models.DateTimeField(null=True, help_text="When, by the phone's own clock.")
    source = models.CharField(max_length=6, choices=Source.choices, default=Source.PAGE)
    standing = models.CharField(max_length=8, choices=Standing.choices, default=Standing.ACCEPTED)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "post"], name="answer_once_per_post")
        ]

    def __str__(self):
        return f"{self.question_id} answer {self.sequence}"

    @property
    def counts(self) -> bool:
        """In time, or let count by a trainer."""
        return self.standing == self.Standing.ACCEPTED or hasattr(self, "acceptance")


class Acceptance(InsertOnly):
    """A trainer lets an answer count that arrived too late, with a reason. Personal data: as the answer."""

    response = models.OneToOneField(Response, on_delete=models.PROTECT, related_name="acceptance")
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    accepted_at = models.DateTimeField()
    reason = models.CharField(max_length=300)

    def __str__(self):
        return f"{self.response} accepted"


class HandMark(InsertOnly):
    """What a trainer gave one answer by the rubric. The latest counts; none is ever changed.

    Personal data: her result and a remark for her (encrypted); seen by her and her trainers.
    """

    question = models.ForeignKey(PaperQuestion, on_delete=models.PROTECT, related_name="hand_marks")
    points = models.JSONField(help_text="Points by the rubric row's uid.")
    remark = EncryptedTextField(blank=True, default="")
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    marked_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.question_id} marked by hand"

    def repeats(self, other: "HandMark | None") -> bool:
        """Whether another one of the same question says the same."""
        return other is not None and (self.points, self.remark) == (other.points, other.remark)

    @classmethod
    def latest_of(cls, attempt: models.Model) -> dict[int, "HandMark"]:
        """The latest one of each question of an attempt, by the paper question's id: one query."""
        given = cls.objects.filter(question__attempt=attempt).order_by("pk")
        return {each.question_id: each for each in given}


def counting(saved: Iterable[Response]) -> dict[int, dict]:
    """The answer to each question that counts, by the question's id."""
    return saves.counting(
        saves.Saved(each.question_id, each.sequence, each.pk, each.payload)
        for each in saved
        if each.counts
    )


def _newest(saved: Iterable[Response]) -> dict[int, int]:
    """The highest sequence that counts for each question, by the question's id."""
    newest: dict[int, int] = {}
    for each in saved:
        if each.counts:
            newest[each.question_id] = max(each.sequence, newest.get(each.question_id, 0))
    return newest


def _says_more(payload: Mapping[str, Any], current: Mapping[str, Any] | None) -> bool:
    """Whether an answer is new: a blank one only where something stood before."""
    return payload != current if current is not None else any(payload.values())
