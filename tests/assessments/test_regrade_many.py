"""Marking again takes the same few statements for three attempts and for a thousand."""

import datetime as dt

import pytest

from assessments.models import Attempt, Grading, Mode, PaperQuestion, Regrade, Response
from tests import make
from tests.assessments.rekeyed import rekey, sit

pytestmark = pytest.mark.django_db


def values(row) -> dict:
    """What a row says, without its own id."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.fields[1:]}


def multiply(first: Attempt, times: int) -> None:
    """Make ``times`` more of a graded attempt, straight in the database: the transitions are slow."""
    numbers = range(2, times + 2)
    attempts = Attempt.objects.bulk_create(
        Attempt(**values(first) | {"number": number, "uuid": make.uuid4()}) for number in numbers
    )
    graded = first.current_grading
    for item in first.paper():
        questions = PaperQuestion.objects.bulk_create(
            PaperQuestion(**values(item) | {"attempt_id": attempt.pk}) for attempt in attempts
        )
        said = item.responses.get()
        Response.objects.bulk_create(
            Response(**values(said) | {"question_id": question.pk}) for question in questions
        )
        for mark, question in zip(_marks(graded, attempts, item), questions, strict=True):
            mark["item"] = question.pk
    Grading.objects.bulk_create(
        Grading(**values(graded) | {"attempt_id": attempt.pk, "marks": attempt.marks})
        for attempt in attempts
    )


def _marks(graded, attempts, item):
    """The mark of one question in each attempt's own copy of the marks."""
    for attempt in attempts:
        if not hasattr(attempt, "marks"):
            attempt.marks = [dict(mark) for mark in graded.marks]
        yield attempt.marks[item.position - 1]


@pytest.mark.parametrize("more", [2, 999])
def test_plan_takes_five_queries(course, django_assert_num_queries, more):
    multiply(sit(course.enrolment, course.quiz, 1, 0), more)
    edition = rekey(course.questions[0])

    with django_assert_num_queries(5):
        plan = Regrade.plan(edition=edition, mode=Mode.NEW)

    assert [each.after.percent for each in plan] == [100] * (more + 1)
    assert [each.changes for each in plan] == [True] * (more + 1)
    assert [each.attempt.number for each in plan] == list(range(1, more + 2))


def test_apply_writes_one_grading_for_each(course):
    first = sit(course.enrolment, course.quiz, 1, 0)
    multiply(first, 2)
    at = make.NOW + dt.timedelta(days=1)

    Regrade.apply(
        edition=rekey(course.questions[0]), mode=Mode.NEW, by=course.bahati, at=at, reason="Key."
    )

    found = Grading.objects.filter(graded_at=at).order_by("attempt__number")
    assert [(each.attempt.number, each.number, each.passed) for each in found] == [
        (1, 2, True),
        (2, 2, True),
        (3, 2, True),
    ]
