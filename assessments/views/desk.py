"""A trainer's observations and unlocks."""

import uuid
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.db.models import Q
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
    Rating,
)
from assessments.observation_forms import NotedForm
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


def _seen(request: HttpRequest, observation: uuid.UUID) -> Observation:
    return get_object_or_404(
        Observation.objects.visible_to(request.user)
        .exclude(enrolment__trainee__user=request.user)
        .select_related(
            "edition",
            "assessor",
            "enrolment__trainee__user",
            "sheet",
            "countersignature__signed_by",
        ),
        uuid=observation,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_door("assessments.observe")
def observation(request: HttpRequest, observation: uuid.UUID) -> HttpResponse:
    """The checklist on the trainer's phone: ticks while it is a draft, the verdict afterwards."""
    seen = _seen(request, observation)
    if request.method == "POST":
        return _keep_or_finish(request, seen)
    is_draft = seen.state == ObservationState.DRAFT
    template = "observation_draft" if is_draft else "observation"
    needed = seen.edition.rating_at_least
    content = seen.edition.in_language(request.user.language)
    context = {
        "observation": seen,
        "content": content,
        "steps": _steps(seen, content),
        "verdict": seen.verdict,
        "rating_needed": Rating(needed).label if needed else "",
        "ratings": Rating.choices,
        "today": timezone.localdate(),
    }
    return render(request, f"assessments/{template}.html", context)


def _keep_or_finish(request: HttpRequest, seen: Observation) -> HttpResponse:
    noted = _noted(request)
    try:
        if request.POST.get("do") == "finish":
            seen.finish(**noted)
        else:
            seen.keep(**noted)
            messages.success(request, "Your ticks are saved. Finish when you have seen everything.")
    except ObservationRefused as refusal:
        with suppress(ObservationRefused):  # nothing that she noted is lost for what is missing
            seen.keep(**noted)
        messages.error(request, str(refusal))
    return redirect("assessments:observation", observation=seen.uuid)


def _noted(request: HttpRequest) -> dict:
    form = NotedForm(request.POST)
    form.is_valid()
    return {
        "ticked": request.POST.getlist("step"),
        "remark": request.POST.get("remark", ""),
        "rating": form.cleaned_data.get("rating"),
        "seen_on": form.cleaned_data.get("seen_on"),
        "by": request.user,
        "at": timezone.now(),
    }


def _steps(seen: Observation, content: Mapping[str, Any]) -> list[dict]:
    ticked = set(seen.ticked)
    return [step | {"done": step["uid"] in ticked} for step in content["steps"]]


@require_POST
@staff_door("assessments.observe")
def countersign(request: HttpRequest, observation: uuid.UUID) -> HttpResponse:
    """Stand behind what another trainer saw."""
    seen = _seen(request, observation)
    try:
        seen.countersign(by=request.user, at=timezone.now(), remark=request.POST.get("remark", ""))
        messages.success(request, "You have countersigned. The observation counts now.")
    except ObservationRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("assessments:observation", observation=seen.uuid)


@require_POST
@staff_door("assessments.observe")
def void(request: HttpRequest, observation: uuid.UUID) -> HttpResponse:
    """Take one's own final observation, or a sheet begun by mistake, out of the count, with a reason."""
    mine = Observation.objects.visible_to(request.user).filter(
        Q(state=ObservationState.FINAL) | Q(state=ObservationState.DRAFT, sheet__isnull=False),
        assessor=request.user,
    )
    seen = get_object_or_404(mine, uuid=observation)
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
