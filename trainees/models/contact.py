"""How a woman may be reached, if she wants to be, and what she chose."""

import datetime as dt
import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models, transaction
from wagtail.log_actions import log

from curriculum.insert_only import InsertOnly
from curriculum.refusals import Refused
from trainees.encrypted import EncryptedTextField
from trainees.models.message import Channel, Message, Wording
from trainees.models.trainee import Trainee
from trainees.models.user import User


class ContactRefused(Refused):
    """How somebody is reached could not be changed; ``reason`` is one of ``Reason``."""

    class Reason(models.TextChoices):
        NOT_HERS = "not_hers", "Only she herself says how she may be reached."
        NO_NUMBER = "no_number", "This is no phone number. Write it with the country's number: +27…"
        NO_ADDRESS = "no_address", "This is no e-mail address."


class ContactManager(models.Manager):
    def give(
        self,
        *,
        trainee: Trainee,
        channel: Channel,
        address: str,
        wording: Wording = Wording.COVERT,
        by: User,
        at: dt.datetime,
    ) -> "Contact":
        """Let messages come to a number or address of hers, in the wording that she chose.

        Another one on the same channel takes the place of the first. Refused to everybody but herself, and
        when it is no number or address. The same again is quiet. Her row is locked. What she chose is
        kept (``ContactChoice``) and logged as ``trainees.give_contact``, both without the address.
        """
        _refuse_unless_herself(trainee, by)
        address = readable_address(channel, address)
        with transaction.atomic():
            Trainee.objects.select_for_update().get(pk=trainee.pk)
            contact = self.filter(trainee=trainee, channel=channel).first()
            if contact and (contact.address, contact.wording) == (address, wording):
                return contact
            contact = contact or self.model(trainee=trainee, channel=channel)
            contact.address, contact.wording, contact.given_at = address, wording, at
            contact.save()
            ContactChoice.note(contact, ContactChoice.Act.GIVEN, by=by, at=at)
            log(instance=trainee, action="trainees.give_contact", user=by)
        return contact


class Contact(models.Model):
    """A number or address at which a woman wants messages; without one, none is sent.

    Personal data: a phone number or e-mail address (encrypted), for herself and, where no program sends,
    for HR of her country who sends by hand; until she removes it, which deletes the row.
    """

    trainee = models.ForeignKey(Trainee, on_delete=models.PROTECT, related_name="contacts")
    channel = models.CharField(max_length=5, choices=Channel.choices)
    address = EncryptedTextField()
    wording = models.CharField(max_length=6, choices=Wording.choices, default=Wording.COVERT)
    given_at = models.DateTimeField()

    objects = ContactManager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["trainee", "channel"], name="one_contact_per_channel")
        ]

    def __str__(self):
        return f"{self.trainee} {self.channel}"

    def remove(self, *, by: User, at: dt.datetime) -> None:
        """Take the number or address away; what still waits for it is dropped.

        Refused to everybody but herself. Twice is quiet. Her row is locked. Kept and logged as
        ``trainees.remove_contact``, without the address.
        """
        _refuse_unless_herself(self.trainee, by)
        with transaction.atomic():
            Trainee.objects.select_for_update().get(pk=self.trainee_id)
            if not type(self).objects.filter(pk=self.pk).exists():
                return
            for message in Message.objects.open().filter(
                trainee=self.trainee_id, channel=self.channel
            ):
                message.drop(by=by, at=at)
            ContactChoice.note(self, ContactChoice.Act.REMOVED, by=by, at=at)
            type(self).objects.filter(pk=self.pk).delete()
            log(instance=self.trainee, action="trainees.remove_contact", user=by)


class ContactChoice(InsertOnly):
    """That a woman gave or removed a way to reach her, and the wording she chose; never the address.

    Personal data: that she wanted messages, how worded, when; herself and administrators; with her record.
    """

    class Act(models.TextChoices):
        GIVEN = "given", "Given"
        REMOVED = "removed", "Removed"

    trainee = models.ForeignKey(Trainee, on_delete=models.PROTECT, related_name="contact_choices")
    channel = models.CharField(max_length=5, choices=Channel.choices)
    act = models.CharField(max_length=7, choices=Act.choices)
    wording = models.CharField(max_length=6, choices=Wording.choices)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.trainee} {self.channel} {self.act}"

    @classmethod
    def note(cls, contact: Contact, act: "ContactChoice.Act", *, by: User, at: dt.datetime) -> None:
        """Insert what was chosen, inside the caller's transaction."""
        cls(
            trainee_id=contact.trainee_id,
            channel=contact.channel,
            act=act,
            wording=contact.wording,
            by=by,
            at=at,
        ).save()


def readable_address(channel: str, text: str) -> str:
    """Return the number or address as it is dialled, or refuse what is none."""
    if channel == Channel.EMAIL:
        try:
            validate_email(text.strip())
        except ValidationError:
            raise ContactRefused(ContactRefused.Reason.NO_ADDRESS) from None
        return text.strip()
    number = re.sub(r"[\s().-]", "", text)
    if not re.fullmatch(r"\+?[0-9]{7,15}", number, re.ASCII):
        raise ContactRefused(ContactRefused.Reason.NO_NUMBER)
    return number


def _refuse_unless_herself(trainee: Trainee, by: User) -> None:
    if by.pk != trainee.user_id:
        raise ContactRefused(ContactRefused.Reason.NOT_HERS)
