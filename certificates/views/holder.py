"""The holder's own certificates: the issued bytes, the same ones every time."""

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.log_actions import log

from certificates.due import asks_of, with_asks
from certificates.face import FULL, NEUTRAL
from certificates.models import Certificate, Verification
from trainees.doors import trainee_door

#: As many as a phone shows without scrolling for ever; their number is said.
LOOK_UPS = 20


@require_safe
@trainee_door
def certificates(request: HttpRequest) -> HttpResponse:
    """One's own certificates, and who looked them up."""
    mine = with_asks(Certificate.objects.held_by(request.user)).prefetch_related(
        "files",
        Prefetch("verifications", Verification.objects.newest(LOOK_UPS), to_attr="looked_up"),
    )
    today, times = timezone.localdate(), Verification.objects.counted(mine)
    rows = [
        {
            "certificate": each,
            "status": each.status_on(today),
            "asks": asks_of(each, today),
            "files": len(each.files.all()),
            "looked_up": each.looked_up,
            "times": times.get(each.pk, 0),
        }
        for each in mine
    ]
    return render(request, "certificates/mine.html", {"rows": rows})


@require_safe
@trainee_door
def neutral(request: HttpRequest, certificate: int) -> HttpResponse:
    """The neutral face, which says nothing that discloses."""
    return _file(request, certificate, NEUTRAL)


@require_http_methods(["POST"])
@trainee_door
def full(request: HttpRequest, certificate: int) -> HttpResponse:
    """The full face, when the holder asks for it; each time is logged."""
    return _file(request, certificate, FULL)


def _file(request: HttpRequest, certificate: int, kind: str) -> HttpResponse:
    held = Certificate.objects.held_by(request.user).with_status()
    mine = get_object_or_404(held, pk=certificate)
    file = mine.files.filter(kind=kind).first()
    # a withdrawn or replaced paper is kept for audit, not handed out again; of an erased one nothing is
    if file is None or mine.is_ended or mine.erased_at:
        raise Http404
    log(instance=mine, action=f"certificates.hand_out_{kind}", user=request.user)
    response = HttpResponse(file.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{mine.number}.pdf"'
    return response
