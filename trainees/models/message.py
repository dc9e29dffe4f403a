"""A message to a woman, and what became of it. Its text is not kept."""

import datetime as dt
import logging

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.log_actions import log

from curriculum.insert_only import InsertOnly, InsertOnlyQuerySet
from curriculum.models import LessonPage, ModulePage, ProgrammeEdition, ProgrammePage
from trainees.messages.guard import MessageRefused, Passed, Private, Rendered, passed
from trainees.messages.providers import ProviderFailed, provider_for
from trainees.models.place import Site, StaffScope, in_scope
from trainees.models.trainee import Trainee
from trainees.models.user import User

logger = logging.getLogger(__name__)


class Channel(models.TextChoices):
    SMS = "sms", "Text message (SMS)"
    EMAIL = "email", "E-mail"


class Wording(models.TextChoices):
    """How much a message says; neither says what belonging here means."""

    COVERT = "covert", "It only says that a date asks for my attention"
    PLAIN = "plain", "It says what it is about, such as the last day of my certificate"


class MessageQuerySet(InsertOnlyQuerySet):
    def visible_to(self, user: User):
        """Messages to women of this HR officer's countries. Can be chained."""
        cohort = "trainee__cohort"
        return self.filter(
            in_scope(user, StaffScope.Role.HR, cohort=cohort, site=f"{cohort}__site")
        )

    def open(self):
        """Those that neither left nor were dropped: a person must look after them. Can be chained."""
        ended = MessageEvent.objects.filter(message=OuterRef("pk"), kind__in=MessageEvent.ENDINGS)
        return self.filter(~Exists(ended)).order_by("made_at", "pk")

    def with_events(self):
        """With trainee and events, oldest first. Can be chained."""
        return self.select_related("trainee__user").prefetch_related("events")


class Message(InsertOnly):
    """One message to one woman: on what channel, of what kind, how worded; its text is made anew each time.

    made --a program sends--> sent
    made --no program here, or it failed, or the guard refused--> open --HR--> sent by hand, or dropped

    Personal data: that she was reminded and when; herself, HR of her country; with her record.
    """

    class Kind(models.TextChoices):
        EXPIRING = "expiring", "A last day is near"
        REFRESHER = "refresher", "A refresher is due"
        UPDATE = "update", "Something she learned has changed"

    trainee = models.ForeignKey(Trainee, on_delete=models.PROTECT, related_name="messages")
    channel = models.CharField(max_length=5, choices=Channel.choices)
    kind = models.CharField(max_length=9, choices=Kind.choices)
    wording = models.CharField(max_length=6, choices=Wording.choices)
    language = models.CharField(max_length=12)
    about_on = models.DateField(null=True, help_text="The day that a plain text names.")
    made_at = models.DateTimeField()

    objects = MessageQuerySet.as_manager()

    def __str__(self):
        return f"Message {self.pk}"

    # Reading ---------------------------------------------------------------------------------

    @property
    def last_event(self) -> "MessageEvent | None":
        """What became of it last; no query after ``with_events``."""
        events = list(self.events.all())
        return events[-1] if events else None

    def address(self) -> str:
        """Where it goes now, or "" if she removed that."""
        contact = self.trainee.contacts.filter(channel=self.channel).first()
        return contact.address if contact else ""

    def guarded(self) -> Passed:
        """Render it and let the guard read it. Raises ``MessageRefused``, which holds nothing of the text."""
        with translation.override(self.language):
            body = render_to_string(
                f"trainees/messages/{self.wording}.txt",
                {"kind": self.kind, "about_on": self.about_on},
            )
        rendered = Rendered(settings.DEFAULT_FROM_EMAIL, settings.MESSAGE_SUBJECT, body.strip())
        return passed(
            rendered, private_about(self.trainee), origin=settings.ORIGIN, message=self.pk
        )

    # Transitions -----------------------------------------------------------------------------

    def send(self, *, at: dt.datetime) -> "MessageEvent":
        """Give it to the provider of its channel, once; call it after the commit that wrote the message.

        What became of it is kept as an event. Raises ``MessageRefused`` after noting that. Once there is an
        event, returns the last one quietly. A process that dies on the way leaves a message without events:
        it is never given away twice, but a person finds it among the open ones.
        """
        if self.last_event:
            return self.last_event
        address = self.address()
        if not address:
            return self._note(MessageEvent.Kind.DROPPED, at=at)
        try:
            outcome = provider_for(self.channel).send(self.guarded(), address)
        except MessageRefused as refusal:
            logger.warning("%s", refusal)
            self._note(MessageEvent.Kind.REFUSED, at=at, answer=refusal.rule)
            raise
        except ProviderFailed as fault:
            return self._note(MessageEvent.Kind.FAILED, at=at, answer=str(fault))
        return self._note(MessageEvent.Kind(outcome), at=at)

    def open_for(self, by: User, *, at: dt.datetime) -> tuple[str, str]:
        """Address and text for a person who sends it by hand; ("", "") if it must not or cannot be sent.

        Logged as ``trainees.open_message``, each time.
        """
        log(instance=self.trainee, action="trainees.open_message", user=by)
        address = self.address()
        try:
            return (address, self.guarded().rendered.body) if address else ("", "")
        except MessageRefused:
            return "", ""

    def note_sent(self, *, by: User, at: dt.datetime) -> "MessageEvent":
        """A person sent it by hand. Once ended, returns that end. Logged as ``trainees.send_by_hand``."""
        return self._end(MessageEvent.Kind.SENT_BY_HAND, by=by, at=at, verb="send_by_hand")

    def drop(self, *, by: User, at: dt.datetime) -> "MessageEvent":
        """Nobody will send it. Once ended, returns that end. Logged as ``trainees.drop_message``."""
        return self._end(MessageEvent.Kind.DROPPED, by=by, at=at, verb="drop_message")

    def _end(self, kind: str, *, by: User, at: dt.datetime, verb: str) -> "MessageEvent":
        with transaction.atomic():
            type(self).objects.select_for_update().get(pk=self.pk)
            ended = self.events.filter(kind__in=MessageEvent.ENDINGS).first()
            if ended:
                return ended
            event = self._note(kind, by=by, at=at)
            log(instance=self.trainee, action=f"trainees.{verb}", user=by)
        return event

    def _note(
        self, kind: str, *, at: dt.datetime, by: User | None = None, answer: str = ""
    ) -> "MessageEvent":
        event = MessageEvent(message=self, kind=kind, at=at, by=by, answer=answer)
        event.save()
        return event


class MessageEvent(InsertOnly):
    """One thing that happened to a message. Personal data: with the message; never text nor address."""

    class Kind(models.TextChoices):
        SENT = "sent", "Sent"
        WAITS = "waits", "Waits for a person to send it"
        FAILED = "failed", "The provider did not take it"
        REFUSED = "refused", "The guard refused its words"
        SENT_BY_HAND = "by_hand", "Sent by a person"
        DROPPED = "dropped", "Dropped"

    ENDINGS = (Kind.SENT, Kind.SENT_BY_HAND, Kind.DROPPED)

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=60, blank=True, help_text="A rule or a kind of fault.")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["message"],
                condition=Q(kind__in=["sent", "by_hand", "dropped"]),
                name="message_ends_once",
            )
        ]

    def __str__(self):
        return f"{self.message} {self.kind}"


def private_about(trainee: Trainee) -> Private:
    """What no message to her may name: every title and every place, and herself. Five queries."""
    phrases: set[str] = set()
    for name, code in Site.objects.values_list("name", "code"):
        phrases |= {name, code}
    for model in (ModulePage, LessonPage):
        phrases |= set(model.objects.values_list("title", flat=True))
    for titles in ProgrammePage.objects.values_list("title", "neutral_title"):
        phrases |= set(titles)
    for content in ProgrammeEdition.objects.values_list("content", flat=True):
        phrases |= {content["title"], content["neutral_title"]}
        phrases |= {module["title"] for module in content["modules"]}
        for words in content.get("translations", {}).values():
            phrases |= {words.get("title", ""), words.get("neutral_title", "")}
            phrases |= set(words["modules"].values())
    return Private(frozenset(phrases), (trainee.name, trainee.number))
