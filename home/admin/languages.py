"""The board of translations in the editors' room: one per language."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from curriculum.languages import OTHERS
from curriculum.models import ModulePage
from home.translating import board, open_all, subjects


@require_safe
def language_boards(request: HttpRequest) -> HttpResponse:
    """Each language with how far it has come."""
    _for(request, "curriculum.view_wordsheet")
    rows = []
    for code, name in OTHERS.items():
        groups = board(code)
        things = sum(len(group.rows) for group in groups)
        rows.append(
            {
                "code": code,
                "name": name,
                "things": things,
                "ready": sum(group.ready for group in groups),
                "waiting": sum(group.waiting for group in groups),
                "stale": sum(group.stale for group in groups),
            }
        )
    return render(request, "home/admin/languages.html", {"rows": rows})


@require_safe
def language_board(request: HttpRequest, language: str) -> HttpResponse:
    """One language: each module with its lessons, questions, quizzes and checklists."""
    _for(request, "curriculum.view_wordsheet")
    context = {
        "language": _known(language),
        "language_name": OTHERS[language],
        "groups": board(language),
        "may_open": request.user.has_perm("curriculum.change_wordsheet"),
    }
    return render(request, "home/admin/language_board.html", context)


@require_POST
def open_module(request: HttpRequest, language: str) -> HttpResponse:
    """Open what is signed in one module (``module``; without: the programmes' own words) for translators."""
    _for(request, "curriculum.change_wordsheet")
    _known(language)
    wanted = request.POST.get("module")
    module = get_object_or_404(ModulePage, pk=wanted) if wanted else None
    things = next((each for owner, each in subjects() if owner == module), [])
    open_all(things, language=language, by=request.user, at=timezone.now())
    messages.success(request, f"{len(things)} texts and questions are open in {OTHERS[language]}.")
    return redirect("language_board", language=language)


def _known(language: str) -> str:
    if language not in OTHERS:
        raise Http404
    return language


def _for(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise Http404
