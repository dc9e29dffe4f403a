"""Keys, the pinned root, and what is said about a code and a name."""

import datetime as dt
import hashlib
import json

import pytest

from certificates import payload, signing, status_list
from certificates.codes import show_number
from tests.journeys.codes import NAME, key_of, make_bundle, make_claims, make_link, noon
from tests.journeys.modules import modules

pytestmark = pytest.mark.browser
JUDGE = """
    const read = await m.readCode(value.link, value.bundle, value.now);
    if (read.refused) return read;
    return m.judge(read.token, value.name, value.bundle, value.now);
"""
WEIGH = "return await m.weigh(value[0] ?? undefined, value[1], value[2]) ?? {};"


def test_statement_and_signatures_are_the_same(script, signer):
    public = signer.public
    said = script.one(
        "keys", "return new TextDecoder().decode(m.statement(value));", key_of(signer)
    )
    message = b"some bytes"
    signature = signer.sign_token(message)
    body = "return m.isSigned(value[0], Uint8Array.from(value[1]), Uint8Array.from(value[2]));"
    wrong = bytes([signature[0] ^ 1]) + signature[1:]
    asked = [[public.token, list(message), list(each)] for each in (signature, wrong, b"")]

    assert said == signing.statement(public.kid, public.token, public.badge).decode()
    assert script.each("keys", body, asked) == [True, False, False]


def test_first_root_is_pinned_and_another_changes_nothing(script, signer, thief):
    bundle = make_bundle(signer)
    before = {"root": bundle["root"], "bundle": bundle}
    later = bundle | {"as_of": "2026-11-27T08:00:00+00:00"}
    foreign = make_bundle(thief, as_of="2026-11-27T08:00:00+00:00")
    mixed = later | {"keys": [key_of(signer), key_of(thief)]}
    renamed = later | {"keys": [key_of(signer) | {"kid": "00000000"}]}
    in_her_name = foreign | {"root": bundle["root"]}
    older = bundle | {"as_of": "2026-11-25T08:00:00+00:00"}
    ahead = {"root": bundle["root"], "bundle": bundle | {"as_of": "2099-01-01T00:00:00+00:00"}}
    asked = [
        [None, bundle], [before, later], [before, foreign], [before, mixed], [before, renamed],
        [before, in_her_name], [before, older], [before, later | {"keys": []}], [before, {}],
        [None, later | {"root": None}], [None, in_her_name], [ahead, later],
    ]  # fmt: skip

    found = script.each("trust", WEIGH, [[*each, noon()] for each in asked])

    new, refused = {"root": bundle["root"], "bundle": later}, before | {"refused": True}
    assert found == [
        before, new, refused, refused, refused, refused, before, before, before, {},
        {"refused": True}, new,
    ]  # fmt: skip


def test_root_that_is_not_pinned_lets_the_thief_in(browser, signer, thief):
    """The twin."""
    bundle, foreign = make_bundle(signer), make_bundle(thief)
    off = ("trust.js", "before?.root ?? bundle.root", "bundle.root")
    with modules(browser, off) as loose:
        found = loose.one("trust", WEIGH, [{"root": bundle["root"], "bundle": bundle}, foreign, 0])

    assert found["bundle"] == foreign


def outcomes(script, signer, *asked: dict) -> list[str]:
    """The outcome or refusal of each; what is not said is as for a good, current certificate."""
    usual = {"link": make_link(signer), "name": NAME, "bundle": make_bundle(signer), "now": noon()}
    found = script.each("verdict", JUDGE, [usual | each for each in asked])
    return [answer.get("outcome") or answer["refused"] for answer in found]


def test_current_until_the_end_of_the_last_day_and_stale_after_thirty_days(script, signer):
    """The day ends at midnight UTC, as the code says itself."""
    fresh = make_bundle(signer, as_of="2028-03-01T00:00:00+00:00")
    midnight = noon(2028, 3, 2) + 12 * 60 * 60 * 1000
    thirty_days = round(dt.datetime(2026, 12, 26, 12, tzinfo=dt.UTC).timestamp() * 1000)

    assert outcomes(
        script, signer,
        {}, {"bundle": fresh, "now": midnight - 1}, {"bundle": fresh, "now": midnight},
        {"now": thirty_days}, {"now": thirty_days + 1}, {"now": noon(2031)},
        {"bundle": make_bundle(signer, as_of="2029-01-01T00:00:00+00:00"), "now": noon()},
    ) == ["current", "current", "expired", "current", "stale", "expired", "expired"]  # fmt: skip


def test_bits_count_after_the_name_and_before_the_dates(script, signer):
    on, off = status_list.encoded([4321]), status_list.encoded([4320, 4322])
    lists = [
        {"bundle": make_bundle(signer, lists={"revocation": one, "suspension": other})}
        for one, other in ((off, off), (on, off), (off, on), (on, on))
    ]

    assert outcomes(
        script, signer, *lists, *(each | {"now": noon(2031)} for each in lists),
        *(each | {"name": "Nomvula Dlamini"} for each in lists),
    ) == [
        "current", "withdrawn", "suspended", "withdrawn",
        "expired", "withdrawn", "suspended", "withdrawn",
        "name", "name", "name", "name",
    ]  # fmt: skip


def test_another_name_is_told_nothing(script, signer):
    asked = {"link": make_link(signer), "name": "Dede", "bundle": make_bundle(signer), "now": 0}

    assert script.one("verdict", JUDGE, asked) == {"outcome": "name"}


def test_match_restates_what_is_on_paper(script, signer):
    claims = make_claims()
    asked = {"name": "dlamini THANDEKA nomvula", "bundle": make_bundle(signer), "now": noon()}

    found = script.one("verdict", JUDGE, asked | {"link": make_link(signer, claims)})

    assert found["programme"] == {"title": "Foundation", "level": "Level 2", "hours": 41}
    said = {name: found["token"][name] for name in ("number", "issuedOn", "expiresOn")}
    assert said == {
        "number": show_number(claims.number),
        "issuedOn": noon(2026, 3, 2) - 12 * 60 * 60 * 1000,
        "expiresOn": noon(2028, 3, 2) - 12 * 60 * 60 * 1000,
    }


def changed_tokens(signer: signing.Signer) -> list[dict]:
    """Every byte of a good token changed, and some appended or cut."""
    data = payload.from_link(make_link(signer))
    changed = [data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :] for at in range(len(data))]
    changed += [data + b"\0", data[:-1], data[:-64], data + data, b""]
    return [{"link": payload.link("https://any.example", each)} for each in changed]


def test_altered_forged_and_foreign_codes_are_refused(script, signer, thief):
    in_our_name = payload.token(make_claims(), bytes.fromhex(signer.kid), thief.sign_token)
    forged = payload.link("https://any.example", in_our_name)
    found = outcomes(
        script, signer, *changed_tokens(signer), {"link": forged}, {"link": make_link(thief)},
        {"link": "https://any.example/"}, {"link": ""}, {"link": "WIFI:S:home;;"},
    )  # fmt: skip

    assert set(found[:-5]) == {"altered", "unknown"}
    assert found.count("unknown") == payload.KID_SIZE + 1
    assert found[-5:] == ["altered", "unknown", "altered", "altered", "altered"]


def test_forged_code_passes_when_nobody_asks_for_the_signature(browser, signer, thief):
    """The twin."""
    in_our_name = payload.token(make_claims(), bytes.fromhex(signer.kid), thief.sign_token)
    off = ("keys.js", "return crypto.subtle.verify(ES256, key, signature, message)", "return true")
    with modules(browser, off) as loose:
        found = outcomes(loose, signer, {"link": payload.link("https://x.example", in_our_name)})

    assert found == ["current"]


def test_distrusted_key_is_told_from_its_day_on(script, signer):
    bundles = [
        make_bundle(signer, keys=[key_of(signer, since)])
        for since in ("2026-11-27T11:59:00+00:00", "2026-11-27T12:01:00+00:00")
    ]

    assert outcomes(script, signer, *({"bundle": bundle} for bundle in bundles)) == [
        "distrusted",
        "current",
    ]


def test_fingerprint_is_the_start_of_the_key_s_thumbprint(script, signer):
    root = signing.root_jwk(signer.public.root)
    text = json.dumps(root, sort_keys=True, separators=(",", ":"))
    wanted = hashlib.sha256(text.encode()).hexdigest()[:16]

    said = script.one("keys", "return m.fingerprint(value);", root)

    assert said.replace(" ", "") == wanted
