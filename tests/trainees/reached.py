"""Ways to reach a trainee, and messages to her, for tests."""

from tests import make
from trainees.models import Channel, Contact, Message, Trainee, Wording

NUMBER = "+27821234567"
EMAIL = "lindi@mail.example"
#: What ``PEER_MAIL_URL`` makes of it, with Django's mailbox for tests.
BY_MAIL = {
    "sms": "trainees.messages.providers.ByHand",
    "email": "trainees.messages.providers.Email",
}


def give(trainee: Trainee, channel: str = Channel.SMS, at=make.NOW, **more) -> Contact:
    """She gives her phone number or her e-mail address."""
    address = more.pop("address", NUMBER if channel == Channel.SMS else EMAIL)
    return Contact.objects.give(
        trainee=trainee, channel=channel, address=address, by=trainee.user, at=at, **more
    )


def write(trainee: Trainee, channel: str = Channel.SMS, **more) -> Message:
    """A message that nothing was done with yet."""
    values = {"kind": Message.Kind.UPDATE, "wording": Wording.COVERT, "language": "en", **more}
    message = Message(trainee=trainee, channel=channel, made_at=make.NOW, **values)
    message.save()
    return message
