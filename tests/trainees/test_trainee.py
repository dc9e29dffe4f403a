"""A person as learner: registered once, known by her number."""

import re

import pytest
from axes.models import AccessAttempt
from wagtail.models import ModelLogEntry

from tests import make
from trainees.models import Trainee, TraineeRefused, User
from trainees.models import trainee as trainee_module
from trainees.models.trainee import readable_name

pytestmark = pytest.mark.django_db

Reason = TraineeRefused.Reason


@pytest.fixture
def cohort():
    return make.make_cohort(make.make_programme())


@pytest.fixture
def bahati(cohort):
    return make.make_trainer(cohort=cohort)


def register(cohort, by, name="Lindiwe Dlamini"):
    return Trainee.objects.register(cohort=cohort, name=name, by=by, at=make.NOW)


def test_register_gives_a_number_and_a_first_passphrase(cohort, bahati):
    trainee, passphrase = register(cohort, bahati, "  Lindiwe   Dlamini ")
    trainee.refresh_from_db()
    assert re.fullmatch(r"[1-9][0-9]{7}", trainee.number)
    assert (trainee.name, trainee.cohort, trainee.registered_at) == (
        "Lindiwe Dlamini",
        cohort,
        make.NOW,
    )
    assert (trainee.user.first_passphrase, trainee.user.check_password(passphrase)) == (True, True)
    assert len(passphrase.split()) == 5
    assert trainee.country == "XD"


def test_register_is_logged_under_her_number(cohort, bahati):
    trainee, _ = register(cohort, bahati)
    entry = ModelLogEntry.objects.for_instance(trainee).get()
    assert (entry.action, entry.user, entry.label) == (
        "trainees.register",
        bahati,
        trainee.number,
    )


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", Reason.NO_NAME),
        (" \u00a0\t\n", Reason.NO_NAME),
        ("L" * 81, Reason.NAME_TOO_LONG),
        ("L" * 500, Reason.NAME_TOO_LONG),
        ("Lindiwe\x00", Reason.NAME_UNREADABLE),
        ("Lindiwe \u202eimalD", Reason.NAME_UNREADABLE),
        ("Lin\u200bdiwe", Reason.NAME_UNREADABLE),
        ("Lindiwe \ud800", Reason.NAME_UNREADABLE),
        ("Lindiwe \ue000", Reason.NAME_UNREADABLE),
    ],
)
def test_register_refuses_a_name_that_no_certificate_can_carry(cohort, bahati, name, reason):
    with pytest.raises(TraineeRefused) as refusal:
        register(cohort, bahati, name)
    assert (refusal.value.reason, str(refusal.value)) == (reason, reason.label)
    assert (Trainee.objects.count(), User.objects.count()) == (0, 1)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("L", "L"),
        ("L" * 80, "L" * 80),
        ("Ana\u00a0 Mar\u00eda\tO'Neil-Wanjik\u0169", "Ana Mar\u00eda O'Neil-Wanjik\u0169"),
        ("\u1230\u120b\u121b\u12ca\u1275", "\u1230\u120b\u121b\u12ca\u1275"),
        ("<b>Lindiwe</b>", "<b>Lindiwe</b>"),
    ],
)
def test_readable_name_keeps_the_name(typed, name):
    assert readable_name(typed) == name


def test_register_rolled_back_leaves_nothing(cohort, bahati):
    with make.rolled_back():
        register(cohort, bahati)
    assert (Trainee.objects.count(), User.objects.count()) == (0, 1)
    assert ModelLogEntry.objects.filter(action="trainees.register").count() == 0


def test_register_twice_makes_two_people_with_numbers_of_their_own(cohort, bahati):
    numbers = {register(cohort, bahati)[0].number for _ in range(2)}
    assert len(numbers) == 2


def test_register_draws_again_when_a_number_is_taken(cohort, bahati, monkeypatch):
    first, _ = register(cohort, bahati)
    draws = iter([first.number, first.number, "23456789"])
    monkeypatch.setattr(trainee_module, "new_number", lambda: next(draws))
    second, _ = register(cohort, bahati)
    assert (second.number, Trainee.objects.count()) == ("23456789", 2)


def test_register_gives_up_when_every_number_is_taken(cohort, bahati, monkeypatch):
    first, _ = register(cohort, bahati)
    monkeypatch.setattr(trainee_module, "new_number", lambda: first.number)
    with pytest.raises(RuntimeError, match="No free trainee number"):
        register(cohort, bahati)
    assert Trainee.objects.count() == 1


def test_trainee_is_shown_by_her_number(cohort, bahati):
    trainee, _ = register(cohort, bahati)
    assert str(trainee) == trainee.number


def test_in_cohort_and_with_people(cohort, bahati, django_assert_num_queries):
    other = make.make_cohort(cohort.programme, "c2")
    hers = sorted(register(cohort, bahati)[0].number for _ in range(3))
    register(other, bahati)
    with django_assert_num_queries(1):
        found = [
            (trainee.number, trainee.country)
            for trainee in Trainee.objects.in_cohort(cohort).with_people()
        ]
    assert found == [(number, "XD") for number in hers]


def wrong_try(number: str) -> None:
    AccessAttempt.objects.create(username=number, ip_address="0.0.0.0", failures_since_start=10)


def test_reset_passphrase_gives_a_new_one_and_takes_the_old_one_away(cohort, bahati):
    trainee = make.make_trainee(cohort)
    passphrase = trainee.reset_passphrase(by=bahati, at=make.NOW)
    user = User.objects.get(pk=trainee.user_id)
    checks = [user.check_password(one) for one in (passphrase, make.PASSPHRASE)]
    assert (checks, user.first_passphrase) == ([True, False], True)
    assert make.logged(trainee) == ["trainees.register", "trainees.reset_passphrase"]


def test_reset_passphrase_twice_leaves_the_second_alone(cohort, bahati):
    trainee = make.make_trainee(cohort)
    given = [trainee.reset_passphrase(by=bahati, at=make.NOW) for _ in range(2)]
    user = User.objects.get(pk=trainee.user_id)
    assert [user.check_password(one) for one in given] == [False, True]


def test_reset_passphrase_forgets_her_wrong_tries_and_nobody_elses(cohort, bahati):
    trainee, other = make.make_trainee(cohort), make.make_trainee(cohort, "Dede")
    for person in (trainee, other):
        wrong_try(person.number)
    trainee.reset_passphrase(by=bahati, at=make.NOW)
    assert [attempt.username for attempt in AccessAttempt.objects.all()] == [other.number]


def test_reset_passphrase_ends_her_sessions(cohort, bahati, client):
    trainee = make.make_trainee(cohort)
    client.force_login(trainee.user)
    assert client.get("/learn/").status_code == 200
    Trainee.objects.get(pk=trainee.pk).reset_passphrase(by=bahati, at=make.NOW)
    reply = client.get("/learn/")
    assert (reply.status_code, reply["Location"]) == (302, "/sign-in/?next=/learn/")


def test_reset_passphrase_rolled_back_changes_nothing(cohort, bahati):
    trainee = make.make_trainee(cohort)
    wrong_try(trainee.number)
    with make.rolled_back():
        trainee.reset_passphrase(by=bahati, at=make.NOW)
    user = User.objects.get(pk=trainee.user_id)
    assert (user.check_password(make.PASSPHRASE), user.first_passphrase) == (True, False)
    assert AccessAttempt.objects.count() == 1
    assert make.logged(trainee) == ["trainees.register"]
