"""Keys: made once, kept encrypted, and what their signatures hold."""

import datetime as dt
import io
import os
import stat

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from certificates import rendering, signing
from certificates.signing import key_files
from certificates.signing.jwk import es256, is_token_signature, p256_jwk
from tests import make
from tests.certificates.test_rendering import NEUTRAL_FACE

LATER = make.NOW + dt.timedelta(days=700)


@pytest.fixture
def folder(tmp_path, settings):
    settings.SIGNING_DIR = tmp_path / "signing"
    settings.SIGNING_PASSPHRASE = "river mango seven lamp"
    signing.signer.cache_clear()
    yield settings.SIGNING_DIR
    signing.signer.cache_clear()


@pytest.fixture
def keys(folder) -> signing.Signer:
    return signing.make_keys(at=make.NOW)


@pytest.fixture(scope="module")
def plain() -> bytes:
    return rendering.render(NEUTRAL_FACE)


# Key files


def test_keys_lie_encrypted_and_for_their_owner_alone(keys, folder):
    assert {path.name for path in folder.iterdir()} == {"root.pem", f"{keys.kid}.pem"}
    for path in folder.iterdir():
        assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
        assert b"BEGIN ENCRYPTED PRIVATE KEY" in path.read_bytes()
        assert b"BEGIN PRIVATE KEY" not in path.read_bytes()
    assert stat.S_IMODE(os.stat(folder).st_mode) == 0o700


def test_keys_read_again_are_the_same(keys):
    signing.signer.cache_clear()
    again = signing.signer(keys.kid)

    assert again.public.token == keys.public.token
    assert again.sign_token(b"x") == keys.sign_token(b"x")
    assert again.sign_badge(b"x") == keys.sign_badge(b"x")


def test_next_generation_has_the_same_root_and_other_keys(keys):
    other = signing.make_keys(at=LATER)

    assert other.public.root == keys.public.root
    assert {other.kid, other.public.seal, str(other.public.badge)}.isdisjoint(
        {keys.kid, keys.public.seal, str(keys.public.badge)}
    )


def test_root_vouches_for_every_generation(keys):
    public = keys.public
    root = signing.root_jwk(public.root)
    said = signing.statement(public.kid, public.token, public.badge)
    other = p256_jwk(ec.derive_private_key(7, ec.SECP256R1()).public_key())

    assert is_token_signature(root, said, signing.jwk.unbase64url(public.vouched))
    assert not is_token_signature(other, said, signing.jwk.unbase64url(public.vouched))


def test_root_that_is_kept_elsewhere_is_asked_for(keys, folder):
    (folder / "root.pem").rename(folder.parent / "safe.pem")

    with pytest.raises(signing.KeyMissing, match="kept elsewhere"):
        signing.make_keys(at=LATER)
    assert [path.name for path in folder.iterdir()] == [f"{keys.kid}.pem"]


@pytest.mark.parametrize("fault", ["missing", "passphrase"])
def test_key_that_cannot_be_opened_says_what_to_do(keys, folder, settings, fault):
    signing.signer.cache_clear()
    if fault == "missing":
        (folder / f"{keys.kid}.pem").unlink()
    else:
        settings.SIGNING_PASSPHRASE = "another"

    with pytest.raises(signing.KeyMissing) as missing:
        signing.signer(keys.kid)

    wanted = {"missing": "restore it from your key backup", "passphrase": "PEER_SIGNING_PASSPHRASE"}
    assert wanted[fault] in str(missing.value)
    assert "another" not in str(missing.value).replace("another one", "")


def test_key_that_is_there_is_never_written_over(keys, folder):
    before = (folder / "root.pem").read_bytes()

    key_files.write(folder / "root.pem", ec.derive_private_key(7, ec.SECP256R1()))

    assert (folder / "root.pem").read_bytes() == before
    assert len(list(folder.iterdir())) == 2


def test_private_keys_are_in_no_text_that_is_shown(keys):
    number = keys.token_key.private_numbers().private_value

    assert str(number) not in repr(keys)
    assert f"{number:x}" not in repr(keys.public)


# Signatures


def test_token_signature_is_64_bytes_and_of_this_message_alone():
    key = ec.derive_private_key(7, ec.SECP256R1())
    jwk, signature = p256_jwk(key.public_key()), es256(key, b"message")

    assert len(signature) == 64
    assert is_token_signature(jwk, b"message", signature)
    assert not is_token_signature(jwk, b"messagf", signature)
    assert not is_token_signature(jwk, b"message", signature + b"\0")
    assert not is_token_signature(jwk, b"message", bytes(64))


# Seals


def test_seal_stands_behind_unchanged_bytes_and_holds(keys, plain):
    sealed = keys.seal(plain)

    assert sealed.startswith(plain)
    assert signing.is_sealed(sealed, [keys.public.root])


def test_seal_of_a_key_that_we_do_not_know_is_none(keys, plain, folder, settings):
    sealed = keys.seal(plain)
    settings.SIGNING_DIR = folder.parent / "forger"

    forger = signing.make_keys(at=make.NOW)

    assert not signing.is_sealed(sealed, [forger.public.root])
    assert not signing.is_sealed(forger.seal(plain), [keys.public.root])


def test_every_part_of_a_sealed_file_is_covered(keys, plain):
    sealed = keys.seal(plain)
    for place in range(600, len(plain), len(plain) // 25):
        changed = bytearray(sealed)
        changed[place] ^= 1
        assert not signing.is_sealed(bytes(changed), [keys.public.root]), place


def test_what_is_added_behind_a_seal_is_noticed(keys, plain):
    sealed = keys.seal(plain)

    assert not signing.is_sealed(sealed + b"\n% more", [keys.public.root])
    assert not signing.is_sealed(_with_a_later_change(sealed), [keys.public.root])


def _with_a_later_change(pdf: bytes) -> bytes:
    """The file with something appended as PDF programs do it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer.root["/Lang"] = generic.pdf_string("fr")
    writer.update_root()
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


@pytest.mark.parametrize("pdf", [b"", b"junk", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_not_sealed(keys, pdf):
    assert not signing.is_sealed(pdf, [keys.public.root])


def test_file_without_a_seal_is_not_sealed(keys, plain):
    assert not signing.is_sealed(plain, [keys.public.root])


def test_seal_says_nothing_of_her(keys, plain):
    seal = keys.seal(plain)[len(plain) :]
    certificate = x509.load_pem_x509_certificate(keys.public.seal.encode())

    assert b"/Name" not in seal
    assert b"/Reason" not in seal
    assert certificate.subject.rfc4514_string() == "CN=Peer Academy"
