"""Links with which somebody without an account, at a ministry say, reads drafts and says what she thinks."""

import datetime as dt
import hashlib
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import models, transaction
from wagtail.log_actions import log
from wagtail.models import Revision

from curriculum.insert_only import InsertOnly, InsertOnlyQuerySet
from curriculum.refusals import Refused
from trainees.encrypted import EncryptedTextField
from trainees.models import User

USUAL_DAYS, MOST_DAYS = 14, 60
LONGEST_NAME, LONGEST_TEXT = 80, 2000
#: As often may one link be opened or written on, within so long: far more than anybody reads by hand.
MOST_NOTES, WITHIN = 60, dt.timedelta(minutes=10)
#: And as often in all, so that a link that got about fills no disk.
MOST_IN_ALL = 1000


class ReviewLinkRefused(Refused):
    """A link could not be made or written on; ``reason`` is one of ``Reason``."""

    class Reason(models.TextChoices):
        NO_NAME = "no_name", "Say whom you invite and which office she works for."
        DAYS = "days", f"A link holds for 1 to {MOST_DAYS} days."
        NO_DRAFT = "no_draft", "There is no draft to show."
        ENDED = "ended", "This link is no longer open."
        TOO_MUCH = "too_much", "That was very often. Try again in ten minutes."
        NO_TEXT = "no_text", f"Write something, in at most {LONGEST_TEXT} characters."
        WHO = "who", "Write your name and what you are there."
        NOT_SHOWN = "not_shown", "This page is not part of what you were sent."


@dataclass(frozen=True)
class Shown:
    """One draft that a link shows, and what it changes, as far as the reader may know."""

    revision: Revision
    changed: list[str]


class ReviewLinkManager(models.Manager):
    def make(
        self,
        *,
        shown: Sequence[Shown],
        name: str,
        office: str,
        by: User,
        at: dt.datetime,
        days: int = USUAL_DAYS,
        with_notes: bool = False,
        with_keys: bool = False,
    ) -> tuple["ReviewLink", str]:
        """Make a link to these drafts as they stand; returns it and its secret, which nobody keeps.

        Refused without a name or office, without a draft, and for less than a day or more than
        ``MOST_DAYS``. Logged as ``home.make_review_link``.
        """
        reason = ReviewLinkRefused.Reason
        if not all(0 < len(each.strip()) <= LONGEST_NAME for each in (name, office)):
            raise ReviewLinkRefused(reason.NO_NAME)
        if not 1 <= days <= MOST_DAYS:
            raise ReviewLinkRefused(reason.DAYS)
        if not shown:
            raise ReviewLinkRefused(reason.NO_DRAFT)
        secret = secrets.token_urlsafe(32)
        with transaction.atomic():
            link = self.create(
                digest=_digest(secret),
                name=name.strip(),
                office=office.strip(),
                with_notes=with_notes,
                with_keys=with_keys,
                made_by=by,
                made_at=at,
                expires_at=at + dt.timedelta(days=days),
            )
            for place, each in enumerate(shown, start=1):
                InvitedPage(
                    link=link, place=place, revision=each.revision, changed=each.changed
                ).save()
            log(instance=link, action="home.make_review_link", user=by)
        return link, secret

    def open_with(self, secret: str, *, at: dt.datetime) -> "ReviewLink | None":
        """The link with this secret, if it is open at ``at``: one query, whatever is wrong with it.

        The digest of 256 random bits is looked up: time tells nothing about the secret.
        """
        link = self.filter(digest=_digest(secret)).first()
        return link if link and link.is_open(at) else None

    def about(self, thing):
        """Links that show a draft of a page or snippet, the newest first, with ``times_opened``.

        Can be chained.
        """
        drafts = Revision.objects.for_instance(thing)
        shown = InvitedPage.objects.filter(revision__in=drafts).values("link")
        opened = models.Count("notes", filter=models.Q(notes__kind=ReviewNote.Kind.OPENED))
        found = self.filter(pk__in=shown).select_related("made_by").annotate(times_opened=opened)
        return found.order_by("-made_at", "-pk")


class ReviewLink(models.Model):
    """An invitation to one person to read some drafts; only the SHA-256 of its secret is kept.

    open --time--> expired            open or expired --revoke--> revoked

    What she says is advice beside the signatures: it publishes nothing. Personal data: the invited
    person's name and office (encrypted), as long as the signatures that her advice stands beside.
    Never deleted.
    """

    digest = models.CharField(max_length=64, unique=True)
    name = EncryptedTextField()
    office = EncryptedTextField()
    with_notes = models.BooleanField(default=False, help_text="Notes for the trainer are shown.")
    with_keys = models.BooleanField(default=False, help_text="Tests are shown, with right answers.")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = ReviewLinkManager()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"Review link {self.pk}"

    def is_open(self, at: dt.datetime) -> bool:
        """Whether it is neither revoked nor expired."""
        return self.revoked_at is None and at < self.expires_at

    def revoke(self, *, by: User, at: dt.datetime) -> None:
        """Close it for ever, also for who is reading. Twice keeps the first. Its row is locked.

        Logged as ``home.revoke_review_link``.
        """
        with transaction.atomic():
            locked = type(self).objects.select_for_update().get(pk=self.pk)
            if locked.revoked_at is None:
                locked.revoked_at = at
                locked.save(update_fields=["revoked_at"])
                log(instance=locked, action="home.revoke_review_link", user=by)
        self.refresh_from_db()

    def open(self, *, at: dt.datetime) -> "ReviewNote":
        """Note that it was opened. Refused when it has ended or is used too often."""
        return self._note(ReviewNote.Kind.OPENED, at=at)

    def comment(
        self,
        *,
        page: "InvitedPage",
        text: str,
        who: str,
        role: str,
        at: dt.datetime,
        post: uuid.UUID,
    ) -> "ReviewNote":
        """Keep what she says of one page. The same ``post`` again is the first one.

        Refused without words, with more than ``LONGEST_TEXT`` characters, without name and role, for a
        page that is not shown, and as in ``open``.
        """
        if page.link_id != self.pk:
            raise ReviewLinkRefused(ReviewLinkRefused.Reason.NOT_SHOWN)
        if not 0 < len(text.strip()) <= LONGEST_TEXT:
            raise ReviewLinkRefused(ReviewLinkRefused.Reason.NO_TEXT)
        said = {"text": text.strip(), **_signed(who, role)}
        return self._note(ReviewNote.Kind.COMMENTED, at=at, post=post, page=page, **said)

    def decide(
        self, *, approves: bool, text: str, who: str, role: str, at: dt.datetime, post: uuid.UUID
    ) -> "ReviewNote":
        """Keep what she thinks of the whole: approved, or changes asked for. The latest counts.

        Whoever asks for changes says which. The same ``post`` again is the first one.
        """
        if len(text.strip()) > LONGEST_TEXT or not (approves or text.strip()):
            raise ReviewLinkRefused(ReviewLinkRefused.Reason.NO_TEXT)
        kind = ReviewNote.Kind.APPROVED if approves else ReviewNote.Kind.CHANGES
        return self._note(kind, at=at, post=post, text=text.strip(), **_signed(who, role))

    def _note(self, kind: str, *, at: dt.datetime, post: uuid.UUID | None = None, **said):
        reason = ReviewLinkRefused.Reason
        with transaction.atomic():
            locked = type(self).objects.select_for_update().get(pk=self.pk)
            if not locked.is_open(at):
                raise ReviewLinkRefused(reason.ENDED)
            again = post and self.notes.filter(post=post).first()
            if again:
                return again
            recent = self.notes.filter(at__gt=at - WITHIN).count()
            if recent >= MOST_NOTES or self.notes.count() >= MOST_IN_ALL:
                raise ReviewLinkRefused(reason.TOO_MUCH)
            note = ReviewNote(link=self, kind=kind, at=at, post=post or uuid.uuid4(), **said)
            note.save()
        return note


class InvitedPage(InsertOnly):
    """One draft that a link shows, as it stood when the link was made, with what it changed then."""

    link = models.ForeignKey(ReviewLink, on_delete=models.PROTECT, related_name="pages")
    place = models.PositiveSmallIntegerField()
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    changed = models.JSONField(default=list)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["link", "place"], name="one_page_per_place")]

    def __str__(self):
        return f"{self.link} page {self.place}"


class ReviewNoteQuerySet(InsertOnlyQuerySet):
    def said(self):
        """What was said, without the openings. Can be chained."""
        return self.exclude(kind=ReviewNote.Kind.OPENED)

    def about(self, thing):
        """Comments on a draft of a page or snippet, and decisions on links that show one. Can be chained."""
        drafts = Revision.objects.for_instance(thing)
        shown = InvitedPage.objects.filter(revision__in=drafts)
        of_page = models.Q(page__in=shown)
        of_whole = models.Q(page__isnull=True, link__in=shown.values("link"))
        return self.filter(of_page | of_whole)


class ReviewNote(InsertOnly):
    """An opening of a link, a comment on one of its pages, or a decision on the whole.

    Personal data: name and role as she typed them and her words (encrypted), never an address of hers
    or of her device; as long as the link.
    """

    class Kind(models.TextChoices):
        OPENED = "opened", "Opened"
        COMMENTED = "commented", "Commented"
        APPROVED = "approved", "Approves"
        CHANGES = "changes", "Asks for changes"

    link = models.ForeignKey(ReviewLink, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    page = models.ForeignKey(InvitedPage, on_delete=models.PROTECT, null=True, related_name="notes")
    text = EncryptedTextField(blank=True, default="")
    who = EncryptedTextField(blank=True, default="")
    role = EncryptedTextField(blank=True, default="")
    post = models.UUIDField(unique=True, help_text="The form's own id: sent twice it is one note.")
    at = models.DateTimeField()

    objects = ReviewNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.link} note {self.pk}"


def _signed(who: str, role: str) -> dict[str, str]:
    if not all(0 < len(each.strip()) <= LONGEST_NAME for each in (who, role)):
        raise ReviewLinkRefused(ReviewLinkRefused.Reason.WHO)
    return {"who": who.strip(), "role": role.strip()}


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
