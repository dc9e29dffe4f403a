"""A quiz with a time limit: what still counts, to the second, and what becomes of the rest."""

import datetime as dt

import pytest

from assessments.models import Attempt, AttemptRefused, AttemptState, Grading, Response, turn_for
from home.demonstration import right_answers
from tests import make
from tests.assessments.course import actions_of, make_course, wrong_answers
from tests.assessments.pages import address, main_of, signed_in

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)
TICK = dt.timedelta(microseconds=1)
END = make.NOW + dt.timedelta(minutes=30)
LAST = END + 60 * SECOND
IN_TIME = pytest.mark.parametrize("at", [make.NOW, END - SECOND, END, END + SECOND, LAST])
TOO_LATE = pytest.mark.parametrize("at", [LAST + TICK, END + 61 * SECOND, END + 300 * SECOND])


@pytest.fixture
def timed(db):
    return make_course(minutes=30)


@pytest.fixture
def attempt(timed):
    return make.start(timed.enrolment, timed.quiz)


@pytest.fixture
def strict(db):
    """An attempt at a quiz that abandons what is overdue."""
    course = make_course(minutes=30, overdue="abandon")
    course.attempt = make.start(course.enrolment, course.quiz)
    return course


def test_end_is_set_by_the_server_when_she_starts(attempt):
    assert (attempt.started_at, attempt.deadline_at) == (make.NOW, END)


@IN_TIME
def test_what_is_saved_in_time_or_within_the_grace_counts(attempt, at):
    kept = make.save(attempt, right_answers(attempt), at=at)

    assert (kept.standing, attempt.answers()) == ("accepted", right_answers(attempt))
    assert Attempt.objects.get().is_in_progress is True


@TOO_LATE
def test_what_is_saved_too_late_is_kept_and_not_marked(attempt, at):
    """C6: earlier saves are marked, later ones wait for a trainer."""
    make.save(attempt, right_answers(attempt))

    kept = make.save(attempt, wrong_answers(attempt), at=at)

    attempt.refresh_from_db()
    assert (kept.standing, attempt.state) == ("late", AttemptState.GRADED)
    assert [late.payload for late in attempt.late_answers()] == list(
        wrong_answers(attempt).values()
    )
    assert attempt.answers() == right_answers(attempt)
    graded = attempt.gradings.get()
    assert (graded.passed, graded.reason, graded.graded_at) == (True, "time_up", END)
    assert (attempt.submitted_at, graded.graded_by) == (END, None)
    assert actions_of(attempt) == ["assessments.start", "assessments.time_up"]


@IN_TIME
def test_submit_in_time_or_within_the_grace_is_marked(attempt, at):
    graded = make.submit(attempt, at=at)

    attempt.refresh_from_db()
    assert (graded.passed, graded.reason, graded.graded_at) == (True, "handed_in", at)
    assert attempt.submitted_at == min(at, END)


@TOO_LATE
def test_submit_too_late_is_marked_by_what_was_saved(attempt, at):
    make.save(attempt, wrong_answers(attempt))

    graded = make.submit(attempt, at=at)

    attempt.refresh_from_db()
    assert (graded.passed, graded.reason, attempt.submitted_at) == (False, "time_up", END)
    assert [late.standing for late in attempt.late_answers()] == ["late", "late"]
    assert Grading.objects.count() == 1


@pytest.mark.parametrize(("at", "over"), [(END, False), (LAST, False), (LAST + TICK, True)])
def test_attempt_is_over_after_the_grace_and_not_a_moment_sooner(attempt, at, over):
    assert (attempt.is_over(at), list(Attempt.objects.over(at))) == (over, [attempt][:over])

    attempt.finish_overdue(at=at)

    assert attempt.is_in_progress is not over
    assert Grading.objects.count() == over


def test_attempt_without_a_limit_is_never_over(course):
    attempt = make.start(course.enrolment, course.quiz)
    years = make.NOW + dt.timedelta(days=999)

    attempt.finish_overdue(at=years)

    assert (attempt.is_over(years), Attempt.objects.over(years).count()) == (False, 0)
    assert attempt.is_in_progress is True


def test_ending_what_is_overdue_twice_is_quiet(attempt):
    for _ in range(2):
        attempt.finish_overdue(at=LAST + TICK)

    assert (Grading.objects.count(), attempt.state) == (1, "graded")
    assert Attempt.objects.over(LAST + TICK).count() == 0


def test_start_ends_what_is_overdue_and_does_not_go_on_with_it(timed, attempt):
    make.save(attempt, right_answers(attempt))

    with pytest.raises(AttemptRefused) as caught:
        make.start(timed.enrolment, timed.quiz, at=LAST + TICK)

    assert caught.value.reason == AttemptRefused.Reason.ALREADY_PASSED


def test_start_within_the_grace_goes_on_with_it(timed, attempt):
    assert make.start(timed.enrolment, timed.quiz, at=LAST) == attempt


def test_next_try_waits_from_the_end_of_the_time(timed, attempt):
    attempt.finish_overdue(at=END + dt.timedelta(days=3))

    found = turn_for(timed.enrolment, timed.quiz, now=END)

    assert found.turn.opens_at == END + dt.timedelta(hours=24)


@pytest.mark.parametrize("off", [dt.timedelta(days=-1), dt.timedelta(0), dt.timedelta(days=1)])
@pytest.mark.parametrize(("at", "standing"), [(LAST, "accepted"), (LAST + TICK, "late")])
def test_phones_clock_is_noted_and_decides_nothing(attempt, off, at, standing):
    """C5: a phone that is a day off is neither given time nor robbed of it."""
    kept = make.save(attempt, right_answers(attempt), at=at, said_at=at + off)

    noted = Response.objects.first()
    assert (kept.standing, noted.standing) == (standing, standing)
    assert (noted.saved_at, noted.said_at) == (at, at + off)


# Abandoning, where the quiz says so ------------------------------------------------------------------


def test_overdue_attempt_is_abandoned_and_is_no_try(strict):
    make.save(strict.attempt, right_answers(strict.attempt))

    strict.attempt.finish_overdue(at=LAST + TICK)

    assert (strict.attempt.state, strict.attempt.submitted_at) == ("abandoned", None)
    assert (Grading.objects.count(), len(strict.attempt.answers())) == (0, 2)
    assert actions_of(strict.attempt) == ["assessments.start", "assessments.abandon"]
    again = make.start(strict.enrolment, strict.quiz, at=LAST + TICK)
    assert (again.number, again.deadline_at) == (2, LAST + TICK + dt.timedelta(minutes=30))


def test_submit_too_late_to_an_abandoned_attempt_is_refused_and_kept(strict):
    with pytest.raises(AttemptRefused) as caught:
        make.submit(strict.attempt, at=LAST + TICK)

    assert caught.value.reason == AttemptRefused.Reason.NOT_OPEN_ANY_MORE
    assert [late.standing for late in strict.attempt.late_answers()] == ["late", "late"]
    assert (Attempt.objects.get().state, Grading.objects.count()) == ("abandoned", 0)


def test_page_of_an_abandoned_attempt_says_what_can_be_done(strict):
    strict.attempt.finish_overdue(at=LAST + TICK)

    page = main_of(signed_in(strict.user).get(address(strict.attempt))).decode()

    assert "The time for this try ran out, so it does not count." in page


def test_submit_in_time_is_marked_there_too(strict):
    assert make.submit(strict.attempt, at=LAST).passed is True


def test_abandoned_attempt_gets_its_time_again(strict):
    make.save(strict.attempt, right_answers(strict.attempt))
    strict.attempt.finish_overdue(at=LAST + TICK)
    later = END + dt.timedelta(days=1)

    for _ in range(2):
        strict.attempt.reopen(by=strict.bahati, at=later, reason="The network was down.")

    assert (strict.attempt.state, strict.attempt.deadline_at) == (
        "in_progress",
        later + dt.timedelta(minutes=30),
    )
    assert actions_of(strict.attempt)[2:] == ["assessments.reopen"]
    assert make.submit(strict.attempt, {}, at=later).passed is True


def test_only_the_last_try_is_opened_again(strict):
    strict.attempt.finish_overdue(at=LAST + TICK)
    make.start(strict.enrolment, strict.quiz, at=LAST + TICK)

    with pytest.raises(AttemptRefused) as caught:
        strict.attempt.reopen(by=strict.bahati, at=LAST, reason="x")

    assert caught.value.reason == AttemptRefused.Reason.NOT_ABANDONED
    assert Attempt.objects.get(pk=strict.attempt.pk).state == "abandoned"


@pytest.mark.parametrize("end", ["submit", "void"])
def test_what_was_not_abandoned_is_not_opened_again(strict, end):
    if end == "submit":
        make.submit(strict.attempt)
    else:
        strict.attempt.void(by=strict.bahati, at=make.NOW, reason="x")

    with pytest.raises(AttemptRefused) as caught:
        strict.attempt.reopen(by=strict.bahati, at=LAST, reason="x")

    assert caught.value.reason == AttemptRefused.Reason.NOT_ABANDONED
