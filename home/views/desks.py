"""The desks that join rooms, the front door, and the health of the house."""

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.db import connection
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.models import standings_of
from certificates.due import asks_of, with_asks
from certificates.models import Certificate
from curriculum.models import Requirement
from home.next_step import Place, next_step, say_again, still_missing
from home.standing import again_for, doubts, module_states
from trainees.doors import staff_door, trainee_door
from trainees.forms import EnrolForm
from trainees.models import Cohort, Enrolment, EnrolmentState, Trainee, to_relearn


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The front door: says nothing to strangers, leads everybody else to her own desk."""
    user = request.user
    if not user.is_authenticated:
        return render(request, "home/start.html")
    if user.first_passphrase:
        return redirect("trainees:passphrase")
    if hasattr(user, "trainee"):
        return redirect("home:learn")
    for permission, desk in (
        ("trainees.look_after", "home:desk"),
        ("certificates.verify", "certificates:hr"),
        ("wagtailadmin.access_admin", "wagtailadmin_home"),
    ):
        if user.has_perm(permission):
            return redirect(desk)
    return render(request, "home/no_desk.html")


@require_safe
@trainee_door
def learn(request: HttpRequest) -> HttpResponse:
    """The trainee's desk: one next step, what is still missing, her modules."""
    mine = Enrolment.objects.open_to(request.user).with_people().order_by("-enrolled_at")
    enrolment = mine.first()
    if enrolment is None:
        return render(request, "home/learn_empty.html")
    modules = module_states(enrolment, now=timezone.localtime(), language=request.user.language)
    is_completed = enrolment.state == EnrolmentState.COMPLETED
    unmet = [] if is_completed else enrolment.missing()
    today = timezone.localdate()
    held = with_asks(Certificate.objects.held_by(request.user))
    again = again_for(enrolment)
    step = next_step(modules, completed=is_completed, unmet=unmet, again=again)
    left = [] if is_completed else still_missing(modules, unmet)
    context = {
        "enrolment": enrolment,
        "programme": enrolment.programme,
        "modules": modules,
        "step": step,
        "is_something_due": any(asks_of(each, today).is_something for each in held),
        "before_url": reverse("assessments:intro", args=[step.before]) if step.before else "",
        "step_url": _address(step.place, step.module, enrolment),
        "missing": [say_again(change) for change in again] + left,
    }
    return render(request, "home/learn.html", context)


def _address(place: Place, module: str, enrolment: Enrolment) -> str:
    programme = enrolment.programme.slug
    if place.kind == "lesson":
        return reverse("trainees:lesson", args=[programme, module, place.code])
    if place.kind == "quiz":
        return reverse("assessments:intro", args=[place.code])
    if place.kind == "conduct":
        return reverse("trainees:conduct", args=[programme])
    return reverse("certificates:mine") if place.kind == "certificate" else ""


@require_safe
@staff_door("trainees.look_after")
def desk(request: HttpRequest) -> HttpResponse:
    """A trainer's people: by cohort, in order of number, with how far each has come."""
    cohorts = list(Cohort.objects.visible_to(request.user).order_by("code"))
    chosen = next((each for each in cohorts if each.code == request.GET.get("cohort")), None)
    people = Trainee.objects.visible_to(request.user).with_people()
    if chosen:
        people = people.in_cohort(chosen)
    people = people.annotate(
        enrolled=Count("enrolments", distinct=True),
        modules_done=Count("enrolments__completions", distinct=True),
        lessons_studied=Count("enrolments__lesson_progress", distinct=True),
        finished=Count(
            "enrolments", filter=Q(enrolments__state=EnrolmentState.COMPLETED), distinct=True
        ),
    )
    context = {
        "cohorts": cohorts,
        "chosen": chosen,
        "page": Paginator(people, 50).get_page(request.GET.get("page")),
        "query": f"cohort={chosen.code}" if chosen else "",
    }
    return render(request, "home/desk.html", context)


@require_safe
@staff_door("trainees.look_after")
def person(request: HttpRequest, number: str) -> HttpResponse:
    """One trainee, for her trainer: where she stands and what the trainer can do."""
    visible = Trainee.objects.visible_to(request.user).with_people()
    trainee = get_object_or_404(visible, user__username=number)
    enrolments = Enrolment.objects.for_trainee(trainee).with_people().order_by("-enrolled_at")
    context = {
        "trainee": trainee,
        "enrolments": [_enrolment_rows(enrolment) for enrolment in enrolments],
        "enrol_form": EnrolForm(),
        "may_observe": request.user.has_perm("assessments.observe"),
    }
    return render(request, "home/person.html", context)


def _enrolment_rows(enrolment: Enrolment) -> dict:
    """One enrolment as the person page shows it."""
    newer = enrolment.newer_edition()
    states = module_states(enrolment, now=timezone.localtime())
    needs = list(enrolment.requirements())
    modules = [need.module for need in needs if need.module]
    asked = {need.kind: need.number for need in needs}
    standings = standings_of(enrolment, modules)
    attempts = list(
        enrolment.attempts.select_related("quiz", "read_by").prefetch_related("gradings")
    )
    observations = list(
        enrolment.observations.select_related(
            "checklist", "assessor", "edition", "countersignature"
        )
    )
    return {
        "enrolment": enrolment,
        "modules": [
            {"state": state, "standing": standings[module.translation_key]}
            for state, module in zip(states, modules, strict=True)
        ],
        "doubts": doubts(enrolment, standings, attempts, observations),
        "attempts": attempts,
        "observations": observations,
        "assessors_needed": asked.get(Requirement.Kind.ASSESSORS, 0),
        "contacts_needed": asked.get(Requirement.Kind.CONTACTS, 0),
        "practice": enrolment.practice(),
        "to_relearn": to_relearn(enrolment.pk),
        "newer": newer,
        "asked_otherwise": newer.changes_since(enrolment.edition) if newer else [],
    }


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether database and storage answer."""
    with connection.cursor() as cursor:
        # A table: SQLite answers a bare SELECT 1 without opening its file.
        cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
    default_storage.exists("files")
    return JsonResponse({"status": "ok"})


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state; only where nothing is real."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    return render(request, "styleguide.html")
