"""The code on paper: one form, nothing readable, nothing that can be changed."""

import base64
import datetime as dt
from dataclasses import fields, replace

import cbor2
import cwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cwt import COSEKey
from hypothesis import given
from hypothesis import strategies as st

from certificates import payload
from certificates.codes import ALPHABET, LENGTH, check_character
from certificates.payload import Claims, TokenRefused
from certificates.signing.jwk import es256, is_token_signature, p256_jwk

KEY = ec.derive_private_key(7, ec.SECP256R1())
KID = b"\x1f\x0a\x33\xc2"
NUMBER = "7K3M9QWX2BTE9"
CLAIMS = Claims(
    number=NUMBER,
    issued_on=dt.date(2026, 11, 22),
    expires_on=dt.date(2028, 11, 22),
    edition=12,
    index=131_071,
    commitment=bytes(range(16)),
)
bodies = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)
days = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 30))
some_claims = st.builds(
    Claims,
    number=bodies.map(lambda body: body + check_character(body)),
    issued_on=days,
    expires_on=days,
    edition=st.integers(1, 65_535),
    index=st.integers(0, 131_071),
    commitment=st.binary(min_size=16, max_size=16),
)


def sign(message: bytes) -> bytes:
    return es256(KEY, message)


def is_signed(kid: bytes, message: bytes, signature: bytes) -> bool:
    return kid == KID and is_token_signature(p256_jwk(KEY.public_key()), message, signature)


def token(claims: Claims = CLAIMS) -> bytes:
    return payload.token(claims, KID, sign)


@given(some_claims)
def test_token_says_what_it_was_given_in_at_most_140_bytes(claims):
    data = token(claims)

    assert payload.read(data, is_signed) == claims
    assert len(data) <= 140


def test_token_is_the_same_each_time():
    assert token() == token()


def test_foreign_library_reads_and_verifies_it():
    """PyPI's cwt knows nothing of us; the claims are those of RFC 8392."""
    key = COSEKey.new({1: 2, 2: KID, 3: -7, -1: 1, -2: _coordinate("x"), -3: _coordinate("y")})

    found = cwt.decode(token(), key)

    assert dt.datetime.fromtimestamp(found[4], dt.UTC) == dt.datetime(2028, 11, 23, tzinfo=dt.UTC)
    assert dt.datetime.fromtimestamp(found[6], dt.UTC) == dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    assert found[-65537] == [12, 131_071, bytes(range(16))]


def _coordinate(name: str) -> bytes:
    return base64.urlsafe_b64decode(p256_jwk(KEY.public_key())[name] + "=")


def test_foreign_library_refuses_a_changed_one():
    key = COSEKey.new({1: 2, 2: KID, 3: -7, -1: 1, -2: _coordinate("x"), -3: _coordinate("y")})

    with pytest.raises(cwt.VerifyError):
        cwt.decode(token()[:-1] + b"\0", key)


@pytest.mark.parametrize("place", range(len(token())))
def test_every_changed_byte_is_refused(place):
    data = bytearray(token())
    data[place] ^= 1

    with pytest.raises(TokenRefused):
        payload.read(bytes(data), is_signed)


def test_without_the_signature_a_changed_one_would_be_believed():
    """The twin: what refuses is the signature, wherever the form still holds."""
    data = bytearray(token())
    place = data.index(CLAIMS.commitment)
    data[place] ^= 1

    found = payload.read(bytes(data), lambda *_: True)

    assert found != CLAIMS
    assert replace(found, commitment=CLAIMS.commitment) == CLAIMS


def _again(**changes) -> bytes:
    """A token that is signed well, but of another form."""
    protected = cbor2.dumps(changes.get("protected", {1: -7, 4: KID}), canonical=True)
    claims = cbor2.loads(cbor2.loads(token()).value[2]) | changes.get("claims", {})
    if changes.get("in_another_order"):
        said = cbor2.dumps(dict(reversed(claims.items())))
    else:
        said = cbor2.dumps(claims, canonical=True)
    message = cbor2.dumps(["Signature1", protected, b"", said], canonical=True)
    parts = [protected, changes.get("unprotected", {}), said, sign(message)]
    return cbor2.dumps(cbor2.CBORTag(changes.get("tag", 18), parts), canonical=True)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        token()[:-1],
        token() + b"\0",
        token()[1:],
        cbor2.dumps(list(range(4))),
        cbor2.dumps(cbor2.CBORTag(18, [b"", {}, b"", b""])),
        cbor2.dumps(cbor2.CBORTag(18, "four")),
        _again(tag=17),
        _again(protected={1: -8, 4: KID}),
        _again(protected={1: -7}),
        _again(protected={1: -7, 4: KID, 5: 1}),
        _again(protected={1: -7, 4: KID + b"\0"}),
        _again(unprotected={4: KID}),
        _again(in_another_order=True),
        _again(claims={4: 1_858_464_001}),
        _again(claims={4: "soon"}),
        _again(claims={4: 10**30}),
        _again(claims={7: b"short"}),
        _again(claims={7: b"\xff" * 8}),
        _again(claims={8: 1}),
        _again(claims={-65537: [12, 5, b"short"]}),
        _again(claims={-65537: [12, 5]}),
        _again(claims={-65537: [12.0, 5, bytes(16)]}),
        _again(claims={-65537: [True, 5, bytes(16)]}),
        _again(claims={-65537: [12, 5, 16]}),
        # numbers where bytes belong: as many zeros would be gigabytes
        _again(claims={-65537: [12, 5, 5_000_000_000]}),
        _again(claims={7: 5_000_000_000}),
        cbor2.dumps(cbor2.CBORTag(18, [*cbor2.loads(token()).value[:3], 5_000_000_000])),
        _again(protected={1: -7, 4: 5_000_000_000}),
        b"\x9f" * 100_000,
    ],
)
def test_any_other_form_is_refused_though_the_key_signed_it(data):
    with pytest.raises(TokenRefused):
        payload.read(data, is_signed)


def test_same_form_made_by_hand_is_read():
    """The twin: ``_again`` itself makes a good token."""
    assert payload.read(_again(), is_signed) == CLAIMS


@given(st.binary(max_size=200))
def test_junk_is_refused_and_never_raises_otherwise(data):
    with pytest.raises(TokenRefused):
        payload.read(data, is_signed)


# The link


@given(st.binary(min_size=1, max_size=140))
def test_link_carries_any_bytes_in_capitals(data):
    found = payload.link("https://peer.example", data)

    assert found.startswith("HTTPS://PEER.EXAMPLE/V#")
    assert set(found.partition("#")[2]) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    assert payload.from_link(found) == payload.from_link(f"  {found.lower()} ") == data


@pytest.mark.parametrize(
    "text",
    ["https://peer.example/V#1", "https://peer.example/V#AB", "https://peer.example/V#A B", "é"],
)
def test_link_that_carries_no_token_is_refused(text):
    with pytest.raises(TokenRefused):
        payload.from_link(text)


# The name


def test_commitment_is_of_name_and_number():
    same = payload.commit("DLAMINI, Nomvula Thandeka", NUMBER)

    assert same == payload.commit("nomvula thandeka Dlámini", NUMBER)
    assert len({same, payload.commit("Nomvula Dlamini", NUMBER), payload.commit("x", NUMBER)}) == 3
    other = "7K3M9QWX2BTD"
    assert same != payload.commit("Nomvula Thandeka Dlamini", other + check_character(other))


def test_token_says_no_name():
    data = token(replace(CLAIMS, commitment=payload.commit("Nomvula Dlamini", NUMBER)))

    assert b"omvula" not in data
    assert "name" not in {field.name for field in fields(Claims)}
