"""HR's desk: look a certificate up, put it on hold, withdraw or replace it, see who looked."""

import datetime as dt

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from certificates.due import asks_of, with_asks
from certificates.forms import LookUpForm, ReasonForm
from certificates.models import (
    Alarm,
    Certificate,
    CertificateRefused,
    Placement,
    Status,
    Verification,
)
from trainees.doors import staff_door

#: Whoever comes to the desk once a week sees every alarm; more of them than a few say nothing new.
ALARMS_FOR, ALARMS = dt.timedelta(days=7), 5


@require_http_methods(["GET", "HEAD", "POST"])
@staff_door("certificates.verify")
def desk(request: HttpRequest) -> HttpResponse:
    """Look a certificate up by its number; every look-up is recorded."""
    form = LookUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        certificate = Verification.objects.look_up(
            **form.cleaned_data, by=request.user, at=timezone.now(), today=timezone.localdate()
        )
        if certificate:
            return _record(request, certificate)
        form.add_error("number", "No certificate with this number in your countries.")
    context = {
        "form": form,
        "alarms": Alarm.objects.visible_to(request.user).since(timezone.now() - ALARMS_FOR)[
            :ALARMS
        ],
        "waiting": Certificate.objects.visible_to(request.user).without_files()[:20],
        "not_issued": Certificate.objects.waiting_enrolments(request.user).with_people()[:20],
        "doubtful": len(
            Placement.objects.visible_to(request.user).resting_on_nothing(timezone.localdate())
        ),
    }
    return render(request, "certificates/hr.html", context, status=400 if form.errors else 200)


#: What HR may do to a certificate, and what she reads afterwards. Without its number: on its way to the next
#: page a message lies in a cookie.
DONE = {
    "suspend": "The certificate is on hold. Outsiders read that it cannot be confirmed at present.",
    "reinstate": "The certificate is no longer on hold.",
    "revoke": "The certificate is withdrawn. Its record stays.",
    "replace": "The certificate is replaced. Its holder finds the new one among her papers.",
}


@require_POST
@staff_door("certificates.revoke")
def change(request: HttpRequest, certificate: int, verb: str) -> HttpResponse:
    """Put a certificate on hold, end that, withdraw or replace it; each with a reason."""
    if verb not in DONE:
        raise Http404
    found = get_object_or_404(Certificate.objects.visible_to(request.user), pk=certificate)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _record(request, found, {verb: form}, status=400)
    try:
        getattr(found, verb)(by=request.user, at=timezone.now(), reason=form.cleaned_data["reason"])
    except CertificateRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, DONE[verb])
    return redirect("certificates:hr")


@require_safe
@staff_door("certificates.verify")
def lookups(request: HttpRequest) -> HttpResponse:
    """Who looked up what, newest first."""
    rows = Verification.objects.visible_to(request.user).with_askers().select_related("certificate")
    page = Paginator(rows.order_by("-at", "-pk"), 50).get_page(request.GET.get("page"))
    return render(request, "certificates/lookups.html", {"page": page})


def _record(
    request: HttpRequest,
    certificate: Certificate,
    forms: dict[str, ReasonForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The record with what may be done to it; after a post without a reason, with what is missing."""
    today = timezone.localdate()
    state = certificate.status_on(today)
    asked = with_asks(Certificate.objects.filter(pk=certificate.pk)).get()
    context = {
        "certificate": certificate,
        "face": certificate.full,
        "status": state,
        "asks": asks_of(asked, today),
        "events": certificate.events.select_related("by"),
        "replacement": getattr(certificate, "replacement", None),
    }
    if request.user.has_perm("certificates.revoke") and not certificate.is_ended:
        hold = "reinstate" if state == Status.SUSPENDED else "suspend"
        context["acts"] = [
            (verb, (forms or {}).get(verb, ReasonForm(auto_id=f"{verb}-%s")))
            for verb in (hold, "replace", "revoke")
        ]
    return render(request, "certificates/record.html", context, status=status)
