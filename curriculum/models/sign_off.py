"""Live means signed: how a change becomes what trainees read."""

import datetime as dt

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from wagtail.log_actions import log
from wagtail.models import Revision

from curriculum.insert_only import InsertOnly, InsertOnlyQuerySet
from curriculum.models.edition import Change

#: As much as she reads on a small screen before the lesson begins.
MOST_SAID = 300
WROTE_IT = "You wrote part of this change, so somebody else must sign it."
NO_LONGER = (
    "Something that this rests on changed after it was signed. Request changes, so that a clinical"
    " reviewer signs it again."
)


class SignOffRefused(Exception):
    """A change could not be signed; the message says why."""


class SignOffQuerySet(InsertOnlyQuerySet):
    def complete(self):
        """Those after which nobody else had to sign: what they stand under was published. Can be chained."""
        return self.filter(Q(language_asked=False) | Q(language_review__isnull=False))


class SignOff(InsertOnly):
    """A clinical reviewer's signature under one revision of a page, quiz, question, case or checklist.

    draft --submit--> in review --sign--> signed --language review--> live
                                      (where no language reviewer is asked: live at once)

    No group holds Wagtail's publish permission: the last signature is what publishes. A live revision
    without a complete row here was published by a superuser and counts as unsigned.
    """

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="sign_off")
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=60)
    change = models.CharField(
        max_length=8,
        choices=Change.choices,
        blank=True,
        default="",
        help_text="What kind of change this is, where it is asked.",
    )
    signed_at = models.DateTimeField()
    changed = models.JSONField(
        default=list, help_text="What changed since the signature before, in sentences."
    )
    said = models.TextField(
        blank=True,
        default="",
        max_length=MOST_SAID,
        help_text="Of a critical change: what is new, for those who learned the old.",
    )
    language_asked = models.BooleanField(
        default=False, help_text="Whether a language reviewer had to sign before it was published."
    )

    objects = SignOffQuerySet.as_manager()

    def __str__(self):
        return f"Revision {self.revision_id} signed"

    @classmethod
    def sign(
        cls,
        revision: Revision,
        *,
        by,
        at: dt.datetime,
        role: str,
        change: str = "",
        said: str = "",
    ) -> "SignOff":
        """Sign ``revision`` as ``give`` does and, unless a language reviewer is to sign after, publish it."""
        with transaction.atomic():
            signature, is_new = cls.give(
                revision, by=by, at=at, role=role, change=change, said=said
            )
            if is_new and not signature.language_asked:
                cls.publish(revision, by=by)
        return signature

    @classmethod
    def give(
        cls,
        revision: Revision,
        *,
        by,
        at: dt.datetime,
        role: str,
        change: str = "",
        said: str = "",
    ) -> tuple["SignOff", bool]:
        """Put a signature under ``revision``; returns it, and whether it is new.

        Refused (SignOffRefused) when ``by`` wrote any of the change: everything since the last
        published signature; and when the draft is not ready. What changed is kept with the signature.
        Signing twice returns the first. Locks the revision. Logged as ``curriculum.sign_off``.
        """
        with transaction.atomic():
            revision = Revision.objects.select_for_update().get(pk=revision.pk)
            signed = cls.objects.filter(revision=revision).first()
            if signed:
                return signed, False
            draft = revision.as_object()
            reason = cls.refusal(revision, by, draft)
            if reason:
                raise SignOffRefused(reason)
            signature = cls(
                revision=revision,
                signed_by=by,
                role=role,
                change=change,
                said=said,
                signed_at=at,
                changed=what_changed(revision, draft),
                language_asked=_is_language_asked(),
            )
            signature.save()
            log(instance=draft, action="curriculum.sign_off", user=by, revision=revision)
        return signature, True

    @classmethod
    def refusal(cls, revision: Revision, by, draft) -> str:
        """Why ``by`` cannot sign ``revision``, whose text ``draft`` is, as a sentence, or ""."""
        if by.pk in authors_since_sign_off(revision):
            return WROTE_IT
        return not_ready(draft)

    @classmethod
    def publish(cls, revision: Revision, *, by) -> None:
        """Publish ``revision``, whoever ``by`` is: that the signatures are complete is the permission.

        Refused (SignOffRefused) when one is missing.
        """
        if not cls.objects.complete().filter(revision=revision).exists():
            raise SignOffRefused("A signature is missing.")
        revision.publish(user=by, skip_permission_checks=True)


class LanguageReview(InsertOnly):
    """A language reviewer's signature: the words are plain. It stands on a clinical one, and publishes.

    Whoever wrote part of the change or signed it clinically cannot give it: three people have read it.
    """

    sign_off = models.OneToOneField(
        SignOff, on_delete=models.PROTECT, related_name="language_review"
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=60)
    signed_at = models.DateTimeField()

    def __str__(self):
        return f"Language of revision {self.sign_off.revision_id} signed"

    @classmethod
    def sign(cls, revision: Revision, *, by, at: dt.datetime, role: str) -> "LanguageReview":
        """Sign the language of ``revision`` as ``give`` does, and publish it."""
        with transaction.atomic():
            signature, is_new = cls.give(revision, by=by, at=at, role=role)
            if is_new:
                SignOff.publish(revision, by=by)
        return signature

    @classmethod
    def give(
        cls, revision: Revision, *, by, at: dt.datetime, role: str
    ) -> tuple["LanguageReview", bool]:
        """Put a signature under the language of ``revision``; returns it, and whether it is new.

        Refused (SignOffRefused) without a clinical signature under this very revision; when ``by`` wrote
        any of the change or signed it clinically; and when what the change does is not what was signed
        any more (a module or question that it takes was signed anew in between). Signing twice returns
        the first. Locks the revision. Logged as ``curriculum.language_review``.
        """
        with transaction.atomic():
            revision = Revision.objects.select_for_update().get(pk=revision.pk)
            signed = cls.objects.filter(sign_off__revision=revision).first()
            if signed:
                return signed, False
            draft = revision.as_object()
            reason = cls.refusal(revision, by, draft)
            if reason:
                raise SignOffRefused(reason)
            signature = cls(sign_off=revision.sign_off, signed_by=by, role=role, signed_at=at)
            signature.save()
            log(instance=draft, action="curriculum.language_review", user=by, revision=revision)
        return signature, True

    @classmethod
    def refusal(cls, revision: Revision, by, draft) -> str:
        """Why ``by`` cannot sign the language of ``revision``, as a sentence, or ""."""
        sign_off = SignOff.objects.filter(revision=revision).first()
        if sign_off is None:
            return "A clinical reviewer must sign this draft first."
        if by.pk in authors_since_sign_off(revision):
            return WROTE_IT
        if sign_off.signed_by_id == by.pk:
            return (
                "You signed this as a clinical reviewer, so somebody else must read its language."
            )
        if sign_off.changed != what_changed(revision, draft):
            return NO_LONGER
        return not_ready(draft)


def authors_since_sign_off(revision: Revision) -> set[int]:
    """Ids of the users who wrote what ``revision`` changes since what was last signed and published."""
    history = _history(revision)
    signed = signed_before(revision)
    if signed:
        history = history.filter(created_at__gt=signed.created_at)
    return set(history.exclude(user=None).values_list("user_id", flat=True))


def signed_before(revision: Revision) -> Revision | None:
    """The last completely signed revision of the same thing, this one included; None if there is none."""
    complete = SignOff.objects.complete().values("revision")
    return _history(revision).filter(pk__in=complete).order_by("-created_at").first()


def what_changed(revision: Revision, draft=None) -> list[str]:
    """What ``revision`` changes since the last signed revision, in sentences that a nurse can read.

    Empty if nothing changed that anybody reads or is marked by. ``draft``: its text, if at hand.
    """
    signed = signed_before(revision)
    before = signed.as_object() if signed else None
    return (draft or revision.as_object()).changes_since(before)


def _history(revision: Revision):
    return Revision.objects.filter(
        base_content_type=revision.base_content_type,
        object_id=revision.object_id,
        created_at__lte=revision.created_at,
    )


def _is_language_asked() -> bool:
    """Whether anybody is there to be asked: an organisation without language reviewers goes on as before."""
    asked = apps.get_model("curriculum", "LanguageReviewTask").objects  # it stands on this file
    return asked.filter(active=True, groups__user__is_active=True).exists()


def not_ready(draft) -> str:
    """Why ``draft`` cannot be signed yet, or "": only where its model has something to say."""
    return getattr(draft, "not_ready_to_sign", str)()


def warnings_of(draft) -> list[str]:
    """What whoever signs ``draft`` must have read; nothing, unless its model has something to say."""
    return getattr(draft, "warnings_to_read", list)()


def kinds_of_change(draft) -> list[Change]:
    """What whoever signs ``draft`` may call the change, where it is asked; else nothing."""
    return getattr(draft, "kinds_of_change", list)()


def must_say(draft, change: str) -> bool:
    """Whether whoever signs ``draft`` as this kind of change says what is new, to those who learned it."""
    return change == Change.CRITICAL and hasattr(draft, "lesson_to_read")
