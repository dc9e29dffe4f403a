"""The demonstration over the shipped curriculum; built once for all tests here, and rolled back."""

import datetime as dt
import io
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Revision

from assessments.models import Attempt, Observation, Question, Quiz
from certificates.due import Choice, Kind, due
from certificates.models import (
    Alarm,
    Certificate,
    CertificateDesign,
    Placement,
    PlacementEvent,
    Reminder,
    RosterCheck,
    Signatory,
    Verification,
)
from curriculum.drafts import drafts_of
from curriculum.models import (
    GuidanceKey,
    LanguageReview,
    LessonPage,
    LocalGuidance,
    ProgrammePage,
    SignOff,
    WordSheet,
)
from home.demonstration import PASSPHRASE, STAFF, UNSIGNED_KEYS, build
from home.demonstration_drafts import begin_drafts
from home.files import read_folder
from home.loading import load
from home.models import ReviewLink, ReviewNote
from trainees.models import (
    Cohort,
    Completion,
    ConductSignature,
    Contact,
    Enrolment,
    LessonProgress,
    Message,
    PracticumEntry,
    StaffScope,
    Trainee,
    User,
)

STARTER = Path(__file__).resolve().parents[2] / "curriculum" / "starter"
NOON = dt.datetime(2099, 3, 2, 12, 0, tzinfo=dt.UTC)
TABLES = (
    *(User, Trainee, StaffScope, Cohort, Enrolment, LessonProgress, Completion, Attempt),
    *(Observation, Certificate, Verification, Placement, PlacementEvent),
    *(
        Alarm,
        CertificateDesign,
        Signatory,
        RosterCheck,
        LocalGuidance,
        SignOff,
        Revision,
        Contact,
        Message,
        Reminder,
        PracticumEntry,
        ConductSignature,
        LanguageReview,
        ReviewLink,
        ReviewNote,
    ),
)


def rows() -> dict[str, set]:
    return {model.__name__: set(model.objects.values_list("pk", flat=True)) for model in TABLES}


@pytest.fixture(scope="module")
def sign_ins(django_db_setup, django_db_blocker):
    """Who can sign in to a demonstration of the starter curriculum."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(read_folder(STARTER))
        yield build(NOON)
        transaction.set_rollback(True)


def test_desk_of_a_demonstration_shows_an_alarm(sign_ins):
    assert [str(alarm.within) for alarm in Alarm.objects.all()] == ["within ten minutes"]


def test_demonstration_has_somebody_in_every_role(sign_ins):
    found = {
        (user.username, *user.groups.values_list("name", flat=True))
        for user in User.objects.filter(trainee__isnull=True, api_token__isnull=True)
    }

    assert found == {(name, role.name) for name, role, _scope in STAFF}
    assert set(Group.objects.filter(user__isnull=False).values_list("name", flat=True)) == {
        role.name for _name, role, _scope in STAFF
    }


def test_sign_ins_work(sign_ins):
    staff = [(name, role.name) for name, role, _scope in STAFF]

    assert [(each.username, each.role) for each in sign_ins[: len(STAFF)]] == staff
    assert [(each.role, each.note) for each in sign_ins[len(STAFF) :]] == [
        ("Trainee", trainee.name)
        for trainee in Trainee.objects.filter(cohort__code="demo-1").order_by("pk")
    ]
    for each in sign_ins:
        user = User.objects.get(username=each.username)
        assert (user.check_password(PASSPHRASE), user.first_passphrase) == (True, False)


def test_trainees_are_at_the_start_under_way_and_certified(sign_ins):
    found = {
        each.trainee.name: (
            each.state,
            each.lesson_progress.count(),
            each.attempts.count(),
            each.observations.count(),
            each.completions.count(),
            each.practicum.count(),
            each.conduct_signatures.count(),
        )
        for each in Enrolment.objects.filter(trainee__cohort__code="demo-1")
    }

    assert found == {
        "Lindiwe Example": ("active", 0, 0, 0, 0, 0, 0),
        "Nomsa Example": ("active", 6, 2, 0, 0, 9, 1),
        "Thandeka Example": ("completed", 61, 21, 14, 11, 15, 1),
    }


def test_demonstration_ends_with_one_certified_trainee(sign_ins):
    (certificate,) = Certificate.objects.filter(enrolment__trainee__cohort__code="demo-1")

    assert certificate.enrolment.trainee.name == "Thandeka Example"
    assert certificate.enrolment.assessors == ["bahati", "tendai"]


def test_certified_trainee_is_placed_and_another_placement_waits_for_four_eyes(sign_ins):
    placed, proposed = Placement.objects.order_by("pk")

    assert (placed.state, placed.site.code, placed.lacks(at=NOON)) == ("placed", "demo-site", [])
    assert (proposed.state, proposed.site.code) == ("proposed", "demo-2")
    assert proposed.asked_override().found == {"lacks": ["no_identity", "no_conduct"]}


def test_hr_finds_something_due_and_a_roster_that_was_checked(sign_ins):
    chris = User.objects.get(username="chris")
    lists = {kind: due(chris, Choice(kind), NOON.date()).count() for kind in Kind}

    assert lists == {Kind.EXPIRING: 1, Kind.EXPIRED: 1, Kind.REFRESHER: 1, Kind.UPDATE: 0}
    assert [check.counts for check in RosterCheck.objects.all()] == [
        {"valid": 2, "expired": 1, "no_match": 1}
    ]


def test_everything_loaded_is_signed_by_ruth(sign_ins):
    unsigned = Revision.objects.filter(sign_off__isnull=True)

    assert set(unsigned.values_list("user__username", flat=True)) == {"amara"}
    assert set(SignOff.objects.values_list("signed_by__username", flat=True)) == {"ruth"}
    assert set(LanguageReview.objects.values_list("signed_by__username", flat=True)) == {"zanele"}
    assert SignOff.objects.complete().count() == SignOff.objects.count()
    for model in (LessonPage, Question, Quiz):
        assert list(model.objects.filter(live=False)) == []


def test_an_author_has_begun_two_drafts_once(sign_ins):
    """One waits for a signature, and one holds what nobody could sign."""
    begin_drafts(ProgrammePage.objects.get(), User.objects.get(username="amara"))
    drafts = drafts_of(User.objects.get(username="amara"))

    assert [row.in_review for row in drafts] == [False, True]
    assert Revision.objects.filter(user__isnull=False).count() == 2
    reasons = [row.as_object().not_ready_to_sign() for row in drafts]
    assert ["Take out “2 ml”" in reason for reason in reasons] == [True, False]
    assert reasons[1] == ""


def test_guidance_is_signed_by_two_for_the_invented_country_alone(sign_ins):
    found = {
        row.key.key: (
            row.country,
            sorted(row.signatures.values_list("signed_by__username", flat=True)),
        )
        for row in LocalGuidance.objects.all()
    }

    keys = set(GuidanceKey.objects.values_list("key", flat=True)) - UNSIGNED_KEYS
    assert found == {key: ("XD", ["joyce", "ruth"]) for key in keys}


def test_a_module_and_its_first_lesson_are_signed_in_kiswahili(sign_ins):
    """When the English changes, the words beside it must: else a demonstration shows no translation."""
    signed = {str(sheet): sheet.editions.count() for sheet in WordSheet.objects.in_language("sw")}

    assert signed == {"Module m2 sw": 1, "Module m2 lesson l1 sw": 1, "Module m2 lesson l2 sw": 0}


def test_demonstration_built_twice_does_no_harm(sign_ins):
    before = rows()

    again = build(NOON + dt.timedelta(days=3))

    assert rows() == before
    assert again == sign_ins


def test_command_tells_the_passphrase_and_who_can_sign_in(sign_ins):
    before = rows()
    told = io.StringIO()

    call_command("seed_demo", stdout=told)

    lines = told.getvalue().splitlines()
    assert lines[0] == f"Passphrase of everybody here: {PASSPHRASE}"
    assert [line.split()[-1] for line in lines[1 : 1 + len(STAFF)]] == [
        name for name, _role, _scope in STAFF
    ]
    assert rows() == before


def test_new_draft_of_a_file_is_signed_by_the_next_seeding(sign_ins):
    lesson = LessonPage.objects.first()
    lesson.title = "A new title"
    with transaction.atomic():
        revision = lesson.save_revision()
        build(NOON)
        signed = SignOff.objects.filter(revision=revision).count()
        transaction.set_rollback(True)

    assert signed == 1


def test_draft_of_a_person_is_not_signed_by_the_next_seeding(sign_ins):
    lesson = LessonPage.objects.first()
    lesson.title = "Amara's title"
    with transaction.atomic():
        revision = lesson.save_revision(user=User.objects.get(username="amara"))
        build(NOON)
        signed = SignOff.objects.filter(revision=revision).count()
        transaction.set_rollback(True)

    assert signed == 0


def test_one_of_an_earlier_year_waits_for_a_message(sign_ins):
    """Her last day is near and her refresher late; of the other, everything is past."""
    (message,) = Message.objects.open()

    assert (message.kind, message.wording, message.last_event.kind) == (
        "expiring", "covert", "waits",
    )  # fmt: skip
    assert sorted(Reminder.objects.values_list("kind", "step")) == [
        ("expiring", 30), ("refresher", 0),
    ]  # fmt: skip
