"""The public side of keys, and the command that makes, lists and distrusts them."""

import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from certificates import signing
from certificates.models import KeyRefused, SigningKey, SigningKeyEvent
from tests import make

pytestmark = pytest.mark.django_db


def run(*words: str, **options) -> str:
    out = io.StringIO()
    call_command("signing_keys", *words, stdout=out, **options)
    return out.getvalue()


def test_next_keys_retire_those_in_use_and_say_what_to_back_up():
    first = SigningKey.objects.current()

    said = run("make")

    second = SigningKey.objects.current()
    assert (first.pk < second.pk, said.startswith(f"Made {second}. Back up the folder ")) == (
        True,
        True,
    )
    assert [event.kind for event in first.events.all()] == ["retire"]
    assert make.logged(second) == ["certificates.make_key"]
    assert make.logged(first)[-1] == "certificates.retire_key"


@pytest.mark.parametrize("options", [{"if_missing": True}, {"dry_run": True}])
def test_asked_only_to_look_it_makes_nothing(options):
    before = SigningKey.objects.count()

    run("make", **options)

    assert SigningKey.objects.count() == before


def test_list_tells_every_generation_and_the_root_to_compare():
    first = SigningKey.objects.current()
    run("make")
    first.distrust(by=None, at=make.NOW, from_at=make.NOW, reason="Laptop gone.")

    old, new = run("list").splitlines()

    root = signing.fingerprint(signing.root_jwk(first.root))
    assert old.startswith(f"{first}  made ")
    assert f"papers 0  root {root}  " in old
    assert old.endswith("distrust 2099-03-02")
    assert new.endswith("in use")
    assert (len(root.split()), len(root)) == (4, 19)


@pytest.mark.parametrize(
    ("kid", "since", "reason", "said"),
    [
        ("00000000", "2026-11-22T10:00", "Gone.", "There is no key 00000000"),
        ("", "last week", "Gone.", "last week is no moment"),
        ("", "2026-11-22T10:00", "  ", "Say why the key is not to be trusted any more."),
    ],
)
def test_distrusting_is_refused_in_words(kid, since, reason, said):
    kid = kid or SigningKey.objects.current().kid

    with pytest.raises(CommandError, match=said):
        run("distrust", kid, since=since, reason=reason)
    assert SigningKeyEvent.objects.count() == 0


def test_distrusting_twice_keeps_the_first_moment():
    key = SigningKey.objects.current()
    for hour in (1, 2):
        run("distrust", key.kid, since=f"2026-11-22T0{hour}:00", reason="Gone.")

    assert key.distrusted_from == dt.datetime(2026, 11, 22, 1, tzinfo=dt.UTC)


def test_distrusted_key_signs_nothing_more():
    SigningKey.objects.current().distrust(by=None, at=make.NOW, from_at=make.NOW, reason="Gone.")

    with pytest.raises(KeyRefused, match="There is no signing key yet"):
        SigningKey.objects.current()


def test_dry_run_of_distrusting_changes_nothing():
    key = SigningKey.objects.current()

    said = run("distrust", key.kid, since="2026-11-22T01:00", reason="Gone.", dry_run=True)

    assert said == f"Would distrust {key}; 0 certificates were signed since then.\n"
    assert key.distrusted_from is None
