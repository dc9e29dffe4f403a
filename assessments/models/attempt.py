"""One sitting of a quiz: its paper, and what was answered."""

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db import models, transaction
from django.db.models import Max, Q
from wagtail.log_actions import log

from assessments import retakes
from assessments.models.grading import Grading
from assessments.models.question import QuestionEdition
from assessments.models.quiz import Quiz, QuizEdition
from assessments.models.standing import report_standing
from assessments.models.unlock import AttemptUnlock
from curriculum.insert_only import InsertOnly
from curriculum.models import LessonPage, LocalGuidance
from curriculum.refusals import Refused
from trainees.models import Enrolment, EnrolmentState, User


class AttemptState(models.TextChoices):
    IN_PROGRESS = "in_progress", "In progress"
    GRADED = "graded", "Graded"
    VOID = "void", "Void"


class AttemptRefused(Refused):
    """An attempt could not be started or changed; ``reason`` is one of ``Reason``."""

    class Reason(models.TextChoices):
        NOT_ENROLLED = "not_enrolled", "You are not enrolled in this programme any more."
        NOT_OPEN = "not_open", "This quiz is not open yet."
        LESSONS_LEFT = "lessons_left", "First study all lessons of this module."
        ALREADY_PASSED = "already_passed", "You have passed this quiz already."
        TOO_SOON = "too_soon", "Take a rest and read the lessons again. You can try again later."
        NEEDS_UNLOCK = "needs_unlock", "Talk with your trainer. She can open another try for you."
        NOT_READY_HERE = (
            "not_ready_here",
            "This quiz is not ready for your country. Your supervisor knows what is missing.",
        )
        NOT_OPEN_ANY_MORE = "not_open_any_more", "These answers were handed in already."

    def __init__(self, reason: "AttemptRefused.Reason", opens_at: dt.datetime | None = None):
        super().__init__(reason)
        self.opens_at = opens_at


class AttemptQuerySet(models.QuerySet):
    def visible_to(self, user: User):
        """Her own attempts, and those of the trainees a trainer looks after. Can be chained."""
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))

    def of(self, user: User):
        """The attempts that this user sat herself. Can be chained."""
        return self.filter(enrolment__trainee__user=user)

    def counting(self):
        """Attempts that count as tries: all but void ones. Can be chained."""
        return self.exclude(state=AttemptState.VOID)

    def get_with_paper(self, uuid: UUID) -> "Attempt":
        """One of these attempts, with its people and its paper, in one query: not a queryset."""
        paper = list(
            PaperQuestion.objects.filter(attempt__in=self, attempt__uuid=uuid)
            .select_related(
                "question",
                "attempt__edition",
                "attempt__quiz__module",
                "attempt__enrolment__trainee__user",
            )
            .order_by("position")
        )
        if not paper:
            raise Attempt.DoesNotExist
        attempt = paper[0].attempt
        attempt._paper = paper
        return attempt


class AttemptManager(models.Manager.from_queryset(AttemptQuerySet)):
    def start(self, *, enrolment: Enrolment, quiz: Quiz, by: User, at: dt.datetime) -> "Attempt":
        """Start a sitting: draw the paper from the newest edition and freeze it.

        An attempt under way is returned as it is (double tap, second tab, lost reply). Refused
        (AttemptRefused): not enrolled, quiz not live, lessons left, passed already, too soon,
        needs a trainer's unlock, or a critical question has no signed form in her country. The
        enrolment's row is locked. Logged as ``assessments.start``.
        """
        with transaction.atomic():
            enrolment = (
                Enrolment.objects.select_for_update(of=("self",)).with_people().get(pk=enrolment.pk)
            )
            open_attempt = self.filter(
                enrolment=enrolment, quiz=quiz, state=AttemptState.IN_PROGRESS
            ).first()
            if open_attempt:
                return open_attempt
            _refuse_unless_open(enrolment, quiz)
            turn = turn_for(enrolment, quiz, now=at)
            if turn.wait:
                raise AttemptRefused(_WAITS[turn.wait], turn.opens_at)
            return self._draw(enrolment, quiz, by, at)

    def _draw(self, enrolment: Enrolment, quiz: Quiz, by: User, at: dt.datetime) -> "Attempt":
        edition = quiz.editions.first()
        signed = LocalGuidance.objects.for_country(enrolment.trainee.country).signed()
        seed = secrets.randbelow(2**31)
        paper = edition.draw(signed_keys=set(signed.values_list("key__key", flat=True)), seed=seed)
        if paper.lost_critical or not paper.places:
            raise AttemptRefused(AttemptRefused.Reason.NOT_READY_HERE)
        tries = self.filter(enrolment=enrolment, quiz=quiz).aggregate(last=Max("number"))["last"]
        attempt = self.create(
            enrolment=enrolment,
            quiz=quiz,
            edition=edition,
            number=(tries or 0) + 1,
            seed=seed,
            started_at=at,
        )
        PaperQuestion.objects.bulk_create(
            PaperQuestion(
                attempt=attempt,
                position=position,
                question_id=place.edition_id,
                options=list(place.options),
            )
            for position, place in enumerate(paper.places, start=1)
        )
        log(instance=attempt, action="assessments.start", user=by)
        return attempt


class Attempt(models.Model):
    """One sitting of one quiz by one trainee, on the paper drawn when it started.

    in progress --submit--> graded          (answers saved in between, each one kept)
    any --void--> void                      (with a reason; the row and its answers stay)

    Personal data: what she answered; seen by her and her trainers, never by HR. Never deleted.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attempts")
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts")
    edition = models.ForeignKey(QuizEdition, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=12, choices=AttemptState.choices, default=AttemptState.IN_PROGRESS
    )
    seed = models.BigIntegerField(help_text="Evidence of the draw; the order itself is stored.")
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = AttemptManager()

    #: What ``paper()`` has read.
    _paper: list["PaperQuestion"] | None = None

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
                condition=~Q(state="graded") | Q(submitted_at__isnull=False),
                name="graded_was_submitted",
            ),
        ]

    def __str__(self):
        return f"{self.enrolment.trainee} {self.quiz} try {self.number}"

    @property
    def current_grading(self) -> "Grading | None":
        """The grading with the highest number; reads a prefetch, if there is one."""
        return max(self.gradings.all(), key=lambda grading: grading.number, default=None)

    def paper(self) -> list["PaperQuestion"]:
        """The questions in order, with their editions: one query, and once, for a paper never changes."""
        if self._paper is None:
            self._paper = list(self.questions.select_related("question").order_by("position"))
        return self._paper

    def answers(self) -> dict[int, dict]:
        """The current answer to each question of the paper, by the question's id: one query."""
        return {kept.question_id: kept.payload for kept in self._responses()}

    def save_answers(
        self, answers: Mapping[int, Mapping[str, Any]], *, post: UUID, at: dt.datetime
    ) -> None:
        """Keep answers, by the paper question's id; only what changed becomes a new Response.

        ``post`` is the client's own id of this posting: the same posting twice changes nothing.
        Refused when the attempt is not in progress. The attempt's row is locked.
        """
        with transaction.atomic():
            locked = self._lock()
            if locked.state != AttemptState.IN_PROGRESS:
                raise AttemptRefused(AttemptRefused.Reason.NOT_OPEN_ANY_MORE)
            locked._keep(answers, self.paper(), post, at)

    def submit(
        self,
        answers: Mapping[int, Mapping[str, Any]],
        *,
        post: UUID,
        by: User,
        at: dt.datetime,
    ) -> "Grading":
        """Hand in: keep the last answers, grade, and report the module's standing, in one transaction.

        Handed in already, in whichever tab or by a replay: the first grading is returned and
        nothing changes. Refused when the attempt is void. One statement locks the attempt's row,
        asks whether it is in progress and says that it is no more. Logged as
        ``assessments.submit``.
        """
        with transaction.atomic():
            in_progress = Attempt.objects.filter(pk=self.pk, state=AttemptState.IN_PROGRESS)
            if not in_progress.update(state=AttemptState.GRADED, submitted_at=at):
                return self._handed_in_before()
            current = self._keep(answers, self.paper(), post, at)
            graded = Grading.mark(self, self.paper(), current, at=at)
            log(instance=self, action="assessments.submit", user=by)
            if graded.passed:
                enrolment = Enrolment.objects.with_people().get(pk=self.enrolment_id)
                report_standing(enrolment, self.quiz.module, by=by, at=at)
        return graded

    def _handed_in_before(self) -> "Grading":
        """The grading that stands; refused when void."""
        if Attempt.objects.get(pk=self.pk).state != AttemptState.GRADED:
            raise AttemptRefused(AttemptRefused.Reason.NOT_OPEN_ANY_MORE)
        return self.gradings.latest()

    def void(self, *, by: User, at: dt.datetime, reason: str) -> None:
        """Take an attempt out of the count, with a reason; its rows stay. Twice is quiet. Logged."""
        with transaction.atomic():
            locked = self._lock()
            if locked.state == AttemptState.VOID:
                return
            locked.state = AttemptState.VOID
            locked.save(update_fields=["state"])
            log(instance=locked, action="assessments.void", user=by, data={"reason": reason})
        self.refresh_from_db()

    def _lock(self) -> "Attempt":
        return (
            Attempt.objects.select_for_update(of=("self",))
            .select_related("edition", "quiz__module", "enrolment__trainee__user")
            .get(pk=self.pk)
        )

    def _keep(self, answers, paper, post, at) -> dict[int, dict]:
        """Insert what changed; return the current answer to each question by its id."""
        kept = self._responses()
        current = {each.question_id: each.payload for each in kept}
        on_paper = {question.pk for question in paper}
        changed = {
            question_id: dict(payload)
            for question_id, payload in answers.items()
            if question_id in on_paper and _says_more(payload, current.get(question_id))
        }
        if changed and post not in {each.post for each in kept}:
            sequence = kept[-1].sequence + 1 if kept else 1
            Response.objects.bulk_create(
                Response(
                    question_id=question_id,
                    payload=payload,
                    post=post,
                    sequence=sequence,
                    saved_at=at,
                )
                for question_id, payload in changed.items()
            )
            current |= changed
        return current

    def _responses(self) -> list["Response"]:
        """Every answer that was saved, oldest first: one query."""
        return list(Response.objects.filter(question__attempt=self).order_by("sequence"))


def _says_more(payload: Mapping[str, Any], current: Mapping[str, Any] | None) -> bool:
    """Whether an answer is new: a blank one only where something stood before."""
    return payload != current if current is not None else any(payload.values())


class PaperQuestion(InsertOnly):
    """One question of an attempt's paper, pinned to its edition, with its options as they were shown.

    Personal data: what she was asked; as the attempt.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="questions")
    position = models.PositiveSmallIntegerField()
    question = models.ForeignKey(QuestionEdition, on_delete=models.PROTECT, related_name="+")
    options = models.JSONField(help_text="Uids of the options in the order shown.")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="paper_position"),
            models.UniqueConstraint(fields=["attempt", "question"], name="paper_no_repeat"),
        ]

    def __str__(self):
        return f"{self.attempt_id} {self.position}"


class Response(InsertOnly):
    """One saved answer to one question. The highest sequence is the current answer.

    Personal data: her answer; seen by her and her trainers. ``payload`` is ``{"chosen": [uids]}``
    or ``{"number": "as typed"}``.
    """

    question = models.ForeignKey(PaperQuestion, on_delete=models.PROTECT, related_name="responses")
    post = models.UUIDField(help_text="The client's id of the posting that carried it.")
    sequence = models.PositiveIntegerField()
    payload = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "post"], name="answer_once_per_post"),
            models.UniqueConstraint(fields=["question", "sequence"], name="answer_sequence"),
        ]

    def __str__(self):
        return f"{self.question_id} answer {self.sequence}"


_WAITS = {
    retakes.Wait.PASSED: AttemptRefused.Reason.ALREADY_PASSED,
    retakes.Wait.UNTIL: AttemptRefused.Reason.TOO_SOON,
    retakes.Wait.UNLOCK: AttemptRefused.Reason.NEEDS_UNLOCK,
}


def turn_for(enrolment: Enrolment, quiz: Quiz, *, now: dt.datetime) -> retakes.Turn:
    """Whether this trainee may sit this quiz now (attempts under way aside): three queries."""
    finished = Attempt.objects.filter(
        enrolment=enrolment, quiz=quiz, state=AttemptState.GRADED
    ).order_by("number")
    return retakes.next_turn(
        list(finished.values_list("submitted_at", flat=True)),
        passed=Grading.objects.latest_passed().filter(attempt__in=finished).exists(),
        now=now,
        second_after=dt.timedelta(hours=quiz.second_after_hours),
        unlocked_after=AttemptUnlock.last_after(enrolment, quiz),
    )


def _refuse_unless_open(enrolment: Enrolment, quiz: Quiz) -> None:
    if enrolment.state == EnrolmentState.WITHDRAWN:
        raise AttemptRefused(AttemptRefused.Reason.NOT_ENROLLED)
    if not quiz.live or not enrolment.requirements().filter(module_key=quiz.module.translation_key):
        raise AttemptRefused(AttemptRefused.Reason.NOT_OPEN)
    left = LessonPage.objects.child_of(quiz.module).live()
    studied = enrolment.lesson_progress.values("lesson_key")
    if left.exclude(translation_key__in=studied).exists():
        raise AttemptRefused(AttemptRefused.Reason.LESSONS_LEFT)
