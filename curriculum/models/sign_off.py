"""Live means signed: how a change becomes what trainees read."""

import datetime as dt

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from wagtail.log_actions import log
from wagtail.models import Revision
from wagtail.models.workflows import AbstractGroupApprovalTask

from curriculum.insert_only import InsertOnly
from curriculum.models.edition import Change

#: Wagtail's dialog for approving, with what changed; it belongs to no room.
APPROVING = "wagtailadmin/approve.html"


class SignOffRefused(Exception):
    """A change could not be signed; the message says why."""


class SignOff(InsertOnly):
    """A named person's signature under one revision of a page, quiz, question or checklist.

    draft --submit--> in review --sign--> live        (or --request changes--> draft)

    No group holds Wagtail's publish permission: signing is what publishes. A live revision without
    a row here was published by a superuser and counts as unsigned.
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

    def __str__(self):
        return f"Revision {self.revision_id} signed"

    @classmethod
    def sign(
        cls, revision: Revision, *, by, at: dt.datetime, role: str, change: str = ""
    ) -> "SignOff":
        """Sign ``revision`` and publish it, in one transaction.

        Refused (SignOffRefused) when ``by`` wrote any of the change: everything since the last
        signed revision. What changed is kept with the signature. Signing twice returns the first
        signature and publishes nothing again.
        Nothing else publishes, so permission is this rule, not Wagtail's.
        """
        with transaction.atomic():
            revision = Revision.objects.select_for_update().get(pk=revision.pk)
            signed = cls.objects.filter(revision=revision).first()
            if signed:
                return signed
            if by.pk in authors_since_sign_off(revision):
                raise SignOffRefused(
                    "You wrote part of this change, so somebody else must sign it."
                )
            signature = cls(
                revision=revision,
                signed_by=by,
                role=role,
                change=change,
                signed_at=at,
                changed=what_changed(revision),
            )
            signature.save()
            revision.publish(user=by, skip_permission_checks=True)
            log(
                instance=revision.content_object,
                action="curriculum.sign_off",
                user=by,
                revision=revision,
            )
        return signature


def authors_since_sign_off(revision: Revision) -> set[int]:
    """Ids of the users who wrote what ``revision`` changes since the last signed revision."""
    history = _history(revision)
    signed = signed_before(revision)
    if signed:
        history = history.filter(created_at__gt=signed.created_at)
    return set(history.exclude(user=None).values_list("user_id", flat=True))


def signed_before(revision: Revision) -> Revision | None:
    """The last signed revision of the same thing, this one included; None if nothing was signed."""
    return _history(revision).filter(sign_off__isnull=False).order_by("-created_at").first()


def what_changed(revision: Revision) -> list[str]:
    """What ``revision`` changes since the last signed revision, in sentences that a nurse can read.

    Empty if nothing changed that anybody reads or is marked by.
    """
    signed = signed_before(revision)
    before = signed.as_object() if signed else None
    return revision.as_object().changes_since(before)


def _history(revision: Revision):
    return Revision.objects.filter(
        base_content_type=revision.base_content_type,
        object_id=revision.object_id,
        created_at__lte=revision.created_at,
    )


def warnings_of(draft) -> list[str]:
    """What whoever signs ``draft`` must have read; nothing, unless its model has something to say."""
    return getattr(draft, "warnings_to_read", list)()


def kinds_of_change(draft) -> list[Change]:
    """What whoever signs ``draft`` may call the change, where it is asked; else nothing."""
    return getattr(draft, "kinds_of_change", list)()


def _says_what_changed(draft, change: str) -> bool:
    """Whether ``change`` is one of the kinds asked for; where nothing is asked, nothing is said."""
    return change in (kinds_of_change(draft) or [""])


class ClinicalReviewTask(AbstractGroupApprovalTask):
    """The step of Wagtail's workflow in which a clinical reviewer signs."""

    def get_actions(self, obj, user):
        """Wagtail's actions; "approve" not for whoever wrote part of the change, nor before it is ready.

        Each approval opens a dialog that says what changed.
        """
        actions = super().get_actions(obj, user)
        latest = obj.get_latest_revision()
        draft = latest.as_object()
        others = [action for action in actions if action[0] != "approve"]
        not_ready = getattr(draft, "not_ready_to_sign", str)()
        if len(others) == len(actions) or not_ready or user.pk in authors_since_sign_off(latest):
            return others
        kinds = kinds_of_change(draft)
        if kinds:
            return others + [(f"approve_{kind}", f"Approve. {kind.label}", True) for kind in kinds]
        read = "the warnings" if warnings_of(draft) else "what changed"
        return [*others, ("approve", f"Approve after reading {read}", True)]

    def get_template_for_action(self, action):
        """Who approves reads first what changed: no way of approving goes round the dialog."""
        return APPROVING if action.startswith("approve") else ""

    def on_action(self, task_state, user, action_name, warnings_read=False, **kwargs):
        """Approving is refused (PermissionDenied) where there are warnings that nobody says were read.

        So it is where nobody says what kind of change it is, though it is asked.
        """
        verb, _, change = action_name.partition("_")
        if verb == "approve":
            draft = task_state.revision.as_object()
            if (warnings_of(draft) and not warnings_read) or not _says_what_changed(draft, change):
                raise PermissionDenied
            # read by ``publish_signed``, which Wagtail calls with this very object
            task_state.workflow_state.change = change
            action_name = verb
        return super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls):
        return "A clinical reviewer who wrote none of the change signs it, which publishes it"
