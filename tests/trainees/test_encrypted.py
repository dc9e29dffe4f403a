"""What rests in the database is a token; a stolen database is no register of women."""

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.exceptions import FieldError
from django.db import connection

from tests import make
from trainees import encrypted
from trainees.encrypted import (
    EncryptedBytesField,
    EncryptedJSONField,
    EncryptedTextField,
    blind_index,
    decrypt,
    encrypt,
)
from trainees.models import User

NAME = "Lindiwe Dlamini"


def tables_with(word: str) -> list[str]:
    """The tables of the whole database in which ``word`` stands in plain letters."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            if word.lower() in str(cursor.fetchall()).lower():
                found.append(table)
    return found


def stored_name(user) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM trainees_user WHERE id = %s", [user.pk])
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_no_table_holds_a_name_in_plain_letters():
    trainee = make.make_trainee(make.make_cohort(make.make_signed_programme()), NAME)
    make.make_enrolment(trainee)
    trainee.reset_passphrase(by=trainee.user, at=make.NOW)
    assert (tables_with("lindiwe"), tables_with("dlamini")) == ([], [])
    assert User.objects.get(pk=trainee.user_id).name == NAME


@pytest.mark.django_db
def test_without_encryption_the_table_would_hold_the_name(monkeypatch):
    monkeypatch.setattr(encrypted, "encrypt", bytes)
    user = make.make_user("user", name=NAME)
    assert (tables_with("lindiwe"), stored_name(user)) == (["trainees_user"], NAME)


@pytest.mark.django_db
def test_stored_name_is_a_token_of_its_own_each_time():
    users = [make.make_user(username, name=NAME) for username in ("one", "two")]
    tokens = [stored_name(user) for user in users]
    assert tokens[0] != tokens[1]
    assert [decrypt(token.encode()).decode() for token in tokens] == [NAME, NAME]


@pytest.mark.django_db
def test_name_cannot_be_read_with_another_key(settings):
    user = make.make_user("user", name=NAME)
    settings.FIELD_KEY = Fernet.generate_key().decode()
    with pytest.raises(InvalidToken):
        User.objects.get(pk=user.pk)


@pytest.mark.django_db
def test_name_that_was_tampered_with_is_refused():
    user = make.make_user("user", name=NAME)
    token = stored_name(user)
    swapped = token[:40] + ("A" if token[40] != "A" else "B") + token[41:]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE trainees_user SET name = %s WHERE id = %s", [swapped, user.pk])
    with pytest.raises(InvalidToken):
        User.objects.get(pk=user.pk)


@pytest.mark.django_db
def test_empty_name_stays_empty():
    user = make.make_user("user", name="")
    assert (stored_name(user), User.objects.get(pk=user.pk).name) == ("", "")


@pytest.mark.django_db
@pytest.mark.parametrize("lookup", ["name", "name__icontains", "name__in"])
def test_looking_up_by_content_is_refused_rather_than_empty(lookup):
    make.make_user("user", name=NAME)
    with pytest.raises(FieldError, match="Unsupported lookup"):
        list(User.objects.filter(**{lookup: [NAME]}))


@pytest.mark.django_db
def test_looking_for_a_missing_value_is_possible():
    make.make_user("user", name=NAME)
    assert User.objects.filter(name__isnull=True).count() == 0
    assert User.objects.filter(name__isnull=False).count() == 1


@pytest.mark.parametrize("value", ["", None, "a", "Wanjik\u0169 \U0001f600\n"])
def test_text_field_gives_back_what_it_got(value):
    field = EncryptedTextField()
    stored = field.get_prep_value(value)
    assert field.from_db_value(stored, None, None) == value
    assert (stored == value) is (not value)


@pytest.mark.parametrize("value", [None, {}, [], 0, {"name": NAME, "modules": ["\u00e9", 1]}])
def test_json_field_gives_back_what_it_got(value):
    field = EncryptedJSONField()
    stored = field.get_prep_value(value)
    assert field.from_db_value(stored, None, None) == value
    assert field.to_python(value) == value
    assert NAME not in str(stored)


@pytest.mark.parametrize("value", [None, b"", b"%PDF-1.7 \x00\xff"])
def test_bytes_field_gives_back_what_it_got(value):
    field = EncryptedBytesField()
    stored = field.get_db_prep_value(value, connection)
    stored = getattr(stored, "obj", stored)  # psycopg wraps bytes on their way in
    assert field.from_db_value(stored, None, None) == value
    assert b"%PDF" not in bytes(stored or b"")


def test_token_of_another_key_is_refused(settings):
    token = encrypt(b"plain")
    assert decrypt(token) == b"plain"
    settings.FIELD_KEY = Fernet.generate_key().decode()
    with pytest.raises(InvalidToken):
        decrypt(token)


@pytest.mark.parametrize(
    "typed",
    ["lindiwe dlamini", "LINDIWE  DLAMINI", " Lindiwe\tDlamini\n", "Ｌindiwe\u00a0Dlamini"],
)
def test_blind_index_is_equal_for_one_name(typed):
    assert blind_index(typed) == blind_index(NAME)


@pytest.mark.parametrize("other", ["Lindiwe Dlaminu", "LindiweDlamini", "Dlamini Lindiwe", ""])
def test_blind_index_is_unequal_for_another_name(other):
    assert blind_index(other) != blind_index(NAME)


def test_blind_index_is_equal_however_an_accent_was_typed():
    assert blind_index("Wanjik\u0169") == blind_index("wanjiku\u0303")
    assert blind_index("Wanjik\u0169") != blind_index("Wanjiku")


def test_blind_index_tells_nothing_without_the_key(settings):
    index = blind_index(NAME)
    assert (len(index), set(index) <= set("0123456789abcdef")) == (64, True)
    settings.FIELD_KEY = Fernet.generate_key().decode()
    assert blind_index(NAME) != index
