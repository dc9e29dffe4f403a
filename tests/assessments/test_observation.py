"""Observing a skill: who may, what is judged, and what stays."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from assessments.models import Observation, ObservationRefused, ObservationState
from assessments.models import observation as rules
from tests import make
from tests.assessments.course import actions_of, another_trainee, ask, broken

pytestmark = pytest.mark.django_db
Reason = ObservationRefused.Reason
LATER = make.NOW + dt.timedelta(minutes=9)


@pytest.fixture
def draft(course):
    return begin(course)


@pytest.fixture
def tendai(course):
    return make.make_trainer("tendai", cohort=course.cohort)


def begin(course, by=None, at=make.NOW, **values):
    values = {"enrolment": course.enrolment, "checklist": course.checklist, **values}
    return Observation.objects.begin(**values, by=by or course.bahati, at=at)


def finish(observation, *texts, by=None, at=LATER, remark=""):
    done = [step["uid"] for step in observation.edition.content["steps"] if step["text"] in texts]
    observation.finish(ticked=done, remark=remark, by=by or observation.assessor, at=at)
    return observation


def reason_of(call, *args, **kwargs):
    with pytest.raises(ObservationRefused) as caught:
        call(*args, **kwargs)
    return caught.value.reason


# Beginning -----------------------------------------------------------------------------------------


def test_begin_pins_the_newest_edition_and_logs(course, draft):
    assert (draft.state, draft.begun_at, draft.ticked) == (ObservationState.DRAFT, make.NOW, [])
    assert (draft.assessor, draft.edition) == (course.bahati, course.checklist.editions.first())
    assert actions_of(draft) == ["assessments.begin"]
    assert str(draft) == f"{course.lindiwe.number} m1 observed"


def test_begin_twice_returns_the_same_draft(course, draft):
    assert begin(course, at=LATER) == draft
    assert (Observation.objects.count(), actions_of(draft)) == (1, ["assessments.begin"])


def test_each_trainer_has_a_draft_of_her_own(course, draft, tendai):
    assert begin(course, by=tendai) != draft


def test_two_drafts_of_one_trainer_are_refused_by_the_database_too(course, draft):
    values = {"enrolment": course.enrolment, "checklist": course.checklist, "begun_at": LATER}

    with pytest.raises(IntegrityError), transaction.atomic():
        Observation.objects.create(**values, edition=draft.edition, assessor=course.bahati)


def test_begin_leaves_nothing_when_a_later_step_fails(course, monkeypatch):
    monkeypatch.setattr(rules, "log", broken)

    with pytest.raises(RuntimeError):
        begin(course)

    assert Observation.objects.count() == 0


def test_nobody_observes_herself(course):
    assert reason_of(begin, course, by=course.user) == Reason.HERSELF
    assert Observation.objects.count() == 0


def test_begin_is_refused_when_the_enrolment_is_not_active(course):
    course.enrolment.withdraw(by=course.bahati, at=make.NOW, reason="moved")

    assert reason_of(begin, course) == Reason.NOT_ACTIVE


def test_begin_is_refused_when_the_checklist_is_not_live(course):
    course.checklist.unpublish()

    assert reason_of(begin, course) == Reason.NOT_OPEN


def test_begin_is_refused_for_a_module_of_another_programme(course):
    elsewhere = make.make_signed_programme(code="p2", modules=("m9",))
    foreign = elsewhere.get_children().first().specific.checklists.get()

    assert reason_of(begin, course, checklist=foreign) == Reason.NOT_OPEN


# Ticking and finishing -----------------------------------------------------------------------------


def test_keep_stores_known_ticks_in_the_order_of_the_steps(draft):
    uids = [step.uid for step in draft.edition.steps]

    ticks = [uids[2], "of another checklist", uids[0], uids[0]]
    draft.keep(ticked=ticks, remark="  calm  ", by=draft.assessor, at=LATER)

    assert (draft.ticked, draft.remark, draft.state) == ([uids[0], uids[2]], "calm", "draft")
    assert draft.competent is None


def test_keep_leaves_nothing_when_a_later_step_fails(draft, monkeypatch):
    uids = [step.uid for step in draft.edition.steps]
    monkeypatch.setattr(Observation, "refresh_from_db", broken)

    with pytest.raises(RuntimeError), transaction.atomic():
        draft.keep(ticked=uids, remark="", by=draft.assessor, at=LATER)

    assert Observation.objects.get().ticked == []


def test_remark_is_not_readable_in_the_database(draft):
    draft.keep(ticked=[], remark="She spoke of her sister", by=draft.assessor, at=LATER)

    with connection.cursor() as cursor:
        cursor.execute("SELECT remark FROM assessments_observation")
        stored = str(cursor.fetchone()[0])

    assert (draft.remark, "sister" in stored) == ("She spoke of her sister", False)


@pytest.mark.parametrize(
    ("done", "competent"),
    [
        (("greets", "asks", "sums up"), True),
        (("greets", "asks"), True),
        (("greets",), False),
        (("asks", "sums up"), False),  # enough steps, but the critical one is missed
        ((), False),
    ],
)
def test_finish_judges_by_critical_steps_and_total(draft, done, competent):
    finish(draft, *done)

    assert (draft.state, draft.competent, draft.finished_at) == ("final", competent, LATER)
    assert (draft.verdict.done, draft.verdict.competent) == (len(done), competent)
    assert actions_of(draft) == ["assessments.begin", "assessments.finish"]


def test_finish_twice_changes_nothing(draft):
    finish(draft, "greets")

    finish(draft, "greets", "asks", "sums up", at=LATER + dt.timedelta(days=1))

    assert (len(draft.ticked), draft.competent, draft.finished_at) == (1, False, LATER)
    assert actions_of(draft) == ["assessments.begin", "assessments.finish"]


def test_finish_leaves_nothing_when_a_later_step_fails(draft, monkeypatch):
    monkeypatch.setattr(rules, "report_standing", broken)

    with pytest.raises(RuntimeError):
        finish(draft, "greets", "asks")

    draft.refresh_from_db()
    assert (draft.state, draft.ticked, draft.competent) == (ObservationState.DRAFT, [], None)
    assert actions_of(draft) == ["assessments.begin"]


def test_another_trainers_draft_is_refused(draft, tendai):
    keep = {"ticked": [], "remark": "mine", "by": tendai, "at": LATER}

    assert reason_of(draft.keep, **keep) == Reason.NOT_YOURS
    assert reason_of(draft.finish, **keep) == Reason.NOT_YOURS
    draft.refresh_from_db()
    assert (draft.state, draft.remark) == (ObservationState.DRAFT, "")


def test_without_that_guard_anybody_could_finish_it(draft, tendai, monkeypatch):
    monkeypatch.setattr(Observation, "_lock_draft", lambda self, by, or_final=False: self._lock())

    finish(draft, "greets", "asks", by=tendai)

    assert draft.state == ObservationState.FINAL


def test_keep_is_refused_once_final(draft):
    finish(draft, "greets", "asks")

    kept = reason_of(draft.keep, ticked=[], remark="", by=draft.assessor, at=LATER)

    assert kept == Reason.FINAL
    assert len(Observation.objects.get().ticked) == 2


def test_database_refuses_final_without_a_verdict(draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        Observation.objects.filter(pk=draft.pk).update(state="final", finished_at=LATER)


# Taking out of the count ---------------------------------------------------------------------------


def test_void_keeps_the_row_and_logs_once(course, draft):
    finish(draft, "greets", "asks")

    for _ in range(2):
        draft.void(by=course.bahati, at=LATER, reason="wrong woman")

    assert (draft.state, draft.competent, len(draft.ticked)) == ("void", True, 2)
    assert list(Observation.objects.final()) == []
    assert actions_of(draft)[2:] == ["assessments.void"]


def test_void_observation_can_neither_be_kept_nor_finished(draft):
    draft.void(by=draft.assessor, at=LATER, reason="wrong woman")
    ticks = {"ticked": [], "remark": "", "by": draft.assessor, "at": LATER}

    assert reason_of(draft.keep, **ticks) == Reason.FINAL
    assert reason_of(draft.finish, **ticks) == Reason.FINAL


def test_void_leaves_nothing_when_a_later_step_fails(draft, monkeypatch):
    finish(draft, "greets", "asks")
    monkeypatch.setattr(rules, "report_standing", broken)

    with pytest.raises(RuntimeError):
        draft.void(by=draft.assessor, at=LATER, reason="x")

    draft.refresh_from_db()
    assert draft.state == ObservationState.FINAL


def test_observations_are_visible_to_herself_and_her_trainers_only(course, draft, tendai):
    other = begin(course, enrolment=another_trainee(course))
    chris = make.make_hr(country="XD")

    def visible(user):
        return set(Observation.objects.visible_to(user))

    assert visible(course.user) == {draft}
    assert visible(tendai) == {draft, other}
    assert visible(chris) == set()


# Rating and day ------------------------------------------------------------------------------------


def rated(draft, rating, done=("greets", "asks")):
    noted = {"ticked": [], "remark": "", "by": draft.assessor, "at": LATER}
    steps = draft.edition.content["steps"]
    noted["ticked"] = [step["uid"] for step in steps if step["text"] in done]
    draft.finish(**noted, rating=rating)
    return draft


@pytest.mark.parametrize(
    ("rating", "competent"), [(1, False), (2, False), (3, True), (4, True), (5, True)]
)
def test_rating_below_what_the_edition_asks_is_not_yet_competent(course, rating, competent):
    ask(course.checklist, rating_at_least=3)

    seen = rated(begin(course), rating)

    assert (seen.rating, seen.competent, seen.verdict.competent) == (rating, competent, competent)


def test_finish_is_refused_without_the_rating_that_is_asked(course):
    ask(course.checklist, rating_at_least=1)
    draft = begin(course)

    assert reason_of(rated, draft, None) == Reason.NO_RATING
    assert Observation.objects.get().state == ObservationState.DRAFT


def test_draft_begun_before_the_rating_was_asked_needs_none(course, draft):
    ask(course.checklist, rating_at_least=3)

    assert rated(draft, None).competent is True


def test_keep_stores_the_rating_and_takes_it_back(draft):
    noted = {"ticked": [], "remark": "", "by": draft.assessor, "at": LATER}

    draft.keep(**noted, rating=2)
    first = draft.rating
    draft.keep(**noted)

    assert (first, draft.rating) == (2, None)


@pytest.mark.parametrize("rating", [0, 6])
def test_database_refuses_a_rating_that_is_none(draft, rating):
    with pytest.raises(IntegrityError), transaction.atomic():
        Observation.objects.filter(pk=draft.pk).update(rating=rating)


def test_what_is_watched_live_was_seen_on_the_day_it_began(course):
    """23:30 in Johannesburg, finished after midnight; a day that is posted changes nothing."""
    late = begin(course, at=dt.datetime(2099, 3, 2, 21, 30, tzinfo=dt.UTC))
    noted = {"ticked": [], "remark": "", "by": late.assessor, "seen_on": dt.date(2020, 1, 1)}
    at = dt.datetime(2099, 3, 2, 22, 10, tzinfo=dt.UTC)
    late.keep(**noted, at=at)
    kept = late.seen_on

    late.finish(**noted, at=at)

    assert (kept, late.seen_on) == (None, dt.date(2099, 3, 2))


def test_points_decide_and_not_the_number_of_steps(course):
    heavy = make.make_checklist(
        course.module, (("greets", True), ("asks", False, 3)), code="other", pass_at=4
    )
    make.sign(heavy)

    seen = [
        rated(begin(course, checklist=heavy), None, done)
        for done in (("greets",), ("greets", "asks"))
    ]

    assert [(each.verdict.points, each.competent) for each in seen] == [(1, False), (4, True)]
