"""The learner's own doors to programme, module and lesson. Wagtail's serve is never used."""

from collections.abc import Iterable

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from curriculum.block_words import tell
from curriculum.blocks import guidance_keys
from curriculum.languages import LANGUAGES
from curriculum.models import LessonPage, LocalGuidance, ModulePage, name_in, with_words
from trainees.doors import signed_in_door
from trainees.models import Enrolment, EnrolmentRefused, LessonProgress


def _enrolment(request: HttpRequest, programme: str) -> Enrolment:
    mine = Enrolment.objects.open_to(request.user).with_people()
    found = mine.filter(programme__slug=programme).order_by("-enrolled_at").first()
    if found is None:
        raise Http404
    return found


def lessons_with_progress(enrolment: Enrolment, programme: str, module: str, language: str):
    """Live lessons of a module in order, each with ``studied`` and its ``words``: a queryset."""
    studied = LessonProgress.objects.filter(
        enrolment=enrolment, lesson_key=OuterRef("translation_key")
    )
    lessons = LessonPage.objects.in_module(programme, module).annotate(studied=Exists(studied))
    return with_words(lessons, language)


def _named(request: HttpRequest, pages: Iterable) -> list:
    """Pages whose titles are in the reader's language."""
    pages = list(pages)
    for page in pages:
        tell(page, page.words, request.user.language, fields=("title",))
    return pages


@require_safe
@signed_in_door
def programme(request: HttpRequest, programme: str) -> HttpResponse:
    """The modules of a programme."""
    enrolment = _enrolment(request, programme)
    modules = ModulePage.objects.child_of(enrolment.programme).live().order_by("path")
    modules = _named(request, with_words(modules, request.user.language))
    name_in(request.user.language, [enrolment.programme])
    context = {"enrolment": enrolment, "programme": enrolment.programme, "modules": modules}
    return render(request, "trainees/programme.html", context)


@require_safe
@signed_in_door
def module(request: HttpRequest, programme: str, module: str) -> HttpResponse:
    """The lessons of a module."""
    enrolment = _enrolment(request, programme)
    language = request.user.language
    page = get_object_or_404(with_words(ModulePage.objects.at(programme, module), language))
    tell(page, page.words, language)
    lessons = lessons_with_progress(enrolment, programme, module, language).defer("body")
    lessons = _named(request, lessons)
    context = {
        "programme": enrolment.programme,
        "module": page,
        "lessons": lessons,
        "studied": sum(lesson.studied for lesson in lessons),
    }
    return render(request, "trainees/module.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_door
def lesson(request: HttpRequest, programme: str, module: str, lesson: str) -> HttpResponse:
    """One lesson; a POST says "I have studied it"."""
    enrolment = _enrolment(request, programme)
    lessons = list(lessons_with_progress(enrolment, programme, module, request.user.language))
    place = next((i for i, page in enumerate(lessons) if page.slug == lesson), None)
    if place is None:
        raise Http404
    page = lessons[place]
    if request.method == "POST":
        return _studied(request, enrolment, lessons, place)
    _named(request, lessons[:place] + lessons[place + 1 :])
    tell(page, page.words, request.user.language)
    country = enrolment.trainee.country
    keys = guidance_keys(page.body)
    guidance = LocalGuidance.objects.for_country(country).signed().filter(key__key__in=keys)
    context = {
        "page": page,
        "programme": enrolment.programme,
        "module_code": module,
        "country": country,
        "language": page.language,
        "hers": request.user.language,
        "hers_name": LANGUAGES[request.user.language],
        "studied": page.studied,
        "guidance": guidance.by_key() if keys else {},
        "previous": lessons[place - 1] if place else None,
        "following": lessons[place + 1] if place + 1 < len(lessons) else None,
    }
    return render(request, "trainees/lesson.html", context)


def _studied(
    request: HttpRequest, enrolment: Enrolment, lessons: list[LessonPage], place: int
) -> HttpResponse:
    try:
        enrolment.study(lessons[place], at=timezone.now())
    except EnrolmentRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("home:learn")
    messages.success(request, "Saved. You have studied this lesson.")
    if place + 1 < len(lessons):
        codes = request.resolver_match.kwargs | {"lesson": lessons[place + 1].slug}
        return redirect("trainees:lesson", **codes)
    return redirect("home:learn")
