"""Questions of a stranger that match nothing, for whatever reason, and all that she and we see of each."""

import hashlib
import logging
import re
from dataclasses import dataclass
from unittest.mock import patch

from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from certificates.models import Certificate, Verification
from tests import make
from tests.certificates import papers

UNKNOWN = "0000-0000-0000-0"
#: The moment of the reply, which is nobody's secret.
MOMENTS = {"Date", "Expires"}


@dataclass(frozen=True)
class Seen:
    """One question as seen from outside (status, headers, cookies, bytes) and from inside.

    ``queries``: their text without values. ``work``: the slow derivations. ``kept``: what is left of it
    in the database, without what was typed.
    """

    status: int
    headers: tuple
    cookies: tuple
    body: bytes
    queries: tuple[str, ...]
    work: tuple
    lines: tuple[str, ...]
    kept: tuple

    @property
    def size(self) -> int:
        return len(self.body)


def questions() -> dict[str, tuple[str, str]]:
    """Number and name as typed, by why they do not match; the certificates are made now."""
    chris = make.make_hr("chris-of-misses", country="XD")
    act = {"by": chris, "at": make.NOW, "reason": "For a test."}
    hers = papers.make_certificate()
    theirs = {
        "current": papers.make_certificate("Dede Banda"),
        "expired": papers.make_certificate("Efua Banda", at=make.LONG_AGO),
        "on hold": papers.make_certificate("Fana Banda"),
        "withdrawn": papers.make_certificate("Mary Phiri"),
        "replaced": papers.make_certificate("Ruth Zulu"),
        "erased": papers.make_certificate("Thoko Zulu"),
    }
    theirs["on hold"].suspend(**act)
    theirs["withdrawn"].revoke(**act)
    theirs["replaced"].replace(same_name=True, **act)
    theirs["erased"].erase(**act)
    return {
        "unknown number": (UNKNOWN, papers.NAME),
        "no number at all": ("no number", papers.NAME),
        "mistyped number": (hers.number[:-1] + "?", papers.NAME),
        "wrong name": (str(hers), "Lindiwe Dlamini"),
        **{f"somebody else's, {state}": (str(one), papers.NAME) for state, one in theirs.items()},
        "her own, erased": (str(theirs["erased"]), "Thoko Zulu"),
    }


def match() -> tuple[str, str]:
    """A question that matches."""
    certificate = Certificate.objects.filter(erased_at__isnull=True).order_by("pk").first()
    return str(certificate), certificate.full.name


def look(number: str, name: str, address: str) -> Seen:
    """Ask in a browser that was never here before."""
    browser, before = Client(), Verification.objects.count()
    real = hashlib.pbkdf2_hmac
    lines = _Lines()
    logging.getLogger().addHandler(lines)
    try:
        with (
            patch("hashlib.pbkdf2_hmac", side_effect=real) as derive,
            CaptureQueriesContext(connection) as queries,
        ):
            fields = {"number": number, "name": name}
            reply = browser.post("/verify/", fields, REMOTE_ADDR=address)
    finally:
        logging.getLogger().removeHandler(lines)
    asked = Verification.objects.order_by("pk")[before:]
    rows = asked.values_list("certificate", "by", "purpose", "answer", "roster")
    return Seen(
        status=reply.status_code,
        headers=tuple((key, value) for key, value in reply.items() if key not in MOMENTS),
        cookies=tuple(sorted(reply.cookies)),
        body=reply.content,
        queries=tuple(_shape(each["sql"]) for each in queries),
        work=tuple((call.args[0], call.args[3]) for call in derive.call_args_list),
        lines=tuple(lines.said),
        kept=(tuple(rows), Session.objects.count()),
    )


def _shape(sql: str) -> str:
    return re.sub(r"'(?:[^']|'')*'|\b\d+\b", "?", sql)


class _Lines(logging.Handler):
    def __init__(self):
        super().__init__(logging.DEBUG)
        self.said: list[str] = []

    def emit(self, record):
        if not record.name.startswith("django.db"):
            self.said.append(record.getMessage())
