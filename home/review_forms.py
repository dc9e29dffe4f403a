"""What an invited reviewer and whoever invites her fill in."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from home.models.review_link import LONGEST_NAME, LONGEST_TEXT, MOST_DAYS, USUAL_DAYS


class CodeForm(forms.Form):
    """The secret, as it stands behind # in the link. A script fills it in where there is one."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=300,
        help_text=_("The part of your link behind the sign #."),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self):
        return self.cleaned_data["code"].rpartition("#")[2]


class NoteForm(forms.Form):
    """A comment on one page. Its own id goes along, so that sent twice it is one."""

    text = forms.CharField(
        label=_("Your comment"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 5}),
    )
    who = forms.CharField(label=_("Your name"), max_length=LONGEST_NAME)
    role = forms.CharField(label=_("What you are there"), max_length=LONGEST_NAME)
    post = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class DecisionForm(NoteForm):
    """What she thinks of the whole."""

    field_order = ["decision", "text", "who", "role"]
    decision = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[
            ("approve", _("I approve this as it stands")),
            ("change", _("I ask for changes")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False
        self.fields["text"].label = _("Why, or what must change")

    def clean(self):
        if self.cleaned_data.get("decision") == "change" and not self.cleaned_data.get("text"):
            self.add_error("text", _("Say what must change."))
        return super().clean()


class InviteForm(forms.Form):
    """Whom somebody invites, for how long, and what she gets to see."""

    name = forms.CharField(label="Her name", max_length=LONGEST_NAME)
    office = forms.CharField(label="Her office", max_length=LONGEST_NAME)
    days = forms.IntegerField(
        label="Days that it holds", min_value=1, max_value=MOST_DAYS, initial=USUAL_DAYS
    )
    with_notes = forms.BooleanField(label="Show her the notes for the trainer", required=False)
    with_keys = forms.BooleanField(
        label="Show her the module's tests, with the right answers", required=False
    )
