"""What programs of other organisations may ask. Each question is a recorded look-up of theirs."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.log_actions import log

from certificates.api import fhir
from certificates.api.answers import answer
from certificates.api.openapi import document
from certificates.api.problems import Problem
from certificates.api.reading import only_cursor, read_many, read_one
from certificates.codes import show_number
from certificates.forms import PURPOSES, REASONS
from certificates.models import (
    ApiCall,
    ApiScope,
    ApiToken,
    Certificate,
    IssueLogEntry,
    RosterCheck,
)
from certificates.models.roster import Answered
from certificates.views.api_door import api_door, begin, body_of
from trainees.encrypted import hide, reveal

PAGE = 500
CURSOR = "changes"
WHY_CHECK = [purpose for purpose, _ in PURPOSES]
WHY_EXPORT = [reason for reason, _ in REASONS]


@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    """The document that describes all of this; anybody may read it."""
    return JsonResponse(document(settings.ORIGIN, WHY_CHECK, WHY_EXPORT))


@api_door(ApiScope.VERIFY, "POST")
def verify(request: HttpRequest, token: ApiToken, at: dt.datetime) -> HttpResponse:
    """Is this number hers, and what is it today?"""
    asked, today = read_one(body_of(request), WHY_CHECK), timezone.localdate(at)
    with transaction.atomic():
        begin(token, ApiCall.Call.VERIFY, at, asked.rows)
        (row,) = asked.rows
        answered = RosterCheck.objects.match_one(
            *row, by=token.user, purpose=asked.why, at=at, today=today
        )
    return JsonResponse(_told(answered, today))


@api_door(ApiScope.VERIFY, "POST")
def verify_many(request: HttpRequest, token: ApiToken, at: dt.datetime) -> HttpResponse:
    """The same of many, answered in their order."""
    asked, today = read_many(body_of(request), "purpose", WHY_CHECK), timezone.localdate(at)
    with transaction.atomic():
        begin(token, ApiCall.Call.VERIFY_MANY, at, asked.rows)
        check, answers = RosterCheck.objects.match(
            asked.rows, by=token.user, purpose=asked.why, at=at, today=today
        )
    told = [_told(answered, today) for answered in answers]
    return JsonResponse({"counts": check.counts, "answers": told})


@api_door(ApiScope.CHANGES, "GET")
def changes(request: HttpRequest, token: ApiToken, at: dt.datetime) -> HttpResponse:
    """What became of the certificates of the token's countries since a cursor; no names."""
    only_cursor(request.GET)
    cursor = request.GET.get("cursor") or _cursor(0)
    after = reveal(cursor, CURSOR)
    if after is None:
        raise Problem("bad_cursor")
    with transaction.atomic():
        begin(token, ApiCall.Call.CHANGES, at)
        seen = Certificate.objects.visible_to(token.user)
        entries = IssueLogEntry.objects.changes(seen, after=int(after), most=PAGE + 1)
    page = entries[:PAGE]
    return JsonResponse(
        {
            "changes": [_change(entry.content) for entry in page],
            "cursor": _cursor(page[-1].position) if page else cursor,
            "more": len(entries) > PAGE,
        }
    )


@api_door(ApiScope.EXPORT, "POST")
def qualifications(request: HttpRequest, token: ApiToken, at: dt.datetime) -> HttpResponse:
    """Practitioners with their qualification, for rows of number and name that match."""
    asked, today = read_many(body_of(request), "reason", WHY_EXPORT), timezone.localdate(at)
    with transaction.atomic():
        begin(token, ApiCall.Call.EXPORT, at, asked.rows)
        check, answers = RosterCheck.objects.match(
            asked.rows, by=token.user, purpose=asked.why, at=at, today=today
        )
        log(
            instance=check,
            action="certificates.export_qualifications",
            user=token.user,
            data={"reason": asked.why},
        )
    found = fhir.bundle(
        [(verdict, held and held.neutral) for verdict, held in answers],
        origin=settings.ORIGIN,
        address=reverse("certificates:api_qualifications"),
        moment=f"{at:%Y-%m-%dT%H:%M:%SZ}",
    )
    return JsonResponse(found, content_type=fhir.CONTENT_TYPE)


def _told(answered: Answered, today: dt.date) -> dict:
    verdict, held = answered
    return answer(verdict, held.neutral, str(held.status_on(today))) if held else answer(verdict)


def _change(content: dict) -> dict:
    return {
        "number": show_number(content["number"]),
        "kind": content["kind"],
        "at": content["at"],
    }


def _cursor(position: int) -> str:
    """A place in the issue log that tells nothing, not even how many entries others have between."""
    return hide(f"{position:012d}", CURSOR)
