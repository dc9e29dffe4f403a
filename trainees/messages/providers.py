"""Who carries a message: one class for each way, named in ``settings.MESSAGE_PROVIDERS``.

A gateway for SMS is one more class here with a ``send`` like these.
"""

import enum
import smtplib
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string

from trainees.messages.guard import Passed


class Outcome(enum.StrEnum):
    """What became of a message at a provider."""

    SENT = "sent"
    WAITS = "waits"


class ProviderFailed(Exception):
    """A message could not be handed over; says what kind of fault it was, never to whom or what."""


class Provider(Protocol):
    """Carries messages of one channel."""

    def send(self, message: Passed, address: str) -> Outcome:
        """Hand a message over once. Raises ``ProviderFailed``."""


class ByHand:
    """There is no gateway: HR finds the message in a list and sends it from a phone of the office."""

    def send(self, message: Passed, address: str) -> Outcome:
        return Outcome.WAITS


class Email:
    """By whatever mail server Django is set up with."""

    def send(self, message: Passed, address: str) -> Outcome:
        parts = message.rendered
        mail = EmailMessage(
            parts.subject,
            parts.body,
            from_email=parts.sender,
            to=[address],
            headers={"Auto-Submitted": "auto-generated"},
        )
        try:
            mail.send()
        except (smtplib.SMTPException, OSError) as fault:
            # a server's own words hold the address
            raise ProviderFailed(type(fault).__name__) from None
        return Outcome.SENT


def provider_for(channel: str) -> Provider:
    """The provider of a channel."""
    return import_string(settings.MESSAGE_PROVIDERS[channel])()
