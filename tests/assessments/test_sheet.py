"""Observations on paper: making a sheet, typing it in once, and the day it was used."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from assessments.models import Observation, ObservationRefused, ObservationSheet
from assessments.models import observation as rules
from assessments.models import sheet as sheets
from assessments.sheet_codes import is_valid
from tests import make
from tests.assessments.course import actions_of, another_trainee, ask, broken

pytestmark = pytest.mark.django_db
Reason = ObservationRefused.Reason
DAY = dt.timedelta(days=1)
LATER = make.NOW + 3 * DAY
TODAY, PRINTED = LATER.date(), make.NOW.date()


@pytest.fixture
def sheet(course):
    return make_sheet(course)


@pytest.fixture
def tendai(course):
    return make.make_trainer("tendai", cohort=course.cohort)


def make_sheet(course, by=None, at=make.NOW, **values):
    values = {"enrolment": course.enrolment, "checklist": course.checklist, **values}
    return ObservationSheet.make(**values, by=by or course.bahati, at=at)


def type_in(sheet, by, at=LATER):
    return Observation.objects.begin_from_sheet(sheet=sheet, by=by, at=at)


def finish(observation, day, *missed):
    steps = observation.edition.content["steps"]
    done = [step["uid"] for step in steps if step["text"] not in missed]
    noted = {"ticked": done, "remark": "", "seen_on": day}
    observation.finish(**noted, by=observation.assessor, at=LATER)
    return observation


def reason_of(call, *args, **kwargs):
    with pytest.raises(ObservationRefused) as caught:
        call(*args, **kwargs)
    return caught.value.reason


# Making a sheet ------------------------------------------------------------------------------------


def test_sheet_pins_the_newest_edition_and_is_logged(course, sheet):
    assert (sheet.enrolment, sheet.checklist) == (course.enrolment, course.checklist)
    assert (sheet.printed_by, sheet.printed_at) == (course.bahati, make.NOW)
    assert (sheet.edition, is_valid(sheet.code)) == (course.checklist.editions.first(), True)
    assert actions_of(sheet) == ["assessments.print"]
    assert str(sheet) == f"{course.lindiwe.number} m1 sheet {sheet.code[:4]}-{sheet.code[4:]}"


def test_each_making_is_another_sheet(course, sheet):
    assert make_sheet(course).code != sheet.code
    assert ObservationSheet.objects.count() == 2


def test_code_that_is_taken_is_drawn_again(course, sheet, monkeypatch):
    codes = [sheet.code, sheet.code, "4KTW9QXP"]
    monkeypatch.setattr(sheets.sheet_codes, "make", lambda random: codes.pop(0))

    assert make_sheet(course).code == "4KTW9QXP"


def test_code_is_unique_in_the_database_too(course, sheet, monkeypatch):
    monkeypatch.setattr(ObservationSheet, "_free_code", lambda random: sheet.code)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_sheet(course)


def test_sheet_is_refused_as_an_observation_is(course):
    elsewhere = make.make_signed_programme(code="p2", modules=("m9",))
    foreign = elsewhere.get_children().first().specific.checklists.get()
    herself = reason_of(make_sheet, course, by=course.user)
    not_hers = reason_of(make_sheet, course, checklist=foreign)
    course.checklist.unpublish()
    not_live = reason_of(make_sheet, course)
    course.enrolment.withdraw(by=course.bahati, at=make.NOW, reason="moved")
    not_active = reason_of(make_sheet, course)

    assert [herself, not_hers, not_live, not_active] == [
        Reason.HERSELF,
        Reason.NOT_OPEN,
        Reason.NOT_OPEN,
        Reason.NOT_ACTIVE,
    ]
    assert ObservationSheet.objects.count() == 0


def test_sheet_leaves_nothing_when_a_later_step_fails(course, monkeypatch):
    monkeypatch.setattr(sheets, "log", broken)

    with pytest.raises(RuntimeError):
        make_sheet(course)

    assert ObservationSheet.objects.count() == 0


def test_sheets_are_visible_to_her_trainers_alone(course, sheet, tendai):
    make.StaffScope.objects.create(user=course.user, role="trainer", cohort=course.cohort)
    other = make_sheet(course, enrolment=another_trainee(course))
    chris = make.make_hr(country="XD")

    found = [
        set(ObservationSheet.objects.visible_to(user)) for user in (tendai, course.user, chris)
    ]

    assert found == [{sheet, other}, {other}, set()]


# Typing it in --------------------------------------------------------------------------------------


def test_typing_in_is_on_the_sheets_edition_though_a_newer_one_exists(course, sheet, tendai):
    ask(course.checklist, pass_at=3)

    seen = type_in(sheet, tendai)

    assert (seen.edition, seen.edition.number) == (sheet.edition, 1)
    assert (seen.sheet, seen.assessor, seen.state) == (sheet, tendai, "draft")
    assert (seen.begun_at, seen.seen_on) == (LATER, None)
    assert actions_of(seen) == ["assessments.begin"]


def test_typing_in_works_when_the_checklist_is_no_longer_open(course, sheet):
    course.checklist.unpublish()

    assert type_in(sheet, course.bahati).sheet == sheet


def test_same_code_again_returns_the_draft_and_later_the_final(course, sheet):
    first = type_in(sheet, course.bahati)
    again = type_in(sheet, course.bahati, LATER + DAY)
    finish(first, TODAY)

    assert (again, type_in(sheet, course.bahati)) == (first, first)
    assert Observation.objects.count() == 1


def test_final_comes_back_after_the_enrolment_ended(course, sheet):
    seen = finish(type_in(sheet, course.bahati), TODAY)
    course.enrolment.withdraw(by=course.bahati, at=LATER, reason="moved")

    assert type_in(sheet, course.bahati) == seen


def test_sheet_of_another_trainer_is_refused_until_hers_is_void(course, sheet, tendai):
    mistaken = type_in(sheet, tendai)
    refused = reason_of(type_in, sheet, course.bahati)

    mistaken.void(by=tendai, at=LATER, reason="I did not watch it")

    assert refused == Reason.SHEET_TAKEN
    assert type_in(sheet, course.bahati) != mistaken


def test_two_that_count_on_one_sheet_are_refused_by_the_database_too(course, sheet, tendai):
    type_in(sheet, course.bahati)
    values = {"enrolment": course.enrolment, "checklist": course.checklist, "begun_at": LATER}

    with pytest.raises(IntegrityError), transaction.atomic():
        Observation.objects.create(**values, edition=sheet.edition, assessor=tendai, sheet=sheet)


def test_paper_and_phone_do_not_get_in_each_others_way(course, sheet):
    """One draft per trainer and checklist, and beside it one for each sheet."""
    begin = {"enrolment": course.enrolment, "checklist": course.checklist, "by": course.bahati}
    live = Observation.objects.begin(**begin, at=make.NOW)
    on_paper = [type_in(each, course.bahati) for each in (sheet, make_sheet(course))]

    assert Observation.objects.begin(**begin, at=LATER) == live
    assert len({live, *on_paper}) == 3


def test_nobody_types_in_her_own_sheet(course, sheet):
    assert reason_of(type_in, sheet, course.user) == Reason.HERSELF


def test_typing_in_is_refused_when_the_enrolment_is_not_active(course, sheet):
    course.enrolment.withdraw(by=course.bahati, at=make.NOW, reason="moved")

    assert reason_of(type_in, sheet, course.bahati) == Reason.NOT_ACTIVE
    assert Observation.objects.count() == 0


def test_typing_in_leaves_nothing_when_a_later_step_fails(course, sheet, monkeypatch):
    monkeypatch.setattr(rules, "log", broken)

    with pytest.raises(RuntimeError):
        type_in(sheet, course.bahati)

    assert Observation.objects.count() == 0


# The day -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [PRINTED, PRINTED + DAY, TODAY])
def test_day_from_printing_to_today_is_kept(course, sheet, day):
    seen = finish(type_in(sheet, course.bahati), day)

    assert (seen.state, seen.seen_on, seen.finished_at) == ("final", day, LATER)


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (None, Reason.NO_DAY),
        (TODAY + DAY, Reason.DAY_TO_COME),
        (PRINTED - DAY, Reason.BEFORE_PRINT),
    ],
)
def test_day_that_cannot_be_right_is_refused(course, sheet, day, reason):
    seen = type_in(sheet, course.bahati)

    assert reason_of(finish, seen, day) == reason
    assert Observation.objects.get().state == "draft"


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (dt.datetime(2099, 3, 4, 21, 59, tzinfo=dt.UTC), dt.date(2099, 3, 4)),
        (dt.datetime(2099, 3, 4, 22, 1, tzinfo=dt.UTC), dt.date(2099, 3, 5)),
    ],
)
def test_day_is_that_of_the_programmes_own_clock(course, at, day):
    """Midnight in Johannesburg is 22:00 UTC."""
    late = make_sheet(course, at=at)

    assert late.refuse_unless_used_on(day, at=at) is None
    assert reason_of(late.refuse_unless_used_on, day + DAY, at=at) == Reason.DAY_TO_COME
    assert reason_of(late.refuse_unless_used_on, day - DAY, at=at) == Reason.BEFORE_PRINT


def test_database_refuses_a_final_sheet_without_a_day(course, sheet):
    seen = finish(type_in(sheet, course.bahati), TODAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        Observation.objects.filter(pk=seen.pk).update(seen_on=None)
