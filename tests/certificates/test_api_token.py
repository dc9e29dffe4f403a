"""Tokens of organisations (``models/api_token.py``, ``api_tokens``)."""

import datetime as dt
import hashlib
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from certificates.models import ApiToken, TokenRefused
from tests import make
from tests.certificates import programs
from trainees.models import StaffScope, User

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def run(*words) -> list[str]:
    """The lines that the command prints."""
    said = StringIO()
    call_command("api_tokens", *words, stdout=said)
    return said.getvalue().splitlines()


def test_only_a_digest_of_256_random_bits_is_kept():
    (token, secret), (_, other) = programs.make_token(), programs.make_token()

    kept = ApiToken.objects.filter(pk=token.pk).values_list()
    assert (len(secret), secret == other) == (4 + 43, False)
    assert token.digest == hashlib.sha256(secret.encode()).hexdigest()
    assert secret[4:] not in str(kept)


def test_token_is_found_by_its_secret_until_it_expires():
    token, secret = programs.make_token(at=make.NOW, expires_at=make.NOW + DAY)
    last = make.NOW + DAY - dt.timedelta(microseconds=1)

    found = [
        ApiToken.objects.bearing(each, at=at)
        for each, at in (
            (secret, make.NOW), (secret, last), (secret, make.NOW + DAY),
            (secret[:-1], make.NOW), (token.digest, make.NOW), ("", make.NOW),
        )
    ]  # fmt: skip
    assert found == [token, token, None, None, None, None]


def test_token_acts_as_a_user_who_is_hr_of_its_countries_and_never_signs_in(client):
    token, secret = programs.make_token(countries=["ZA", "KE"])

    scopes = StaffScope.objects.filter(user=token.user).values_list("role", "country")
    assert (sorted(scopes), token.countries) == ([("hr", "KE"), ("hr", "ZA")], ["KE", "ZA"])
    assert (token.user.has_usable_password(), token.user.groups.count()) == (False, 0)
    for passphrase in ("", secret, "!"):
        client.post("/sign-in/", {"login": token.user.username, "password": passphrase})
        assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"organisation": " "}, "no_organisation"),
        ({"organisation": "x" * 81}, "no_organisation"),
        ({"scopes": []}, "no_scope"),
        ({"scopes": ["verify", "everything"]}, "no_scope"),
        ({"countries": []}, "no_country"),
        ({"countries": ["ZA", "XX"]}, "no_country"),
        ({"expires_at": make.NOW}, "too_long"),
        ({"expires_at": make.NOW + 367 * DAY}, "too_long"),
    ],
)
def test_wrong_token_is_refused(wrong, reason):
    with pytest.raises(TokenRefused) as refusal:
        programs.make_token(at=make.NOW, **wrong)

    assert (refusal.value.reason.value, ApiToken.objects.count()) == (reason, 0)
    assert not User.objects.filter(username__startswith="api-").exists()


def test_token_is_revoked_once_and_for_ever():
    token, secret = programs.make_token(at=make.NOW)
    ada = make.make_user("ada")
    with pytest.raises(TokenRefused, match="Say why"):
        token.revoke(by=ada, at=make.NOW, reason=" ")
    token.revoke(by=ada, at=make.NOW, reason="Lost.")
    token.revoke(by=None, at=make.NOW + DAY, reason="Again.")

    assert (token.revoked_at, token.revoked_because) == (make.NOW, "Lost.")
    assert ApiToken.objects.bearing(secret, at=make.NOW) is None
    assert User.objects.get(pk=token.user_id).is_active is False
    assert make.logged(token) == ["certificates.make_api_token", "certificates.revoke_api_token"]


def test_what_goes_wrong_later_leaves_nothing():
    token, _ = programs.make_token(at=make.NOW)
    with make.rolled_back():
        programs.make_token(at=make.NOW)
    with make.rolled_back():
        token.revoke(by=None, at=make.NOW, reason="Lost.")

    token.refresh_from_db()
    assert (ApiToken.objects.count(), token.revoked_at) == (1, None)


# The command


def test_command_makes_lists_and_revokes():
    asked = ("make", "Ministry", "--scope=verify", "--scope=export", "--country=XD", "--days=30")
    (would,) = run(*asked, "--dry-run")
    assert ApiToken.objects.count() == 0
    first, secret = run(*asked)
    token = ApiToken.objects.get()
    until = timezone.now() + 30 * DAY
    line = f"{token.pk}  Ministry  export, verify  XD  until {until:%Y-%m-%d}  "

    assert would.startswith("Would make a token for Ministry: verify, export in XD, until ")
    assert first.startswith(f"Made Token {token.pk} for Ministry.")
    assert ApiToken.objects.bearing(secret, at=timezone.now()) == token
    assert run("list") == [line + "usable"]
    assert run("revoke", str(token.pk), "--reason=Lost.", "--dry-run") == [
        f"Would revoke Token {token.pk} of Ministry."
    ]
    assert run("list") == [line + "usable"]
    run("revoke", str(token.pk), "--reason=Lost.")
    assert run("list") == [line + "revoked"]


def test_command_says_what_is_wrong():
    with pytest.raises(CommandError, match="Say whose token"):
        run("make", " ", "--scope=verify", "--country=XD", "--dry-run")
    with pytest.raises(CommandError, match="There is no token 4711"):
        run("revoke", "4711", "--reason=x")


def test_list_says_what_has_expired():
    programs.make_token(at=timezone.now() - 2 * DAY, expires_at=timezone.now() - DAY)

    assert [line.split()[-1] for line in run("list")] == ["expired"]
