"""Counts in words, and how many have sat and passed each quiz.

Worked example: 7 of 9 are told as "7 of 9"; 8 of 12 as "8 of 12, about 7 in 10".
"""

from dataclasses import dataclass

from django.db.models import Avg, Count, Q

from assessments.models import Grading, Quiz
from assessments.models.attempt_manager import AttemptQuerySet
from assessments.statistics.verdicts import SOME

#: Below so many people or attempts nothing but counts is told.
FEW = SOME
#: From which share of the mark, on average, a question is called what.
_HARDNESS = (
    (0.9, "Very easy"),
    (0.7, "Easy"),
    (0.4, "Middling"),
    (0.2, "Hard"),
)


@dataclass(frozen=True)
class QuizCounts:
    """One quiz: how many people have handed it in, and how many of them have ever passed.

    ``average``: percent right at the first try; None below ``FEW`` people.
    """

    quiz: Quiz
    people: int
    passed: int
    average: int | None = None

    @property
    def in_words(self) -> str:
        return f"{in_tenths(self.passed, self.people)} have passed"


def in_tenths(some: int, all_: int) -> str:
    """A count among others; from ``FEW`` on also as tenths, half a tenth rounded up."""
    count = f"{some} of {all_}"
    return count if all_ < FEW else f"{count}, about {(20 * some + all_) // (2 * all_)} in 10"


def how_hard(facility: float) -> str:
    """The share of the mark that was earned on average (0 to 1) as a word."""
    return next((word for least, word in _HARDNESS if facility >= least), "Very hard")


def count_quizzes(attempts: AttemptQuerySet) -> list[QuizCounts]:
    """The quizzes of these attempts that were handed in, by code: two queries."""
    done = attempts.handed_in()
    passed = done.filter(pk__in=Grading.objects.latest_passed().values("attempt"))
    quizzes = (
        Quiz.objects.filter(pk__in=done.values("quiz"))
        .annotate(
            people=_people(Q(attempts__in=done.values("pk"))),
            passed=_people(Q(attempts__in=passed.values("pk"))),
        )
        .order_by("code")
    )
    first = Grading.objects.current().filter(attempt__in=attempts.first_graded().values("pk"))
    rows = first.order_by().values("attempt__quiz").annotate(Avg("percent"), n=Count("pk"))
    averages = {row["attempt__quiz"]: int(row["percent__avg"]) for row in rows if row["n"] >= FEW}
    return [QuizCounts(quiz, quiz.people, quiz.passed, averages.get(quiz.pk)) for quiz in quizzes]


def _people(these: Q) -> Count:
    return Count("attempts__enrolment__trainee", filter=these, distinct=True)
