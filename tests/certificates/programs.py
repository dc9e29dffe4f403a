"""Programs of other organisations, for tests: a token, and what is called with it."""

import datetime as dt

from django.test import Client
from django.utils import timezone

from certificates.models import ApiScope, ApiToken
from curriculum.models import Country

ORGANISATION = "Ministry of Example"
PURPOSE = "Before a placement"
REASON = "To plan placements"
UNKNOWN = "0000-0000-0000-0"
VERIFY, MANY, CHANGES = "/api/v1/verify", "/api/v1/verify-many", "/api/v1/changes"
EXPORT = "/api/v1/fhir/practitioner-qualifications"
YEAR = dt.timedelta(days=365)


def make_token(*scopes, country=Country.DEMONSTRATION, at=None, **more) -> tuple[ApiToken, str]:
    """A token and its secret; of all scopes unless told."""
    at = at or timezone.now()
    asked = {
        "organisation": ORGANISATION,
        "scopes": scopes or ApiScope.values,
        "countries": [country],
        "by": None,
        "at": at,
        "expires_at": at + YEAR,
    }
    return ApiToken.objects.make(**asked | more)


class Program:
    """What bears a token."""

    def __init__(self, secret: str):
        self.client = Client(headers={"Authorization": f"Bearer {secret}"})

    def post(self, address: str, value):
        return self.client.post(address, value, content_type="application/json")

    def verify(self, number, name: str, purpose: str = PURPOSE):
        return self.post(VERIFY, {"number": str(number), "name": name, "purpose": purpose})

    def many(self, *rows, purpose: str = PURPOSE):
        return self.post(MANY, {"purpose": purpose, "rows": as_rows(rows)})

    def export(self, *rows, reason: str = REASON):
        return self.post(EXPORT, {"reason": reason, "rows": as_rows(rows)})

    def changes(self, cursor: str = ""):
        return self.client.get(CHANGES, {"cursor": cursor} if cursor else {})


def as_rows(rows) -> list[dict]:
    return [{"number": str(number), "name": name} for number, name in rows]


def whole(reply) -> tuple:
    """All of a reply but its moment: status, headers, bytes."""
    headers = sorted((name, value) for name, value in reply.headers.items() if name != "Expires")
    return reply.status_code, headers, reply.content
