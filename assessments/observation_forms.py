"""What trainers type about an observation."""

from django import forms

from assessments.models import Rating
from assessments.sheet_codes import normalise, why_wrong


class NotedForm(forms.Form):
    """Rating and day of an observation. What cannot be read is left out: the rest must not be lost."""

    rating = forms.TypedChoiceField(
        choices=Rating.choices, coerce=int, empty_value=None, required=False
    )
    seen_on = forms.DateField(required=False)


class SheetForm(forms.Form):
    """Which sheet of paper is typed in, by whoever watched."""

    code = forms.CharField(
        label="Code on the sheet",
        max_length=40,
        help_text="Like 4KTW-9QXP. Blanks, hyphens and small letters do not matter.",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    watched = forms.BooleanField(
        label="I watched this myself",
        error_messages={
            "required": "Tick this if you watched her. If not, whoever watched types the sheet in."
        },
    )

    def clean_code(self):
        code = normalise(self.cleaned_data["code"])
        reason = why_wrong(code)
        if reason:
            raise forms.ValidationError(reason)
        return code
