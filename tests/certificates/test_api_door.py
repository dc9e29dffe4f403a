"""Who comes through the API's door, what the others are told, and who must wait (``views/api_door.py``)."""

import datetime as dt
from collections import Counter

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from certificates.models import ApiCall, RosterCheck, Verification, api_call
from curriculum.insert_only import InsertOnlyError
from tests import make
from tests.certificates import papers, programs
from tests.certificates.programs import CHANGES, EXPORT, MANY, UNKNOWN, VERIFY, Program, whole

pytestmark = pytest.mark.django_db
POST = {VERIFY: "verify", MANY: "verify", EXPORT: "export"}
SCOPES = {**POST, CHANGES: "changes"}


def call(address: str, value=None, **headers):
    """A call with these headers."""
    client = Client(headers=headers)
    if address == CHANGES:
        return client.get(address)
    return client.post(address, value or {}, content_type="application/json")


# Tokens


@pytest.mark.parametrize("address", SCOPES)
def test_without_a_good_token_all_are_told_the_same(address):
    now = timezone.now()
    _, secret = programs.make_token()
    revoked, revoked_secret = programs.make_token()
    revoked.revoke(by=None, at=now, reason="Lost.")
    past = now - programs.YEAR
    _, expired = programs.make_token(at=past, expires_at=now - dt.timedelta(seconds=1))
    sent = [
        {},
        *(
            {"Authorization": value}
            for value in (
                "", "Bearer", "Bearer ", "Bearer x", f"Basic {secret}", secret, f"Bearer {secret}x",
                f"Bearer {revoked_secret}", f"Bearer {expired}", "Bearer \xe9",
            )
        ),
    ]  # fmt: skip

    replies = [call(address, **headers) for headers in sent]

    (same,) = {str(whole(reply)) for reply in replies}
    reply = replies[0]
    assert (reply.status_code, reply["WWW-Authenticate"]) == (401, 'Bearer realm="api"')
    assert reply["Content-Type"] == "application/problem+json"
    assert reply["Cache-Control"] == "no-store, private"
    assert "Set-Cookie" not in same
    assert not ApiCall.objects.exists()


@pytest.mark.parametrize("address", SCOPES)
@pytest.mark.parametrize("scope", ["verify", "changes", "export"])
def test_a_token_opens_what_it_is_for(address, scope):
    _, secret = programs.make_token(scope)

    reply = call(address, Authorization=f"Bearer {secret}")

    needed = SCOPES[address]
    if scope == needed:
        assert reply.status_code == (200 if address == CHANGES else 400)
        return
    assert (reply.status_code, reply["WWW-Authenticate"]) == (
        403, f'Bearer realm="api", error="insufficient_scope", scope="{needed}"',
    )  # fmt: skip


def test_scheme_is_read_in_any_case():
    _, secret = programs.make_token()

    assert call(CHANGES, Authorization=f"bearer {secret}").status_code == 200


def test_a_browser_that_is_signed_in_is_nobody(client):
    client.force_login(make.make_hr(country="XD"))

    assert whole(client.get(CHANGES)) == whole(Client().get(CHANGES))


def test_no_reply_sets_a_cookie_or_is_kept():
    _, secret = programs.make_token()
    program = Program(secret)
    replies = [
        program.verify(UNKNOWN, "x"), program.many((UNKNOWN, "x")), program.changes(),
        program.export((UNKNOWN, "x")), program.post(VERIFY, {}), program.client.get(VERIFY),
        program.client.get("/api/v1/openapi.json"),
    ]  # fmt: skip

    assert [reply.status_code for reply in replies] == [200, 200, 200, 200, 400, 405, 200]
    assert {reply["Cache-Control"] for reply in replies} == {"no-store, private"}
    assert not any(reply.cookies for reply in replies)


def test_forms_need_no_proof_where_no_cookie_opens_the_door():
    """A program has no form to take a proof from."""
    _, secret = programs.make_token()
    strict = Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {secret}"})
    asked = {"number": UNKNOWN, "name": "x", "purpose": programs.PURPOSE}

    assert strict.post(VERIFY, asked, content_type="application/json").status_code == 200


# What cannot be answered


@pytest.fixture
def program():
    return Program(programs.make_token()[1])


def problem(reply) -> tuple[int, str]:
    assert reply["Content-Type"] == "application/problem+json"
    said = reply.json()
    assert said["status"] == reply.status_code
    return reply.status_code, said["type"].partition("#")[2]


@pytest.mark.parametrize("address", POST)
def test_what_is_not_json_is_refused(program, address):
    form = program.client.post(address, {"number": "x"})
    broken = program.client.post(address, b"{", content_type="application/json")

    assert (problem(form), problem(broken)) == ((415, "not_json"), (400, "unreadable"))


@pytest.mark.parametrize("address", POST)
def test_too_large_a_body_is_refused(program, address):
    reply = program.client.post(address, b" " * 2_600_000, content_type="application/json")

    assert problem(reply) == (413, "too_large")


@pytest.mark.parametrize("address", SCOPES)
def test_wrong_method_says_which_is_right(program, address):
    reply = program.client.put(address, b"{}", content_type="application/json")

    assert problem(reply) == (405, "wrong_method")
    assert reply["Allow"] == ("GET" if address == CHANGES else "POST")


def test_nothing_that_was_sent_is_repeated(program, caplog):
    replies = [
        program.post(VERIFY, {"number": "canary", "name": 7, "canary": 1}),
        program.verify("canary", "canary", "canary"),
        program.post(MANY, {"purpose": "canary", "rows": [{"canary": "canary"}]}),
        program.changes("canary"),
    ]

    assert [reply.status_code for reply in replies] == [400] * 4
    assert "canary" not in "".join(reply.text for reply in replies) + caplog.text


def test_busy_database_asks_to_come_again(program, monkeypatch):
    def busy(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr(ApiCall.objects, "begin", busy)
    reply = program.changes()

    assert (problem(reply), reply["Retry-After"]) == ((503, "busy"), "10")


# Waiting


def ask(program, certificate, name=papers.NAME):
    return program.verify(certificate, name).status_code


@pytest.mark.parametrize("real", [True, False])
def test_a_number_that_met_five_wrong_names_must_wait(program, real):
    certificate = papers.make_certificate()
    number = certificate if real else UNKNOWN
    replies = [program.verify(number, f"Guess {place}") for place in range(6)]

    assert [reply.status_code for reply in replies] == [200] * 5 + [429]
    assert (problem(replies[-1]), replies[-1]["Retry-After"]) == ((429, "wait"), "600")
    assert program.many((number, papers.NAME)).status_code == 429
    assert program.export((number, papers.NAME)).status_code == 429
    assert (Verification.objects.count(), ApiCall.objects.count()) == (5, 5)
    assert program.verify("7K3M-9QWX-2BTE-9", "x").status_code == 200  # others go on


def test_without_the_guard_names_could_be_tried_out(program, monkeypatch):
    """The twin."""
    monkeypatch.setattr(api_call, "GUESSES", 1000)
    certificate = papers.make_certificate()

    said = Counter(ask(program, certificate, f"Guess {place}") for place in range(8))
    assert (said, ask(program, certificate)) == ({200: 8}, 200)


def test_whoever_guessed_waits_alone(program):
    certificate = papers.make_certificate()
    for place in range(6):
        ask(program, certificate, f"Guess {place}")
    when = {"at": timezone.now(), "today": timezone.localdate()}

    other = Program(programs.make_token()[1])
    said, _ = Verification.objects.ask(
        number=certificate.number, name=papers.NAME, address="192.0.2.1", **when
    )
    assert (ask(program, certificate), ask(other, certificate), said) == (429, 200, "valid")


def test_guesses_are_forgiven_after_ten_minutes():
    token, _ = programs.make_token()
    asked = {"by": token.user, "purpose": "x", "today": make.NOW.date()}
    for _ in range(5):
        RosterCheck.objects.match_one(UNKNOWN, "x", at=make.NOW, **asked)

    def begin(at):
        return ApiCall.objects.begin(token, "verify", at=at, numbers=[UNKNOWN])

    with pytest.raises(api_call.MustWait):
        begin(make.NOW + api_call.WINDOW - dt.timedelta(seconds=1))
    assert begin(make.NOW + api_call.WINDOW).rows == 1


@pytest.mark.parametrize(("calls", "rows"), [(3, 1000), (1000, 3)])
def test_calls_and_rows_are_counted(program, monkeypatch, calls, rows):
    monkeypatch.setattr(api_call, "CALLS", calls)
    monkeypatch.setattr(api_call, "ROWS", rows)
    replies = [program.verify(UNKNOWN, "x").status_code for _ in range(4)]

    assert replies == [200, 200, 200, 429]
    assert program.changes().status_code == (429 if calls == 3 else 200)
    assert ask(Program(programs.make_token()[1]), UNKNOWN) == 200


def test_one_call_may_not_ask_for_more_rows_than_are_left(program, monkeypatch):
    monkeypatch.setattr(api_call, "ROWS", 2)

    assert program.many(*[(UNKNOWN, "x")] * 3).status_code == 429
    assert program.many(*[(UNKNOWN, "x")] * 2).status_code == 200


def test_calls_are_never_changed(program):
    program.changes()
    made = ApiCall.objects.get()

    assert (made.call, made.rows, str(made)) == ("changes", 0, f"Call {made.pk}")
    with pytest.raises(InsertOnlyError):
        made.save()
