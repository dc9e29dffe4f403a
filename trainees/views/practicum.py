"""A trainer's log of the contacts with clients in which she saw a trainee at work."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from curriculum.models import Requirement
from trainees.doors import staff_door
from trainees.forms import PracticumForm, PracticumVoidForm
from trainees.models import (
    Enrolment,
    EnrolmentState,
    PracticumEntry,
    PracticumRefused,
    PracticumVoid,
)

#: As many as fit on one sheet of paper.
ON_A_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
@staff_door("trainees.look_after")
def log(request: HttpRequest, enrolment: int) -> HttpResponse:
    """The log, newest first; a POST writes one contact down."""
    visible = Enrolment.objects.visible_to(request.user).exclude(trainee__user=request.user)
    found = get_object_or_404(visible.with_people(), pk=enrolment)
    need = found.requirements().filter(kind=Requirement.Kind.CONTACTS).first()
    if need is None:
        raise Http404
    if request.method == "POST":
        form = PracticumForm(request.POST, user=request.user)
        if form.is_valid() and _enter(request, found, form):
            return redirect("trainees:practicum", enrolment=found.pk)
        return _page(request, found, need.number, form, status=400)
    first = {
        "uuid": uuid.uuid4(),
        "seen_on": timezone.localdate(),
        "site": found.trainee.cohort.site_id,
    }
    return _page(request, found, need.number, PracticumForm(initial=first, user=request.user))


def _enter(request: HttpRequest, enrolment: Enrolment, form: PracticumForm) -> bool:
    """Whether it was written down; if not, the form says why."""
    try:
        PracticumEntry.objects.enter(
            enrolment=enrolment, **form.cleaned_data, by=request.user, at=timezone.now()
        )
    except PracticumRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, "Saved. This contact is in her log.")
    return True


def _page(
    request: HttpRequest, enrolment: Enrolment, needed: int, form: PracticumForm, status: int = 200
) -> HttpResponse:
    entries = enrolment.practicum.newest_first()
    context = {
        "enrolment": enrolment,
        "number": enrolment.trainee.number,
        "so_far": enrolment.practice().contacts,
        "needed": needed,
        "page": Paginator(entries, ON_A_PAGE).get_page(request.GET.get("page")),
        "form": form if enrolment.state == EnrolmentState.ACTIVE else None,
        "reasons": PracticumVoid.Reason.choices,
    }
    return render(request, "trainees/practicum.html", context, status=status)


@require_POST
@staff_door("trainees.look_after")
def void(request: HttpRequest, entry: uuid.UUID) -> HttpResponse:
    """Take a wrong contact out of the count."""
    visible = PracticumEntry.objects.visible_to(request.user).exclude(
        enrolment__trainee__user=request.user
    )
    found = get_object_or_404(visible.select_related("enrolment__trainee"), uuid=entry)
    form = PracticumVoidForm(request.POST)
    if form.is_valid():
        found.void(by=request.user, at=timezone.now(), reason=form.cleaned_data["reason"])
        messages.success(request, "It does not count any more. The record stays.")
    else:
        messages.error(request, "Say why this contact does not count.")
    return redirect("trainees:practicum", enrolment=found.enrolment_id)
