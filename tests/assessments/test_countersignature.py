"""A second trainer: who may countersign, and what counts before and after."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from assessments.models import Countersignature, Observation, ObservationRefused, standing_of
from assessments.models import observation as rules
from tests import make
from tests.assessments.course import actions_of, ask, broken

pytestmark = pytest.mark.django_db
Reason = ObservationRefused.Reason
DAY = dt.timedelta(days=1)


@pytest.fixture
def tendai(course):
    return make.make_trainer("tendai", cohort=course.cohort)


@pytest.fixture
def waiting(course):
    """A competent observation by Bahati that waits for a second trainer."""
    ask(course.checklist, countersigned=True)
    return observe(course)


def observe(course, *missed, by=None, at=make.NOW):
    return make.observe(course.enrolment, course.checklist, by or course.bahati, missed, at)


def refused(seen, by) -> str:
    with pytest.raises(ObservationRefused) as caught:
        seen.countersign(by=by, at=make.NOW)
    return caught.value.reason


def left(course) -> list:
    return standing_of(course.enrolment, course.module).checklists_left


def assessors(course) -> list[str]:
    course.enrolment.refresh_from_db()
    return course.enrolment.assessors


def test_countersign_is_kept_and_logged(waiting, tendai):
    signed = waiting.countersign(by=tendai, at=make.NOW + DAY, remark="  I asked her too. ")

    assert signed == Countersignature.objects.get() == waiting.countersignature
    assert (signed.observation, signed.signed_by) == (waiting, tendai)
    assert (signed.signed_at, signed.remark) == (make.NOW + DAY, "I asked her too.")
    assert str(signed) == f"{waiting} countersigned"
    assert actions_of(waiting)[2:] == ["assessments.countersign"]


def test_observation_waits_until_it_is_countersigned(waiting, tendai):
    before = (waiting.is_waiting, waiting.is_countersigned)

    waiting.countersign(by=tendai, at=make.NOW)

    assert before == (True, False)
    assert (waiting.is_waiting, waiting.is_countersigned, waiting.state) == (False, True, "final")


def test_countersign_is_what_completes_the_module(course, waiting, tendai):
    make.submit(make.start(course.enrolment, course.quiz))
    before = (left(course), assessors(course), course.enrolment.completions.count())

    waiting.countersign(by=tendai, at=make.NOW + DAY)

    (completion,) = course.enrolment.completions.all()
    assert before == ([course.checklist], [], 0)
    assert (left(course), assessors(course)) == ([], ["bahati"])
    assert completion.completed_at == make.NOW + DAY
    assert [each["countersigned_by"] for each in completion.evidence["observations"]] == ["tendai"]


def test_waiting_observation_neither_counts_nor_takes_away(course, tendai):
    observe(course)
    ask(course.checklist, countersigned=True)

    observe(course, at=make.NOW + DAY)

    found = standing_of(course.enrolment, course.module)
    assert [seen.finished_at for seen in found.competent["m1"]] == [make.NOW]


def test_not_yet_competent_counts_at_once(course, waiting, tendai):
    waiting.countersign(by=tendai, at=make.NOW)
    before = left(course)

    failed = observe(course, "greets", at=make.NOW + DAY)

    assert (before, left(course)) == ([], [course.checklist])
    assert (failed.is_waiting, refused(failed, tendai)) == (False, Reason.NOT_WAITING)


def test_twice_by_the_same_trainer_returns_the_first(waiting, tendai):
    first = waiting.countersign(by=tendai, at=make.NOW)

    again = Observation.objects.get().countersign(by=tendai, at=make.NOW + DAY, remark="again")

    assert (again, again.signed_at, again.remark) == (first, make.NOW, "")
    assert actions_of(waiting)[2:] == ["assessments.countersign"]


def test_third_trainer_is_told_that_it_is_done(course, waiting, tendai):
    waiting.countersign(by=tendai, at=make.NOW)
    joyce = make.make_trainer("joyce", cohort=course.cohort)

    assert refused(waiting, joyce) == Reason.COUNTERSIGNED
    assert Countersignature.objects.get().signed_by == tendai


def test_nobody_countersigns_her_own_observation(course, waiting):
    assert refused(waiting, course.bahati) == Reason.OWN
    assert Countersignature.objects.count() == 0


def test_trainee_does_not_countersign_for_herself(course, waiting):
    assert refused(waiting, course.user) == Reason.HERS
    assert Countersignature.objects.count() == 0


def test_countersign_is_refused_before_it_is_final_and_after_it_is_void(course, waiting, tendai):
    draft = Observation.objects.begin(
        enrolment=course.enrolment, checklist=course.checklist, by=course.bahati, at=make.NOW
    )
    waiting.void(by=course.bahati, at=make.NOW, reason="wrong woman")

    assert [refused(each, tendai) for each in (draft, waiting)] == [Reason.NOT_WAITING] * 2
    assert Countersignature.objects.count() == 0


def test_countersign_is_refused_where_the_edition_asks_for_none(course, tendai):
    seen = observe(course)
    ask(course.checklist, countersigned=True)

    assert (seen.is_waiting, refused(seen, tendai)) == (False, Reason.NOT_WAITING)
    assert left(course) == []


def test_void_takes_a_countersigned_observation_out_of_the_count(course, waiting, tendai):
    waiting.countersign(by=tendai, at=make.NOW)

    waiting.void(by=course.bahati, at=make.NOW + DAY, reason="wrong woman")

    assert (left(course), assessors(course)) == ([course.checklist], [])
    assert Countersignature.objects.count() == 1


def test_countersign_leaves_nothing_when_a_later_step_fails(waiting, tendai, monkeypatch):
    monkeypatch.setattr(rules, "report_standing", broken)

    with pytest.raises(RuntimeError):
        waiting.countersign(by=tendai, at=make.NOW)

    assert Countersignature.objects.count() == 0
    assert actions_of(waiting)[2:] == []


def test_second_countersignature_is_refused_by_the_database_too(course, waiting, tendai):
    waiting.countersign(by=tendai, at=make.NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        Countersignature.objects.create(
            observation=waiting, signed_by=course.bahati, signed_at=make.NOW
        )


def test_remark_is_not_readable_in_the_database(waiting, tendai):
    signed = waiting.countersign(by=tendai, at=make.NOW, remark="She knew. " * 201)

    with connection.cursor() as cursor:
        cursor.execute("SELECT remark FROM assessments_countersignature")
        stored = str(cursor.fetchone()[0])

    assert (signed.remark, "She knew" in stored) == ("She knew. " * 200, False)
