"""A trainer's work with people: add, enrol, give a new passphrase."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from trainees.doors import staff_door
from trainees.forms import EnrolForm, TraineeForm
from trainees.models import Enrolment, EnrolmentRefused, Trainee, to_relearn


@require_http_methods(["GET", "HEAD", "POST"])
@staff_door("trainees.look_after")
def add(request: HttpRequest) -> HttpResponse:
    """Add a trainee to one of the trainer's cohorts, and show her first passphrase once."""
    form = TraineeForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        trainee, passphrase = Trainee.objects.register(
            cohort=form.cleaned_data["cohort"],
            name=form.cleaned_data["name"],
            by=request.user,
            at=timezone.now(),
        )
        return _slip(request, trainee, passphrase)
    return render(request, "trainees/add.html", {"form": form}, status=400 if form.errors else 200)


@require_POST
@staff_door("trainees.look_after")
def reset_passphrase(request: HttpRequest, number: str) -> HttpResponse:
    """Give a trainee a new first passphrase and show it once."""
    trainee = _trainee(request, number)
    passphrase = trainee.reset_passphrase(by=request.user, at=timezone.now())
    return _slip(request, trainee, passphrase)


@require_POST
@staff_door("trainees.look_after")
def enrol(request: HttpRequest, number: str) -> HttpResponse:
    """Enrol a trainee in a programme."""
    trainee = _trainee(request, number)
    form = EnrolForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose a programme.")
        return redirect("home:person", number=number)
    try:
        Enrolment.objects.enrol(
            trainee=trainee,
            programme=form.cleaned_data["programme"],
            by=request.user,
            at=timezone.now(),
        )
    except EnrolmentRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "She is enrolled and can start now.")
    return redirect("home:person", number=number)


@require_POST
@staff_door("trainees.look_after")
def move_up(request: HttpRequest, number: str, enrolment: int) -> HttpResponse:
    """Move a trainee up to the edition whose changes her trainer has read."""
    hers = get_object_or_404(_trainee(request, number).enrolments, pk=enrolment)
    edition = hers.newer_edition() or hers.edition
    if str(edition.pk) != request.POST.get("edition"):
        messages.error(request, EnrolmentRefused.Reason.NOT_NEWEST.label)
        return redirect("home:person", number=number)
    try:
        hers.move_up(to=edition, by=request.user, at=timezone.now())
    except EnrolmentRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "She learns by the newest edition now.")
    return redirect("home:person", number=number)


@require_POST
@staff_door("trainees.look_after")
def relearn(request: HttpRequest, number: str, enrolment: int) -> HttpResponse:
    """A trainer went through a critical change with her."""
    hers = get_object_or_404(_trainee(request, number).enrolments, pk=enrolment)
    told = (each for each in to_relearn(hers.pk) if str(each.pk) == request.POST.get("change"))
    try:
        for change in told:  # none: said before
            hers.relearn(change, by=request.user, at=timezone.now())
    except EnrolmentRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Saved. She has learned it again.")
    return redirect("home:person", number=number)


def _trainee(request: HttpRequest, number: str) -> Trainee:
    visible = Trainee.objects.visible_to(request.user).with_people()
    return get_object_or_404(visible, user__username=number)


def _slip(request: HttpRequest, trainee: Trainee, passphrase: str) -> HttpResponse:
    return render(request, "trainees/slip.html", {"trainee": trainee, "passphrase": passphrase})
