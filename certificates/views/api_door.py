"""The API's door: who may come through, and what is told to whoever may not.

A token instead of a cookie, so no form can be forged and nothing of a browser is read. Whoever comes without
a token, or with one that is unknown, expired or revoked, gets the same bytes.
"""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from certificates.api.problems import Problem
from certificates.models import ApiCall, ApiScope, ApiToken, MustWait
from certificates.models.api_call import WINDOW

REALM = 'Bearer realm="api"'
Answer = Callable[[HttpRequest, ApiToken, dt.datetime], HttpResponse]


def api_door(scope: ApiScope, method: str) -> Callable[[Answer], Callable[..., HttpResponse]]:
    """Let in whoever bears a token of this scope; the view gets the token and the moment."""

    def decorate(view: Answer) -> Callable[..., HttpResponse]:
        @csrf_exempt  # what a browser sends by itself does not open this door
        @wraps(view)
        def guarded(request: HttpRequest) -> HttpResponse:
            at = timezone.now()
            try:
                return view(request, _admitted(request, scope, method, at), at)
            except Problem as problem:
                return told(problem)
            except OperationalError:
                return told(Problem("busy", headers={"Retry-After": "10"}))

        return guarded

    return decorate


def body_of(request: HttpRequest) -> bytes:
    """The body of a call. Raises ``Problem``: not_json, too_large."""
    if request.content_type != "application/json":
        raise Problem("not_json")
    try:
        return request.body
    except RequestDataTooBig:
        raise Problem("too_large") from None


def begin(token: ApiToken, call: ApiCall.Call, at: dt.datetime, rows: Any = ()) -> None:
    """Note a call with what it asks, inside the caller's transaction. Raises ``Problem``: wait."""
    try:
        ApiCall.objects.begin(token, call, at=at, numbers=[number for number, _ in rows])
    except MustWait:
        seconds = int(WINDOW.total_seconds())
        raise Problem("wait", headers={"Retry-After": str(seconds)}) from None


def told(problem: Problem) -> JsonResponse:
    """A problem as a reply."""
    return JsonResponse(
        problem.as_json(),
        status=problem.status,
        headers=problem.headers,
        content_type="application/problem+json",
    )


def _admitted(request: HttpRequest, scope: ApiScope, method: str, at: dt.datetime) -> ApiToken:
    if request.method != method and (request.method, method) != ("HEAD", "GET"):
        raise Problem("wrong_method", headers={"Allow": method})
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    token = None
    if kind.lower() == "bearer" and secret:
        token = ApiToken.objects.bearing(secret.strip(), at=at)
    if token is None:
        raise Problem("unauthorized", headers={"WWW-Authenticate": REALM})
    if scope not in token.scopes:
        wanted = f'{REALM}, error="insufficient_scope", scope="{scope}"'
        raise Problem("insufficient_scope", headers={"WWW-Authenticate": wanted})
    return token
