"""What people type about themselves and each other."""

import pytest

from curriculum.models import Country
from home import roles
from tests import make
from trainees.forms import EnrolForm, PassphraseForm, SignInForm, TraineeForm
from trainees.models import TraineeRefused

pytestmark = pytest.mark.django_db

Reason = TraineeRefused.Reason


@pytest.mark.parametrize(
    ("typed", "login"),
    [
        ("12345678", "12345678"),
        (" 1234 5678 ", "12345678"),
        ("12-34 56-78", "12345678"),
        ("Bahati", "bahati"),
        (" BAHATI ", "bahati"),
        ("mary-jane", "mary-jane"),
        ("1234567a", "1234567a"),
    ],
)
def test_sign_in_form_reads_a_number_however_typed(typed, login):
    form = SignInForm()
    form.cleaned_data = {"login": typed}
    assert form.clean_login() == login


@pytest.mark.parametrize("typed", ["river mango seven lamp", "  river   mango seven\tlamp "])
def test_sign_in_form_reads_a_passphrase_whatever_the_blanks(typed):
    form = SignInForm()
    form.cleaned_data = {"password": typed}
    assert form.clean_password() == make.PASSPHRASE


def test_sign_in_form_asks_for_two_things_and_remembers_nothing():
    form = SignInForm()
    assert list(form.fields) == ["login", "password"]
    asked = {name: field.widget.attrs["autocomplete"] for name, field in form.fields.items()}
    assert asked == {"login": "off", "password": "off"}


def passphrase_form(new: str, again: str | None = None):
    user = make.make_user("12345678", first_passphrase=True)
    return PassphraseForm({"new": new, "again": new if again is None else again}, user=user)


@pytest.mark.parametrize(
    ("typed", "again"),
    [
        ("yellow goat under bridge", "yellow goat under bridge"),
        (" yellow  goat under bridge", "yellow goat under   bridge "),
        ("y" * 7 + " " + "z" * 7, "y" * 7 + " " + "z" * 7),
        ("Umfula ongaphezu kwezulu \u00e9", "Umfula ongaphezu kwezulu \u00e9"),
    ],
)
def test_passphrase_form_takes_a_long_one_typed_twice(typed, again):
    form = passphrase_form(typed, again)
    assert form.is_valid()
    assert form.cleaned_data["new"] == " ".join(typed.split())


SHORT = "This password is too short. It must contain at least 15 characters."


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("y" * 14, SHORT),
        ("y      y      y", SHORT),
        ("1234567890123456", "This password is entirely numeric."),
        ("river  mango seven lamp", "Choose another one than the one you were given."),
        ("yellow goat under\x00 bridge", "Null characters are not allowed."),
        ("y" * 201, "Ensure this value has at most 200 characters (it has 201)."),
    ],
)
def test_passphrase_form_refuses(typed, error):
    assert passphrase_form(typed).errors["new"] == [error]


def test_passphrase_form_refuses_nothing_at_all():
    missing = ["This field is required."]
    assert passphrase_form("").errors == {"new": missing, "again": missing}


def test_passphrase_form_refuses_two_different_ones():
    form = passphrase_form("yellow goat under bridge", "yellow goat under bridges")
    assert form.errors == {"again": ["The two passphrases are different. Type them again."]}


@pytest.fixture
def cohort():
    return make.make_cohort(make.make_programme())


def trainee_form(cohort, name: str, code: str | None = None):
    bahati = make.make_trainer(cohort=cohort)
    return TraineeForm({"name": name, "cohort": code or cohort.pk}, user=bahati)


def test_trainee_form_takes_a_name_and_a_cohort(cohort):
    form = trainee_form(cohort, " Ana   Mar\u00eda ")
    assert form.is_valid()
    assert form.cleaned_data == {"name": "Ana Mar\u00eda", "cohort": cohort}


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("", "This field is required."),
        ("   ", "This field is required."),
        ("Lindiwe\x00", "Null characters are not allowed."),
        ("Lindiwe \u202eimalD", Reason.NAME_UNREADABLE.label),
        ("L" * 81, Reason.NAME_TOO_LONG.label),
        ("L" * 500, "Ensure this value has at most 200 characters (it has 500)."),
    ],
)
def test_trainee_form_refuses_a_name(cohort, name, error):
    assert trainee_form(cohort, name).errors == {"name": [error]}


def test_trainee_form_offers_the_trainers_own_cohorts_alone(cohort):
    other = make.make_cohort(cohort.programme, "c2", Country.KENYA)
    form = trainee_form(cohort, "Lindiwe", other.pk)
    assert list(form.fields["cohort"].queryset) == [cohort]
    assert list(form.errors) == ["cohort"]


def test_trainee_form_offers_nothing_to_hr(cohort):
    chris = make.make_hr(country=Country.DEMONSTRATION)
    assert list(TraineeForm(user=chris).fields["cohort"].queryset) == []
    admin = make.make_user("admin", roles.ADMINISTRATOR)
    assert list(TraineeForm(user=admin).fields["cohort"].queryset) == [cohort]


def test_enrol_form_offers_live_programmes():
    draft, live = make.make_programme("p1"), make.make_programme("p2")
    make.sign(live)
    assert EnrolForm({"programme": live.pk}).is_valid()
    assert list(EnrolForm({"programme": draft.pk}).errors) == ["programme"]
