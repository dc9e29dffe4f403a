"""Before a clinical reviewer approves, she says that she has read the linter's warnings."""

from django import forms
from django.utils.html import format_html_join
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages.workflow import CollectWorkflowActionData, WorkflowAction

from curriculum.models.sign_off import warnings_of


class AsksToRead:
    """For Wagtail's workflow views: the form to approve has a tick to give, where there are warnings."""

    def get_form_class(self):
        form = super().get_form_class()
        if not getattr(self.task_state.task.specific, "reads_warnings", False):
            return form
        warnings = warnings_of(self.task_state.revision.as_object())
        if not self.action_name.startswith("approve") or not warnings:
            return form
        return type("ReadingForm", (form,), {"warnings_read": _tick(warnings)})


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
