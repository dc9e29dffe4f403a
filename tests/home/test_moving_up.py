"""A newer edition is offered with what it asks otherwise, taken by a person, and logged."""

import pytest
from django.urls import reverse

from assessments.models import standing_of
from curriculum.models import ModulePage, ProgrammeEdition
from tests import make
from tests.assessments.admin.editor import texts
from tests.assessments.pages import signed_in
from trainees.models import EnrolmentRefused, EnrolmentState

pytestmark = pytest.mark.django_db
Reason = EnrolmentRefused.Reason


@pytest.fixture
def programme():
    return make.make_signed_programme()


@pytest.fixture
def enrolment(programme):
    return make.make_enrolment(make.make_trainee(make.make_cohort(programme)))


@pytest.fixture
def newer(enrolment, programme) -> ProgrammeEdition:
    """A second edition, with one observation more."""
    return sign_with(programme, observations=2)


@pytest.fixture
def bahati(enrolment):
    return make.User.objects.get(username="bahati")


def sign_with(programme, **values) -> ProgrammeEdition:
    for name, value in values.items():
        setattr(programme, name, value)
    programme.save_revision()
    make.sign(programme, change="meaning")
    return programme.editions.first()


def later():
    """After everything that was published."""
    return make.NOW.replace(year=2100)


def refused(enrolment, **how) -> str:
    with pytest.raises(EnrolmentRefused) as refusal:
        enrolment.move_up(**how)
    return refusal.value.reason


def page_of(enrolment) -> str:
    return reverse("home:person", args=[enrolment.trainee.number])


def place_of(enrolment) -> str:
    return reverse("trainees:move_up", args=[enrolment.trainee.number, enrolment.pk])


def test_an_enrolment_keeps_its_own_until_somebody_moves_her_up(enrolment, newer, bahati):
    assert (enrolment.edition.number, enrolment.newer_edition()) == (1, newer)

    enrolment.move_up(to=newer, by=bahati, at=later())

    assert (enrolment.edition, enrolment.newer_edition()) == (newer, None)
    assert [need.number for need in enrolment.requirements() if need.module] == [2]
    assert (enrolment.bound_at, make.logged(enrolment)[-1]) == (later(), "trainees.move_up")


def test_twice_is_quiet(enrolment, newer, bahati):
    for _ in range(2):
        enrolment.move_up(to=newer, by=bahati, at=later())

    assert make.logged(enrolment).count("trainees.move_up") == 1


def test_rolled_back_she_keeps_her_own(enrolment, newer, bahati):
    with make.rolled_back():
        enrolment.move_up(to=newer, by=bahati, at=later())
    enrolment.refresh_from_db()

    assert (enrolment.edition.number, enrolment.moved_up_at) == (1, None)


def test_refused_when_what_was_read_is_not_the_newest(enrolment, programme, newer, bahati):
    sign_with(programme, observations=3)

    assert refused(enrolment, to=newer, by=bahati, at=later()) == Reason.NOT_NEWEST


def test_refused_when_she_is_not_active(enrolment, newer, bahati):
    enrolment.withdraw(by=bahati, at=make.NOW, reason="She moved away.")

    assert enrolment.newer_edition() is None
    assert refused(enrolment, to=newer, by=bahati, at=later()) == Reason.NOT_ACTIVE


def test_refused_when_a_part_is_unsigned(enrolment, programme, newer, bahati):
    module = ModulePage.objects.get()
    module.save_revision().publish()

    assert refused(enrolment, to=newer, by=bahati, at=later()) == Reason.UNSIGNED


def test_a_checklist_added_since_binds_her_only_then(enrolment, programme, newer, bahati):
    """An enrolment made before it was signed is not asked for it (``binds_from``)."""
    module = ModulePage.objects.get()
    checklist = make.make_checklist(module, code="m1-b")
    make.sign(checklist)
    checklist.binds_from = make.NOW.replace(year=2099, month=6)  # the signature's clock is today's
    checklist.save(update_fields=["binds_from"])
    before = [str(each) for each in standing_of(enrolment, module).checklists]

    enrolment.move_up(to=newer, by=bahati, at=later())

    after = [str(each) for each in standing_of(enrolment, module).checklists]
    assert (before, after) == (["m1"], ["m1", "m1-b"])


def test_who_has_done_it_all_completes_by_moving_up(enrolment, programme, bahati):
    """What she still lacked is asked no longer: one assessor is enough now."""
    make.complete(enrolment, bahati)
    enrolment.note_assessors(["bahati"], by=bahati, at=make.NOW)
    newer = sign_with(programme, assessors=1)
    assert enrolment.state == EnrolmentState.ACTIVE

    enrolment.move_up(to=newer, by=bahati, at=later())

    assert enrolment.state == EnrolmentState.COMPLETED
    assert enrolment.certificates.get().enrolment.edition == newer


# Where it is offered


def test_trainer_reads_what_is_asked_otherwise_and_moves_her_up(enrolment, newer, bahati):
    desk = signed_in(bahati)

    offered = texts(desk.get(page_of(enrolment)), "//details[@class='notice']//li")
    desk.post(place_of(enrolment), {"edition": newer.pk})

    enrolment.refresh_from_db()
    assert offered == ["Observations needed in each module changed from “1” to “2”."]
    assert enrolment.edition == newer
    assert "newer edition" not in desk.get(page_of(enrolment)).text


def test_what_was_not_read_is_not_taken(enrolment, programme, newer, bahati):
    third = sign_with(programme, observations=3)
    desk = signed_in(bahati)

    reply = desk.post(place_of(enrolment), {"edition": newer.pk}, follow=True)

    enrolment.refresh_from_db()
    assert enrolment.edition.number == 1
    assert Reason.NOT_NEWEST.label in reply.text
    assert third.number == 3


def test_another_trainers_trainee_is_not_found(enrolment, newer):
    zola = make.make_trainer("zola", country="KE")

    assert signed_in(zola).post(place_of(enrolment), {"edition": newer.pk}).status_code == 404
    assert signed_in(enrolment.trainee.user).post(place_of(enrolment)).status_code == 404


def test_nothing_is_offered_to_who_has_the_newest(enrolment, bahati):
    assert "newer edition" not in signed_in(bahati).get(page_of(enrolment)).text
