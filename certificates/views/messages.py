"""HR's list of messages that a person must send, because no program could."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from trainees.doors import staff_door
from trainees.models import Message

PAGE = 50
#: How a message ends by somebody's hand, and what she reads afterwards.
DONE = {
    "note_sent": "Noted as sent.",
    "drop": "Dropped. Nobody sends it any more.",
}


class EndForm(forms.Form):
    """What became of a message."""

    how = forms.ChoiceField(choices=[(verb, verb) for verb in DONE])


@require_safe
@staff_door("certificates.verify")
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits, oldest first, by number: neither address nor text."""
    rows = Message.objects.visible_to(request.user).open().with_events()
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "certificates/messages.html", {"page": page})


@require_POST
@staff_door("certificates.verify")
def open_one(request: HttpRequest, message: int) -> HttpResponse:
    """Address and text of one message, for whoever sends it now; each time is logged.

    Of what has left or was dropped nobody needs the address any more.
    """
    found = get_object_or_404(Message.objects.visible_to(request.user).open(), pk=message)
    address, text = found.open_for(request.user, at=timezone.now())
    context = {"message": found, "address": address, "text": text}
    return render(request, "certificates/message.html", context)


@require_POST
@staff_door("certificates.verify")
def end(request: HttpRequest, message: int) -> HttpResponse:
    """She sent it, or it need not be sent any more."""
    found = get_object_or_404(Message.objects.visible_to(request.user), pk=message)
    form = EndForm(request.POST)
    if form.is_valid():
        how = form.cleaned_data["how"]
        getattr(found, how)(by=request.user, at=timezone.now())
        messages.success(request, DONE[how])
    return redirect("certificates:messages")
