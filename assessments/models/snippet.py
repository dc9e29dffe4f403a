"""What questions, quizzes and checklists share as things that trainers write and clinicians sign."""

from django.contrib.contenttypes.fields import GenericRelation
from django.db import transaction
from django.utils.text import capfirst
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    Revision,
    RevisionMixin,
    WorkflowMixin,
    WorkflowState,
)

from assessments.linting import Finding, Level
from curriculum import words
from curriculum.models import ModulePage, SignOffRefused, Taught
from curriculum.previews import PREVIEW_SIZES

#: The modes of a preview, of which the last also covers what is not saved yet.
PREVIEW_MODES = [
    ("", "As the trainee sees it"),
    ("key", "With the key"),
    ("mend", "What to mend"),
]


class SignedSnippet(
    Taught,
    PreviewableMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    ClusterableModel,
):
    """A snippet with drafts and the sign-off workflow; publishing it freezes an edition.

    draft --submit--> in review --sign--> live, frozen as an edition
    """

    _revisions = GenericRelation(
        Revision, content_type_field="base_content_type", object_id_field="object_id"
    )
    _workflow_states = GenericRelation(
        WorkflowState, content_type_field="base_content_type", object_id_field="object_id"
    )

    #: Which values of its content are words (``curriculum.words``).
    worded: dict

    class Meta:
        abstract = True

    def publish(self, revision, *args, **kwargs):
        """Publish, and freeze an edition in the same transaction.

        Refused (SignOffRefused) when the text is not ready, before anybody can be harmed by it.
        """
        with transaction.atomic():
            result = super().publish(revision, *args, **kwargs)
            live = type(self).objects.get(pk=self.pk)
            if live.live:
                reason = live.not_ready_to_sign()
                if reason:
                    raise SignOffRefused(reason)
                live.freeze_edition()
        return result

    preview_sizes = PREVIEW_SIZES

    def lines(self) -> list[words.Line]:
        """Its texts for translators, each once, in order."""
        return words.lines_of(self.as_content(), self.worded)

    def word_code(self) -> str:
        """What translators call it, and what a file for them is called: codes only."""
        return f"{capfirst(self._meta.verbose_name)} {self.code}"

    def module_of_words(self) -> ModulePage:
        return self.module

    def findings(self) -> list[Finding]:
        """What the linter says of this draft; nothing, unless a subclass asks it."""
        return []

    def warnings_to_read(self) -> list[str]:
        """What whoever signs must have read: the linter's warnings, as sentences."""
        return [
            f"{finding.where}: {finding.sentence}" if finding.where else finding.sentence
            for finding in self.findings()
            if finding.level is Level.WARN
        ]

    def changes_since(self, before: "SignedSnippet | None") -> list[str]:
        """What this draft says otherwise than ``before`` (the signed one, if any), in sentences."""
        raise NotImplementedError

    def not_ready_to_sign(self) -> str:
        """Why this cannot be signed yet, as a sentence, or ""."""
        raise NotImplementedError

    def freeze_edition(self):
        """Insert the edition that the live text is; returns it."""
        raise NotImplementedError
