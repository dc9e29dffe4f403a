"""What people type about themselves and each other."""

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth.password_validation import validate_password

from curriculum.models import ProgrammePage
from trainees.models import (
    Channel,
    Cohort,
    PracticumEntry,
    PracticumVoid,
    Site,
    StaffScope,
    TraineeRefused,
    User,
    Wording,
)
from trainees.models.trainee import readable_name


class LanguageForm(forms.ModelForm):
    """In which language one reads; each is called as it calls itself."""

    class Meta:
        model = User
        fields = ["language"]
        widgets = {"language": forms.RadioSelect}
        labels = {"language": "I read in"}
        help_texts = {"language": ""}


class SignInForm(LoginForm):
    """Number (or staff name) and passphrase. Blanks and hyphens in a number do not matter."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label="Your number or user name",
            max_length=64,
            widget=forms.TextInput(
                attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
            ),
        )
        self.fields["password"] = forms.CharField(
            label="Passphrase",
            max_length=200,
            strip=True,
            widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        )
        self.fields.pop("remember", None)

    def clean_login(self):
        typed = self.cleaned_data["login"].strip()
        digits = typed.replace(" ", "").replace("-", "")
        return digits if digits.isdigit() else typed.lower()

    def clean_password(self):
        return " ".join(self.cleaned_data["password"].split())


class PassphraseForm(forms.Form):
    """Her own passphrase in the place of the one that a trainer gave her."""

    new = forms.CharField(
        label="Your new passphrase",
        max_length=200,
        help_text="At least 15 letters. Four or five words that only you would put together are best.",
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    again = forms.CharField(
        label="The same once more",
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_new(self):
        new = " ".join(self.cleaned_data["new"].split())
        validate_password(new, self.user)
        if self.user.check_password(new):
            raise forms.ValidationError("Choose another one than the one you were given.")
        return new

    def clean(self):
        again = " ".join(self.cleaned_data.get("again", "").split())
        if "new" in self.cleaned_data and self.cleaned_data["new"] != again:
            self.add_error("again", "The two passphrases are different. Type them again.")


class TraineeForm(forms.Form):
    """A new trainee of one of the trainer's cohorts."""

    name = forms.CharField(
        label="Her name, as it must stand on her certificate",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    cohort = forms.ModelChoiceField(Cohort.objects.none(), label="Cohort")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cohort"].queryset = Cohort.objects.visible_to(user)

    def clean_name(self):
        try:
            return readable_name(self.cleaned_data["name"])
        except TraineeRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class EnrolForm(forms.Form):
    """The programme to enrol somebody in."""

    programme = forms.ModelChoiceField(ProgrammePage.objects.none(), label="Programme")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = ProgrammePage.objects.live()


class ContactForm(forms.Form):
    """A number or address of her own, typed twice: a wrong one is somebody else's."""

    address = forms.CharField(max_length=200)
    again = forms.CharField(label="The same once more", max_length=200)
    wording = forms.ChoiceField(
        label="What a message may say",
        choices=Wording.choices,
        initial=Wording.COVERT,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, channel, **kwargs):
        super().__init__(*args, auto_id=f"{channel}-%s", **kwargs)
        is_phone = channel == Channel.SMS
        self.fields["address"].label = "My phone number" if is_phone else "My e-mail address"
        for name in ("address", "again"):
            self.fields[name].widget = forms.TextInput(
                attrs={"autocomplete": "off", "inputmode": "tel" if is_phone else "email"}
            )

    def clean(self):
        typed = (self.cleaned_data.get("address"), self.cleaned_data.get("again"))
        if None not in typed and typed[0] != typed[1]:
            self.add_error("again", "The two are different. Type them again.")


class PracticumForm(forms.Form):
    """One contact that the trainer saw: closed lists and a day, no free text."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    seen_on = forms.DateField(
        label="Day on which you saw it", widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    kind = forms.ChoiceField(
        label="Kind of contact", choices=[("", "Choose"), *PracticumEntry.Kind.choices]
    )
    site = forms.ModelChoiceField(Site.objects.none(), label="Site", empty_label=None)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        sites = Site.objects.visible_to(user, StaffScope.Role.TRAINER)
        self.fields["site"].queryset = sites
        self.fields["site"].label_from_instance = lambda site: site.name


class PracticumVoidForm(forms.Form):
    """Why a contact does not count."""

    reason = forms.ChoiceField(choices=PracticumVoid.Reason.choices)
