"""What is asked about a certificate."""

from django import forms

from certificates.due import Choice, Kind
from certificates.rosters import read_file, read_paste
from curriculum.tables import FileRefused

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


PURPOSES = [
    (purpose, purpose)
    for purpose in ("Before a placement", "Yearly review", "Question from a site")
]


class LookUpForm(forms.Form):
    """HR's question: this number, and why."""

    number = forms.CharField(
        label="Certificate number", max_length=40, widget=forms.TextInput(attrs=_PLAIN)
    )
    purpose = forms.ChoiceField(
        label="Why do you look it up?",
        choices=PURPOSES,
    )


class RosterForm(forms.Form):
    """HR's question about many: a file or pasted rows, and why; ``cleaned_data["roster"]`` is read."""

    purpose = forms.ChoiceField(label="Why do you look them up?", choices=PURPOSES)
    pasted = forms.CharField(
        label="Paste the rows",
        required=False,
        strip=False,  # a row may begin with an empty cell
        help_text="Copy them from your spreadsheet: the columns with number and name, or all.",
        widget=forms.Textarea(
            attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false", "wrap": "off"}
        ),
    )
    file = forms.FileField(
        label="Or choose a file",
        required=False,
        allow_empty_file=True,  # the reader has the better sentence
        help_text="Excel (.xlsx) or CSV, up to 5 MB and 10,000 people. It is read and not kept.",
    )

    def clean(self):
        cleaned = super().clean()
        file, pasted = cleaned.get("file"), cleaned.get("pasted", "")
        if self.errors:
            return cleaned
        if bool(file) == bool(pasted.strip()):
            raise forms.ValidationError("Paste the rows or choose a file: one of the two.")
        try:
            cleaned["roster"] = read_file(file.read()) if file else read_paste(pasted)
        except FileRefused as refusal:
            self.add_error("file" if file else "pasted", refusal.reason)
        return cleaned


class ReasonForm(forms.Form):
    """Why a certificate is put on hold, withdrawn or replaced."""

    reason = forms.CharField(
        label="Reason",
        max_length=500,
        help_text="Kept inside. Outsiders never read it.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DueForm(forms.Form):
    """Which list of what is due, and of which place. Without any choice, the first list of all places."""

    kind = forms.ChoiceField(label="List", choices=Kind.choices)
    days = forms.TypedChoiceField(
        label="Within",
        choices=[(days, f"{days} days") for days in (30, 90, 180)],
        coerce=int,
        help_text="For the list of what expires soon.",
    )
    country = forms.ChoiceField(required=False)
    site = forms.ChoiceField(required=False)

    def __init__(self, data, *, sites):
        start = {"kind": Choice.kind, "days": Choice.days}
        super().__init__({**start, **{key: data[key] for key in self.base_fields if key in data}})
        countries = {site.country: site.get_country_display() for site in sites}
        self.fields["country"].choices = [("", "All"), *sorted(countries.items())]
        self.fields["site"].choices = [("", "All"), *((site.code, site.name) for site in sites)]

    @property
    def choice(self) -> Choice:
        """What was chosen, once the form is valid."""
        return Choice(**self.cleaned_data | {"kind": Kind(self.cleaned_data["kind"])})

    @property
    def chosen(self) -> dict:
        """The choices as parameters of an address."""
        return {key: str(value) for key, value in self.cleaned_data.items() if value}


#: Why names are needed outside.
REASONS = [
    (reason, reason)
    for reason in ("To call people to a refresher", "To plan placements", "For an audit")
]


class ExportForm(forms.Form):
    """A list as a file: in which form, and with names only for a reason."""

    format = forms.ChoiceField(
        label="File", choices=[("xlsx", "Excel (.xlsx)"), ("csv", "CSV")], initial="xlsx"
    )
    names = forms.BooleanField(
        label="With names",
        required=False,
        help_text="A list with names tells who belongs here. Delete it when its work is done.",
    )
    reason = forms.ChoiceField(
        label="Why are the names needed?",
        required=False,
        choices=[("", "No names"), *REASONS],
        help_text="Kept in the log, with your name.",
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("names") and not cleaned.get("reason"):
            self.add_error("reason", "Say why the names are needed, or leave them out.")
        return cleaned
