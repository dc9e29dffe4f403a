"""One trainee in one programme: enrol, study, withdraw, reinstate."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from curriculum.models import LessonPage, ModulePage
from tests import make
from trainees.models import Enrolment, EnrolmentRefused, EnrolmentState, LessonProgress

pytestmark = pytest.mark.django_db

Reason = EnrolmentRefused.Reason
LATER = make.NOW + dt.timedelta(days=1)


@pytest.fixture
def programme():
    return make.make_signed_programme()


@pytest.fixture
def lindiwe(programme):
    return make.make_trainee(make.make_cohort(programme))


@pytest.fixture
def bahati(lindiwe):
    return make.User.objects.get(username="bahati")


def enrol(trainee, programme, at=make.NOW):
    return Enrolment.objects.enrol(trainee=trainee, programme=programme, by=trainee.user, at=at)


def test_enrol_pins_the_newest_edition_and_is_logged(programme, lindiwe, bahati):
    programme.refresh_from_db()
    programme.hours = 44
    programme.save_revision()
    make.sign(programme)
    enrolment = Enrolment.objects.enrol(
        trainee=lindiwe, programme=programme, by=bahati, at=make.NOW
    )
    assert (enrolment.edition.number, enrolment.edition.content["hours"]) == (2, 44)
    assert (enrolment.state, enrolment.enrolled_at) == (EnrolmentState.ACTIVE, make.NOW)
    entry = ModelLogEntry.objects.for_instance(enrolment).get()
    assert (entry.action, entry.user) == ("trainees.enrol", bahati)
    assert entry.label == f"{lindiwe.number} in p1"


def test_enrolment_keeps_its_edition_when_the_programme_changes(programme, lindiwe):
    enrolment = make.make_enrolment(lindiwe)
    make.sign(make.make_module(programme, "m2"))
    programme.refresh_from_db()
    programme.save_revision()
    make.sign(programme)
    enrolment.refresh_from_db()
    asked = [need.module.slug for need in enrolment.requirements() if need.module]
    assert (enrolment.edition.number, asked) == (1, ["m1"])
    assert [gap.need.kind for gap in enrolment.missing()] == ["module", "assessors"]


def test_enrol_refuses_a_programme_that_is_not_published(lindiwe):
    draft = make.make_programme("p2")
    with pytest.raises(EnrolmentRefused) as refusal:
        enrol(lindiwe, draft)
    assert (refusal.value.reason, str(refusal.value)) == (
        Reason.NOT_PUBLISHED,
        "This programme is not published yet.",
    )


def test_enrol_refuses_a_programme_that_was_taken_back(programme, lindiwe):
    programme.unpublish()
    with pytest.raises(EnrolmentRefused) as refusal:
        enrol(lindiwe, programme)
    assert (refusal.value.reason, Enrolment.objects.count()) == (Reason.NOT_PUBLISHED, 0)


@pytest.mark.parametrize("model", [ModulePage, LessonPage])
def test_enrol_refuses_while_a_live_part_is_unsigned(programme, lindiwe, model):
    page = model.objects.get()
    page.save_revision().publish(skip_permission_checks=True)
    with pytest.raises(EnrolmentRefused) as refusal:
        enrol(lindiwe, programme)
    assert (refusal.value.reason, Enrolment.objects.count()) == (Reason.UNSIGNED, 0)
    page.refresh_from_db()
    make.sign(page)
    assert enrol(lindiwe, programme).state == EnrolmentState.ACTIVE


def test_enrol_is_not_hindered_by_a_draft_in_writing(programme, lindiwe):
    lesson = LessonPage.objects.get()
    lesson.title = "A next draft"
    lesson.save_revision()
    assert enrol(lindiwe, programme).state == EnrolmentState.ACTIVE


def test_enrol_twice_returns_the_first(programme, lindiwe):
    first = enrol(lindiwe, programme)
    again = enrol(lindiwe, programme, at=LATER)
    assert (again, again.enrolled_at, Enrolment.objects.count()) == (first, make.NOW, 1)
    assert make.logged(first) == ["trainees.enrol"]


def test_enrol_rolled_back_leaves_nothing(programme, lindiwe):
    with make.rolled_back():
        enrol(lindiwe, programme)
    assert Enrolment.objects.count() == 0
    assert ModelLogEntry.objects.filter(action="trainees.enrol").count() == 0


def test_one_active_enrolment_is_kept_by_the_database(lindiwe):
    first = make.make_enrolment(lindiwe)
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.create(
            trainee=lindiwe,
            programme=first.programme,
            edition=first.edition,
            enrolled_at=LATER,
        )
    assert Enrolment.objects.count() == 1


@pytest.mark.parametrize(
    ("state", "completed_at"), [("completed", None), ("active", LATER), ("withdrawn", LATER)]
)
def test_completed_has_its_moment_in_the_database(lindiwe, state, completed_at):
    make.make_enrolment(lindiwe)
    with pytest.raises(IntegrityError, match="completed_has_moment"), transaction.atomic():
        Enrolment.objects.update(state=state, completed_at=completed_at)
    assert Enrolment.objects.active().count() == 1


def test_study_is_noted_once(lindiwe):
    enrolment, lesson = make.make_enrolment(lindiwe), LessonPage.objects.get()
    first = enrolment.study(lesson, at=make.NOW)
    again = enrolment.study(lesson, at=LATER)
    assert (again, again.studied_at, first.lesson) == (first, make.NOW, lesson)
    assert first.lesson_key == lesson.translation_key
    assert LessonProgress.objects.count() == 1
    assert str(first) == f"{lindiwe.number} in p1 studied {lesson.pk}"


def test_study_is_refused_after_withdrawal_and_allowed_after_completion(lindiwe, bahati):
    enrolment, lesson = make.make_enrolment(lindiwe), LessonPage.objects.get()
    enrolment.withdraw(by=bahati, at=LATER, reason="Moved away.")
    with pytest.raises(EnrolmentRefused) as refusal:
        enrolment.study(lesson, at=LATER)
    assert (refusal.value.reason, LessonProgress.objects.count()) == (Reason.NOT_ACTIVE, 0)
    enrolment.state = EnrolmentState.COMPLETED
    assert enrolment.study(lesson, at=LATER).lesson == lesson


def test_study_rolled_back_leaves_nothing(lindiwe):
    enrolment = make.make_enrolment(lindiwe)
    with make.rolled_back():
        enrolment.study(LessonPage.objects.get(), at=make.NOW)
    assert LessonProgress.objects.count() == 0


def test_withdraw_and_reinstate_keep_what_she_did(lindiwe, bahati):
    enrolment = make.make_enrolment(lindiwe)
    enrolment.study(LessonPage.objects.get(), at=make.NOW)
    enrolment.withdraw(by=bahati, at=LATER, reason="Moved away.")
    assert (enrolment.state, enrolment.lesson_progress.count()) == (EnrolmentState.WITHDRAWN, 1)
    enrolment.reinstate(by=bahati, at=LATER, reason="Came back.")
    assert (enrolment.state, enrolment.lesson_progress.count()) == (EnrolmentState.ACTIVE, 1)
    entries = ModelLogEntry.objects.for_instance(enrolment).order_by("pk")
    assert [(entry.action, entry.data.get("reason")) for entry in entries] == [
        ("trainees.enrol", None),
        ("trainees.withdraw", "Moved away."),
        ("trainees.reinstate", "Came back."),
    ]


@pytest.mark.parametrize(
    ("verbs", "log"),
    [
        (["withdraw", "withdraw"], ["trainees.withdraw"]),
        (["withdraw", "reinstate", "reinstate"], ["trainees.withdraw", "trainees.reinstate"]),
        (["reinstate"], []),
    ],
)
def test_withdraw_and_reinstate_twice_are_quiet(lindiwe, bahati, verbs, log):
    enrolment = make.make_enrolment(lindiwe)
    for verb in verbs:
        getattr(enrolment, verb)(by=bahati, at=LATER, reason="R.")
    assert make.logged(enrolment) == ["trainees.enrol", *log]


@pytest.mark.parametrize("verb", ["withdraw", "reinstate"])
def test_a_completed_enrolment_is_neither_withdrawn_nor_reinstated(lindiwe, bahati, verb):
    enrolment = make.make_enrolment(lindiwe)
    Enrolment.objects.update(state=EnrolmentState.COMPLETED, completed_at=make.NOW)
    with pytest.raises(EnrolmentRefused) as refusal:
        getattr(enrolment, verb)(by=bahati, at=LATER, reason="R.")
    enrolment.refresh_from_db()
    assert refusal.value.reason == Reason.NOT_ACTIVE
    assert (enrolment.state, make.logged(enrolment)) == ("completed", ["trainees.enrol"])


def test_reinstate_is_refused_when_she_was_enrolled_again(programme, lindiwe, bahati):
    old = make.make_enrolment(lindiwe)
    old.withdraw(by=bahati, at=LATER, reason="Moved away.")
    new = make.make_enrolment(lindiwe)
    with pytest.raises(EnrolmentRefused) as refusal:
        old.reinstate(by=bahati, at=LATER, reason="Came back.")
    assert refusal.value.reason == Reason.ENROLLED_AGAIN
    assert list(Enrolment.objects.active()) == [new]


@pytest.mark.parametrize("verb", ["withdraw", "reinstate"])
def test_withdraw_and_reinstate_rolled_back_change_nothing(lindiwe, bahati, verb):
    enrolment = make.make_enrolment(lindiwe)
    if verb == "reinstate":
        enrolment.withdraw(by=bahati, at=LATER, reason="Moved away.")
    before = (Enrolment.objects.get().state, make.logged(enrolment))
    with make.rolled_back():
        getattr(enrolment, verb)(by=bahati, at=LATER, reason="R.")
    assert (Enrolment.objects.get().state, make.logged(enrolment)) == before


def test_adjectives_choose_their_rows(lindiwe, bahati):
    rows = {}
    for state in ("withdrawn", "completed", "active"):
        rows[state] = make.make_enrolment(lindiwe)
        if state != "active":
            moment = make.NOW if state == "completed" else None
            Enrolment.objects.active().update(state=state, completed_at=moment)
    other = make.make_enrolment(make.make_trainee(lindiwe.cohort, "Dede"))
    assert list(Enrolment.objects.for_trainee(lindiwe).active()) == [rows["active"]]
    assert list(Enrolment.objects.completed()) == [rows["completed"]]
    open_rows = Enrolment.objects.open_to(lindiwe.user).order_by("pk")
    assert list(open_rows) == [rows["completed"], rows["active"]]
    assert list(Enrolment.objects.open_to(other.trainee.user)) == [other]
