"""What is asked about a certificate."""

from django import forms

_PLAIN = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


class VerifyForm(forms.Form):
    """The anonymous question: this number and this name."""

    number = forms.CharField(
        label="Number",
        max_length=40,
        help_text="As printed, like 7K3M-9QWX-2BTE-9.",
        widget=forms.TextInput(attrs=_PLAIN),
    )
    name = forms.CharField(
        label="Name",
        max_length=200,
        help_text="Type the whole name as it is printed. Then compare it with an identity document.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class LookUpForm(forms.Form):
    """HR's question: this number, and why."""

    number = forms.CharField(
        label="Certificate number", max_length=40, widget=forms.TextInput(attrs=_PLAIN)
    )
    purpose = forms.ChoiceField(
        label="Why do you look it up?",
        choices=[
            ("Before a placement", "Before a placement"),
            ("Yearly review", "Yearly review"),
            ("Question from a site", "Question from a site"),
        ],
    )


class ReasonForm(forms.Form):
    """Why a certificate is put on hold, withdrawn or replaced."""

    reason = forms.CharField(
        label="Reason",
        max_length=500,
        help_text="Kept inside. Outsiders never read it.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
