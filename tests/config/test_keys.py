import base64
import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.keys import make_key, read_key


def mode(path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_key_is_made_where_it_may_be(tmp_path):
    folder = tmp_path / "keys"

    key = read_key(folder, "field.key", may_create=True)

    assert len(base64.urlsafe_b64decode(key)) == 32
    assert (folder / "field.key").read_text() == key
    assert (mode(folder), mode(folder / "field.key")) == (0o700, 0o600)


def test_key_has_the_size_that_is_asked_for(tmp_path):
    key = read_key(tmp_path, "django.key", may_create=True, size=48)

    assert len(base64.urlsafe_b64decode(key)) == 48


def test_no_draft_of_a_key_stays_behind(tmp_path):
    make_key(tmp_path, "field.key")
    make_key(tmp_path, "field.key")

    assert [path.name for path in tmp_path.iterdir()] == ["field.key"]


def test_key_that_could_not_be_written_whole_is_not_there(tmp_path, monkeypatch):
    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("config.keys.os.link", full)

    with pytest.raises(OSError, match="No space left"):
        make_key(tmp_path, "field.key")

    assert list(tmp_path.iterdir()) == []


def test_key_is_made_once(tmp_path):
    first = read_key(tmp_path, "field.key", may_create=True)
    second = read_key(tmp_path, "field.key", may_create=True)

    assert second == first


def test_keys_differ(tmp_path):
    names = ("django.key", "field.key", "other.key")

    assert len({read_key(tmp_path, name, may_create=True) for name in names}) == 3


def test_key_that_is_there_is_never_overwritten(tmp_path):
    (tmp_path / "field.key").write_text("precious\n")

    assert make_key(tmp_path, "field.key") is False
    assert read_key(tmp_path, "field.key", may_create=True) == "precious"


def test_key_made_by_another_process_in_between_is_the_one_that_is_read(tmp_path):
    assert make_key(tmp_path, "field.key") is True
    theirs = (tmp_path / "field.key").read_text()

    assert make_key(tmp_path, "field.key") is False
    assert read_key(tmp_path, "field.key", may_create=False) == theirs


def test_missing_key_is_refused_in_production_with_what_to_do(tmp_path):
    folder = tmp_path / "keys"

    with pytest.raises(ImproperlyConfigured) as refused:
        read_key(folder, "field.key", may_create=False)

    assert str(refused.value) == (
        f"The key file {folder}/field.key is missing. Restore it from your key backup; for a new"
        " installation run once with PEER_MAKE_KEYS=true, then back the folder up."
    )
    assert not folder.exists()
