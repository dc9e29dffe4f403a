"""A trainer reads one result and decides about it: late answers, a new start, out of the count."""

import uuid

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assessments.models import Attempt, AttemptRefused, AttemptState, Grading
from assessments.reading import questions_on_page
from assessments.views.attempts import show_result
from trainees.doors import staff_door


def _of_another(request: HttpRequest, attempt: uuid.UUID) -> Attempt:
    """An attempt of a trainee whom this trainer looks after, not her own, or 404."""
    gradings = Prefetch("gradings", Grading.objects.select_related("graded_by"))
    hers = (
        Attempt.objects.looked_after_by(request.user)
        .select_related("edition", "enrolment__trainee__user")
        .prefetch_related(gradings)
    )
    return get_object_or_404(hers, uuid=attempt)


@require_safe
@staff_door("trainees.look_after")
def result(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """What a trainee answered, for her trainer."""
    found = _of_another(request, attempt)
    if found.state == AttemptState.IN_PROGRESS:
        raise Http404
    if found.state == AttemptState.ABANDONED:
        context = {
            "attempt": found,
            "questions": questions_on_page(found.paper(), found.answers()),
        }
        return render(request, "assessments/abandoned_for_trainer.html", context)
    return show_result(request, found, "assessments/result_for_trainer.html")


@require_POST
@staff_door("trainees.look_after")
def accept_late(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """Let what arrived too late count, with a reason."""
    found, reason = _of_another(request, attempt), _reason(request)
    if reason:
        before = found.current_grading
        try:
            graded = found.accept_late(by=request.user, at=timezone.now(), reason=reason)
        except AttemptRefused as refusal:
            messages.error(request, str(refusal))
        else:
            is_new = before is None or graded.number > before.number
            messages.success(request, _COUNTED if is_new else "There is nothing late.")
    return redirect("assessments:result", attempt=found.uuid)


_COUNTED = "They count now. It was marked again."


@require_POST
@staff_door("trainees.look_after")
def reopen(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """Give an abandoned attempt its time again, with a reason."""
    found, reason = _of_another(request, attempt), _reason(request)
    if not reason:
        return redirect("assessments:result", attempt=found.uuid)
    try:
        found.reopen(by=request.user, at=timezone.now(), reason=reason)
    except AttemptRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("assessments:result", attempt=found.uuid)
    messages.success(request, "It is open again. Her time runs from now.")
    return redirect("home:person", number=found.enrolment.trainee.number)


@require_POST
@staff_door("trainees.look_after")
def void(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """Take an attempt out of the count, with a reason."""
    found, reason = _of_another(request, attempt), _reason(request)
    number = found.enrolment.trainee.number
    if reason:
        found.void(by=request.user, at=timezone.now(), reason=reason)
        messages.success(request, "It does not count any more. The record stays.")
    return redirect("home:person", number=number)


def _reason(request: HttpRequest) -> str:
    """The reason that was typed; "", and said so, where there is none."""
    reason = request.POST.get("reason", "").strip()[:300]
    if not reason:
        messages.error(request, "Say why. The reason is kept with the record.")
    return reason
