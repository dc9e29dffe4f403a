"""Saving answers, handing in, taking out of the count."""

import datetime as dt
from fractions import Fraction
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from assessments.models import (
    Attempt,
    AttemptRefused,
    AttemptState,
    Grading,
    PaperQuestion,
    Response,
    turn_for,
)
from assessments.models import attempt as rules
from assessments.models.grading import result_of
from assessments.models.response import ResponseQuerySet
from home.demonstration import right_answers
from tests import make
from tests.assessments.course import actions_of, another_trainee, broken, wrong_answers

pytestmark = pytest.mark.django_db
LATER = make.NOW + dt.timedelta(minutes=9)


@pytest.fixture
def attempt(course):
    return make.start(course.enrolment, course.quiz)


def options(attempt) -> tuple[PaperQuestion, str, str]:
    """The first question of the paper, its right option and a wrong one."""
    item = attempt.paper()[0]
    content = item.question.content["options"]
    right = next(option["uid"] for option in content if option["correct"])
    return item, right, next(option["uid"] for option in content if not option["correct"])


def save(attempt, *uids, item=None, post=None, at=make.NOW):
    item = item or attempt.paper()[0]
    return make.save(attempt, {item.pk: {"chosen": list(uids)}}, at=at, post=post)


# Saving --------------------------------------------------------------------------------------------


def test_saved_answer_is_there_afterwards(attempt):
    item, right, _ = options(attempt)

    save(attempt, right, at=LATER)

    assert attempt.answers() == {item.pk: {"chosen": [right]}}
    kept = Response.objects.get()
    assert (kept.sequence, kept.saved_at, str(kept)) == (1, LATER, f"{item.pk} answer 1")


def test_last_saved_answer_is_current_and_the_first_is_kept(attempt):
    item, right, wrong = options(attempt)

    save(attempt, wrong)
    save(attempt, right)

    assert attempt.answers() == {item.pk: {"chosen": [right]}}
    assert [kept.payload["chosen"] for kept in Response.objects.order_by("sequence")] == [
        [wrong],
        [right],
    ]


def test_replay_of_a_post_neither_repeats_nor_brings_back_an_old_answer(attempt):
    item, right, wrong = options(attempt)
    first = uuid4()
    save(attempt, wrong, post=first)
    save(attempt, wrong, post=first)
    save(attempt, right)

    save(attempt, wrong, post=first)

    assert attempt.answers() == {item.pk: {"chosen": [right]}}
    assert Response.objects.count() == 2


def test_same_answer_in_a_new_post_is_not_written_again(attempt):
    _, right, _ = options(attempt)

    save(attempt, right)
    save(attempt, right)

    assert Response.objects.count() == 1


def test_blank_is_written_only_where_an_answer_stood(attempt):
    item, right, _ = options(attempt)

    save(attempt)
    written_at_first = Response.objects.count()
    save(attempt, right)
    save(attempt)

    assert (written_at_first, Response.objects.count()) == (0, 2)
    assert attempt.answers() == {item.pk: {"chosen": []}}


def test_answer_to_a_question_of_another_paper_is_left_out(course, attempt):
    other = make.start(another_trainee(course), course.quiz)
    theirs, right, _ = options(other)

    save(attempt, right, item=theirs)

    assert Response.objects.count() == 0


def test_database_refuses_the_same_post_twice_where_the_guard_is_off(attempt):
    item, right, wrong = options(attempt)
    post = uuid4()
    save(attempt, right, post=post)
    again = Response(
        question=item, post=post, sequence=2, payload={"chosen": [wrong]}, saved_at=LATER
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_what_is_saved_after_handing_in_is_kept_but_does_not_count(attempt):
    item, right, wrong = options(attempt)
    make.submit(attempt)

    kept = save(attempt, wrong)

    assert (kept.standing, attempt.answers()[item.pk]) == ("closed", {"chosen": [right]})
    assert [late.payload for late in attempt.late_answers()] == [{"chosen": [wrong]}]


def test_save_leaves_nothing_when_a_later_step_fails(attempt, monkeypatch):
    _, right, _ = options(attempt)
    keep = Response.objects.keep
    monkeypatch.setattr(ResponseQuerySet, "keep", lambda self, *args: [keep(*args), broken()])

    with pytest.raises(RuntimeError):
        save(attempt, right)

    assert Response.objects.count() == 0


# Handing in ----------------------------------------------------------------------------------------


def test_submit_grades_stores_exact_marks_and_logs(full):
    attempt = make.start(full.enrolment, full.quiz)
    answers = right_answers(attempt)
    multiple = next(item for item in attempt.paper() if item.question.content["code"] == "q2")
    answers[multiple.pk]["chosen"] = answers[multiple.pk]["chosen"][:1]

    graded = make.submit(attempt, answers, at=LATER)

    attempt.refresh_from_db()
    assert (attempt.state, attempt.submitted_at) == (AttemptState.GRADED, LATER)
    assert (graded.earned_numerator, graded.earned_denominator, graded.possible) == (15, 2, 8)
    assert (graded.percent, graded.pass_mark, graded.passed, graded.rules) == (93, 80, True, "2")
    assert graded.states == ["right", "partial", *["right"] * 6]
    assert (graded.earned, graded.reason, graded.graded_by) == (Fraction(15, 2), "handed_in", None)
    assert actions_of(attempt) == ["assessments.start", "assessments.submit"]
    assert str(graded) == f"{attempt.pk} graded 1"


def test_submit_counts_what_was_saved_before(attempt):
    answers = right_answers(attempt)
    make.save(attempt, answers)

    assert make.submit(attempt, {}).passed is True


def test_submit_of_nothing_is_graded_as_unanswered(attempt):
    graded = make.submit(attempt, {})

    assert (graded.percent, graded.passed) == (0, False)
    assert [mark["state"] for mark in graded.marks] == ["unanswered", "unanswered"]


def test_submit_twice_returns_the_first_grading_and_changes_nothing(attempt):
    first = make.submit(attempt, wrong_answers(attempt))

    again = make.submit(attempt, right_answers(attempt), at=LATER)

    attempt.refresh_from_db()
    assert (again, again.passed, Grading.objects.count()) == (first, False, 1)
    assert attempt.submitted_at == make.NOW
    assert actions_of(attempt) == ["assessments.start", "assessments.submit"]


def test_database_refuses_a_second_first_grading_where_the_guard_is_off(attempt):
    make.submit(attempt)
    attempt.refresh_from_db()

    with pytest.raises(IntegrityError), transaction.atomic():
        Grading.insert(attempt, result_of(attempt, attempt.paper(), {}), at=LATER)


def test_database_refuses_graded_without_a_moment(attempt):
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.filter(pk=attempt.pk).update(state="graded")


def test_submit_is_refused_when_void(course, attempt):
    attempt.void(by=course.bahati, at=make.NOW, reason="phone broke")

    with pytest.raises(AttemptRefused) as caught:
        make.submit(attempt)

    assert caught.value.reason == AttemptRefused.Reason.NOT_OPEN_ANY_MORE
    assert Grading.objects.count() == 0


def test_submit_leaves_nothing_when_a_later_step_fails(attempt, monkeypatch):
    monkeypatch.setattr(rules, "report_standing", broken)

    with pytest.raises(RuntimeError):
        make.submit(attempt)

    attempt.refresh_from_db()
    assert (attempt.state, attempt.submitted_at) == (AttemptState.IN_PROGRESS, None)
    assert (Grading.objects.count(), Response.objects.count()) == (0, 0)
    assert actions_of(attempt) == ["assessments.start"]


def test_attempt_under_way_can_be_handed_in_after_withdrawal(course, attempt):
    """What she did is kept; it completes nothing."""
    course.enrolment.withdraw(by=course.bahati, at=make.NOW, reason="moved")

    assert make.submit(attempt).passed is True
    assert course.enrolment.completions.count() == 0


# Taking out of the count ---------------------------------------------------------------------------


def test_void_keeps_every_row_and_logs_once(course, attempt):
    make.submit(attempt)

    for _ in range(2):
        attempt.void(by=course.bahati, at=LATER, reason="sat by a friend")

    assert (attempt.state, Grading.objects.count(), Response.objects.count()) == ("void", 1, 2)
    assert actions_of(attempt)[2:] == ["assessments.void"]


def test_void_pass_counts_no_more(course, attempt):
    make.submit(attempt)
    passed_before = turn_for(course.enrolment, course.quiz, now=LATER).turn.wait

    attempt.void(by=course.bahati, at=LATER, reason="sat by a friend")

    after = turn_for(course.enrolment, course.quiz, now=LATER).turn.wait
    assert (passed_before.value, after) == ("passed", None)


def test_void_leaves_nothing_when_a_later_step_fails(course, attempt, monkeypatch):
    monkeypatch.setattr(rules, "log", broken)

    with pytest.raises(RuntimeError):
        attempt.void(by=course.bahati, at=LATER, reason="x")

    attempt.refresh_from_db()
    assert attempt.state == AttemptState.IN_PROGRESS


# Reading -------------------------------------------------------------------------------------------


def test_attempts_are_visible_to_herself_and_her_trainer_only(course, attempt):
    theirs = make.start(another_trainee(course), course.quiz)
    elsewhere = make.make_cohort(course.programme, "c2", "ZA")
    chris = make.make_hr(country="XD")
    tendai = make.make_trainer("tendai", cohort=elsewhere)

    def visible(user):
        return set(Attempt.objects.visible_to(user))

    assert visible(course.user) == {attempt}
    assert visible(course.bahati) == {attempt, theirs}
    assert (visible(tendai), visible(chris)) == (set(), set())
    assert set(Attempt.objects.of(course.user)) == {attempt}
    assert set(Attempt.objects.of(course.bahati)) == set()


def test_latest_grading_is_current(course, attempt):
    first = make.submit(attempt)
    assert set(Grading.objects.latest_passed()) == {first}

    values = {field.attname: getattr(first, field.attname) for field in first._meta.fields}
    second = Grading(**values | {"id": None, "number": 2, "passed": False})
    second.save()

    assert attempt.current_grading == second
    assert set(Grading.objects.latest_passed()) == set()


def test_labels_of_attempts_name_numbers_only(course, attempt):
    assert str(attempt) == f"{course.lindiwe.number} m1 try 1"
    assert str(attempt.paper()[0]) == f"{attempt.pk} 1"
