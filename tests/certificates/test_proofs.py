"""Proofs: the W3C's own example to the byte, a foreign verifier's verdict, and every change refused."""

import copy
import datetime as dt
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from openvc.proof.data_integrity import DataIntegrityProofSuite
from openvc.proof.errors import ProofError
from pyld import jsonld

from certificates import proofs
from certificates.badge import CONTEXT, credential, issuer_id
from certificates.signing.jwk import ed25519_jwk, is_badge_signature
from tests.certificates.test_rendering import NEUTRAL_FACE

#: The example of W3C, Data Integrity EdDSA Cryptosuites v1.0, appendix "Representation: eddsa-rdfc-2022".
W3C_KEY = "3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
W3C_DOCUMENT = {
    "@context": [
        "https://www.w3.org/ns/credentials/v2",
        "https://www.w3.org/ns/credentials/examples/v2",
    ],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {
        "id": "did:example:abcdefgh",
        "alumniOf": "The School of Examples",
    },
}
W3C_METHOD = "https://vc.example/issuers/5678#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
W3C_TO_SIGN = (
    "4c4d3890a157f8d611b13c265c2c22f39aa0a567c7c7dd9ba3e45cd579784eeb"
    "517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017"
)
W3C_PROOF = (
    "z21EVs3eXERqTn4acNHT9viboqgzUaQ3kTmhPT3eA8qrVPE7CrQq78WkzctnMX5W4CrzcKnHw8V6dvy5pgWYCU5e9"
)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
ORIGIN = "https://peer.example"
METHOD = f"{issuer_id(ORIGIN)}#1f0a33c2"


@pytest.fixture
def examples(monkeypatch):
    """The context of the W3C's examples, which nothing of ours knows."""
    load = proofs._load
    vocabulary = {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}

    def with_examples(url, options=None):
        if url.endswith("/examples/v2"):
            return load(CONTEXT[0]) | {"documentUrl": url, "document": vocabulary}
        return load(url, options)

    monkeypatch.setattr(proofs, "_load", with_examples)


def test_example_of_the_specification_is_reproduced(examples):
    key = Ed25519PrivateKey.from_private_bytes(proofs.from_multibase("z" + W3C_KEY)[2:])

    signed = proofs.with_proof(
        W3C_DOCUMENT, method=W3C_METHOD, created="2023-02-24T23:36:38Z", sign=key.sign
    )

    proof = dict(signed["proof"])
    assert proof.pop("proofValue") == W3C_PROOF
    assert proofs.to_sign(W3C_DOCUMENT, proof).hex() == W3C_TO_SIGN
    assert W3C_METHOD.endswith(proofs.public_multibase(key.public_key().public_bytes_raw()))


def unsigned() -> dict:
    return credential(NEUTRAL_FACE, origin=ORIGIN, salt="ab" * 16, index=4711, edition=12)


def signed(document: dict | None = None) -> dict:
    return proofs.with_proof(
        document or unsigned(), method=METHOD, created="2026-11-22T00:00:00Z", sign=KEY.sign
    )


def is_signed(method: str, message: bytes, signature: bytes) -> bool:
    return method == METHOD and is_badge_signature(
        ed25519_jwk(KEY.public_key()), message, signature
    )


def test_credential_keeps_its_proof_through_json():
    assert proofs.has_good_proof(json.loads(json.dumps(signed())), is_signed)


def _places(value, path=()):
    """The path of every text in a document."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _places(inner, (*path, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _places(inner, (*path, place))
    else:
        yield path


@pytest.mark.parametrize(
    "path", [path for path in _places(signed()) if path[0] != "@context"], ids=str
)
def test_every_changed_value_breaks_the_proof(path):
    changed = copy.deepcopy(signed())
    place = changed
    for step in path[:-1]:
        place = place[step]
    was = place[path[-1]]
    place[path[-1]] = (not was) if isinstance(was, bool) else f"{was}x"

    assert not proofs.has_good_proof(changed, is_signed)


def test_word_that_no_context_knows_is_not_signed_over_silently():
    """It would not be covered: a forger could add it afterwards."""
    with pytest.raises(ValueError, match="grade"):
        signed({**unsigned(), "grade": "excellent"})
    assert not proofs.has_good_proof({**signed(), "grade": "excellent"}, is_signed)


@pytest.mark.parametrize("proof", [None, {}, [], "x", {"proofValue": "x"}, {"proofValue": 5}])
def test_document_with_another_proof_or_none_is_refused(proof):
    assert not proofs.has_good_proof({**unsigned(), "proof": proof}, is_signed)


def test_no_context_is_ever_fetched():
    with pytest.raises(jsonld.JsonLdError):
        signed({**unsigned(), "@context": [*CONTEXT, "https://evil.example/v1"]})
    with pytest.raises(jsonld.JsonLdError, match="Only the contexts beside this file"):
        proofs._load("https://evil.example/v1")


# A foreign verifier


def foreign_verdict(document: dict) -> bool:
    """What openvc-core says, with the network off and our key at hand."""
    suite, extra = (
        DataIntegrityProofSuite(),
        {CONTEXT[1]: proofs._context("open-badges-3.0.3.json")},
    )
    try:
        suite.verify(
            document,
            public_key_jwk=ed25519_jwk(KEY.public_key()),
            extra_contexts=extra,
            now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
        )
    except ProofError:
        return False
    return True


def test_foreign_verifier_accepts_it_and_refuses_a_changed_one():
    changed = signed()
    changed["credentialSubject"]["achievement"]["name"] = "Doctor of Medicine"

    assert (foreign_verdict(signed()), foreign_verdict(changed)) == (True, False)


@given(st.binary(max_size=80))
def test_multibase_there_and_back(data):
    assert proofs.from_multibase(proofs.multibase(data)) == data
