"""The offline check page as it is served: its policy, its files, what it believes."""

import datetime as dt
import gzip
import hashlib
import json
import posixpath
import re

import brotli
import pytest
from django.contrib.staticfiles import finders

from certificates import signing, status_list
from certificates.models import SigningKey
from certificates.views import offline
from curriculum.models import ProgrammeEdition
from tests import make
from tests.certificates import papers
from tests.certificates.test_verify import BANNED
from tests.conftest import ROOT

pytestmark = pytest.mark.django_db
VENDOR = ROOT / "static" / "vendor" / "zxing-wasm"
BUDGET = 500 * 1024
ADDRESSES = (
    "/verify/offline/",
    "/verify/worker.js",
    "/verify/check.webmanifest",
    "/verify/trust.json",
)


def kept(client) -> dict:
    """What the worker is told: version and files."""
    text = client.get("/verify/worker.js").text
    return json.loads(re.fullmatch(r"self\.kept = (.*);\nimportScripts\(.*\);\n", text)[1])


# The page ----------------------------------------------------------------------------------------


def test_page_alone_may_compile_a_decoder(client):
    addresses = ["/", "/sign-in/", "/verify/", "/styleguide/", *ADDRESSES]
    policies = {address: client.get(address)["Content-Security-Policy"] for address in addresses}

    assert [address for address in addresses if "wasm" in policies[address]] == [ADDRESSES[0]]
    wanted = {
        "default-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", "worker-src 'self'",
        "manifest-src 'self'", "base-uri 'none'", "object-src 'none'", "form-action 'self'",
        "frame-ancestors 'self'",
    }  # fmt: skip
    assert set(policies[ADDRESSES[0]].split("; ")) == wanted


@pytest.mark.parametrize("address", ADDRESSES)
def test_whatever_is_served_is_neutral_anonymous_and_kept_by_no_cache(client, address):
    papers.make_certificate()
    reply = client.get(address)

    assert (reply.status_code, reply.cookies) == (200, {})
    assert reply["Cache-Control"] == "no-store, private"
    assert BANNED.findall(reply.text) == []
    assert [client.post(address).status_code, client.put(address).status_code] == [405, 405]


def test_page_is_the_same_for_everybody(client):
    """The worker keeps it as a stranger sees it; somebody who is signed in sees nothing else."""
    stranger = client.get("/verify/offline/").content
    client.force_login(make.make_hr(country="XD"))

    assert client.get("/verify/offline/").content == stranger


def test_manifest_stays_under_verify(client):
    about = client.get("/verify/check.webmanifest").json()

    assert (about["scope"], about["start_url"]) == ("/verify/", "/verify/offline/")
    assert about["name"] == "Check a certificate"


# The files ---------------------------------------------------------------------------------------


def imported(name: str, seen: set[str]) -> set[str]:
    """A module and all that it imports, by their names under ``static``."""
    if name in seen:
        return seen
    seen.add(name)
    text = (ROOT / "static" / name).read_text()
    for path in re.findall(r'^import .* from "(\..*)";$', text, re.MULTILINE):
        imported(posixpath.normpath(posixpath.join(posixpath.dirname(name), path)), seen)
    return seen


def test_worker_keeps_exactly_what_the_page_needs(client):
    page = client.get("/verify/offline/").text
    assets = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page))
    modules = {f"/static/{name}" for name in imported("js/check/page.js", set())}

    files = kept(client)["files"]

    assert len(files) == len(set(files))
    assert set(files) == assets | modules | {
        "/static/vendor/zxing-wasm/reader/zxing_reader.wasm",
        "/verify/offline/",
        "/verify/check.webmanifest",
    }


def test_worker_has_another_version_when_page_or_files_change(client, monkeypatch):
    first = kept(client)["version"]
    assert kept(client)["version"] == first
    monkeypatch.setattr(offline, "static", lambda name: f"/static/{name}?changed")
    assert kept(client)["version"] != first
    monkeypatch.undo()
    monkeypatch.setattr(offline, "render_to_string", lambda name: "another page")
    assert kept(client)["version"] != first


@pytest.mark.parametrize("compress", [brotli.compress, gzip.compress], ids=["brotli", "gzip"])
def test_whole_page_weighs_no_more_than_its_budget(client, compress):
    names = [path.removeprefix("/static/") for path in kept(client)["files"] if "static" in path]
    names.append(offline.WORKER)
    contents = [client.get(address).content for address in ADDRESSES]
    contents += [(ROOT / "static" / name).read_bytes() for name in names]

    weight = sum(len(compress(content)) for content in contents)

    print(f"\n{weight} bytes")  # noqa: T201
    assert 300_000 < weight <= BUDGET


def test_decoder_is_the_one_that_its_readme_names():
    rows = re.findall(
        r"\| `(\S+)` \| `\S+` \| `([0-9a-f]{64})` \|", (VENDOR / "README.md").read_text()
    )
    found = {name: hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() for name, _ in rows}

    assert found == dict(rows)
    assert len(rows) == sum(path.suffix in {".js", ".wasm"} for path in VENDOR.rglob("*"))
    assert finders.find("vendor/zxing-wasm/LICENSE.txt")


# What it believes --------------------------------------------------------------------------------


def bundle(client) -> dict:
    return client.get("/verify/trust.json").json()


def test_bundle_holds_keys_programmes_and_both_lists(client):
    withdrawn, held = papers.make_certificate("Mary Phiri"), papers.make_certificate("Dede Banda")
    papers.make_certificate()
    withdrawn.revoke(by=None, at=make.NOW, reason="A test.")
    held.suspend(by=None, at=make.NOW, reason="A test.")
    key, edition = SigningKey.objects.get(), ProgrammeEdition.objects.get()

    found = bundle(client)

    moment = dt.datetime.fromisoformat(found.pop("as_of"))
    assert abs(dt.datetime.now(dt.UTC) - moment) < dt.timedelta(minutes=1)
    assert found == {
        "root": signing.root_jwk(key.root),
        "keys": [
            {
                "kid": key.kid,
                "token": key.token,
                "badge": key.badge,
                "vouched": key.vouched,
                "distrusted_from": None,
            }
        ],
        "programmes": {
            str(edition.pk): {
                "title": papers.NEUTRAL_PROGRAMME,
                "level": edition.content["level"],
                "hours": 120,
            }
        },
        "lists": {
            "revocation": status_list.encoded([withdrawn.status_index]),
            "suspension": status_list.encoded([held.status_index]),
        },
    }


def test_bundle_costs_the_same_with_more_of_everything(
    client, django_assert_num_queries, monkeypatch
):
    """Keys, their ends, programmes, two lists: five."""
    for name in ("Mary Phiri", "Dede Banda", "Zola Khumalo"):
        papers.make_certificate(name).revoke(by=None, at=make.NOW, reason="A test.")
        with django_assert_num_queries(5):
            bundle(client)


def test_bundle_names_nobody_and_no_number(client):
    certificate = papers.make_certificate()
    certificate.revoke(by=None, at=make.NOW, reason="She left.")
    text = client.get("/verify/trust.json").text

    assert certificate.number not in text
    assert [word for word in [*papers.NAME.split(), "left", papers.MODULE] if word in text] == []


def test_distrusted_key_says_since_when(client):
    SigningKey.objects.get().distrust(by=None, at=make.NOW, from_at=make.LONG_AGO, reason="Stolen.")

    (key,) = bundle(client)["keys"]

    assert dt.datetime.fromisoformat(key["distrusted_from"]) == make.LONG_AGO
    assert "Stolen" not in client.get("/verify/trust.json").text


def test_keys_under_an_older_root_are_left_out(client, settings, tmp_path):
    """The latest root cannot vouch for them, and the page would refuse the whole list."""
    settings.SIGNING_DIR = tmp_path / "signing"
    key = SigningKey.objects.make(at=make.NOW)

    found = bundle(client)

    assert [each["kid"] for each in found["keys"]] == [key.kid]
    assert found["root"] == signing.root_jwk(key.root)


def test_without_keys_there_is_no_root(client, monkeypatch):
    monkeypatch.setattr(SigningKey, "objects", SigningKey.objects.filter(pk=0))

    found = bundle(client)

    assert (found["root"], found["keys"]) == (None, [])


def test_hr_is_led_to_the_page(client):
    client.force_login(make.make_hr(country="XD"))

    assert 'href="/verify/offline/"' in client.get("/hr/").text
