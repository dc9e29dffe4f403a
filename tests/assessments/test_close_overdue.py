import datetime as dt

import pytest
from django.core.management import call_command

from assessments.models import Attempt
from tests import make
from tests.assessments.course import actions_of, another_trainee, make_course

pytestmark = pytest.mark.django_db
SOON = dt.timedelta(minutes=30)


@pytest.fixture
def attempts():
    """Two whose time was up long ago, one that goes on."""
    course = make_course(minutes=10)
    over = [make.start(course.enrolment, course.quiz, at=make.LONG_AGO)]
    other = another_trainee(course, "Ayo Banda")
    over.append(make.start(other, course.quiz, at=make.LONG_AGO + SOON))
    make.start(another_trainee(course, "Busi Banda"), course.quiz)
    return over


def states() -> list[str]:
    return list(Attempt.objects.order_by("pk").values_list("state", flat=True))


def run(capsys, *options) -> str:
    call_command("close_overdue", *options)
    return capsys.readouterr().out


def test_attempts_whose_time_is_up_are_ended(attempts, capsys):
    assert run(capsys) == "Ended 2.\n"

    assert states() == ["graded", "graded", "in_progress"]
    assert [actions_of(each)[-1] for each in attempts] == ["assessments.time_up"] * 2


def test_dry_run_only_counts(attempts, capsys):
    assert run(capsys, "--dry-run") == "Would end 2.\n"

    assert states() == ["in_progress"] * 3


def test_twice_ends_nothing_more(attempts, capsys):
    run(capsys)

    assert run(capsys) == "Ended 0.\n"


def test_quiz_may_abandon_instead(capsys):
    course = make_course(minutes=10, overdue="abandon")
    make.start(course.enrolment, course.quiz, at=make.LONG_AGO)

    assert (run(capsys), states()) == ("Ended 1.\n", ["abandoned"])
