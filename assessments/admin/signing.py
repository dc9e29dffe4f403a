"""Before a clinical reviewer approves, she says that she has read the linter's warnings."""

from django import forms
from django.utils.html import format_html_join

from curriculum.models.sign_off import warnings_of


class AsksToRead:
    """For Wagtail's workflow views: the form to approve has a tick to give, where there are warnings."""

    def get_form_class(self):
        form = super().get_form_class()
        warnings = warnings_of(self.task_state.revision.as_object())
        if self.action_name != "approve" or not warnings:
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
