"""Every address. Each room lists its own; the learner's programme codes come last."""

from collections.abc import Callable
from functools import wraps

from allauth.account.views import login, logout
from django.http import HttpRequest, HttpResponse
from django.http.response import Http404
from django.urls import include, path, register_converter
from django.views.generic import RedirectView
from wagtail.admin import urls as cms_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from curriculum.admin.signing import page_action, page_action_data
from trainees.converters import Code, Number, Words
from trainees.doors import staff_door

register_converter(Code, "code")
register_converter(Number, "trainee")
register_converter(Words, "words")


def refuse(request: HttpRequest, rest: str = ""):
    """Wagtail's people and group screens: whoever edits users there can make herself superuser."""
    raise Http404


def editors_only(view: Callable) -> Callable:
    """Who is signed in and no editor finds nothing here (404), as behind every other door.

    Wagtail would send her to sign in, and signing in would send her back, for ever. Strangers are
    left to Wagtail, which also answers what its own scripts ask.
    """
    behind_the_door = staff_door("wagtailadmin.access_admin")(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        chosen = behind_the_door if request.user.is_authenticated else view
        return chosen(request, *args, **kwargs)

    return guarded


urlpatterns = [
    path("sign-in/", login, name="account_login"),
    path("sign-out/", logout, name="account_logout"),
    path("cms/login/", RedirectView.as_view(pattern_name="account_login")),
    path("cms/logout/", RedirectView.as_view(pattern_name="account_logout")),
    path("cms/users/", refuse),
    path("cms/users/<path:rest>", refuse),
    path("cms/groups/", refuse),
    path("cms/groups/<path:rest>", refuse),
    # Wagtail's page tree links here for a superuser; its sites screen itself is not installed.
    path("cms/sites/", include(([path("", refuse, name="index")], "wagtailsites"))),
    path(
        "cms/pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
        editors_only(page_action),
    ),
    path(
        "cms/pages/workflow/collect_action_data/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
        editors_only(page_action_data),
    ),
    path("cms/", include(decorate_urlpatterns(cms_urls.urlpatterns, editors_only))),
    path("", include("home.urls")),
    path("", include("certificates.urls")),
    path("", include("assessments.urls")),
    path("", include("trainees.urls")),
]
