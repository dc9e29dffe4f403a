"""How passphrases are hashed in production (the tests use a cheaper way)."""

from django.contrib.auth.hashers import check_password

from config.settings import base
from tests import make
from trainees.hashing import SmallArgon2


def test_hash_is_argon2id_of_the_size_that_a_class_can_bear():
    encoded = SmallArgon2().encode(make.PASSPHRASE, "c2FsdHNhbHRzYWx0")
    assert encoded.split("$")[:4] == ["argon2", "argon2id", "v=19", "m=19456,t=2,p=1"]
    assert base.PASSWORD_HASHERS == ["trainees.hashing.SmallArgon2"]


def test_hash_knows_its_passphrase_and_no_other(settings):
    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS
    encoded = SmallArgon2().encode(make.PASSPHRASE, "c2FsdHNhbHRzYWx0")
    assert check_password(make.PASSPHRASE, encoded) is True
    assert check_password("river mango seven lamb", encoded) is False
