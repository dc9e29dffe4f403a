"""Whether a trainee may sit a quiz now, read from her tries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.apps import apps

from assessments import retakes
from assessments.models.quiz import Quiz
from assessments.models.unlock import AttemptUnlock
from trainees.models import Enrolment


@dataclass(frozen=True)
class QuizTurn:
    """Her turn for one quiz, whether a try is under way, and the last whole try that was handed in."""

    turn: retakes.Turn
    in_progress: bool = False
    last_whole: "object | None" = None


def turn_for(enrolment: Enrolment, quiz: Quiz, *, now: dt.datetime) -> QuizTurn:
    """Her turn for one quiz (see ``turns_for``)."""
    return turns_for(enrolment, [quiz], now=now)[quiz.pk]


def turns_for(
    enrolment: Enrolment, quizzes: Sequence[Quiz], *, now: dt.datetime
) -> dict[int, QuizTurn]:
    """Her turn for each quiz, by its id: three queries for any number.

    Moments are told in the zone of ``now``.
    """
    attempts = (
        apps.get_model("assessments", "Attempt")
        .objects.counting()
        .filter(enrolment=enrolment, quiz__in=quizzes)
        .prefetch_related("gradings")
        .order_by("number")
    )
    by_quiz = defaultdict(list)
    for attempt in attempts:
        by_quiz[attempt.quiz_id].append(attempt)
    unlocks = AttemptUnlock.objects.filter(enrolment=enrolment, quiz__in=quizzes)
    unlocked = dict(unlocks.order_by("after_tries").values_list("quiz_id", "after_tries"))
    return {
        quiz.pk: _turn(quiz, by_quiz[quiz.pk], unlocked.get(quiz.pk, 0), now) for quiz in quizzes
    }


def _turn(quiz: Quiz, attempts: list, unlocked_after: int, now: dt.datetime) -> QuizTurn:
    finished = [attempt for attempt in attempts if not attempt.is_in_progress]
    turn = retakes.next_turn(
        [_as_try(attempt, now) for attempt in finished],
        now=now,
        second_after=dt.timedelta(hours=quiz.second_after_hours),
        unlocked_after=unlocked_after,
    )
    if quiz.practice:
        turn = retakes.Turn(retakes.Wait.ONCE if quiz.pretest and finished else None)
    whole = [attempt for attempt in finished if not attempt.again_of_id]
    return QuizTurn(turn, len(finished) < len(attempts), whole[-1] if whole else None)


def _as_try(attempt, now: dt.datetime) -> retakes.Try:
    grading = attempt.current_grading
    return retakes.Try(
        finished_at=attempt.submitted_at.astimezone(now.tzinfo),
        passed=grading.passed,
        missed_critical=grading.missed_critical,
        again=bool(attempt.again_of_id),
        waits=grading.waits,
    )
