"""What every reply gets on its way out, whichever room made it."""

from collections.abc import Callable

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

Handler = Callable[[HttpRequest], HttpResponse]


def private_replies(get_response: Handler) -> Handler:
    """Keep every reply that a person's sign-in shaped out of caches, history and search engines.

    Static files never pass here (whitenoise answers them first). The back button on a shared phone
    is the reason: after signing out it must show nothing.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        add_never_cache_headers(response)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return respond


def no_devices(get_response: Handler) -> Handler:
    """Let no page, and nothing that it might come to contain, reach a phone's camera, place or other device.

    First of all, so that files and refusals carry it too. A view that needs one names it itself.
    """
    policy = ", ".join(f"{device}=()" for device in settings.DEVICES)

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", policy)
        return response

    return respond


def looser_for_editors(get_response: Handler) -> Handler:
    """Give Wagtail's own screens the policy that they need (previews stand in frames there).

    Every other page keeps the strict one.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path.startswith("/cms/"):
            response._csp_config = settings.CMS_CONTENT_SECURITY_POLICY
            response["X-Frame-Options"] = "SAMEORIGIN"
        return response

    return respond


def busy_is_not_lost(get_response: Handler) -> Handler:
    """Turn a busy, full or read-only database into "try again", so that a phone keeps its answers."""

    def respond(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, OperationalError):
            return None
        response = render(request, "503.html", status=503)
        response["Retry-After"] = "10"
        return response

    respond.process_exception = process_exception
    return respond
