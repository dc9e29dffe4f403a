import pytest

from assessments.analysis import summarise
from assessments.models import Mode, Regrade
from tests import make
from tests.assessments.course import another_trainee
from tests.assessments.rekeyed import rekey, sit

pytestmark = pytest.mark.django_db


def counts(plan) -> tuple:
    return (
        plan.raised,
        plan.lowered,
        plan.otherwise,
        plan.unchanged,
        plan.passes_gained,
        plan.passes_lost,
    )


def test_nothing_to_mark_changes_nothing():
    plan = summarise([])

    assert (counts(plan), plan.held, plan.changes) == ((0,) * 6, (), False)


def test_effects_are_counted(course):
    sit(course.enrolment, course.quiz, 0, 0)
    sit(another_trainee(course, "Ayo Banda"), course.quiz, 1, 0)
    sit(another_trainee(course, "Busi Banda"), course.quiz, 2, 0)
    edition = rekey(course.questions[0])

    plan = summarise(Regrade.plan(edition=edition, mode=Mode.NEW))

    assert (counts(plan), plan.held, plan.changes) == ((1, 1, 0, 1, 1, 1), (), True)


def test_who_completed_the_module_is_held_by_her_number(course, django_assert_num_queries):
    attempt = sit(course.enrolment, course.quiz, 0, 0)
    make.observe(course.enrolment, course.checklist, course.bahati)
    effects = Regrade.plan(edition=rekey(course.questions[0]), mode=Mode.NEW)

    with django_assert_num_queries(1):
        plan = summarise(effects)

    (held,) = plan.held
    assert (held.attempt, held.number) == (attempt, course.lindiwe.number)
    assert (held.before, held.passed_before, held.after, held.passed_after) == (
        100, True, 50, False,
    )  # fmt: skip
    assert (counts(plan), plan.changes) == ((0,) * 6, True)


def test_same_marks_told_in_another_way_are_counted_apart(course):
    sit(course.enrolment, course.quiz, 1, 0)
    edition = rekey(course.questions[0], place=0, critical=True)

    plan = summarise(Regrade.plan(edition=edition, mode=Mode.NEW))

    assert (counts(plan), plan.changes) == ((0, 0, 1, 0, 0, 0), True)
