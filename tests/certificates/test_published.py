"""Keys and status lists: what programs fetch, and no person in it."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates import proofs, signing, status_list
from certificates.badge import issuer_id
from certificates.models import CertificateEvent, SigningKey
from tests import make
from tests.certificates import papers

WHY = {"by": None, "at": make.NOW, "reason": "Somebody asked."}


@pytest.mark.django_db
def test_issuer_document_lists_the_keys_that_are_trusted(client, settings):
    first = SigningKey.objects.current()
    second = SigningKey.objects.make(at=make.NOW)
    both = client.get("/.well-known/did.json").json()
    first.distrust(by=None, at=make.NOW, from_at=make.NOW, reason="Stolen.")

    one = client.get("/.well-known/did.json").json()

    issuer = issuer_id(settings.ORIGIN)
    assert both["id"] == issuer == "did:web:127.0.0.1%3A8000"
    assert both["assertionMethod"] == [f"{issuer}#{first.kid}", f"{issuer}#{second.kid}"]
    assert one["assertionMethod"] == [f"{issuer}#{second.kid}"]
    found = proofs.from_multibase(one["verificationMethod"][0]["publicKeyMultibase"])
    assert found[2:] == signing.ed25519_bytes(second.badge)


@pytest.mark.django_db
def test_key_set_keeps_retired_keys_and_says_since_when_one_is_distrusted(client):
    first = SigningKey.objects.current()
    SigningKey.objects.make(at=make.NOW)
    first.distrust(by=None, at=make.NOW, from_at=make.NOW, reason="Stolen.")

    old, new = client.get("/api/v1/keys").json()["keys"]

    assert (old["kid"], old["x"]) == (first.kid, first.token["x"])
    assert dt.datetime.fromisoformat(old["distrusted_from"]) == make.NOW
    assert "distrusted_from" not in new
    assert {"d", "p", "q"}.isdisjoint(old | new)


def fetch(client, purpose: str) -> dict:
    return json.loads(client.get(f"/api/v1/status/{purpose}").text)


@pytest.mark.django_db
def test_lists_are_signed_anew_at_once(client):
    certificate, other = papers.make_certificate(), papers.make_certificate(name="Dede Banda")
    seen = []
    for verb in (None, "suspend", "reinstate", "revoke"):
        if verb:
            getattr(certificate, verb)(**WHY)
        lists = [fetch(client, purpose) for purpose in status_list.PURPOSES]
        key = SigningKey.objects.current()
        for each in lists:
            assert proofs.has_good_proof(
                each,
                lambda method, message, signature, key=key: (
                    method.endswith(f"#{key.kid}")
                    and signing.is_badge_signature(key.badge, message, signature)
                ),
            )
        encoded = [each["credentialSubject"]["encodedList"] for each in lists]
        seen.append(tuple(status_list.is_set(text, certificate.status_index) for text in encoded))
        assert not any(status_list.is_set(text, other.status_index) for text in encoded)

    assert seen == [(False, False), (False, True), (False, False), (True, False)]


@pytest.mark.django_db
def test_list_never_begins_in_the_future(client):
    """It would make every credential fail."""
    papers.make_certificate()  # issued in 2099
    assert CertificateEvent.objects.last().at > dt.datetime.now(dt.UTC)

    begins = dt.datetime.fromisoformat(fetch(client, "revocation")["validFrom"])

    assert begins <= dt.datetime.now(dt.UTC)


@pytest.mark.django_db
def test_published_documents_name_nobody(client):
    certificate = papers.make_certificate()
    certificate.revoke(**WHY)
    said = "".join(
        client.get(address).text
        for address in ("/.well-known/did.json", "/api/v1/keys", "/api/v1/status/revocation")
    )

    for secret in (*papers.NAME.split(), certificate.number, str(certificate), papers.PROGRAMME):
        assert secret not in said


@pytest.mark.django_db
def test_unknown_purpose_is_no_address(client):
    assert client.get("/api/v1/status/message").status_code == 404


@pytest.mark.django_db
def test_without_a_key_the_list_says_so(client, monkeypatch):
    monkeypatch.setattr("certificates.models.SigningKey.objects.in_use", SigningKey.objects.none)

    assert client.get("/api/v1/status/revocation").status_code == 503


# The list itself


indexes = st.sets(st.integers(0, status_list.SIZE - 1), max_size=30)


@given(indexes)
def test_bits_that_are_set_are_those_that_were_named(some):
    text = status_list.encoded(some)

    assert {index for index in some | {0, 1, 4711} if status_list.is_set(text, index)} == some & (
        some | {0, 1, 4711}
    )


def test_list_of_nobody_is_as_long_as_the_specification_wants_and_small():
    assert status_list.SIZE >= 131_072
    assert len(status_list.encoded([])) < 200


@given(st.sets(st.integers(0, 50), max_size=50))
def test_new_place_is_free(taken):
    assert status_list.new_index(taken) not in taken


def test_places_are_drawn_at_random():
    drawn = [status_list.new_index(set()) for _ in range(200)]

    assert len(set(drawn)) > 150
    assert drawn != sorted(drawn)


def test_full_list_is_refused():
    with pytest.raises(ValueError, match="full"):
        status_list.new_index(range(status_list.SIZE))


@pytest.mark.parametrize("text", ["", "x", "uAAAA", json.dumps({})])
def test_what_is_no_list_is_refused(text):
    with pytest.raises((ValueError, OSError)):
        status_list.is_set(text, 0)
