"""The steps of Wagtail's workflow: clinical review, then language review, which publishes.

Both record their signatures at their own moment; who approves reads first what changed.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Task, TaskState
from wagtail.models.workflows import AbstractGroupApprovalTask

from curriculum.models.sign_off import (
    LanguageReview,
    SignOff,
    kinds_of_change,
    must_say,
    warnings_of,
)

#: Wagtail's dialog for approving, with what changed; it belongs to no room.
APPROVING = "wagtailadmin/approve.html"


class ReviewTask(AbstractGroupApprovalTask):
    """A step in which one person of a group signs what she read."""

    #: What is signed here.
    signature: type[SignOff] | type[LanguageReview]
    #: Whether who signs here says that she has read the linter's warnings.
    reads_warnings = False

    class Meta(AbstractGroupApprovalTask.Meta):
        abstract = True

    def get_template_for_action(self, action):
        """Who approves reads first what changed: no way of approving goes round the dialog."""
        return APPROVING if action.startswith("approve") else ""

    def get_actions(self, obj, user):
        """Wagtail's actions; approving not for whoever may not sign, nor before the draft is ready."""
        actions = super().get_actions(obj, user)
        others = [action for action in actions if action[0] != "approve"]
        if len(others) == len(actions):
            return others
        latest = obj.get_latest_revision()
        draft = latest.as_object()
        if self.signature.refusal(latest, user, draft):
            return others
        return others + self.ways_to_approve(draft)

    def ways_to_approve(self, draft) -> list[tuple[str, str, bool]]:
        return [("approve", "Approve after reading what changed", True)]

    def approve(self, task_state, user, change: str, comment: str = "", said: str = "") -> None:
        """Record the signature, unless somebody wrote on meanwhile: then Wagtail asks for it again."""
        with transaction.atomic():
            task_state.approve(user=user, update=False, comment=comment)
            revision = task_state.revision
            if revision == revision.content_object.get_latest_revision():
                self.sign(revision, by=user, at=task_state.finished_at, change=change, said=said)
            task_state.workflow_state.update(user=user)

    def role_of(self, user) -> str:
        """As what somebody signs: a superuser may, whatever her groups, and her signature says so."""
        is_member = self.groups.filter(user=user).exists()
        return self.name if is_member else f"Superuser, for {self.name.lower()}"


class ClinicalReviewTask(ReviewTask):
    """The step in which a clinical reviewer signs."""

    signature = SignOff
    reads_warnings = True

    def ways_to_approve(self, draft):
        """One for each kind of change, where it is asked."""
        kinds = kinds_of_change(draft)
        if kinds:
            return [(f"approve_{kind}", f"Approve. {kind.label}", True) for kind in kinds]
        read = "the warnings" if warnings_of(draft) else "what changed"
        return [("approve", f"Approve after reading {read}", True)]

    def on_action(self, task_state, user, action_name, warnings_read=False, said="", **kwargs):
        """Approving is refused (PermissionDenied) where there are warnings that nobody says were read.

        So it is where nobody says what kind of change it is, or what is new, though it is asked.
        """
        verb, _, change = action_name.partition("_")
        if verb != "approve":
            return super().on_action(task_state, user, action_name, **kwargs)
        draft = task_state.revision.as_object()
        if warnings_of(draft) and not warnings_read:
            raise PermissionDenied
        if not _says_what_changed(draft, change) or (must_say(draft, change) and not said):
            raise PermissionDenied
        return self.approve(task_state, user, change, said=said, **kwargs)

    def sign(self, revision, *, by, at, change: str, said: str) -> None:
        role = self.role_of(by)
        SignOff.give(revision, by=by, at=at, role=role, change=change, said=said)

    @classmethod
    def get_description(cls):
        return "A clinical reviewer who wrote none of the change signs it"


class LanguageReviewTask(ReviewTask):
    """The step in which a language reviewer signs that the words are plain."""

    signature = LanguageReview

    def start(self, workflow_state, user=None):
        """Skipped where nobody was asked; a draft that nobody signed goes to the clinical step first.

        The latter is what was sent back from here, changed and sent in again.
        """
        revision = workflow_state.content_object.get_latest_revision()
        signed = SignOff.objects.filter(revision=revision).first()
        if signed is None:
            first = Task.objects.filter(workflow_tasks__workflow=workflow_state.workflow)
            clinical = first.order_by("workflow_tasks__sort_order").first()
            return clinical.specific.start(workflow_state, user=user)
        state = super().start(workflow_state, user=user)
        if not signed.language_asked:
            state.status = TaskState.STATUS_SKIPPED
            state.save(update_fields=["status"])
        return state

    def on_action(self, task_state, user, action_name, warnings_read=False, **kwargs):
        """The linter's warnings are the clinical reviewer's to read."""
        if action_name != "approve":
            return super().on_action(task_state, user, action_name, **kwargs)
        return self.approve(task_state, user, "", **kwargs)

    def sign(self, revision, *, by, at, **said: str) -> None:
        LanguageReview.give(revision, by=by, at=at, role=self.role_of(by))

    @classmethod
    def get_description(cls):
        return (
            "A language reviewer who neither wrote nor signed the change reads its words,"
            " which publishes it"
        )


def _says_what_changed(draft, change: str) -> bool:
    """Whether ``change`` is one of the kinds asked for; where nothing is asked, nothing is said."""
    return change in (kinds_of_change(draft) or [""])
