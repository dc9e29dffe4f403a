"""What she said in words, what a trainer gave it, and what came too late."""

import datetime as dt

import pytest

from assessments.models import HandMark, Response
from assessments.reading import late_on_page, questions_on_page
from home.demonstration import right_answers
from tests import make
from tests.assessments.course import BY_HAND, EVERY_KIND, make_course, wrong_answers

pytestmark = pytest.mark.django_db
LATER = make.NOW + dt.timedelta(hours=1)
ROWS = {"rubric": [{"text": "Health", "points": 2}, {"text": "Baby"}]}


def test_every_kind_of_answer_has_words():
    course = make_course(*EVERY_KIND)
    attempt = make.start(course.enrolment, course.quiz)

    said = {
        each.content["code"]: each.said
        for each in questions_on_page(attempt.paper(), right_answers(attempt))
    }

    assert sorted(said.pop("q2").split("; ")) == ["hot", "sweet"]
    assert sorted(said.pop("q6").split("; ")) == ["one: 1", "three: 3", "two: 2"]
    assert said == {
        "q1": "a",
        "q3": "False",
        "q4": "20",
        "q5": "fire: hot; ice: cold",
        "q7": "privacy",
        "q8": "how: gently; long: 5; what: an answer",
    }


def test_no_answer_has_no_words():
    course = make_course(*EVERY_KIND)
    attempt = make.start(course.enrolment, course.quiz)

    assert {each.said for each in questions_on_page(attempt.paper(), {})} == {""}


def test_rubric_stands_with_what_was_given():
    course = make_course(BY_HAND | ROWS)
    attempt = make.start(course.enrolment, course.quiz)
    (item,) = attempt.paper()
    first, second = (row["uid"] for row in item.question.content["rubric"])
    mark = HandMark(question=item, points={first: 2}, remark="Well.", marked_by=course.bahati)

    (bare,) = questions_on_page([item], {})
    (marked,) = questions_on_page([item], {}, by_hand={item.pk: mark})

    assert [(row.uid, row.text, list(row.choices), row.given) for row in marked.rubric] == [
        (first, "Health", [0, 1, 2], 2),
        (second, "Baby", [0, 1], None),
    ]
    assert [row.given for row in bare.rubric] == [None, None]
    assert (bare.is_marked_by_hand, bare.remark) == (False, "")
    assert (marked.is_marked_by_hand, marked.remark) == (True, "Well.")


def test_latest_mark_by_hand_counts():
    course = make_course(BY_HAND | ROWS)
    attempt = make.start(course.enrolment, course.quiz)
    (item,) = attempt.paper()
    make.submit(attempt, {item.pk: {"text": "Well."}})
    uid = item.question.content["rubric"][0]["uid"]
    for points in (0, 2, 1):
        attempt.mark_by_hand({item.pk: {uid: points}}, by=course.bahati, at=LATER)

    assert {pk: mark.points for pk, mark in HandMark.latest_of(attempt).items()} == {
        item.pk: {uid: 1}
    }


def test_late_answers_are_told_and_what_was_let_count_is_not(course):
    attempt = make.start(course.enrolment, course.quiz)
    make.submit(attempt, wrong_answers(attempt))
    make.save(attempt, right_answers(attempt), at=LATER, said_at=make.NOW)

    late = late_on_page(attempt.paper(), Response.objects.of_attempt(attempt))
    attempt.accept_late(by=course.bahati, at=LATER, reason="x")

    assert [(each.question.position, each.question.said) for each in late] == [(1, "a"), (2, "a")]
    assert {(each.why, each.saved_at, each.said_at) for each in late} == {
        ("After the answers were handed in", LATER, make.NOW)
    }
    assert late_on_page(attempt.paper(), Response.objects.of_attempt(attempt)) == []
    assert Response.objects.that_count().count() == 4
