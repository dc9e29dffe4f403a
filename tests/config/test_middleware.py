"""What every reply carries, and what a busy database costs nobody."""

import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory

from assessments.models import Quiz, Response
from config.middleware import busy_is_not_lost
from curriculum.models import ModulePage
from tests import make
from tests.conftest import template_database

STRICT = {
    "default-src 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
}
FOR_EDITORS = {
    "default-src 'self'",
    "base-uri 'self'",
    "object-src 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
    "img-src 'self' data: blob:",
    "script-src 'self' 'unsafe-inline'",
    "style-src 'self' 'unsafe-inline'",
}
BUSY = "config.middleware.busy_is_not_lost"


def policy(reply) -> set[str]:
    return {part.strip() for part in reply["Content-Security-Policy"].split(";")}


def author() -> Client:
    client = Client()
    client.force_login(make.make_author())
    return client


def without(settings, name: str) -> None:
    """Take one middleware away."""
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if each != name]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/", "/sign-in/", "/healthz", "/learn/", "/verify/", "/cms/", "/x"]
)
def test_no_reply_is_kept_or_indexed(path):
    for client in (Client(), author()):
        reply = client.get(path)

        assert reply["Cache-Control"] == "no-store, private"
        assert reply["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.django_db
def test_signed_in_page_of_a_trainee_is_not_kept():
    trainee = make.make_trainee(make.make_cohort(make.make_signed_programme()))
    make.make_enrolment(trainee)
    client = Client()
    client.force_login(trainee.user)

    found = {path: client.get(path)["Cache-Control"] for path in ("/learn/", "/learn/p1/m1/l1/")}

    assert set(found.values()) == {"no-store, private"}


@pytest.mark.django_db
def test_reply_without_the_middleware_could_be_kept(settings):
    without(settings, "config.middleware.private_replies")

    reply = Client().get("/healthz")

    assert ("Cache-Control" in reply, "X-Robots-Tag" in reply) == (False, False)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/sign-in/", "/learn/", "/verify/", "/cmsx/", "/x"])
def test_policy_is_strict_outside_the_editors_room(path):
    assert policy(author().get(path)) == STRICT


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/cms/", "/cms/pages/", "/cms/users/"])
def test_policy_is_looser_in_the_editors_room(path):
    assert policy(author().get(path)) == FOR_EDITORS


@pytest.mark.django_db
def test_policy_without_the_middleware_would_be_strict_in_the_editors_room(settings):
    without(settings, "config.middleware.looser_for_editors")

    assert policy(author().get("/cms/")) == STRICT


@pytest.mark.django_db
def test_frames_are_for_previews_in_the_editors_room_alone():
    client = author()

    assert {path: client.get(path)["X-Frame-Options"] for path in ("/", "/learn/", "/cms/")} == {
        "/": "DENY",
        "/learn/": "DENY",
        "/cms/": "SAMEORIGIN",
    }


NO_DEVICE = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(),"
    " microphone=(), midi=(), payment=(), usb=()"
)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        *("/", "/sign-in/", "/healthz", "/learn/", "/verify/", "/verify/trust.json", "/V", "/hr/"),
        *("/api/v1/keys", "/api/v1/changes", "/cms/", "/static/css/site.css", "/x"),
    ],
)
def test_no_page_reaches_a_device(path):
    for client in (Client(), author()):
        assert client.get(path)["Permissions-Policy"] == NO_DEVICE


@pytest.mark.django_db
def test_camera_is_for_the_page_that_reads_codes():
    told = Client().get("/verify/offline/")["Permissions-Policy"]

    others = NO_DEVICE.replace(" camera=(),", "")
    assert told == f"camera=(self), {others}"


@pytest.mark.django_db
def test_without_the_middleware_any_page_could_ask(settings):
    without(settings, "config.middleware.no_devices")

    assert "Permissions-Policy" not in Client().get("/verify/")


def reply_to(error: Exception):
    middleware = busy_is_not_lost(lambda request: None)
    return middleware.process_exception(RequestFactory().get("/learn/"), error)


def test_busy_database_is_told_to_try_again():
    reply = reply_to(OperationalError("database is locked"))

    assert (reply.status_code, reply["Retry-After"]) == (503, "10")
    assert "What you saved is kept." in reply.content.decode()


def test_page_that_says_try_again_asks_the_database_for_nothing():
    """No ``django_db`` mark: a query would fail here."""
    assert b"<h1>" in reply_to(OperationalError("disk I/O error")).content


@pytest.mark.parametrize("error", [ValueError("x"), KeyError("x"), RuntimeError("x")])
def test_other_errors_stay_errors(error):
    assert reply_to(error) is None


@pytest.fixture
def database(tmp_path, django_db_setup, django_db_blocker):
    """A database of our own, in which everything is really committed; gives its path."""
    copy, shared = tmp_path / "own.sqlite3", connection.settings_dict["NAME"]
    shutil.copy(template_database("empty"), copy)
    connection.close()
    connection.settings_dict["NAME"] = str(copy)
    with django_db_blocker.unblock():
        yield copy
        connection.close()
    connection.settings_dict["NAME"] = shared


@contextmanager
def somebody_writing(database) -> Iterator[None]:
    """Another process holds the one write lock; ours does not wait long for it."""
    other = sqlite3.connect(database, isolation_level=None)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=50")
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def sitting() -> tuple[Client, str, dict]:
    """A trainee's browser, the address of her attempt, and her answers as the form sends them."""
    trainee = make.make_trainee(make.make_cohort(make.make_signed_programme()))
    enrolment = make.make_enrolment(trainee)
    make.study_all(enrolment, ModulePage.objects.get())
    attempt = make.start(enrolment, Quiz.objects.get())
    form = {"post": str(uuid.uuid4()), "do": "save"}
    for question, answer in make.right_answers(attempt).items():
        form |= {f"q{question}-shown": "1", f"q{question}": answer["chosen"]}
    client = Client()
    client.force_login(trainee.user)
    return client, f"/learn/attempts/{attempt.uuid}/", form


@pytest.mark.sqlite_only
def test_answers_posted_to_a_busy_database_are_told_to_come_again_and_arrive_once(database):
    client, address, form = sitting()

    with somebody_writing(database):
        refused = client.post(address, form)
        kept = Response.objects.count()
    accepted = client.post(address, form)
    replayed = client.post(address, form)

    assert (refused.status_code, refused["Retry-After"], kept) == (503, "10", 0)
    assert [reply.status_code for reply in (accepted, replayed)] == [302, 302]
    assert Response.objects.count() == 2


@pytest.mark.sqlite_only
def test_answers_posted_to_a_busy_database_without_the_middleware_meet_an_error(database, settings):
    without(settings, BUSY)
    client, address, form = sitting()
    client.raise_request_exception = False

    with somebody_writing(database):
        reply = client.post(address, form)

    assert (reply.status_code, "Retry-After" in reply) == (500, False)
