"""Observations on paper: printing a sheet, and typing in what was ticked on it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.models import (
    Checklist,
    Observation,
    ObservationRefused,
    ObservationSheet,
    Rating,
)
from assessments.observation_forms import SheetForm
from assessments.views.desk import enrolment_of_another
from trainees.doors import staff_door


@require_POST
@staff_door("assessments.observe")
def make(request: HttpRequest, enrolment: int, checklist: str) -> HttpResponse:
    """Make a sheet for one trainee and one checklist."""
    enrolment = enrolment_of_another(request, enrolment)
    checklist = get_object_or_404(Checklist, code=checklist)
    try:
        sheet = ObservationSheet.make(
            enrolment=enrolment, checklist=checklist, by=request.user, at=timezone.now()
        )
    except ObservationRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("home:person", number=enrolment.trainee.number)
    return redirect("assessments:sheet", sheet=sheet.code)


@require_safe
@staff_door("assessments.observe")
def sheet(request: HttpRequest, sheet: str) -> HttpResponse:
    """The sheet itself, made for printing: her number and never her name."""
    found = get_object_or_404(
        ObservationSheet.objects.visible_to(request.user).select_related(
            "edition", "enrolment__trainee__user"
        ),
        code=sheet,
    )
    content = found.edition.in_language(request.user.language)
    context = {"sheet": found, "content": content, "ratings": Rating.labels}
    return render(request, "assessments/sheet.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_door("assessments.observe")
def type_in(request: HttpRequest) -> HttpResponse:
    """Type the code of a sheet, and go on to its ticks."""
    form = SheetForm(request.POST or None)
    if form.is_valid():
        mine = ObservationSheet.objects.visible_to(request.user)
        found = mine.filter(code=form.cleaned_data["code"]).first()
        if found is None:
            form.add_error("code", "None of your trainees has a sheet with this code.")
        else:
            return _begin(request, found, form)
    return render(request, "assessments/sheets.html", {"form": form})


def _begin(request: HttpRequest, found: ObservationSheet, form: SheetForm) -> HttpResponse:
    try:
        observation = Observation.objects.begin_from_sheet(
            sheet=found, by=request.user, at=timezone.now()
        )
    except ObservationRefused as refusal:
        form.add_error("code", str(refusal))
        return render(request, "assessments/sheets.html", {"form": form})
    return redirect("assessments:observation", observation=observation.uuid)
