"""HR's desk: look a certificate up, withdraw it, see who looked."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from certificates.forms import LookUpForm, RevokeForm
from certificates.models import Certificate, CertificateRefused, Placement, Status, Verification
from trainees.doors import staff_door


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
        "waiting": Certificate.objects.visible_to(request.user).without_files()[:20],
        "not_issued": Certificate.objects.waiting_enrolments(request.user).with_people()[:20],
        "doubtful": len(
            Placement.objects.visible_to(request.user).resting_on_nothing(timezone.localdate())
        ),
    }
    return render(request, "certificates/hr.html", context, status=400 if form.errors else 200)


@require_POST
@staff_door("certificates.revoke")
def revoke(request: HttpRequest, certificate: int) -> HttpResponse:
    """Withdraw a certificate, with a reason."""
    found = get_object_or_404(Certificate.objects.visible_to(request.user), pk=certificate)
    form = RevokeForm(request.POST)
    if not form.is_valid():
        return _record(request, found, form, status=400)
    try:
        found.revoke(by=request.user, at=timezone.now(), reason=form.cleaned_data["reason"])
    except CertificateRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Certificate {found} is withdrawn. Its record stays.")
    return redirect("certificates:hr")


@require_safe
@staff_door("certificates.verify")
def lookups(request: HttpRequest) -> HttpResponse:
    """Who looked up what, newest first."""
    rows = Verification.objects.visible_to(request.user).select_related("certificate", "by")
    page = Paginator(rows.order_by("-at", "-pk"), 50).get_page(request.GET.get("page"))
    return render(request, "certificates/lookups.html", {"page": page})


def _record(
    request: HttpRequest,
    certificate: Certificate,
    form: RevokeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    state = certificate.status_on(timezone.localdate())
    context = {
        "certificate": certificate,
        "face": certificate.full,
        "status": state,
        "events": certificate.events.select_related("by"),
        "form": form or RevokeForm(),
        "may_revoke": state != Status.REVOKED and request.user.has_perm("certificates.revoke"),
    }
    return render(request, "certificates/record.html", context, status=status)
