"""The learner's own doors to programme, module, lesson and hard words. Wagtail's serve is never used."""

from collections.abc import Iterable

from django.contrib import messages
from django.db.models import Exists, OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from curriculum.block_words import tell
from curriculum.blocks import guidance_keys
from curriculum.canonical import digest
from curriculum.languages import LANGUAGES, OWN
from curriculum.models import (
    GlossaryPage,
    LessonPage,
    LocalGuidance,
    ModulePage,
    name_in,
    with_words,
)
from trainees.doors import signed_in_door
from trainees.models import (
    Enrolment,
    EnrolmentRefused,
    EnrolmentState,
    LessonProgress,
    to_relearn,
)


def _enrolment(request: HttpRequest, programme: str) -> Enrolment:
    """Her latest enrolment there; ``glossary``: the code of the programme's page of hard words, or None."""
    mine = Enrolment.objects.open_to(request.user).with_people()
    words = GlossaryPage.objects.live().filter(path__startswith=OuterRef("programme__path"))
    mine = mine.annotate(glossary=Subquery(words.values("slug")[:1]))  # no query of its own
    found = mine.filter(programme__slug=programme).order_by("-enrolled_at").first()
    if found is None:
        raise Http404
    return found


def lessons_with_progress(enrolment: Enrolment, programme: str, module: str, language: str):
    """Live lessons of a module in order: a queryset.

    With ``studied``; ``told``, its words; and ``changed``, the id of what she must learn again in it.
    """
    studied = LessonProgress.objects.filter(
        enrolment=enrolment, lesson_key=OuterRef("translation_key")
    )
    lessons = LessonPage.objects.in_module(programme, module)
    again = to_relearn(enrolment.pk).filter(lesson=OuterRef("pk"))
    lessons = lessons.annotate(
        studied=Exists(studied), changed=Subquery(again.order_by("-at").values("pk")[:1])
    )
    return with_words(lessons, language)


def _named(request: HttpRequest, pages: Iterable) -> list:
    """Pages whose titles are in the reader's language."""
    pages = list(pages)
    for page in pages:
        tell(page, page.told, request.user.language, fields=("title",))
    return pages


@require_safe
@signed_in_door
def programme(request: HttpRequest, programme: str) -> HttpResponse:
    """The modules of a programme."""
    enrolment = _enrolment(request, programme)
    modules = ModulePage.objects.child_of(enrolment.programme).live().order_by("path")
    modules = _named(request, with_words(modules, request.user.language))
    name_in(request.user.language, [enrolment.programme])
    context = {
        "enrolment": enrolment,
        "programme": enrolment.programme,
        "modules": modules,
        "glossary": enrolment.glossary,
    }
    return render(request, "trainees/programme.html", context)


@require_safe
@signed_in_door
def glossary(request: HttpRequest, programme: str, glossary: str) -> HttpResponse:
    """The hard words of a programme."""
    enrolment = _enrolment(request, programme)
    page = get_object_or_404(GlossaryPage.objects.at(programme, glossary))
    hers = request.user.language
    name_in(hers, [page], whole=True)
    context = {"page": page, "programme": enrolment.programme}
    context |= {"hers": hers, "hers_name": LANGUAGES[hers]}
    return render(request, "trainees/glossary.html", context)


@require_safe
@signed_in_door
def module(request: HttpRequest, programme: str, module: str) -> HttpResponse:
    """The lessons of a module."""
    enrolment = _enrolment(request, programme)
    language = request.user.language
    page = get_object_or_404(with_words(ModulePage.objects.at(programme, module), language))
    tell(page, page.told, language)
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
    tell(page, page.told, request.user.language)
    country = enrolment.trainee.country
    keys = guidance_keys(page.body)
    guidance = LocalGuidance.objects.for_country(country).signed().filter(key__key__in=keys)
    context = {
        "glossary": enrolment.glossary,
        "country": country,
        "hers": request.user.language,
        "hers_name": LANGUAGES[request.user.language],
        "studied": page.studied,
        "changes": to_relearn(enrolment.pk).filter(lesson=page) if page.changed else [],
        "guidance": guidance.by_key() if keys else {},
    }
    here = around(page, enrolment.programme, module, lessons, place)
    return render(request, "trainees/lesson.html", context | here)


def around(page: LessonPage, programme, module: str, lessons: list[LessonPage], place: int) -> dict:
    """What a lesson's page says of where it stands: ``place`` is its own among ``lessons``."""
    return {
        "page": page,
        "programme": programme,
        "module_code": module,
        "language": getattr(page, "language", OWN),
        "previous": lessons[place - 1] if place else None,
        "following": lessons[place + 1] if place + 1 < len(lessons) else None,
    }


def _studied(
    request: HttpRequest, enrolment: Enrolment, lessons: list[LessonPage], place: int
) -> HttpResponse:
    try:
        enrolment.study(lessons[place], at=timezone.now())
    except EnrolmentRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("home:learn")
    if lessons[place].changed:
        messages.success(request, "Saved. You have read it again.")
        return redirect("home:learn")
    messages.success(request, "Saved. You have studied this lesson.")
    if place + 1 < len(lessons):
        codes = request.resolver_match.kwargs | {"lesson": lessons[place + 1].slug}
        return redirect("trainees:lesson", **codes)
    return redirect("home:learn")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_door
def conduct(request: HttpRequest, programme: str) -> HttpResponse:
    """The rules of conduct of her own edition, to read at any time; a POST signs them."""
    enrolment = _enrolment(request, programme)
    rules = enrolment.edition.conduct
    if not rules:
        raise Http404
    sha256 = digest(rules)
    is_post = request.method == "POST"
    # she signs what she read: the rules that the form was shown with
    is_changed = is_post and request.POST.get("rules") != sha256
    is_unread = is_post and not is_changed and "read" not in request.POST
    if is_post and not (is_changed or is_unread):
        try:
            enrolment.sign_conduct(by=request.user, at=timezone.now())
            messages.success(request, "Saved. You have signed the code of conduct.")
        except EnrolmentRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("home:learn")
    context = {
        "rules": rules,
        "signature": enrolment.conduct_signature(),
        "is_active": enrolment.state == EnrolmentState.ACTIVE,
        "sha256": sha256,
        "is_changed": is_changed,
        "is_unread": is_unread,
    }
    status = 400 if is_changed or is_unread else 200
    return render(request, "trainees/conduct.html", context, status=status)
