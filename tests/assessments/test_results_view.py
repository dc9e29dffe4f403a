"""A trainer reads a result and decides: late answers, a new start, out of the count."""

import datetime as dt
import re

import pytest

from assessments.models import Attempt
from tests import make
from tests.assessments.course import (
    BY_HAND,
    MATCHING,
    actions_of,
    make_course,
    wrong_answers,
)
from tests.assessments.pages import main_of, signed_in

pytestmark = pytest.mark.django_db
LATER = make.NOW + dt.timedelta(hours=1)


@pytest.fixture
def attempt(course):
    """Handed in with wrong answers; the right ones came an hour later."""
    attempt = make.start(course.enrolment, course.quiz)
    make.submit(attempt, wrong_answers(attempt))
    make.save(attempt, make.right_answers(attempt), at=LATER, said_at=make.NOW)
    return attempt


@pytest.fixture
def abandoned(db):
    course = make_course(MATCHING, {}, minutes=10, overdue="abandon")
    attempt = make.start(course.enrolment, course.quiz)
    make.save(attempt, make.right_answers(attempt))
    attempt.finish_overdue(at=LATER)
    course.attempt = attempt
    return course


def place(attempt, verb: str = "") -> str:
    return f"/desk/attempts/{attempt.uuid}/{verb}"


def read(desk, attempt) -> str:
    return main_of(desk.get(place(attempt))).decode()


def tokens(page: str) -> int:
    """How many forms hold the token without which nothing can be posted."""
    return len(re.findall(r'name="csrfmiddlewaretoken" value="\w+"', page))


def say(desk, attempt, verb: str, reason: str = "The network was down.") -> str:
    """The page that a decision leads to."""
    return desk.post(place(attempt, verb), {"reason": reason}, follow=True).content.decode()


def test_result_lists_what_came_too_late_in_words(course, attempt):
    page = read(signed_in(course.bahati), attempt)

    assert "Too late to count" in page
    assert page.count("Question 1: <strong>a</strong>") == 1
    assert page.count("After the answers were handed in.") == 2
    assert page.count("Arrived on 2 March 2099, 11:00:00.") == 2
    assert page.count("Sent, by the phone's own clock, on 2 March 2099, 10:00:00.") == 2


def test_result_without_late_answers_says_nothing_of_them(course):
    attempt = make.start(course.enrolment, course.quiz)
    make.submit(attempt)

    page = read(signed_in(course.bahati), attempt)

    assert ("Too late to count" in page, "How it was marked" in page) == (False, False)


def test_late_answers_count_with_a_reason(course, attempt):
    desk = signed_in(course.bahati)

    silent = say(desk, attempt, "late/", " ")
    before = attempt.gradings.count()
    said = say(desk, attempt, "late/")

    assert "Say why. The reason is kept with the record." in silent
    assert "They count now. It was marked again." in said
    assert "A late answer was let count (bahati), 100 %" in said
    assert (before, attempt.gradings.latest().passed) == (1, True)
    assert "Too late to count" not in said


def test_letting_count_twice_says_that_nothing_is_late(course, attempt):
    desk = signed_in(course.bahati)
    say(desk, attempt, "late/")

    assert "There is nothing late." in say(desk, attempt, "late/")
    assert attempt.gradings.count() == 2


def test_late_answers_that_would_take_a_pass_away_are_refused_in_words(course):
    attempt = make.start(course.enrolment, course.quiz)
    make.submit(attempt)
    make.save(attempt, wrong_answers(attempt), at=LATER)

    page = say(signed_in(course.bahati), attempt, "late/")

    assert "She has passed. These answers would take that away." in page
    assert attempt.gradings.count() == 1


def test_abandoned_attempt_shows_what_was_kept(abandoned):
    page = read(signed_in(abandoned.bahati), abandoned.attempt)

    assert "The time for this try ran out, so it does not count." in page
    assert "<strong>fire: hot; ice: cold</strong>" in page
    assert "<strong>a</strong>" in page
    assert "She gets 10 minutes from now." in page
    assert (page.count("Open it again</button>"), page.count("Take it out of the count")) == (1, 1)
    assert tokens(page) == 2


def test_abandoned_attempt_is_opened_again_with_a_reason(abandoned):
    desk = signed_in(abandoned.bahati)

    silent = say(desk, abandoned.attempt, "reopen/", "")
    after_silence = Attempt.objects.get().state
    said = say(desk, abandoned.attempt, "reopen/")

    assert "Say why." in silent
    assert "It is open again. Her time runs from now." in said
    assert (after_silence, Attempt.objects.get().state) == ("abandoned", "in_progress")
    assert actions_of(abandoned.attempt)[-1] == "assessments.reopen"


def test_opening_again_what_was_handed_in_is_refused_in_words(course, attempt):
    page = say(signed_in(course.bahati), attempt, "reopen/")

    assert "Only her last try can be opened again, if its time ran out." in page
    assert Attempt.objects.get().state == "graded"


def test_void_needs_a_reason_and_keeps_the_record(course, attempt):
    desk = signed_in(course.bahati)

    page_before = read(desk, attempt)
    silent = say(desk, attempt, "void/", "")
    after_silence = Attempt.objects.get().state
    said = say(desk, attempt, "void/", "Somebody else sat it.")
    page = read(desk, attempt)

    assert (page_before.count("Take it out of the count"), tokens(page_before)) == (1, 2)
    assert "Say why." in silent
    assert "It does not count any more. The record stays." in said
    assert (after_silence, Attempt.objects.get().state) == ("graded", "void")
    assert "This try does not count any more." in page
    assert ("Let them count" in page, "Take it out of the count" in page) == (False, False)


def test_points_of_a_rubric_stand_in_the_result_of_both():
    course = make_course({}, BY_HAND)
    attempt = make.start(course.enrolment, course.quiz)
    item = attempt.paper()[1]
    make.submit(attempt, {item.pk: {"text": "So that she stays well."}})
    desk, phone = signed_in(course.bahati), signed_in(course.user)
    waiting = read(desk, attempt)
    rows = item.question.content["rubric"]
    attempt.mark_by_hand(
        {item.pk: {rows[0]["uid"]: 1, rows[1]["uid"]: 0}},
        by=course.bahati,
        at=LATER,
        remark="Think of the baby too.",
    )

    pages = [read(desk, attempt), main_of(phone.get(f"/learn/attempts/{attempt.uuid}/")).decode()]

    assert ("Mark what she wrote" in waiting, "For the baby" in waiting) == (True, False)
    for page in pages:
        assert "<li>For her own health: 1 of 1</li><li>For the baby: 0 of 1</li>" in page
        assert "<p>Think of the baby too.</p>" in page
    assert ("Change the points" in pages[0], "Change the points" in pages[1]) == (True, False)


@pytest.mark.parametrize("verb", ["late/", "reopen/", "void/"])
def test_decisions_are_for_her_own_trainers_alone(course, attempt, verb):
    course.user.groups.add(make.Group.objects.get(name=make.roles.TRAINER.name))
    make.StaffScope.objects.create(user=course.user, role="trainer", cohort=course.cohort)
    cohort = make.make_cohort(course.programme, "c2", "ZA")
    strangers = [course.user, make.make_trainer("zola", cohort=cohort), make.make_hr(country="XD")]

    replies = [signed_in(each).post(place(attempt, verb), {"reason": "x"}) for each in strangers]

    assert [reply.status_code for reply in replies] == [404, 404, 404]
    assert signed_in(course.bahati).get(place(attempt, verb)).status_code == 405
    assert (Attempt.objects.get().state, attempt.gradings.count()) == ("graded", 1)
