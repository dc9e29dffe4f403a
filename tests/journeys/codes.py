"""Signed codes and trust bundles for the check page's modules, under keys of their own."""

import datetime as dt
from dataclasses import asdict
from pathlib import Path

from django.test import override_settings

from certificates import payload, signing, status_list
from certificates.codes import new_number

NAME = "Nomvula Thandeka Dlamini"
ISSUED, LAST = dt.date(2026, 3, 2), dt.date(2028, 3, 2)


def make_signer(folder: Path) -> signing.Signer:
    """Keys under a root of their own."""
    with override_settings(SIGNING_DIR=folder / "signing"):
        return signing.make_keys(at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))


def make_claims(**other) -> payload.Claims:
    number = new_number()
    usual = {
        "number": number,
        "issued_on": ISSUED,
        "expires_on": LAST,
        "edition": 7,
        "index": 4321,
        "commitment": payload.commit(NAME, number),
    }
    return payload.Claims(**usual | other)


def make_link(signer: signing.Signer, claims: payload.Claims | None = None) -> str:
    kid = bytes.fromhex(signer.kid)
    data = payload.token(claims or make_claims(), kid, signer.sign_token)
    return payload.link("https://any.example", data)


def key_of(signer: signing.Signer, distrusted_from: str | None = None) -> dict:
    return asdict(signer.public) | {"distrusted_from": distrusted_from}


def make_bundle(signer: signing.Signer, **other) -> dict:
    """As the page gets it, a day old at ``noon``."""
    return {
        "as_of": "2026-11-26T12:00:00+00:00",
        "root": signing.root_jwk(signer.public.root),
        "keys": [key_of(signer)],
        "programmes": {"7": {"title": "Foundation", "level": "Level 2", "hours": 41}},
        "lists": {"revocation": status_list.encoded([9]), "suspension": status_list.encoded([])},
    } | other


def noon(year: int = 2026, month: int = 11, day: int = 27) -> int:
    return round(dt.datetime(year, month, day, 12, tzinfo=dt.UTC).timestamp() * 1000)
