import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.models import AttemptUnlock, Checklist, Quiz
from assessments.retakes import Turn, Wait
from curriculum.models import LessonPage, ModulePage
from home.next_step import ModuleState, QuizState
from home.standing import module_states
from tests import make
from trainees.models import Enrolment, User

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
OPEN = (QuizState("m1", Turn()),)


def enrolment_in(*modules: str) -> Enrolment:
    programme = make.make_signed_programme(modules or ("m1",))
    return make.make_enrolment(make.make_trainee(make.make_cohort(programme)))


def state_of(enrolment: Enrolment, now: dt.datetime = make.NOW) -> ModuleState:
    return module_states(enrolment, now=now)[0]


def ready(enrolment: Enrolment) -> Quiz:
    """All lessons of the first module studied; its quiz."""
    module = ModulePage.objects.get(slug="m1")
    make.study_all(enrolment, module)
    return Quiz.objects.get(module=module)


def fail(enrolment: Enrolment, quiz: Quiz, at: dt.datetime = make.NOW):
    """Hand in a sitting with nothing answered."""
    return make.submit(make.start(enrolment, quiz, at), {}, at)


def test_fresh_enrolment_has_everything_left():
    enrolment = enrolment_in()

    assert module_states(enrolment, now=make.NOW) == [
        ModuleState("m1", "Module m1", False, 1, 0, "l1", OPEN, 1)
    ]


def test_studied_lesson_leads_to_the_next_unread_one():
    enrolment = enrolment_in()
    module = ModulePage.objects.get()
    for code in ("l2", "l3"):
        make.sign(make.make_lesson(module, code))
    for lesson in LessonPage.objects.filter(slug__in=("l1", "l3")):
        enrolment.study(lesson, at=make.NOW)

    state = state_of(enrolment)

    assert (state.lessons, state.studied, state.next_lesson) == (3, 2, "l2")


def test_unsigned_lesson_does_not_count():
    enrolment = enrolment_in()
    make.make_lesson(ModulePage.objects.get(), "l2")
    make.study_all(enrolment, ModulePage.objects.get())

    state = state_of(enrolment)

    assert (state.lessons, state.studied, state.next_lesson) == (1, 1, "")


def test_lessons_of_one_module_are_not_those_of_another():
    enrolment = enrolment_in("m1", "m2")
    make.sign(make.make_lesson(ModulePage.objects.get(slug="m2"), "l2"))
    make.study_all(enrolment, ModulePage.objects.get(slug="m2"))

    first, second = module_states(enrolment, now=make.NOW)

    assert (first.lessons, first.studied, second.lessons, second.studied) == (1, 0, 2, 2)


def test_what_another_trainee_did_does_not_count():
    enrolment = enrolment_in()
    dede = make.make_enrolment(make.make_trainee(enrolment.trainee.cohort, "Dede Stranger"))
    make.complete(dede, User.objects.get(username="bahati"))

    assert state_of(enrolment) == ModuleState("m1", "Module m1", False, 1, 0, "l1", OPEN, 1)
    assert state_of(dede).completed is True


def test_quiz_under_way_is_said():
    enrolment = enrolment_in()
    make.start(enrolment, ready(enrolment))

    assert state_of(enrolment).quizzes_left == (QuizState("m1", Turn(), in_progress=True),)


def test_failed_quiz_waits_a_day():
    enrolment = enrolment_in()
    fail(enrolment, ready(enrolment))

    opens_at = make.NOW + 24 * HOUR
    assert state_of(enrolment, make.NOW + 23 * HOUR).quizzes_left == (
        QuizState("m1", Turn(Wait.UNTIL, opens_at)),
    )
    assert state_of(enrolment, opens_at).quizzes_left == OPEN


def test_waiting_ends_at_a_moment_of_the_place_where_she_learns():
    enrolment = enrolment_in()
    fail(enrolment, ready(enrolment))
    johannesburg = ZoneInfo("Africa/Johannesburg")

    (quiz,) = state_of(enrolment, (make.NOW + HOUR).astimezone(johannesburg)).quizzes_left

    assert make.NOW.hour == 8
    assert (quiz.turn.opens_at.hour, quiz.turn.opens_at.tzinfo) == (10, johannesburg)


def test_quiz_failed_twice_waits_for_a_trainer_until_she_opens_it():
    enrolment = enrolment_in()
    quiz = ready(enrolment)
    fail(enrolment, quiz)
    fail(enrolment, quiz, make.NOW + 25 * HOUR)
    waiting = state_of(enrolment, make.NOW + 99 * HOUR).quizzes_left

    bahati = User.objects.get(username="bahati")
    AttemptUnlock.give(enrolment=enrolment, quiz=quiz, by=bahati, at=make.NOW, reason="Practised.")

    assert waiting == (QuizState("m1", Turn(Wait.UNLOCK)),)
    assert state_of(enrolment, make.NOW + 99 * HOUR).quizzes_left == OPEN


def test_void_attempt_is_no_try():
    enrolment = enrolment_in()
    quiz = ready(enrolment)
    fail(enrolment, quiz).attempt.void(
        by=User.objects.get(username="bahati"), at=make.NOW, reason="Power cut."
    )

    assert state_of(enrolment).quizzes_left == OPEN


def test_passed_quiz_and_seen_skill_are_not_left():
    enrolment = enrolment_in()
    make.submit(make.start(enrolment, ready(enrolment)))
    passed = state_of(enrolment)

    make.observe(enrolment, Checklist.objects.get(), User.objects.get(username="bahati"))

    assert (passed.quizzes_left, passed.skills_left, passed.completed) == ((), 1, False)
    done = state_of(enrolment)
    assert (done.quizzes_left, done.skills_left, done.completed) == ((), 0, True)


@pytest.mark.parametrize("modules", [("m1",), ("m1", "m2", "m3")])
def test_standing_costs_the_same_for_one_module_and_for_three(modules):
    enrolment = enrolment_in(*modules)
    fail(enrolment, ready(enrolment))

    with CaptureQueriesContext(
        connection,
    ) as queries:
        states = module_states(enrolment, now=make.NOW)

    assert len(states) == len(modules)
    assert len(queries) == 12
