"""What is put back is what was made; and whoever changed anything before gets it really made."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.models import Attempt, Quiz
from curriculum.models import SignOff
from tests import make
from tests.assessments.course import make_course
from tests.remembered import _rows

pytestmark = pytest.mark.django_db
#: Making a course takes seven hundred; putting it back an insert a table.
MADE = 500


def queries_of(making) -> int:
    with CaptureQueriesContext(connection) as queries:
        making()
    return len(queries)


@pytest.fixture
def known():
    """A course was made before, in a transaction of its own."""
    with make.rolled_back():
        make_course()
        rows = _rows()
    return rows


def test_what_is_put_back_is_what_was_made_and_works(known):
    course = make_course()

    assert _rows() == known
    assert (course.quiz, course.enrolment.trainee) == (Quiz.objects.get(), course.lindiwe)
    make.submit(make.start(course.enrolment, course.quiz))
    assert Attempt.objects.get().state == "graded"


def test_it_costs_a_tenth(known):
    assert queries_of(make_course) < MADE / 5


def test_another_quiz_is_another(known):
    assert make_course(minutes=7).quiz.minutes == 7


def test_nothing_is_put_back_on_what_a_test_made_before(known):
    ruth = make.make_reviewer()

    assert queries_of(make_course) > MADE
    assert SignOff.objects.filter(signed_by=ruth).exists()


def test_nothing_is_put_back_under_another_setting(known, settings):
    settings.DEMO = not settings.DEMO

    assert queries_of(make_course) > MADE


def test_nothing_is_put_back_when_something_is_patched(known, monkeypatch):
    monkeypatch.setattr(Quiz, "__str__", lambda self: "canary")

    assert queries_of(make_course) > MADE
