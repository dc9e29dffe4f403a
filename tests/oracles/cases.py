"""Credentials as people hold them, taken out of sealed papers, and what is published at that moment."""

import copy
import datetime as dt
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass

import pypdf
from django.conf import settings
from django.test import Client
from django.utils import timezone

from certificates.models import Certificate, SigningKey
from certificates.proofs import _FOLDER, CONTEXTS
from tests.certificates import papers

ORIGIN = "https://peer.example"
#: Before any midnight that matters, and long before the credential ends.
MONTH, YEARS = dt.timedelta(days=30), dt.timedelta(days=900)


@dataclass(frozen=True)
class Case:
    """One credential in one state of the world, and what foreign verifiers must find, in one word."""

    name: str
    credential: dict
    documents: dict
    finding: str = "current"


def all_cases() -> Iterator[Case]:
    """Everything, in the order in which it happens to one database."""
    settings.ORIGIN = ORIGIN
    hers = issue("Lindiwe Thandeka Dlamini", MONTH)
    neutral, full = (attached(hers, kind) for kind in ("neutral", "full"))
    now = published()
    yield Case("current, out of the neutral paper", neutral, now)
    yield Case("current, out of the full paper", full, now)
    yield from changes(neutral, now)
    old = issue("Dede Banda", YEARS)
    yield Case("expired", attached(old, "neutral"), published(), "expired")
    yield from events(hers, neutral)
    yield from keys(neutral)


def events(hers: Certificate, credential: dict) -> Iterator[Case]:
    """What HR does to a certificate, and to others."""

    def when(**more) -> dict:
        return {"by": None, "at": timezone.now(), "reason": "A drill.", **more}

    hers.suspend(**when())
    on_hold = Case("on hold", credential, published(), "suspension")
    yield on_hold
    yield Case("on hold, its list changed", credential, cleared(on_hold.documents), "list refused")
    hers.reinstate(**when())
    yield Case("no longer on hold", credential, published())
    theirs = issue("Mary Phiri", MONTH)
    first = attached(theirs, "neutral")
    new = theirs.replace(**when(same_name=True))
    new.make_files(at=timezone.now())
    yield Case("replaced", first, published(), "revocation")
    yield Case("its replacement", attached(new, "neutral"), published())
    hers.revoke(**when())
    yield Case("withdrawn", credential, published(), "revocation")
    hers_now = attached(new, "neutral")
    new.erase(**when())
    yield Case("erased: its number stays current", hers_now, published())


def keys(credential: dict) -> Iterator[Case]:
    """What becomes of keys."""
    SigningKey.objects.make(at=timezone.now())
    yield Case("withdrawn, its key retired", credential, published(), "revocation")
    fresh = attached(issue("Ruth Zulu", MONTH), "neutral")
    yield Case("current, by the new key", fresh, published())
    now = timezone.now()
    SigningKey.objects.earliest("pk").distrust(by=None, at=now, from_at=now, reason="A drill.")
    yield Case("its key is distrusted", credential, published(), "refused")


def changes(credential: dict, documents: dict) -> Iterator[Case]:
    """One character of each text in it, one at a time; and a word that was never signed."""
    for path, text in texts(credential):
        for place in sorted({0, len(text) // 2, len(text) - 1}):
            forged = copy.deepcopy(credential)
            inner = forged
            for step in path[:-1]:
                inner = inner[step]
            other = "3" if text[place] == "2" else "2"
            inner[path[-1]] = text[:place] + other + text[place + 1 :]
            where = ".".join(map(str, path))
            yield Case(f"changed: {where} at {place}", forged, documents, "refused")
    for name in ("rank", "evidence"):
        forged = credential | {name: {"id": "urn:uuid:00000000-0000-4000-8000-000000000000"}}
        yield Case(f"changed: {name} added", forged, documents, "refused")


def texts(value, path: tuple = ()) -> Iterator[tuple[tuple, str]]:
    """Every text inside a document, and the way to it."""
    if isinstance(value, str):
        yield path, value
        return
    for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(inner, str | dict | list):
            yield from texts(inner, (*path, step))


def cleared(documents: dict) -> dict:
    """The documents as somebody on the way would have them: nobody on hold, under the true list's proof."""
    forged = copy.deepcopy(documents)
    lists = {
        purpose: forged[f"{ORIGIN}/api/v1/status/{purpose}"]["credentialSubject"]
        for purpose in ("revocation", "suspension")
    }
    lists["suspension"]["encodedList"] = lists["revocation"]["encodedList"]
    return forged


def issue(name: str, ago: dt.timedelta) -> Certificate:
    """A certificate earned through the enrolment's own steps, with its sealed papers."""
    certificate = papers.make_certificate(name, timezone.now() - ago)
    assert certificate.make_files(at=timezone.now()), certificate.problem
    return certificate


def attached(certificate: Certificate, kind: str) -> dict:
    """What the sealed PDF carries."""
    pdf = bytes(certificate.files.get(kind=kind).pdf)
    (data,) = pypdf.PdfReader(io.BytesIO(pdf)).attachments["credential.json"]
    return json.loads(data)


def published() -> dict:
    """The bytes that anybody may fetch now, by their addresses, and the contexts that we ship."""
    paths = [
        "/.well-known/did.json",
        "/api/v1/status/revocation",
        "/api/v1/status/suspension",
    ]
    replies = {path: Client().get(path, HTTP_HOST="testserver") for path in paths}
    assert {reply.status_code for reply in replies.values()} == {200}, replies
    contexts = {
        address: json.loads((_FOLDER / name).read_bytes()) for address, name in CONTEXTS.items()
    }
    return contexts | {ORIGIN + path: json.loads(reply.content) for path, reply in replies.items()}
