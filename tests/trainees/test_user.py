"""Who signs in: a number or a short name; never an e-mail address."""

import pytest
from django.db import IntegrityError, transaction

from tests import make
from trainees.models import User

pytestmark = pytest.mark.django_db


def test_user_is_shown_by_number_everywhere():
    user = make.make_user("12345678", name="Lindiwe Dlamini")
    shown = (str(user), user.get_full_name(), user.get_short_name(), user.get_username())
    assert shown == ("12345678",) * 4


def test_user_has_no_address_to_write_to():
    user = make.make_user("bahati")
    assert (user.email, user.first_name, user.last_name) == ("", "", "")
    columns = {field.name for field in User._meta.get_fields()}
    assert sorted({"email", "first_name", "last_name"} & columns) == []


def test_create_user_is_nobody_special():
    user = User.objects.create_user("bahati", make.PASSPHRASE)
    assert (user.is_superuser, user.is_active, user.first_passphrase) == (False, True, False)
    assert user.check_password(make.PASSPHRASE)


def test_create_user_without_passphrase_cannot_sign_in():
    assert User.objects.create_user("bahati").has_usable_password() is False


def test_create_superuser_is_one():
    assert User.objects.create_superuser("chief", make.PASSPHRASE).is_superuser is True


def test_natural_key_is_the_user_name():
    user = make.make_user("bahati")
    make.make_user("tendai")
    assert User.objects.get_by_natural_key("bahati") == user


def test_user_name_is_unique_in_the_database():
    make.make_user("bahati")
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_user("bahati")
    assert User.objects.count() == 1
