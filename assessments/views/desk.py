"""A trainer's observations and unlocks."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from assessments.models import (
    AttemptUnlock,
    Checklist,
    Observation,
    ObservationRefused,
    ObservationState,
    Quiz,
)
from trainees.doors import staff_door
from trainees.models import Enrolment


def enrolment_of_another(request: HttpRequest, enrolment: int) -> Enrolment:
    """An enrolment that this trainer looks after and that is not her own, or 404."""
    visible = Enrolment.objects.visible_to(request.user).exclude(trainee__user=request.user)
    return get_object_or_404(visible.with_people(), pk=enrolment)


@require_POST
@staff_door("assessments.observe")
def begin(request: HttpRequest, enrolment: int, checklist: str) -> HttpResponse:
    """Begin (or go on with) an observation."""
    enrolment = enrolment_of_another(request, enrolment)
    checklist = get_object_or_404(Checklist, code=checklist)
    try:
        observation = Observation.objects.begin(
            enrolment=enrolment, checklist=checklist, by=request.user, at=timezone.now()
        )
    except ObservationRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("home:person", number=enrolment.trainee.number)
    return redirect("assessments:observation", observation=observation.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_door("assessments.observe")
def observation(request: HttpRequest, observation: uuid.UUID) -> HttpResponse:
    """The checklist on the trainer's phone: ticks while it is a draft, the verdict afterwards."""
    seen = get_object_or_404(
        Observation.objects.visible_to(request.user)
        .exclude(enrolment__trainee__user=request.user)
        .select_related("edition", "assessor", "enrolment__trainee__user"),
        uuid=observation,
    )
    if request.method == "POST":
        return _keep_or_finish(request, seen)
    return render(
        request, "assessments/observation.html", {"observation": seen, "steps": _steps(seen)}
    )


def _keep_or_finish(request: HttpRequest, seen: Observation) -> HttpResponse:
    ticks = {
        "ticked": request.POST.getlist("step"),
        "remark": request.POST.get("remark", ""),
        "by": request.user,
        "at": timezone.now(),
    }
    try:
        if request.POST.get("do") == "finish":
            seen.finish(**ticks)
        else:
            seen.keep(**ticks)
            messages.success(request, "Your ticks are saved. Finish when you have seen everything.")
    except ObservationRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("assessments:observation", observation=seen.uuid)


def _steps(seen: Observation) -> list[dict]:
    ticked = set(seen.ticked)
    return [step | {"done": step["uid"] in ticked} for step in seen.edition.content["steps"]]


@require_POST
@staff_door("assessments.observe")
def void(request: HttpRequest, observation: uuid.UUID) -> HttpResponse:
    """Take one's own final observation out of the count, with a reason."""
    mine = Observation.objects.visible_to(request.user).filter(assessor=request.user)
    seen = get_object_or_404(mine, uuid=observation, state=ObservationState.FINAL)
    reason = request.POST.get("reason", "").strip()
    if not reason:
        messages.error(request, "Say why this observation does not count.")
    else:
        seen.void(by=request.user, at=timezone.now(), reason=reason[:300])
        messages.success(request, "It does not count any more. The record stays.")
    return redirect("assessments:observation", observation=seen.uuid)


@require_POST
@staff_door("trainees.look_after")
def unlock(request: HttpRequest, enrolment: int, quiz: str) -> HttpResponse:
    """Open one more try of a quiz, with a reason."""
    enrolment = enrolment_of_another(request, enrolment)
    quiz = get_object_or_404(Quiz, code=quiz)
    reason = request.POST.get("reason", "").strip()
    if not reason:
        messages.error(request, "Say why she gets another try.")
    else:
        AttemptUnlock.give(
            enrolment=enrolment, quiz=quiz, by=request.user, at=timezone.now(), reason=reason[:300]
        )
        messages.success(request, "She can try the quiz again now.")
    return redirect("home:person", number=enrolment.trainee.number)
