"""Signing in: by number or name, locked after ten wrong tries per account and never per address."""

import pytest
from axes.models import AccessAttempt
from django.forms.models import model_to_dict

from tests import make
from trainees.models import Trainee
from trainees.sign_in import Adapter

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make.make_cohort(make.make_programme())


@pytest.fixture
def lindiwe(cohort):
    return make.make_trainee(cohort)


def sign_in(client, login: str, passphrase: str = make.PASSPHRASE, **more):
    return client.post("/sign-in/", {"login": login, "password": passphrase, **more})


def fail(client, login: str, times: int) -> list[int]:
    return [sign_in(client, login, "wrong wrong wrong").status_code for _ in range(times)]


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def with_blanks(number: str) -> str:
    return f" {number[:4]} {number[4:]} "


def with_hyphens(number: str) -> str:
    return "-".join(number[place : place + 2] for place in range(0, 8, 2))


@pytest.mark.parametrize("typed", [str, with_blanks, with_hyphens])
def test_number_may_be_typed_with_blanks_and_hyphens(client, lindiwe, typed):
    reply = sign_in(client, typed(lindiwe.number))
    assert (reply.status_code, reply["Location"], is_in(client)) == (302, "/", True)


def test_staff_name_and_passphrase_may_be_typed_loosely(client, lindiwe):
    reply = sign_in(client, " Bahati ", "  river  mango seven lamp ")
    assert (reply.status_code, is_in(client)) == (302, True)


@pytest.mark.parametrize("passphrase", ["River mango seven lamp", "rivermangosevenlamp", "river"])
def test_another_passphrase_is_refused(client, lindiwe, passphrase):
    assert (sign_in(client, lindiwe.number, passphrase).status_code, is_in(client)) == (200, False)


def test_first_passphrase_leads_to_choosing_ones_own(client, lindiwe):
    bahati = make.User.objects.get(username="bahati")
    trainee, passphrase = Trainee.objects.register(
        cohort=lindiwe.cohort, name="Dede", by=bahati, at=make.NOW
    )
    reply = client.post("/sign-in/", {"login": trainee.number, "password": passphrase}, follow=True)
    assert reply.redirect_chain == [("/", 302), ("/passphrase/", 302)]


def test_unknown_number_and_wrong_passphrase_say_the_same(client, lindiwe):
    said = [
        sign_in(client, number, "wrong wrong wrong").context["form"].errors
        for number in (lindiwe.number, "00000000")
    ]
    assert said[0] == said[1]
    assert list(said[0]) == ["__all__"]


def test_ten_wrong_tries_lock_the_account(client, lindiwe):
    assert fail(client, lindiwe.number, 10) == [200] * 9 + [429]
    reply = sign_in(client, lindiwe.number)
    assert (reply.status_code, is_in(client)) == (429, False)


def test_nine_wrong_tries_do_not_lock_it_and_success_forgets_them(client, lindiwe):
    fail(client, lindiwe.number, 9)
    assert (sign_in(client, lindiwe.number).status_code, is_in(client)) == (302, True)
    client.logout()
    assert fail(client, lindiwe.number, 9) == [200] * 9


def test_lock_counts_an_account_however_it_is_typed(client, lindiwe):
    for typed in (str, with_blanks, with_hyphens):
        fail(client, typed(lindiwe.number), 3)
    assert fail(client, with_blanks(lindiwe.number), 1) == [429]
    assert sign_in(client, lindiwe.number).status_code == 429


def test_without_the_lock_the_eleventh_try_would_enter(client, lindiwe, settings):
    settings.AXES_ENABLED = False
    assert fail(client, lindiwe.number, 10) == [200] * 10
    assert (sign_in(client, lindiwe.number).status_code, is_in(client)) == (302, True)


def test_lock_leaves_another_account_of_the_same_address_alone(client, lindiwe, cohort):
    other = make.make_trainee(cohort, "Thandi")
    fail(client, lindiwe.number, 10)
    assert (sign_in(client, other.number).status_code, is_in(client)) == (302, True)


def test_lock_per_address_would_lock_the_whole_clinic(client, lindiwe, cohort, settings):
    settings.AXES_LOCKOUT_PARAMETERS = ["ip_address"]
    other = make.make_trainee(cohort, "Thandi")
    fail(client, lindiwe.number, 10)
    assert (sign_in(client, other.number).status_code, is_in(client)) == (429, False)


def test_lock_is_not_escaped_by_another_address_or_browser(client, lindiwe):
    fail(client, lindiwe.number, 10)
    elsewhere = {"REMOTE_ADDR": "203.0.113.9", "HTTP_USER_AGENT": "Another"}
    reply = client.post(
        "/sign-in/", {"login": lindiwe.number, "password": make.PASSPHRASE}, **elsewhere
    )
    assert (reply.status_code, is_in(client)) == (429, False)


def test_new_passphrase_opens_a_locked_account(client, lindiwe):
    fail(client, lindiwe.number, 10)
    bahati = make.User.objects.get(username="bahati")
    passphrase = lindiwe.reset_passphrase(by=bahati, at=make.NOW)
    assert (sign_in(client, lindiwe.number, passphrase).status_code, is_in(client)) == (302, True)


def test_wrong_try_keeps_no_passphrase_and_no_address(client, lindiwe):
    client.post(
        "/sign-in/",
        {"login": lindiwe.number, "password": "almost right words"},
        REMOTE_ADDR="203.0.113.9",
    )
    kept = model_to_dict(AccessAttempt.objects.get())
    assert (kept["username"], kept["ip_address"]) == (lindiwe.number, "0.0.0.0")
    assert [word for word in ("almost", "203.0.113.9") if word in str(kept)] == []


def test_who_left_gets_the_same_answer_as_who_mistyped(client, lindiwe, cohort):
    other = make.make_trainee(cohort, "Thandi")
    make.User.objects.filter(pk=lindiwe.user_id).update(is_active=False)
    replies = [sign_in(client, lindiwe.number), sign_in(client, other.number, "wrong wrong wrong")]
    errors = [reply.context["form"].errors for reply in replies]
    assert ([reply.status_code for reply in replies], is_in(client)) == ([200, 200], False)
    assert errors[0] == errors[1]


def test_next_address_is_followed_inside_the_house_alone(client, lindiwe):
    inside = sign_in(client, lindiwe.number, next="/learn/")
    client.logout()
    outside = sign_in(client, lindiwe.number, next="https://evil.example/")
    assert [inside["Location"], outside["Location"]] == ["/learn/", "/"]


def test_nobody_signs_herself_up(client, rf):
    assert Adapter().is_open_for_signup(rf.get("/")) is False
    addresses = ["/sign-up/", "/signup/", "/accounts/signup/", "/password/reset/"]
    assert [client.get(address).status_code for address in addresses] == [404] * 4
