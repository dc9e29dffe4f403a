"""Every address. Each room lists its own; the learner's programme codes come last."""

from allauth.account.views import login, logout
from django.http import HttpRequest
from django.http.response import Http404
from django.urls import include, path, register_converter
from django.views.generic import RedirectView
from wagtail.admin import urls as cms_urls

from trainees.converters import Code, Number

register_converter(Code, "code")
register_converter(Number, "trainee")


def refuse(request: HttpRequest, rest: str = ""):
    """Wagtail's people and group screens: whoever edits users there can make herself superuser."""
    raise Http404


urlpatterns = [
    path("sign-in/", login, name="account_login"),
    path("sign-out/", logout, name="account_logout"),
    path("cms/login/", RedirectView.as_view(pattern_name="account_login")),
    path("cms/logout/", RedirectView.as_view(pattern_name="account_logout")),
    path("cms/users/", refuse),
    path("cms/users/<path:rest>", refuse),
    path("cms/groups/", refuse),
    path("cms/groups/<path:rest>", refuse),
    path("cms/", include(cms_urls)),
    path("", include("home.urls")),
    path("", include("certificates.urls")),
    path("", include("assessments.urls")),
    path("", include("trainees.urls")),
]
