"""What is asked about placements."""

from django import forms

from certificates.codes import read_number
from certificates.models import Certificate, IdentityAttestation, PlacementState, Plan, Scope
from curriculum.models import Country
from trainees.models import Site, StaffScope, User

_PLAIN = {"autocomplete": "off", "spellcheck": "false"}
_DAY = {"type": "date", "autocomplete": "off"}


class _Day(forms.DateField):
    """A date, with the browser's own calendar."""

    widget = forms.DateInput(attrs=_DAY, format="%Y-%m-%d")


class PlanForm(forms.Form):
    """Where she will work. Only the first day must be known; the rest before it is verified."""

    starts_on = _Day(label="First day")
    ends_on = _Day(label="Last day", required=False, help_text="Leave it empty if nobody knows it.")
    site = forms.ModelChoiceField(
        Site.objects.none(), label="Site", required=False, empty_label="Not known yet"
    )
    scope = forms.ChoiceField(
        label="What she does there", required=False, choices=[("", "Not known yet"), *Scope.choices]
    )
    supervisor = forms.CharField(
        label="Supervisor",
        max_length=120,
        required=False,
        help_text="The user name of a colleague who signs in here, or the full name of somebody else.",
        widget=forms.TextInput(attrs=_PLAIN),
    )

    def __init__(self, *args, user: User, placement=None, **kwargs):
        if placement:
            kwargs.setdefault("initial", _as_typed(placement))
        super().__init__(*args, **kwargs)
        sites = Site.objects.visible_to(user, StaffScope.Role.HR)
        if placement and placement.site_id:  # what stands already may stay
            sites = sites | Site.objects.filter(pk=placement.site_id)
        self.fields["site"].queryset = sites

    @property
    def plan(self) -> Plan:
        """What was typed, as a plan. The form must be valid."""
        typed = dict(self.cleaned_data)
        typed.pop("number", None)
        name = " ".join(typed.pop("supervisor").split())
        people = User.objects.filter(trainee__isnull=True, api_token__isnull=True, is_active=True)
        colleague = people.filter(username=name).first()
        return Plan(**typed, supervisor=colleague, supervisor_name="" if colleague else name)


def _as_typed(placement) -> dict:
    colleague = placement.supervisor
    return {
        "starts_on": placement.starts_on,
        "ends_on": placement.ends_on,
        "site": placement.site_id,
        "scope": placement.scope,
        "supervisor": colleague.username if colleague else placement.supervisor_name,
    }


class ProposeForm(PlanForm):
    """A new placement: by whose certificate, and the plan."""

    number = forms.CharField(
        label="Certificate number",
        max_length=40,
        widget=forms.TextInput(attrs=_PLAIN | {"autocapitalize": "characters"}),
    )
    field_order = ["number"]

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.user = user

    def clean_number(self):
        found = Certificate.objects.visible_to(self.user).select_related("enrolment__trainee")
        number = read_number(self.cleaned_data["number"]) or ""
        self.certificate = found.filter(number=number).first()
        if self.certificate is None:
            raise forms.ValidationError("No certificate with this number in your countries.")
        return number


class IdentityForm(forms.Form):
    """Which document was seen."""

    document = forms.ChoiceField(label="Document", choices=IdentityAttestation.Document.choices)
    last_characters = forms.CharField(
        label="The last characters of its number",
        max_length=4,
        help_text="Four at most. No copy of the document is kept.",
        widget=forms.TextInput(attrs=_PLAIN),
    )
    seen_on = _Day(label="Seen on")


class ConductForm(forms.Form):
    """Which agreement on conduct she signed."""

    version = forms.CharField(
        label="Version of the agreement",
        max_length=40,
        help_text="As printed on it.",
        widget=forms.TextInput(attrs=_PLAIN),
    )
    signed_on = _Day(label="Signed on")


class ReasonForm(forms.Form):
    """Why: of a request, a permission, a cancellation."""

    reason = forms.CharField(
        label="Reason", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class EndForm(ReasonForm):
    """When it ended, and why."""

    ends_on = _Day(label="Her last day")
    field_order = ["ends_on"]


class RegisterForm(forms.Form):
    """What to show of the register; nothing chosen, or nonsense, is everything."""

    site = forms.ModelChoiceField(
        Site.objects.none(), required=False, to_field_name="code", empty_label="All sites"
    )
    country = forms.ChoiceField(required=False, choices=[("", "All countries"), *Country.choices])
    state = forms.ChoiceField(required=False, choices=[("", "All"), *PlacementState.choices])
    show = forms.ChoiceField(
        label="Which",
        required=False,
        choices=[
            ("", "All"),
            ("current", "At work today"),
            ("outlasting", "Certificate ends before the placement"),
        ],
    )

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = Site.objects.visible_to(user, StaffScope.Role.HR)

    def narrow(self, placements, *, today):
        """Only the placements that were asked for: a queryset."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        if "site" in asked:
            placements = placements.at_site(asked["site"])
        if "country" in asked:
            placements = placements.in_country(asked["country"])
        if "state" in asked:
            placements = placements.in_state(asked["state"])
        if asked.get("show") == "current":
            placements = placements.current_on(today)
        if asked.get("show") == "outlasting":
            placements = placements.outlasting(today)
        return placements
