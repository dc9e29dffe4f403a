"""One placement: what it lacks, what happened to it, and the verbs that HR may use."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from certificates.models import (
    ConductAttestation,
    IdentityAttestation,
    Placement,
    PlacementRefused,
    PlacementState,
)
from certificates.placement_forms import (
    ConductForm,
    EndForm,
    IdentityForm,
    PlanForm,
    ReasonForm,
)
from certificates.placing import Lack
from certificates.views.placements import visible
from trainees.doors import staff_door

door = staff_door("certificates.place")


@require_safe
@door
def page(request: HttpRequest, placement: int) -> HttpResponse:
    """One placement."""
    return _page(request, visible(request, placement))


@require_POST
@door
def amend(request: HttpRequest, placement: int) -> HttpResponse:
    """Change what is proposed."""
    found = visible(request, placement)
    form = PlanForm(request.POST, user=request.user, placement=found)
    return _do(request, found, "amend", form, lambda by: found.amend(plan=form.plan, **by))


@require_POST
@door
def identity(request: HttpRequest, placement: int) -> HttpResponse:
    """Note which identity document was seen."""
    found = visible(request, placement)
    form = IdentityForm(request.POST)
    return _do(
        request,
        found,
        "identity",
        form,
        lambda by: IdentityAttestation.attest(found, **form.cleaned_data, **by),
    )


@require_POST
@door
def conduct(request: HttpRequest, placement: int) -> HttpResponse:
    """Note which agreement on conduct was signed."""
    found = visible(request, placement)
    form = ConductForm(request.POST)
    return _do(
        request,
        found,
        "conduct",
        form,
        lambda by: ConductAttestation.attest(found, **form.cleaned_data, **by),
    )


@require_POST
@door
def verify(request: HttpRequest, placement: int) -> HttpResponse:
    """Verify: everything is there."""
    found = visible(request, placement)
    return _do(request, found, "verify", Form(request.POST), lambda by: found.verify(**by))


@require_POST
@door
def ask(request: HttpRequest, placement: int) -> HttpResponse:
    """Ask a second person to let pass what is missing."""
    found = visible(request, placement)
    form = ReasonForm(request.POST, prefix="ask")
    return _do(
        request, found, "ask", form, lambda by: found.ask_override(**form.cleaned_data, **by)
    )


@require_POST
@staff_door("certificates.allow_override")
def allow(request: HttpRequest, placement: int) -> HttpResponse:
    """Let pass, as the second person."""
    found = visible(request, placement)
    form = ReasonForm(request.POST, prefix="allow")
    return _do(
        request, found, "allow", form, lambda by: found.allow_override(**form.cleaned_data, **by)
    )


@require_POST
@door
def place(request: HttpRequest, placement: int) -> HttpResponse:
    """She has begun."""
    found = visible(request, placement)
    return _do(request, found, "place", Form(request.POST), lambda by: found.place(**by))


@require_POST
@door
def end(request: HttpRequest, placement: int) -> HttpResponse:
    """It is over."""
    found = visible(request, placement)
    form = EndForm(request.POST, prefix="end")
    return _do(request, found, "end", form, lambda by: found.end(**form.cleaned_data, **by))


@require_POST
@door
def cancel(request: HttpRequest, placement: int) -> HttpResponse:
    """It will not begin."""
    found = visible(request, placement)
    form = ReasonForm(request.POST, prefix="cancel")
    return _do(request, found, "cancel", form, lambda by: found.cancel(**form.cleaned_data, **by))


def _do(
    request: HttpRequest, placement: Placement, verb: str, form: Form, act: Callable
) -> HttpResponse:
    """Use a verb if the form is right, say what came of it, and show the placement again."""
    if not form.is_valid():
        return _page(request, placement, {verb: form}, status=400)
    try:
        act({"by": request.user, "at": timezone.now()})
    except PlacementRefused as refusal:
        for sentence in refusal.sentences:
            messages.error(request, sentence)
    else:
        messages.success(request, "Noted.")
    return redirect("certificates:placement", placement.pk)


def _page(
    request: HttpRequest, placement: Placement, forms: dict | None = None, status: int = 200
) -> HttpResponse:
    now, today = timezone.now(), timezone.localdate()
    is_proposed = placement.state == PlacementState.PROPOSED
    lacks = placement.lacks(at=now) if is_proposed else []
    asked = placement.asked_override() if is_proposed else None
    context = {
        "placement": placement,
        "trainee": placement.certificate.enrolment.trainee,
        "status": placement.certificate.status_on(today),
        "outlasts": placement.outlasts_certificate(today),
        "lacks": lacks,
        "is_looked_up": Lack.NOT_LOOKED_UP not in lacks,
        "never": [lack for lack in lacks if not lack.may_pass],
        "asked": asked,
        "may_allow": asked
        and asked.by_id != request.user.pk
        and request.user.has_perm("certificates.allow_override"),
        "events": placement.events.select_related("by"),
        "identities": placement.identities.select_related("by"),
        "conducts": placement.conducts.select_related("by"),
        "forms": _forms(request, placement, today) | (forms or {}),
        "wrong": set(forms or {}),
    }
    return render(request, "certificates/placement.html", context, status=status)


def _forms(request: HttpRequest, placement: Placement, today) -> dict[str, Form]:
    """The forms that this state of a placement offers."""
    if placement.state == PlacementState.PROPOSED:
        return {
            "amend": PlanForm(user=request.user, placement=placement),
            "identity": IdentityForm(initial={"seen_on": today}),
            "conduct": ConductForm(),
            "ask": ReasonForm(prefix="ask"),
            "allow": ReasonForm(prefix="allow"),
            "cancel": ReasonForm(prefix="cancel"),
        }
    if placement.state == PlacementState.VERIFIED:
        return {"cancel": ReasonForm(prefix="cancel")}
    if placement.state == PlacementState.PLACED:
        return {"end": EndForm(prefix="end", initial={"ends_on": placement.ends_on or today})}
    return {}
