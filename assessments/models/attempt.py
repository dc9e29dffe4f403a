"""One sitting of a quiz."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from wagtail.log_actions import log

from assessments import grading
from assessments.models.attempt_manager import (
    GRACE,
    HANDED_IN,
    PAPER,
    AttemptManager,
    AttemptRefused,
    AttemptState,
)
from assessments.models.grading import Grading, mark_from, result_of
from assessments.models.quiz import Quiz
from assessments.models.quiz_edition import QuizEdition
from assessments.models.response import (
    Acceptance,
    Answers,
    HandMark,
    Kept,
    PaperQuestion,
    Posting,
    Response,
    counting,
)
from assessments.models.standing import report_standing
from curriculum.languages import OWN
from curriculum.models import WordEdition
from trainees.models import Enrolment, User


class Attempt(models.Model):
    """One sitting of one quiz by one trainee, on the paper drawn when it started.

    in progress --submit, or the time is up--> graded          (answers saved in between, each one kept)
    in progress --submit--> needs review --mark by hand--> graded
    in progress --the time is up--> abandoned --reopen--> in progress         (if the quiz says so)
    any --void--> void                                 (with a reason; the row and its answers stay)

    Handing in and grading are one transaction, so nothing is ever "submitted" and not graded. An
    attempt with ``again_of`` asks only the critical questions that were missed in that one.

    Personal data: what she answered; seen by her and her trainers, never by HR. Never deleted.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attempts")
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts")
    edition = models.ForeignKey(QuizEdition, on_delete=models.PROTECT, related_name="+")
    again_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="asked_again"
    )
    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=12, choices=AttemptState.choices, default=AttemptState.IN_PROGRESS
    )
    language = models.CharField(max_length=12, default=OWN)
    words = models.ForeignKey(
        WordEdition,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="How the quiz is called, if not in the source language.",
    )
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="The trainer who reads the questions to her and enters what she answers.",
    )
    seed = models.BigIntegerField(help_text="Evidence of the draw; the order itself is stored.")
    started_at = models.DateTimeField()
    deadline_at = models.DateTimeField(null=True, help_text="Decided by the server; empty: none.")
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = AttemptManager()

    #: What ``paper()`` has read.
    _paper: list[PaperQuestion] | None = None

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "quiz", "number"], name="attempt_number_once"
            ),
            models.UniqueConstraint(
                fields=["enrolment", "quiz"],
                condition=Q(state="in_progress"),
                name="one_open_attempt",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("graded", "needs_review")) | Q(submitted_at__isnull=False),
                name="graded_was_submitted",
            ),
        ]

    def __str__(self):
        return f"{self.enrolment.trainee} {self.quiz} try {self.number}"

    # Reading ---------------------------------------------------------------------------------

    @property
    def is_in_progress(self) -> bool:
        return self.state == AttemptState.IN_PROGRESS

    @property
    def title(self) -> str:
        """How the quiz was called in the language of the attempt."""
        title = self.edition.content["title"]
        return self.words.words.get(title, title) if self.words else title

    @property
    def pass_mark(self) -> int:
        """Percent of the edition; where only critical questions are asked again, they decide alone."""
        return 0 if self.again_of_id else self.edition.content["pass_mark"]

    def asked(self, item: PaperQuestion, content: Mapping[str, Any]) -> grading.Question:
        """A question of the paper as it is marked by ``content``; what is asked again must be right."""
        if self.again_of_id:
            content = {**content, "critical": True}
        return grading.Question.from_json(content, uid=str(item.pk))

    @property
    def current_grading(self) -> Grading | None:
        """The grading with the highest number; reads a prefetch, if there is one."""
        return max(self.gradings.all(), key=lambda grading: grading.number, default=None)

    def is_over(self, at: dt.datetime) -> bool:
        """Whether the time is up, the grace included."""
        return self.deadline_at is not None and at > self.deadline_at + GRACE

    def paper(self) -> list[PaperQuestion]:
        """The questions in order, with their editions: one query, and once, for a paper never changes."""
        if self._paper is None:
            self._paper = list(self.questions.select_related(*PAPER).order_by("position"))
        return self._paper

    def answers(self) -> dict[int, dict]:
        """The current answer to each question of the paper, by the question's id: one query."""
        return counting(Response.objects.of_attempt(self))

    def late_answers(self) -> list[Response]:
        """What arrived too late and nobody has let count, oldest first: one query."""
        return [each for each in Response.objects.of_attempt(self) if not each.counts]

    # Transitions -----------------------------------------------------------------------------

    def save_answers(self, posting: Posting) -> Kept:
        """Keep answers; the same posting twice changes nothing.

        What arrives when the attempt is not in progress any more, or after the time and its grace, is
        kept but does not count (``Kept.standing``). The attempt's row is locked.
        """
        with transaction.atomic():
            locked = self._lock()
            standing = Response.Standing.ACCEPTED
            if not locked.is_in_progress:
                standing = Response.Standing.CLOSED
            elif locked.is_over(posting.at):
                standing = Response.Standing.LATE
            saved = Response.objects.of_attempt(self)
            kept, _ = Response.objects.keep(posting, saved, self.paper(), standing)
            if standing == Response.Standing.LATE:
                locked._finish_overdue()
        return kept

    def submit(self, posting: Posting, *, by: User) -> Grading:
        """Hand in: keep the last answers, grade, and report the module's standing, in one transaction.

        Handed in already, in whichever tab or by a replay: the grading that stands is returned;
        answers that differ from it are kept aside. After the time and its grace: likewise, and what was
        saved in time is what is graded. Refused when the attempt is void or abandoned (what was posted
        is kept all the same). One statement locks the attempt's row, asks whether it is in progress and
        says that it is no more. Logged as ``assessments.submit``.
        """
        at = posting.at
        with transaction.atomic():
            is_mine = not self.is_over(at) and self._close(min(at, self.deadline_at or at))
            if is_mine:
                saved = Response.objects.of_attempt(self)
                _, saved = Response.objects.keep(
                    posting, saved, self.paper(), Response.Standing.ACCEPTED
                )
                return self._grade(counting(saved), at=at, by=by, reason=Grading.Reason.HANDED_IN)
        self.save_answers(posting)
        if Attempt.objects.filter(pk=self.pk, state__in=HANDED_IN).exists():
            return self.gradings.latest()
        raise AttemptRefused(AttemptRefused.Reason.NOT_OPEN_ANY_MORE)

    def finish_overdue(self, *, at: dt.datetime) -> None:
        """End an attempt whose time is up, as its quiz says; quiet if it is not or has ended already.

        What was saved in time is marked, and the time's end is when it was handed in. The row is
        locked. Logged as ``assessments.time_up`` or ``assessments.abandon``.
        """
        if not self.is_over(at):
            return
        with transaction.atomic():
            locked = self._lock()
            if locked.is_in_progress:
                locked._finish_overdue()
        self.refresh_from_db()

    def reopen(self, *, by: User, at: dt.datetime, reason: str) -> None:
        """Give an abandoned attempt its time again. In progress already: quiet. Otherwise refused. Logged."""
        with transaction.atomic():
            Enrolment.objects.select_for_update().get(pk=self.enrolment_id)  # as ``start`` does
            locked = self._lock()
            if locked.is_in_progress:
                return
            others = Attempt.objects.filter(enrolment=self.enrolment_id, quiz=self.quiz_id)
            if (
                locked.state != AttemptState.ABANDONED
                or others.filter(number__gt=self.number).exists()
            ):
                raise AttemptRefused(AttemptRefused.Reason.NOT_ABANDONED)
            locked.state = AttemptState.IN_PROGRESS
            locked.deadline_at = at + dt.timedelta(minutes=locked.edition.minutes or 0)
            locked.save(update_fields=["state", "deadline_at"])
            log(instance=locked, action="assessments.reopen", user=by, data={"reason": reason})
        self.refresh_from_db()

    def mark_by_hand(
        self,
        points: Mapping[int, Mapping[str, int]],
        *,
        by: User,
        at: dt.datetime,
        remark: str = "",
    ) -> Grading:
        """Give answers their points, by the paper question's id and the rubric row's uid, and grade again.

        Giving the same points again changes no mark; another remark is kept. Refused when the attempt
        was not handed in, or when ``by`` sat it herself. The row is locked. Logged as
        ``assessments.mark_by_hand``.
        """
        if self.enrolment.trainee.user_id == by.pk:
            raise AttemptRefused(AttemptRefused.Reason.HERSELF)
        with transaction.atomic():
            locked = self._lock()
            if locked.state not in HANDED_IN:
                raise AttemptRefused(AttemptRefused.Reason.NOT_HANDED_IN)
            before, remark = HandMark.latest_of(locked), remark.strip()[:2000]
            given = [
                HandMark(
                    question=item,
                    points=dict(points[item.pk]),
                    remark=remark,
                    marked_by=by,
                    marked_at=at,
                )
                for item in locked.paper()
                if item.pk in points
            ]
            new = [each for each in given if not each.repeats(before.get(each.question_id))]
            if not new:
                return locked.current_grading
            for each in new:
                each.save()
            log(instance=locked, action="assessments.mark_by_hand", user=by)
            touched = {each.question_id for each in new}
            graded = locked._grade_again(touched, at=at, by=by, reason=Grading.Reason.BY_HAND)
        self.refresh_from_db()
        return graded

    def accept_late(self, *, by: User, at: dt.datetime, reason: str) -> Grading:
        """Let everything count that arrived too late, and grade again.

        Nothing there: the grading that stands is returned. Refused when the attempt was not handed in,
        when ``by`` sat it herself, and when a pass would be lost by it. The row is locked. Logged as
        ``assessments.accept_late``.
        """
        if self.enrolment.trainee.user_id == by.pk:
            raise AttemptRefused(AttemptRefused.Reason.HERSELF)
        with transaction.atomic():
            locked = self._lock()
            if locked.state not in HANDED_IN:
                raise AttemptRefused(AttemptRefused.Reason.NOT_HANDED_IN)
            late, before = locked.late_answers(), locked.current_grading
            if not late:
                return before
            for response in late:
                Acceptance(response=response, accepted_by=by, accepted_at=at, reason=reason).save()
            log(instance=locked, action="assessments.accept_late", user=by, data={"reason": reason})
            touched = {response.question_id for response in late}
            graded = locked._grade_again(touched, at=at, by=by, reason=Grading.Reason.LATE)
            if before.passed and not graded.passed:
                raise AttemptRefused(AttemptRefused.Reason.WOULD_LOSE_PASS)
        self.refresh_from_db()
        return graded

    def void(self, *, by: User, at: dt.datetime, reason: str) -> None:
        """Take an attempt out of the count, with a reason; its rows stay. Twice is quiet. Logged.

        What was asked again because of it goes with it.
        """
        with transaction.atomic():
            for attempt in (self, *self.asked_again.all()):
                locked = attempt._lock()
                if locked.state == AttemptState.VOID:
                    continue
                locked.state = AttemptState.VOID
                locked.save(update_fields=["state"])
                log(instance=locked, action="assessments.void", user=by, data={"reason": reason})
        self.refresh_from_db()

    # Inside a transaction --------------------------------------------------------------------

    def _lock(self) -> "Attempt":
        return (
            Attempt.objects.select_for_update(of=("self",))
            .select_related("edition", "quiz__module", "enrolment__trainee__user")
            .get(pk=self.pk)
        )

    def _close(self, at: dt.datetime) -> int:
        """Say that it was handed in then, if it was in progress: how many rows that changed."""
        in_progress = Attempt.objects.filter(pk=self.pk, state=AttemptState.IN_PROGRESS)
        return in_progress.update(state=AttemptState.GRADED, submitted_at=at)

    def _finish_overdue(self) -> None:
        if self.edition.content.get("overdue") == Quiz.Overdue.ABANDON:
            self.state = AttemptState.ABANDONED
            self.save(update_fields=["state"])
            log(instance=self, action="assessments.abandon")
            return
        self._close(self.deadline_at)
        by = self.enrolment.trainee.user
        self._grade(self.answers(), at=self.deadline_at, by=by, reason=Grading.Reason.TIME_UP)

    def _grade(self, answers: Answers, *, at: dt.datetime, by: User, reason: str) -> Grading:
        """Mark what was handed in, insert the first grading, report a pass. Logged."""
        graded = Grading.insert(self, result_of(self, self.paper(), answers), at=at, reason=reason)
        if graded.waits:
            self.follow(graded)
        verb = "submit" if reason == Grading.Reason.HANDED_IN else "time_up"
        log(instance=self, action=f"assessments.{verb}", user=by)
        if graded.passed:
            self.report_pass(by=by, at=at)
        return graded

    def _grade_again(
        self, touched: Collection[int], *, at: dt.datetime, by: User, reason: str
    ) -> Grading:
        """Mark the touched questions anew, keep every other mark as it stands, report a pass.

        Questions may have been marked again by a person's decision, which must not be undone: by it the
        touched ones are marked too.
        """
        before, answers = self.gradings.latest(), self.answers()
        by_hand = HandMark.latest_of(self)
        marks = {mark["item"]: mark_from(mark) for mark in before.marks}
        for item in self.paper():
            if item.pk in touched:
                answer = answers.get(item.pk, {})
                if item.pk in by_hand:
                    answer = {**answer, "points": by_hand[item.pk].points}
                marks[item.pk] = self._mark(item, answer)
        result = grading.Result.of(tuple(marks.values()), before.pass_mark)
        number = before.number + 1
        graded = Grading.insert(self, result, at=at, number=number, reason=reason, by=by)
        self.follow(graded)
        if graded.passed:
            self.report_pass(by=by, at=at)
        return graded

    def _mark(self, item: PaperQuestion, answer: Mapping[str, Any]) -> grading.Mark:
        """An answer's mark now: by the paper, then by the last decision about it since it was handed in."""
        by_paper = grading.mark(self.asked(item, item.content), answer)
        since = item.question.question.regrades.filter(decided_at__gte=self.submitted_at)
        decision = since.order_by("pk").last()
        return decision.mark(item, answer, by_paper) if decision else by_paper

    def follow(self, graded: Grading) -> None:
        """Set the state that follows from a grading."""
        state = AttemptState.NEEDS_REVIEW if graded.waits else AttemptState.GRADED
        Attempt.objects.filter(pk=self.pk).update(state=state)

    def report_pass(self, *, by: User, at: dt.datetime) -> None:
        """Tell her enrolment what she has shown; practice shows nothing."""
        if not self.edition.is_practice:
            enrolment = Enrolment.objects.with_people().get(pk=self.enrolment_id)
            report_standing(enrolment, self.quiz.module, by=by, at=at)
