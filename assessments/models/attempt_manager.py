"""How a sitting starts, why it may not, and which sittings are asked for."""

import datetime as dt
import secrets
from uuid import UUID

from django.db import models, transaction
from django.db.models import Count, Exists, Max, OuterRef
from wagtail.log_actions import log

from assessments import draw, retakes
from assessments.models.quiz import Quiz
from assessments.models.quiz_edition import QuizEdition, draw_form
from assessments.models.quiz_words import words_of_quiz
from assessments.models.response import PaperQuestion
from assessments.models.turn import QuizTurn, turn_for
from curriculum.languages import OWN
from curriculum.models import LessonPage, LocalGuidance
from curriculum.refusals import Refused
from trainees.models import Enrolment, EnrolmentState, User
from trainees.progress import still_open

#: Posts are taken this long after the time is up: the network's delay is not hers.
GRACE = dt.timedelta(seconds=60)


class AttemptState(models.TextChoices):
    IN_PROGRESS = "in_progress", "In progress"
    NEEDS_REVIEW = "needs_review", "Waits for a trainer's mark"
    GRADED = "graded", "Graded"
    ABANDONED = "abandoned", "Abandoned"
    VOID = "void", "Void"


#: What a question of a paper is read with.
PAPER = ("question", "words", "case_words")
#: Handed in, so that there is a grading.
HANDED_IN = (AttemptState.GRADED, AttemptState.NEEDS_REVIEW)


class AttemptRefused(Refused):
    """An attempt could not be started or changed; ``reason`` is one of ``Reason``."""

    class Reason(models.TextChoices):
        NOT_ENROLLED = "not_enrolled", "You are not enrolled in this programme any more."
        NOT_OPEN = "not_open", "This quiz is not open yet."
        LESSONS_LEFT = "lessons_left", "First study all lessons of this module."
        MODULES_LEFT = "modules_left", "This opens when the other modules are complete."
        BEGUN = "begun", "These questions are for before the first lesson. Go on with the lessons."
        ONCE = "once", "You have answered these questions already. Now start with the lessons."
        ALREADY_PASSED = "already_passed", "You have passed this quiz already."
        TOO_SOON = "too_soon", "Take a rest and read the lessons again. You can try again later."
        NEEDS_UNLOCK = "needs_unlock", "Talk with your trainer. She can open another try for you."
        NEEDS_MARKING = (
            "needs_marking",
            "Your trainer still has to mark an answer of your last try.",
        )
        READ_AGAIN = "read_again", "First read the lesson again about what was not right."
        NOT_READY_HERE = (
            "not_ready_here",
            "This quiz is not ready for your country. Your supervisor knows what is missing.",
        )
        NOT_OPEN_ANY_MORE = (
            "not_open_any_more",
            "These answers were handed in already. What is new was kept for your trainer.",
        )
        NOT_IN_LANGUAGE = (
            "not_in_language",
            "This quiz is not ready in this language any more. You can take it in English.",
        )
        HERSELF = "herself", "Nobody examines herself. Ask another trainer."
        NOT_HANDED_IN = "not_handed_in", "This try was not handed in, so there is nothing to mark."
        NOT_ABANDONED = (
            "not_abandoned",
            "Only her last try can be opened again, if its time ran out.",
        )
        WOULD_LOSE_PASS = "would_lose_pass", "She has passed. These answers would take that away."

    def __init__(
        self, reason: "AttemptRefused.Reason", opens_at: dt.datetime | None = None, more: str = ""
    ):
        super().__init__(reason, more)
        self.opens_at = opens_at


class AttemptQuerySet(models.QuerySet):
    def visible_to(self, user: User):
        """Her own attempts, and those of the trainees a trainer looks after. Can be chained."""
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))

    def looked_after_by(self, user: User):
        """Those of the trainees whom a trainer looks after, never her own. Can be chained."""
        return self.visible_to(user).exclude(enrolment__trainee__user=user)

    def of(self, user: User):
        """The attempts that this user sat herself. Can be chained."""
        return self.filter(enrolment__trainee__user=user)

    def counting(self):
        """Attempts that count as tries: all but void and abandoned ones. Can be chained."""
        return self.exclude(state__in=(AttemptState.VOID, AttemptState.ABANDONED))

    def handed_in(self):
        """Attempts that were handed in and count. Can be chained."""
        return self.filter(state__in=HANDED_IN)

    def waiting_for_a_mark(self):
        """Handed in, with an answer that a person must mark, the oldest first. Can be chained."""
        waiting = self.filter(state=AttemptState.NEEDS_REVIEW)
        return waiting.order_by("submitted_at", "pk")

    def first_graded(self):
        """The first whole attempt of each trainee at each quiz that is graded. Can be chained.

        Of all attempts there are, not only of these: retakes make every question look easier.
        """
        whole = self.model.objects.filter(state=AttemptState.GRADED, again_of__isnull=True)
        earlier = whole.filter(
            enrolment__trainee=OuterRef("enrolment__trainee"),
            quiz=OuterRef("quiz"),
            pk__lt=OuterRef("pk"),
        )
        return self.filter(~Exists(earlier), state=AttemptState.GRADED, again_of__isnull=True)

    def over(self, at: dt.datetime):
        """Attempts under way whose time is up, the grace included. Can be chained."""
        return self.filter(state=AttemptState.IN_PROGRESS, deadline_at__lt=at - GRACE)

    def get_with_paper(self, uuid: UUID) -> models.Model:
        """One of these attempts, with its people and its paper, in one query: not a queryset."""
        paper = list(
            PaperQuestion.objects.filter(attempt__in=self, attempt__uuid=uuid)
            .select_related(
                *PAPER,
                "attempt__edition",
                "attempt__words",
                "attempt__quiz__module",
                "attempt__enrolment__trainee__user",
            )
            .order_by("position")
        )
        if not paper:
            raise self.model.DoesNotExist
        attempt = paper[0].attempt
        attempt._paper = paper
        return attempt


class AttemptManager(models.Manager.from_queryset(AttemptQuerySet)):
    def start(
        self,
        *,
        enrolment: Enrolment,
        quiz: Quiz,
        by: User,
        at: dt.datetime,
        taught: bool = False,
        read_by: User | None = None,
        language: str = OWN,
    ) -> models.Model:
        """Start a sitting: draw the paper from the newest edition and freeze it.

        An attempt under way is returned as it is (double tap, second tab, lost reply). When enough was
        right but a critical question was not, the paper asks only what was missed, in a parallel form
        where there is one; ``taught`` says that she was shown the lesson again. ``read_by`` is the
        trainer who reads the questions to her; the attempt keeps its ``language``.

        Refused (AttemptRefused): not enrolled, quiz not live, lessons left (of a pre-test: begun), other
        modules left, passed or sat already, too soon, needs a trainer's mark or unlock, lesson not read
        again, what must be asked has no signed form in her country, or what the quiz may ask has no signed
        words in the language. The enrolment's row is locked. Logged as ``assessments.start``.
        """
        if read_by and enrolment.trainee.user_id == read_by.pk:
            raise AttemptRefused(AttemptRefused.Reason.HERSELF)
        with transaction.atomic():
            enrolment = (
                Enrolment.objects.select_for_update(of=("self",)).with_people().get(pk=enrolment.pk)
            )
            open_attempt = self.filter(
                enrolment=enrolment, quiz=quiz, state=AttemptState.IN_PROGRESS
            ).first()
            if open_attempt:
                open_attempt.finish_overdue(at=at)
                if open_attempt.is_in_progress:
                    return open_attempt
            _refuse_unless_open(enrolment, quiz)
            turn = turn_for(enrolment, quiz, now=at)
            if turn.turn.wait:
                raise AttemptRefused(_WAITS[turn.turn.wait], turn.turn.opens_at)
            if turn.turn.again and not taught:
                raise AttemptRefused(AttemptRefused.Reason.READ_AGAIN)
            return self._draw(enrolment, quiz, turn, by, at, read_by, language)

    def _draw(
        self,
        enrolment: Enrolment,
        quiz: Quiz,
        turn: QuizTurn,
        by: User,
        at: dt.datetime,
        read_by: User | None,
        language: str,
    ) -> models.Model:
        edition = quiz.editions.first()
        again_of = turn.last_whole if turn.turn.again else None
        missed = missed_critical(again_of) if again_of else []
        words = words_of_quiz(edition, language, [item.question for item in missed])
        if not words.is_open:
            raise AttemptRefused(AttemptRefused.Reason.NOT_IN_LANGUAGE)
        slots = _missed_slots(missed, edition) if again_of else edition.draw_slots()
        signed = LocalGuidance.objects.for_country(enrolment.trainee.country).signed()
        seed = secrets.randbelow(2**31)
        paper = draw.draw(
            slots,
            signed_keys=set(signed.values_list("key__key", flat=True)),
            seed=seed,
            seen=_seen(enrolment),
        )
        if paper.lost_critical or paper.short or not paper.places:
            raise AttemptRefused(AttemptRefused.Reason.NOT_READY_HERE)
        tries = self.filter(enrolment=enrolment, quiz=quiz).aggregate(last=Max("number"))["last"]
        minutes = None if again_of else edition.minutes
        attempt = self.create(
            enrolment=enrolment,
            quiz=quiz,
            edition=edition,
            again_of=again_of,
            number=(tries or 0) + 1,
            language=language,
            words=words.title,
            read_by=read_by,
            seed=seed,
            started_at=at,
            deadline_at=at + dt.timedelta(minutes=minutes) if minutes else None,
        )
        PaperQuestion.objects.bulk_create(
            PaperQuestion(
                attempt=attempt,
                position=position,
                question_id=place.edition_id,
                options=list(place.options),
                words=words.questions[place.edition_id].question,
                case_words=words.questions[place.edition_id].case,
            )
            for position, place in enumerate(paper.places, start=1)
        )
        log(instance=attempt, action="assessments.start", user=by)
        return attempt


_WAITS = {
    retakes.Wait.PASSED: AttemptRefused.Reason.ALREADY_PASSED,
    retakes.Wait.UNTIL: AttemptRefused.Reason.TOO_SOON,
    retakes.Wait.UNLOCK: AttemptRefused.Reason.NEEDS_UNLOCK,
    retakes.Wait.MARKING: AttemptRefused.Reason.NEEDS_MARKING,
    retakes.Wait.ONCE: AttemptRefused.Reason.ONCE,
}


def missed_critical(attempt: models.Model) -> list[PaperQuestion]:
    """The critical questions of a graded attempt that were not right, in order: two queries."""
    missed = {mark["item"] for mark in attempt.current_grading.marks if mark["critical_failed"]}
    paper = attempt.questions.select_related(*PAPER, "question__question__lesson")
    return [item for item in paper.order_by("position") if item.pk in missed]


def _missed_slots(missed: list[PaperQuestion], edition: QuizEdition) -> list[draw.Slot]:
    """A slot for each critical question that was missed, over all its forms in the newest edition.

    A question that stands in the quiz no more is asked as it was.
    """
    forms: dict[str, list[draw.Form]] = {}
    families: dict[str, str] = {}
    for slot in edition.draw_slots():
        for form in slot.forms:
            forms.setdefault(form.family, []).append(form)
            families |= {each.uid: form.family for each in (form.question, form.twin) if each}
    slots = []
    for item in missed:
        as_it_was = draw_form(item.question)
        family = families.get(as_it_was.question.uid, "")
        slots.append(draw.Slot(tuple(forms.get(family, [as_it_was]))))
    return slots


def _seen(enrolment: Enrolment) -> dict[str, int]:
    """How often she has met each question, by its uid: one query.

    A pre-test told her nothing about its questions, and would only keep them from later papers.
    """
    met = PaperQuestion.objects.filter(attempt__enrolment=enrolment, attempt__quiz__pretest=False)
    counted = met.values("question__question__uid").annotate(times=Count("pk")).order_by()
    return {str(row["question__question__uid"]): row["times"] for row in counted}


def _refuse_unless_open(enrolment: Enrolment, quiz: Quiz) -> None:
    if enrolment.state == EnrolmentState.WITHDRAWN:
        raise AttemptRefused(AttemptRefused.Reason.NOT_ENROLLED)
    if not quiz.live or not enrolment.requirements().filter(module_key=quiz.module.translation_key):
        raise AttemptRefused(AttemptRefused.Reason.NOT_OPEN)
    lessons = LessonPage.objects.child_of(quiz.module).live()
    studied = enrolment.lesson_progress.values("lesson_key")
    if quiz.pretest and lessons.filter(translation_key__in=studied).exists():
        raise AttemptRefused(AttemptRefused.Reason.BEGUN)
    if not quiz.practice and lessons.exclude(translation_key__in=studied).exists():
        raise AttemptRefused(AttemptRefused.Reason.LESSONS_LEFT)
    left = [] if quiz.practice else enrolment.left_before(quiz.module)
    if left:
        raise AttemptRefused(AttemptRefused.Reason.MODULES_LEFT, more=still_open(left))
