"""The anonymous check: confirm, never reveal."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from certificates.forms import VerifyForm
from certificates.models import Answer, Verification


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """A form for number and name; its answer is a page without a form, the same bytes for every miss."""
    form = VerifyForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 400 if form.errors else 200
        return render(request, "certificates/verify.html", {"form": form}, status=status)
    answer, certificate = Verification.objects.ask(
        number=form.cleaned_data["number"],
        name=form.cleaned_data["name"],
        address=_address(request),
        at=timezone.now(),
        today=timezone.localdate(),
    )
    if answer == Answer.WAIT:
        return render(request, "certificates/wait.html", status=429)
    context = {"certificate": certificate, "status": answer if certificate else None}
    return render(request, "certificates/answer.html", context)


def _address(request: HttpRequest) -> str:
    """The client's address, as the last proxy that we trust saw it."""
    seen = request.headers.get("X-Forwarded-For", "").split(",")
    if settings.PROXIES and len(seen) >= settings.PROXIES:
        return seen[-settings.PROXIES].strip()
    return request.META.get("REMOTE_ADDR", "")


@require_safe
def short(request: HttpRequest) -> HttpResponse:
    """``/V``, as printed in codes: leads to the check page; what follows ``#`` never reaches us."""
    return redirect("certificates:verify")
