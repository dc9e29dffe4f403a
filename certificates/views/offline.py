"""The offline check: a page that a browser keeps, and what it trusts. Shaped by nobody's sign-in."""

import hashlib
import json
from typing import Any

from csp.constants import SELF, WASM_UNSAFE_EVAL
from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates import signing, status_list
from certificates.models import Certificate, SigningKey
from curriculum.models import ProgrammeEdition

PAGE = "certificates/offline.html"
#: What the page needs beside itself. A module imports others by their plain names, so they are kept by those.
FILES = (
    "css/site.css",
    "css/check.css",
    "icon.svg",
    "js/check/page.js",
)
MODULES = (
    *(f"js/check/{name}.js" for name in ("camera", "cbor", "keys", "names", "pdf", "picture")),
    *(f"js/check/{name}.js" for name in ("status", "token", "trust", "verdict")),
    "vendor/zxing-wasm/share.js",
    "vendor/zxing-wasm/reader/index.js",
    "vendor/zxing-wasm/reader/zxing_reader.wasm",
)
WORKER = "js/check/worker.js"


@require_safe
@csp_update({"script-src": [SELF, WASM_UNSAFE_EVAL], "worker-src": [SELF], "manifest-src": [SELF]})
def page(request: HttpRequest) -> HttpResponse:
    """The one page whose policy lets a decoder be compiled, and a camera be asked for."""
    response = render(request, PAGE)
    others = [f"{device}=()" for device in settings.DEVICES if device != "camera"]
    response["Permissions-Policy"] = ", ".join(["camera=(self)", *others])
    return response


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Which files the service worker keeps, then its script. Another version makes it fetch them all anew."""
    addresses = [reverse("certificates:offline"), reverse("certificates:manifest")]
    plain = [f"{settings.STATIC_URL}{name}" for name in MODULES]
    seen = [render_to_string(PAGE), settings.DEMO, *map(static, (*FILES, *MODULES, WORKER))]
    kept = {
        "version": hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:16],
        "files": [*addresses, *map(static, FILES), *plain],
    }
    script = f"self.kept = {json.dumps(kept)};\nimportScripts({json.dumps(static(WORKER))});\n"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What makes the page one that can be installed, under a name that says nothing."""
    address = reverse("certificates:offline")
    about = {
        "name": "Check a certificate",
        "short_name": "Check",
        "id": address,
        "start_url": address,
        "scope": reverse("certificates:verify"),
        "display": "standalone",
        "background_color": "#fbf9f5",
        "theme_color": "#0f5463",
        "icons": [{"src": static("icon.svg"), "type": "image/svg+xml", "sizes": "any"}],
    }
    return JsonResponse(about, content_type="application/manifest+json")


@require_safe
def trust(request: HttpRequest) -> HttpResponse:
    """What the page believes: keys and who vouches for them, programmes in neutral words, both status lists.

    The lists are fetched whole, so nobody learns which certificate is checked.
    """
    keys = list(SigningKey.objects.prefetch_related("events").order_by("pk"))
    roots = [signing.root_jwk(key.root) for key in keys]
    latest = roots[-1] if roots else None
    bundle = {
        "as_of": timezone.now().isoformat(),
        "root": latest,
        # under an older root they could not be vouched for, and the page would refuse them all
        "keys": [_key(key) for key, root in zip(keys, roots, strict=True) if root == latest],
        "programmes": {
            edition.pk: _programme(edition) for edition in ProgrammeEdition.objects.all()
        },
        "lists": {purpose: _list(purpose) for purpose in status_list.PURPOSES},
    }
    return JsonResponse(bundle)


def _key(key: SigningKey) -> dict[str, Any]:
    since = key.distrusted_from
    return {
        "kid": key.kid,
        "token": key.token,
        "badge": key.badge,
        "vouched": key.vouched,
        "distrusted_from": since and since.isoformat(),
    }


def _programme(edition: ProgrammeEdition) -> dict[str, Any]:
    content = edition.content
    return {
        "title": content["neutral_title"],
        "level": content["level"],
        "hours": content["hours"],
    }


def _list(purpose: str) -> str:
    found = Certificate.objects.with_bit(purpose).values_list("status_index", flat=True)
    return status_list.encoded(set(found))
