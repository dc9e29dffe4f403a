"""Who may come through: every signed-in view stands behind one of these."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

View = Callable[..., HttpResponse]


def trainee_door(view: View) -> View:
    """Let a trainee in; a stranger signs in first, anybody else finds nothing here (404)."""
    return _door(lambda user: hasattr(user, "trainee"))(view)


def signed_in_door(view: View) -> View:
    """Let in whoever is signed in: what she finds is for the view's own query, which saves one."""
    return _door(lambda user: True)(view)


def staff_door(permission: str) -> Callable[[View], View]:
    """Let in who holds ``permission``; a stranger signs in first, anybody else finds nothing (404)."""
    return _door(lambda user: user.has_perm(permission))


def _door(may_enter: Callable) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            return _enter(request, may_enter) or view(request, *args, **kwargs)

        return guarded

    return decorate


def _enter(request: HttpRequest, may_enter: Callable) -> HttpResponse | None:
    """The reply that keeps somebody out, or None."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if request.user.first_passphrase:
        return redirect("trainees:passphrase")
    if not may_enter(request.user):
        raise Http404
    return None
