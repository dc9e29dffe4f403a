"""What a phone saves by itself, late, twice and in any order."""

import datetime as dt
from uuid import uuid4

import pytest

from assessments import forms
from assessments.models import Attempt, Response
from home.demonstration import right_answers
from tests import make
from tests.assessments.course import another_trainee, make_course, wrong_answers
from tests.assessments.pages import address, as_kept, form, form_id, signed_in

pytestmark = pytest.mark.django_db
SYNC = "/learn/sync/"


@pytest.fixture
def attempt(full):
    return make.start(full.enrolment, full.quiz)


@pytest.fixture
def phone(full):
    return signed_in(full.user)


def sync(phone, attempt, answers, **more):
    return phone.post(SYNC, form(attempt, answers, "save", attempt=attempt.uuid, **more))


def test_posting_is_kept_and_says_so(phone, attempt):
    said_at = "2026-03-02T10:00:00+02:00"

    reply = sync(phone, attempt, right_answers(attempt), sequence=3, said_at=said_at)

    assert (reply.status_code, reply.json()) == (
        200,
        {"standing": "accepted", "highest": 3, "overtaken": False},
    )
    assert attempt.answers() == as_kept(right_answers(attempt))
    kept = Response.objects.first()
    assert (kept.source, kept.sequence) == ("script", 3)
    assert kept.said_at == dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("said_at", "sequence"), [("yesterday", "-1"), ("2026-03-02T10:00:00", "x"), ("", "9" * 10)]
)
def test_junk_beside_the_answers_is_left_out_and_the_answers_are_kept(
    phone, attempt, said_at, sequence
):
    sync(phone, attempt, right_answers(attempt), sequence=sequence, said_at=said_at)

    assert attempt.answers() == as_kept(right_answers(attempt))
    kept = Response.objects.first()
    assert (kept.said_at, kept.sequence) == (None, 1)


def test_replay_changes_nothing(phone, attempt):
    post = uuid4()

    replies = [
        sync(phone, attempt, right_answers(attempt), sequence=1, post=post).json() for _ in range(3)
    ]

    assert replies == [{"standing": "accepted", "highest": 1, "overtaken": False}] * 3
    assert Response.objects.count() == 8


def test_older_posting_that_arrives_late_is_kept_and_overtaken(phone, attempt):
    """C3: the newest counts, both are kept, and the other tab is told."""
    sync(phone, attempt, right_answers(attempt), sequence=5)

    reply = sync(phone, attempt, wrong_answers(attempt), sequence=2)

    assert reply.json() == {"standing": "accepted", "highest": 5, "overtaken": True}
    assert (attempt.answers(), Response.objects.count()) == (as_kept(right_answers(attempt)), 16)


def test_answer_changed_and_changed_back_on_one_page_counts(phone, attempt):
    """The page is one form with one id; only the phone's count tells the third from a replay."""
    post = form_id(phone.get(address(attempt)))
    for sequence, answers in enumerate((right_answers, wrong_answers, right_answers), start=1):
        sync(phone, attempt, answers(attempt), sequence=sequence, post=post)

    assert attempt.answers() == as_kept(right_answers(attempt))


def test_without_the_count_in_its_id_the_answer_changed_back_would_be_lost(
    phone, attempt, monkeypatch
):
    digest = forms.digest
    monkeypatch.setattr(forms, "digest", lambda said: digest([said[0], said[2]]))
    post = uuid4()
    for sequence, answers in enumerate((right_answers, wrong_answers, right_answers), start=1):
        sync(phone, attempt, answers(attempt), sequence=sequence, post=post)

    assert attempt.answers() == wrong_answers(attempt)


def test_posting_after_handing_in_is_kept_as_closed(phone, attempt):
    make.submit(attempt)

    reply = sync(phone, attempt, wrong_answers(attempt), sequence=9)

    assert reply.json() == {"standing": "closed", "highest": 9, "overtaken": False}
    assert attempt.answers() == right_answers(attempt)
    assert len(attempt.late_answers()) == 8


def test_posting_after_the_time_is_kept_as_late_and_ends_the_attempt():
    course = make_course(minutes=30)
    attempt = make.start(course.enrolment, course.quiz)
    Attempt.objects.filter(pk=attempt.pk).update(deadline_at=make.LONG_AGO)

    reply = sync(signed_in(course.user), attempt, right_answers(attempt))

    attempt.refresh_from_db()
    assert (reply.json()["standing"], attempt.state) == ("late", "graded")
    assert attempt.current_grading.percent == 0


@pytest.mark.parametrize("name", ["", "junk", "00000000-0000-0000-0000-000000000000"])
def test_attempt_that_is_not_there_is_not_found(full, phone, attempt, name):
    fields = form(attempt, right_answers(attempt), "save", attempt=name)

    assert phone.post(SYNC, fields).status_code == 404
    assert Response.objects.count() == 0


def test_somebody_elses_attempt_is_not_found(full, phone):
    theirs = make.start(another_trainee(full), full.quiz)

    assert sync(phone, theirs, right_answers(theirs)).status_code == 404
    assert sync(signed_in(full.bahati), theirs, right_answers(theirs)).status_code == 404
    assert Response.objects.count() == 0


def test_sync_takes_posts_of_the_signed_in_only(client, phone, attempt):
    stranger = sync(client, attempt, right_answers(attempt))

    assert phone.get(SYNC).status_code == 405
    assert (stranger.status_code, Response.objects.count()) == (302, 0)
