"""One's own passphrase, and media for who is signed in."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from home import roles
from tests import make
from trainees.models import Enrolment

pytestmark = pytest.mark.django_db

NEW = "yellow goat under bridge"


@pytest.fixture
def newcomer():
    """Lindiwe, with the passphrase that she was given."""
    cohort = make.make_cohort(make.make_signed_programme())
    trainee = make.make_trainee(cohort)
    make.make_enrolment(trainee)
    trainee.user.first_passphrase = True
    trainee.user.save()
    return trainee.user


def choose(client, new: str = NEW, again: str | None = None):
    return client.post("/passphrase/", {"new": new, "again": new if again is None else again})


def phone(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_choosing_a_passphrase_opens_the_doors(newcomer):
    client = phone(newcomer)
    assert client.get("/learn/")["Location"] == "/passphrase/"
    assert client.get("/passphrase/").status_code == 200
    reply = choose(client)
    newcomer.refresh_from_db()
    assert (reply.status_code, reply["Location"]) == (302, "/")
    assert (newcomer.check_password(NEW), newcomer.first_passphrase) == (True, False)
    assert client.get("/learn/").status_code == 200


def test_choosing_keeps_this_session_and_ends_the_others(newcomer):
    hers, lost = phone(newcomer), phone(newcomer)
    choose(hers)
    assert [client.get("/learn/").status_code for client in (hers, lost)] == [200, 302]
    assert lost.get("/learn/")["Location"] == "/sign-in/?next=/learn/"


def test_without_a_change_every_session_goes_on(newcomer):
    newcomer.first_passphrase = False
    newcomer.save()
    hers, other = phone(newcomer), phone(newcomer)
    assert [client.get("/learn/").status_code for client in (hers, other)] == [200, 200]


@pytest.mark.parametrize(
    ("new", "again", "field"),
    [(make.PASSPHRASE, None, "new"), ("short", None, "new"), (NEW, NEW + "s", "again")],
)
def test_choosing_badly_changes_nothing(newcomer, new, again, field):
    reply = choose(phone(newcomer), new, again)
    newcomer.refresh_from_db()
    assert (reply.status_code, list(reply.context["form"].errors)) == (400, [field])
    assert (newcomer.check_password(make.PASSPHRASE), newcomer.first_passphrase) == (True, True)


def test_what_was_typed_does_not_come_back_in_the_page(newcomer):
    html = choose(phone(newcomer), NEW, NEW + "s").content.decode()
    assert html.count(NEW) == 0


def test_passphrase_is_for_who_is_signed_in(client):
    for reply in (client.get("/passphrase/"), choose(client)):
        assert (reply.status_code, reply["Location"]) == (302, "/sign-in/?next=/passphrase/")


@pytest.fixture
def picture():
    return default_storage.save("files/abc.webp", ContentFile(b"picture"))


def body(reply) -> bytes:
    return b"".join(reply.streaming_content)


def test_media_are_served_to_an_enrolled_trainee_without_rights(newcomer, picture):
    reply = phone(newcomer).get(f"/media/{picture}")
    assert (reply.status_code, reply["Content-Type"]) == (200, "image/webp")
    assert reply["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert (reply["Cache-Control"], body(reply)) == ("no-store, private", b"picture")


def test_media_are_served_to_who_may_write_and_to_nobody_else(newcomer, picture):
    author, trainer = make.make_author(), make.User.objects.get(username="bahati")
    reply = phone(author).get(f"/media/{picture}")
    assert body(reply) == b"picture"
    assert phone(trainer).get(f"/media/{picture}").status_code == 404
    assert phone(make.make_user("dede")).get(f"/media/{picture}").status_code == 404


def test_media_close_with_the_enrolment(newcomer, picture):
    Enrolment.objects.get().withdraw(by=newcomer, at=make.NOW, reason="R.")
    assert phone(newcomer).get(f"/media/{picture}").status_code == 404


def test_media_send_a_stranger_to_sign_in(client, picture):
    reply = client.get(f"/media/{picture}")
    assert (reply.status_code, reply["Location"].split("?")[0]) == (302, "/sign-in/")


@pytest.mark.parametrize(
    "name", ["files", "files/", "files/none.webp", "files/a%00.webp", "a" * 400]
)
def test_media_that_are_no_file_are_not_found(newcomer, picture, name):
    assert phone(newcomer).get(f"/media/{name}").status_code == 404


@pytest.mark.parametrize("name", ["../secret.key", "..%2fsecret.key", "files/../../secret.key"])
def test_media_never_leave_their_folder(newcomer, picture, name, caplog):
    secret = Path(default_storage.location).parent / "secret.key"
    secret.write_text("a secret of this machine")
    assert phone(newcomer).get(f"/media/{name}").status_code == 400
    assert [record.name for record in caplog.records] == ["django.security.SuspiciousFileOperation"]
    assert body(phone(newcomer).get(f"/media/{picture}")) == b"picture"


def test_media_are_only_read(newcomer, picture):
    client = phone(make.make_user("admin", roles.AUTHOR))
    assert client.post(f"/media/{picture}").status_code == 405
    assert default_storage.exists(picture)
