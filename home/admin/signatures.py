"""The page "Signatures": what waits to be signed, and who signed what before."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page

from home import review_desk


@require_safe
def signatures_page(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """For whoever may edit the thing."""
    thing = review_desk.find(kind, pk)
    if thing is None or not may_edit(request.user, thing):
        raise Http404
    context = {
        "thing": thing,
        "name": thing.draft_title if isinstance(thing, Page) else str(thing),
        "waiting": review_desk.waiting(thing, timezone.localdate()),
        "signatures": review_desk.signatures(thing),
    }
    return render(request, "home/admin/signatures.html", context)


def may_edit(user, thing) -> bool:
    """Whether somebody may change this page or snippet."""
    if isinstance(thing, Page):
        return thing.permissions_for_user(user).can_edit()
    return user.has_perm(f"{thing._meta.app_label}.change_{thing._meta.model_name}")
