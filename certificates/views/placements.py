"""The register of placements, as HR reads it, and each trainee's own."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from certificates.models import Certificate, Placement, PlacementRefused
from certificates.placement_forms import ProposeForm, RegisterForm
from trainees.doors import staff_door, trainee_door
from trainees.models import Trainee


@require_safe
@staff_door("certificates.place")
def register(request: HttpRequest) -> HttpResponse:
    """The register, newest first, narrowed as asked."""
    today = timezone.localdate()
    form = RegisterForm(request.GET, user=request.user)
    found = form.narrow(Placement.objects.visible_to(request.user).with_people(), today=today)
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "rows": _rows(page, today),
        "query": query.urlencode(),
    }
    return render(request, "certificates/placements.html", context)


@require_safe
@staff_door("certificates.place")
def doubtful(request: HttpRequest) -> HttpResponse:
    """Placements that no longer rest on a valid certificate: a person decides."""
    today = timezone.localdate()
    found = Placement.objects.visible_to(request.user).resting_on_nothing(today)
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    context = {"page": page, "rows": _rows(page, today)}
    return render(request, "certificates/placements_doubtful.html", context)


@require_safe
@staff_door("certificates.place")
def history(request: HttpRequest, number: str) -> HttpResponse:
    """All placements of one trainee, over all her certificates."""
    today = timezone.localdate()
    certificates = (
        Certificate.objects.visible_to(request.user)
        .filter(enrolment__trainee__user__username=number)
        .with_status()
        .defer("faces")
        .order_by("-issued_on", "-pk")
    )
    papers = [{"certificate": each, "status": each.status_on(today)} for each in certificates]
    if not papers:
        raise Http404
    trainee = Trainee.objects.with_people().get(user__username=number)
    found = Placement.objects.visible_to(request.user).for_trainee(trainee).with_people()
    context = {"trainee": trainee, "papers": papers, "rows": _rows(found, today)}
    return render(request, "certificates/placement_history.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_door("certificates.place")
def propose(request: HttpRequest) -> HttpResponse:
    """Propose a placement by a certificate's number."""
    form = ProposeForm(
        request.POST if request.method == "POST" else None,
        user=request.user,
        initial={"number": _number_of(request)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            placement = Placement.objects.propose(
                certificate=form.certificate, plan=form.plan, by=request.user, at=timezone.now()
            )
        except PlacementRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("certificates:placement", placement.pk)
    status = 400 if form.errors else 200
    return render(request, "certificates/placement_propose.html", {"form": form}, status=status)


def _number_of(request: HttpRequest) -> str:
    """The number of the certificate that a page led here from, if she may see it."""
    row = request.GET.get("certificate", "")
    if not row.isdecimal():
        return ""
    return str(Certificate.objects.visible_to(request.user).filter(pk=row).first() or "")


@require_safe
@trainee_door
def mine(request: HttpRequest) -> HttpResponse:
    """One's own placements: where, from, to."""
    found = Placement.objects.held_by(request.user).select_related("site")
    return render(request, "certificates/my_placements.html", {"placements": found})


def visible(request: HttpRequest, placement: int) -> Placement:
    """One placement that this officer may see, with people; else 404."""
    found = Placement.objects.visible_to(request.user).with_people()
    return get_object_or_404(found, pk=placement)


def _rows(placements, today) -> list[dict]:
    """Placements as lists show them."""
    return [
        {
            "placement": each,
            "trainee": each.certificate.enrolment.trainee,
            "status": each.certificate.status_on(today),
            "outlasts": each.outlasts_certificate(today),
            "is_over": each.is_open and each.ends_on is not None and each.ends_on < today,
        }
        for each in placements
    ]
