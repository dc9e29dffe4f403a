"""Before a clinical reviewer approves: that she has read the linter's warnings, and what is new."""

from django import forms
from django.utils.html import format_html_join
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages.workflow import CollectWorkflowActionData, WorkflowAction

from curriculum.models.sign_off import MOST_SAID, must_say, warnings_of
from curriculum.wording import doses, retired_messages, shaming_words


class AsksToRead:
    """For Wagtail's workflow views: what the form to approve asks beside its comment."""

    def get_form_class(self):
        form = super().get_form_class()
        if not getattr(self.task_state.task.specific, "reads_warnings", False):
            return form
        verb, _, change = self.action_name.partition("_")
        if verb != "approve":
            return form
        draft = self.task_state.revision.as_object()
        asked = {}
        if must_say(draft, change):
            asked["said"] = _said()
        if warnings := warnings_of(draft):
            asked["warnings_read"] = _tick(warnings)
        return type("SigningForm", (form,), asked) if asked else form


def _said() -> forms.CharField:
    return forms.CharField(
        label="What is new, for those who learned the old",
        max_length=MOST_SAID,
        widget=forms.Textarea({"rows": 3}),
        help_text="One or two plain sentences. They are asked to learn it again, and read this first.",
        validators=[refuse_harm],
    )


def refuse_harm(text: str) -> None:
    """Refuse what no text of the programme may say (ValidationError)."""
    found = shaming_words(text) + doses(text)
    found += [heard.words for heard in retired_messages(text) if not heard.is_denied]
    if found:
        raise forms.ValidationError(f"Say this in other words: {', '.join(found)}.")


def _tick(warnings: list[str]) -> forms.BooleanField:
    count = "the warning" if len(warnings) == 1 else f"the {len(warnings)} warnings"
    return forms.BooleanField(
        label=f"I have read {count}",
        help_text=format_html_join(
            "", "<span class='warning-to-read'>{}</span><br>", _rows(warnings)
        ),
    )


def _rows(sentences: list[str]) -> list[tuple[str]]:
    return [(sentence,) for sentence in sentences]


class PageAction(AsksToRead, WorkflowAction):
    """Approve a page from outside its editor."""


class PageActionData(AsksToRead, CollectWorkflowActionData):
    """What is asked before approving a page from its editor."""


#: Wagtail lets a snippet's screens be replaced, but not a page's: these stand before its own addresses.
page_action = require_admin_access(PageAction.as_view())
page_action_data = require_admin_access(PageActionData.as_view())
