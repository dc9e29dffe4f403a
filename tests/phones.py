"""Fifty signed-in phones with quizzes under way, for test_writers; run inside the served project."""

from importlib import import_module
from itertools import count

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import override_settings
from django.utils import timezone

from assessments import draw
from assessments.models import Attempt, PaperQuestion, Quiz
from curriculum.models import LessonPage, ProgrammePage
from trainees.models import Cohort, Enrolment, Trainee, User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


#: For people who never type theirs: hashing it slowly is half the work of adding somebody.
quick_passphrases = override_settings(
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]
)


@quick_passphrases
def make(clients: int, rounds: int) -> None:
    """Print one line a phone: its session cookie and its attempts' ids, joined by commas.

    Only one attempt of a quiz may be in progress, so each round is a quiz of its own (a copy of the
    same signed edition under another code), which the transitions would need a signature for: these
    rows are written directly.
    """
    trainer, cohort = User.objects.get(username="bahati"), Cohort.objects.get(code="demo-1")
    quiz = Quiz.objects.get(code="m2")
    edition = quiz.editions.first()
    quizzes = [_copy(quiz, number) for number in range(rounds)]
    now = timezone.now()
    numbers = count(900)
    for _ in range(clients):
        trainee, _ = Trainee.objects.register(
            cohort=cohort, name="Many Example", by=trainer, at=now
        )
        User.objects.filter(pk=trainee.user_id).update(first_passphrase=False)
        enrolment = Enrolment.objects.enrol(
            trainee=trainee, programme=ProgrammePage.objects.live().first(), by=trainer, at=now
        )
        places = draw.draw(edition.draw_slots(), signed_keys=set(), seed=1).places
        attempts = []
        for copy in quizzes:
            attempt = Attempt.objects.create(
                enrolment=enrolment,
                quiz=copy,
                edition=edition,
                number=next(numbers),
                seed=1,
                started_at=now,
            )
            PaperQuestion.objects.bulk_create(
                PaperQuestion(
                    attempt=attempt,
                    position=position,
                    question_id=place.edition_id,
                    options=list(place.options),
                )
                for position, place in enumerate(_single(places), start=1)
            )
            attempts.append(str(attempt.uuid))
        print(f"{settings.SESSION_COOKIE_NAME}={session_of(trainee.user)} {','.join(attempts)}")  # noqa: T201


def _copy(quiz: Quiz, number: int) -> Quiz:
    return Quiz.objects.create(
        code=f"copy-{number}",
        title="Copy",
        module=quiz.module,
        pass_mark_reason="Test.",
        live=False,
    )


def _single(places):
    """The places of single-choice questions: the phones of this test tap one option each."""
    from assessments.models import QuestionEdition

    kinds = dict(
        QuestionEdition.objects.filter(pk__in=[place.edition_id for place in places]).values_list(
            "pk", "content__type"
        )
    )
    return [place for place in places if kinds[place.edition_id] == "single"]


def session_of(user: User) -> str:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key


def begin(number: str, quiz: str, start: bool = True) -> None:
    """Let a demo trainee study a module and begin its quiz; print her cookie and the attempt's id."""
    enrolment = Enrolment.objects.get(trainee__user__username=number)
    quiz = Quiz.objects.get(code=quiz)
    now = timezone.now()
    for lesson in LessonPage.objects.child_of(quiz.module).live():
        enrolment.study(lesson, at=now)
    user = enrolment.trainee.user
    uuid = "-"
    if start:
        uuid = Attempt.objects.start(enrolment=enrolment, quiz=quiz, by=user, at=now).uuid
    print(f"{settings.SESSION_COOKIE_NAME}={session_of(user)} {uuid}")  # noqa: T201
