"""How many statements a page sends: literal numbers, the same with one row and with three."""

import datetime as dt

import pytest

from assessments.models import AttemptUnlock, Observation
from home.demonstration import right_answers
from tests import make
from tests.assessments.course import make_course, wrong_answers
from tests.assessments.pages import address, form, queries, signed_in
from tests.assessments.rekeyed import resign

pytestmark = pytest.mark.django_db
FEW_AND_MANY = pytest.mark.parametrize("rows", [1, 3])


def course_of(rows: int):
    course = make_course(*[{} for _ in range(rows)])
    course.phone, course.desk = signed_in(course.user), signed_in(course.bahati)
    course.phone.get("/")  # caches that one process fills once
    return course


@FEW_AND_MANY
def test_quiz_page(rows):
    course = course_of(rows)
    attempt = make.start(course.enrolment, course.quiz)
    make.save(attempt, right_answers(attempt))

    assert queries(lambda: course.phone.get(address(attempt))) == 4


@FEW_AND_MANY
@pytest.mark.parametrize(("answer", "number"), [(wrong_answers, 10), (right_answers, 16)])
def test_quiz_submit(rows, answer, number):
    """Ten, three of which are the log's; after a pass six more find out whether the module is done."""
    course = course_of(rows)
    attempt = make.start(course.enrolment, course.quiz)
    fields = form(attempt, answer(attempt))

    assert queries(lambda: course.phone.post(address(attempt), fields)) == number


@FEW_AND_MANY
def test_quiz_save(rows):
    course = course_of(rows)
    attempt = make.start(course.enrolment, course.quiz)
    fields = form(attempt, right_answers(attempt), "save")

    assert queries(lambda: course.phone.post(address(attempt), fields)) == 6


@FEW_AND_MANY
def test_sync(rows):
    course = course_of(rows)
    attempt = make.start(course.enrolment, course.quiz)
    fields = form(attempt, right_answers(attempt), attempt=attempt.uuid, sequence=3)

    assert queries(lambda: course.phone.post("/learn/sync/", fields)) == 6
    # a replay writes nothing
    assert queries(lambda: course.phone.post("/learn/sync/", fields)) == 5


@FEW_AND_MANY
def test_again_page(rows):
    """Nine, and one for the sources of each lesson to read again; a few at most are ever missed."""
    course = make_course(*[{"critical": True}] * rows, *[{}] * 4 * rows)
    for place, question in enumerate(course.questions[:rows]):
        make.make_guidance(f"k{place}")
        body = [make.make_fact(key=f"k{place}")]
        question.lesson = make.make_lesson(course.module, f"l{place + 2}", body)
        make.sign(question.lesson)
        resign(question)
    make.study_all(course.enrolment, course.module)
    attempt = make.start(course.enrolment, course.quiz)
    wrong = {item.pk: wrong_answers(attempt)[item.pk] for item in attempt.paper()[:rows]}
    make.submit(attempt, right_answers(attempt) | wrong)
    phone = signed_in(course.user)
    phone.get("/")

    assert queries(lambda: phone.get(f"{address(attempt)}again/")) == 9 + rows


@FEW_AND_MANY
def test_quiz_start(rows):
    course = course_of(rows)

    assert queries(lambda: course.phone.post("/learn/attempts/start/m1/")) == 21


@FEW_AND_MANY
def test_intro_with_tries(rows):
    course = course_of(2)
    for number in range(rows):
        at = make.NOW + dt.timedelta(days=number)
        attempt = make.start(course.enrolment, course.quiz, at=at)
        make.submit(attempt, wrong_answers(attempt), at=at)
        AttemptUnlock.give(
            enrolment=course.enrolment, quiz=course.quiz, by=course.bahati, at=at, reason="x"
        )

    assert queries(lambda: course.phone.get("/learn/attempts/start/m1/")) == 11


@FEW_AND_MANY
def test_result_page(rows):
    course = course_of(rows)
    attempt = make.start(course.enrolment, course.quiz)
    make.submit(attempt)

    assert queries(lambda: course.phone.get(address(attempt))) == 5
    assert queries(lambda: course.desk.get(f"/desk/attempts/{attempt.uuid}/")) == 8


@FEW_AND_MANY
def test_observation_page(rows):
    course = course_of(1)
    steps = tuple((f"step {place}", False) for place in range(rows))
    checklist = make.make_checklist(course.module, steps=steps, code="other", pass_at=1)
    make.sign(checklist)
    seen = Observation.objects.begin(
        enrolment=course.enrolment, checklist=checklist, by=course.bahati, at=make.NOW
    )
    place = f"/desk/observations/{seen.uuid}/"

    assert queries(lambda: course.desk.get(place)) == 5
    assert queries(lambda: course.desk.post(place, {"do": "finish"})) == 16
    assert queries(lambda: course.desk.get(place)) == 5
