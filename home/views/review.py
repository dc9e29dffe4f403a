"""The door for invited reviewers, who have no account: by a code, and then by the session.

The code never stands in an address that a server sees: it rides behind # and is posted.
"""

from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from home.invited import as_read, name_of
from home.models import ReviewLink, ReviewLinkRefused
from home.review_forms import CodeForm, DecisionForm, NoteForm

#: In the session: the id of the link with which somebody came in.
KEY = "review"


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest) -> HttpResponse:
    """Ask for the code. A wrong one, an old one and a closed one get what any unknown page gets."""
    if request.method != "POST":
        return render(request, "home/review.html", {"form": CodeForm()})
    form, now = CodeForm(request.POST), timezone.now()
    link = form.is_valid() and ReviewLink.objects.open_with(form.cleaned_data["code"], at=now)
    if not link:
        raise Http404
    try:
        link.open(at=now)
    except ReviewLinkRefused as refusal:
        return _wait(request, refusal)
    request.session.cycle_key()
    request.session[KEY] = link.pk
    return redirect("home:review_read")


def invited(view):
    """Let in who came with a link that is open; anybody else finds nothing here (404)."""

    @csrf_protect
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        link = ReviewLink.objects.filter(pk=request.session.get(KEY)).first()
        if link is None or not link.is_open(timezone.now()):
            raise Http404
        try:
            return view(request, link, *args, **kwargs)
        except ReviewLinkRefused as refusal:
            return _wait(request, refusal)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@invited
def review_read(request: HttpRequest, link: ReviewLink) -> HttpResponse:
    """What she was sent, and what she decides about it."""
    form = DecisionForm(request.POST or None, initial=_herself(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        approves = said.pop("decision") == "approve"
        _remember(request, said)
        link.decide(approves=approves, at=timezone.now(), **said)
        return redirect("home:review_read")
    pages = link.pages.select_related("revision")
    context = {
        "link": link,
        "pages": [(page, name_of(page.revision.as_object())) for page in pages],
        "decisions": link.notes.said().filter(page=None),
        "form": form,
    }
    return render(request, "home/review_read.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@invited
def review_page(request: HttpRequest, link: ReviewLink, place: int) -> HttpResponse:
    """One draft, what it changes, and what she says of it."""
    page = get_object_or_404(link.pages.select_related("revision"), place=place)
    form = NoteForm(request.POST or None, initial=_herself(request))
    if request.method == "POST" and form.is_valid():
        _remember(request, form.cleaned_data)
        link.comment(page=page, at=timezone.now(), **form.cleaned_data)
        return redirect("home:review_page", place)
    context = {
        "link": link,
        "invited": page,
        "notes": page.notes.all(),
        "next": link.pages.filter(place__gt=place).first(),
        "form": form,
        "facilitator": link.with_notes,
        "without_media": True,
        **as_read(page),
    }
    return render(request, "home/review_page.html", context, status=400 if form.errors else 200)


@require_POST
@csrf_protect
def review_close(request: HttpRequest) -> HttpResponse:
    """Leave nothing behind on a shared computer."""
    request.session.pop(KEY, None)
    request.session.pop(f"{KEY}_by", None)
    return redirect("home:start")


def _herself(request: HttpRequest) -> dict[str, str]:
    """Name and role as she typed them last, so that she types them once."""
    return request.session.get(f"{KEY}_by", {})


def _remember(request: HttpRequest, said: dict) -> None:
    request.session[f"{KEY}_by"] = {name: said[name] for name in ("who", "role")}


def _wait(request: HttpRequest, refusal: ReviewLinkRefused) -> HttpResponse:
    status = 429 if refusal.reason == ReviewLinkRefused.Reason.TOO_MUCH else 400
    return render(request, "home/review_wait.html", {"refusal": refusal}, status=status)
