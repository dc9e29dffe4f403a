"""How a trainee may be reached: she alone gives it, words it and takes it away."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from trainees.doors import trainee_door
from trainees.forms import ContactForm
from trainees.models import Channel, Contact, ContactRefused, Message

#: As many as a phone shows without scrolling for ever.
LATEST = 10


@require_safe
@trainee_door
def contact(request: HttpRequest) -> HttpResponse:
    """What she gave, and what was sent to her."""
    return _page(request)


@require_POST
@trainee_door
def give(request: HttpRequest, channel: str) -> HttpResponse:
    """Give a number or address, or choose other words for it."""
    form = ContactForm(request.POST, channel=_channel(channel))
    if not form.is_valid():
        return _page(request, {channel: form}, status=400)
    try:
        Contact.objects.give(
            trainee=request.user.trainee,
            channel=channel,
            address=form.cleaned_data["address"],
            wording=form.cleaned_data["wording"],
            by=request.user,
            at=timezone.now(),
        )
    except ContactRefused as refusal:
        form.add_error("address", str(refusal))
        return _page(request, {channel: form}, status=400)
    messages.success(request, "Saved. Messages may come there now.")
    return redirect("trainees:contact")


@require_POST
@trainee_door
def remove(request: HttpRequest, channel: str) -> HttpResponse:
    """Take it away."""
    trainee = request.user.trainee
    for mine in trainee.contacts.filter(channel=_channel(channel)):
        mine.remove(by=request.user, at=timezone.now())
    messages.success(request, "Removed. No message comes there any more.")
    return redirect("trainees:contact")


def _channel(channel: str) -> str:
    if channel not in Channel.values:
        raise Http404
    return channel


def _page(
    request: HttpRequest, forms: dict[str, ContactForm] | None = None, status: int = 200
) -> HttpResponse:
    trainee = request.user.trainee
    mine = {each.channel: each for each in trainee.contacts.all()}
    ways = []
    for channel in Channel:
        given = mine.get(channel)
        form = (forms or {}).get(channel) or ContactForm(
            channel=channel, initial={"wording": given.wording} if given else None
        )
        ways.append({"channel": channel, "given": given, "form": form})
    sent = Message.objects.filter(trainee=trainee).with_events().order_by("-pk")[:LATEST]
    return render(request, "trainees/contact.html", {"ways": ways, "sent": sent}, status=status)
