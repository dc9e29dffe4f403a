"""The page "Signatures": what waits to be signed, who signed what before, and who else was asked."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from home import review_desk
from home.invited import drafts_of
from home.models import ReviewLink, ReviewLinkRefused, ReviewNote
from home.review_forms import InviteForm


@require_safe
def signatures_page(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """For whoever may edit the thing."""
    return _page(request, kind, pk)


@require_POST
def invite(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Make a link to the latest drafts of a page and those below it, and show it this once."""
    thing = _found(request, kind, pk)
    form = InviteForm(request.POST)
    if not isinstance(thing, Page):
        raise Http404
    if not form.is_valid():
        return _page(request, kind, pk, form=form)
    asked = form.cleaned_data
    seen = {name: asked[name] for name in ("with_notes", "with_keys")}
    try:
        link, secret = ReviewLink.objects.make(
            shown=drafts_of(thing, **seen), by=request.user, at=timezone.now(), **asked
        )
    except ReviewLinkRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("signatures", kind, pk)
    address = request.build_absolute_uri(reverse("home:review"))
    return _page(request, kind, pk, made=link, address=f"{address}#{secret}")


@require_POST
def close_link(request: HttpRequest, kind: str, pk: int, link: int) -> HttpResponse:
    """End a link at once, also for who is reading."""
    thing = _found(request, kind, pk)
    get_object_or_404(ReviewLink.objects.about(thing), pk=link).revoke(
        by=request.user, at=timezone.now()
    )
    messages.success(request, "The link is closed.")
    return redirect("signatures", kind, pk)


def may_edit(user, thing) -> bool:
    """Whether somebody may change this page or snippet."""
    if isinstance(thing, Page):
        return thing.permissions_for_user(user).can_edit()
    return user.has_perm(f"{thing._meta.app_label}.change_{thing._meta.model_name}")


def _found(request: HttpRequest, kind: str, pk: int):
    thing = review_desk.find(kind, pk)
    if thing is None or not may_edit(request.user, thing):
        raise Http404
    return thing


def _page(request: HttpRequest, kind: str, pk: int, form=None, **more) -> HttpResponse:
    thing, now = _found(request, kind, pk), timezone.now()
    links = list(ReviewLink.objects.about(thing))
    context = {
        "kind": kind,
        "thing": thing,
        "name": thing.draft_title if isinstance(thing, Page) else str(thing),
        "waiting": review_desk.waiting(thing, timezone.localdate()),
        "signatures": review_desk.signatures(thing),
        "links": [(link, link.is_open(now)) for link in links],
        "notes": ReviewNote.objects.said().about(thing).select_related("link"),
        "form": form or InviteForm(),
        **more,
    }
    status = 400 if form else 200
    return render(request, "home/admin/signatures.html", context, status=status)
