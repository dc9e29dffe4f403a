"""What is read of a reply beside its page: address, headers, cookies, title, links, properties."""

import io
import logging
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote_plus

import pypdf
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.test import Client

#: Words that tell what belonging means.
BANNED = re.compile("hiv|mother|mentor|pmtct|transmission", re.IGNORECASE)
#: A signature or a digest: nobody reads words in it, though by chance its letters spell one.
_RANDOM = re.compile("[A-Za-z0-9]{30,}")
#: What a form may send in an address: choices, never what somebody typed about a person.
IN_ADDRESSES = {"kind", "days", "country", "site", "state", "show", "page", "cohort"}
XLSX = "spreadsheetml.sheet"


@dataclass
class Crawl:
    """A walk through addresses. ``names`` and ``numbers`` may stand in pages only.

    ``found`` gathers every leak as "where: what"; ``visited`` the names of the addresses.
    """

    names: tuple[str, ...]
    numbers: tuple[str, ...]
    found: list[str] = field(default_factory=list)
    visited: set[str] = field(default_factory=set)

    def get(self, client: Client, address: str, fields=None, **more):
        return self._heard(client.get(address, fields or {}), client, **more)

    def post(self, client: Client, address: str, fields=None, **more):
        kind = {key: more.pop(key) for key in ("content_type",) if key in more}
        return self._heard(client.post(address, fields or {}, **kind), client, **more)

    def read(self, where: str, text: str, *, may_say: tuple[str, ...] = ()) -> None:
        """Look for leaks in a text that stands outside every page."""
        plain = text.lower()
        secrets = [secret for secret in (*self.names, *self.numbers) if secret not in may_say]
        told = [secret for secret in secrets if secret.lower() in plain]
        self.found += [
            f"{where}: {what}" for what in (*told, *BANNED.findall(_RANDOM.sub("", text)))
        ]

    def _heard(self, reply, client: Client, *, public: bool = False, paper: bool = False):
        """Read a reply, and where it leads to. ``paper``: its file is named by its number."""
        name = reply.resolver_match.view_name if reply.resolver_match else "nowhere"
        self.visited.add(name)
        for place, text in _outside(reply, with_file_name=not paper):
            # the credential that is attached to a paper says of which paper it is
            numbers = self.numbers if paper and place == "properties" else ()
            self.read(f"{name} {place}", text, may_say=numbers)
        if public and not paper:
            self.read(f"{name} body", reply.text)
        if reply.status_code in (301, 302):
            return self.get(client, reply["Location"])
        return reply


def _outside(reply, *, with_file_name: bool) -> Iterator[tuple[str, str]]:
    request = reply.request
    yield "address", unquote_plus(f"{request['PATH_INFO']}?{request['QUERY_STRING']}")
    for name, value in reply.items():
        if name != "Content-Disposition" or with_file_name:
            yield f"header {name}", f"{name}: {unquote_plus(value)}"
    for name, cookie in reply.cookies.items():
        yield f"cookie {name}", _opened(name, cookie.value)
    kind = reply.headers.get("Content-Type", "")
    if kind.startswith("text/html"):
        yield from _beside_the_page(reply.text)
    elif kind == "application/pdf":
        yield "properties", pdf_properties(reply.content)
    elif kind.endswith(XLSX):
        yield "properties", xlsx_properties(reply.content)


def _opened(name: str, value: str) -> str:
    """A cookie as its reader sees it: messages are packed."""
    messages = CookieStorage(HttpRequest())._decode(value) if name == "messages" else None
    return " ".join(map(str, messages)) if messages else value


def _beside_the_page(html: str) -> Iterator[tuple[str, str]]:
    yield "title", " ".join(re.findall(r"<title>(.*?)</title>", html, re.DOTALL))
    yield "meta", " ".join(re.findall(r"<meta[^>]*>", html))
    yield "link", unquote_plus(" ".join(re.findall(r'(?:href|src|action)="(.*?)"', html)))
    for form in re.findall(r'<form[^>]*method="get".*?</form>', html, re.DOTALL | re.IGNORECASE):
        asked = set(re.findall(r'<(?:input|select|textarea)[^>]* name="(.*?)"', form))
        if asked - IN_ADDRESSES:
            yield "form", f"hiv? {sorted(asked - IN_ADDRESSES)} would stand in an address"


def pdf_properties(pdf: bytes) -> str:
    """All that stands in a PDF beside its page: properties, metadata, names, structure, seal."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    count = reader.trailer["/Size"]
    parts = [reader.get_object(pypdf.generic.IndirectObject(n, 0, reader)) for n in range(1, count)]
    xmp = reader.xmp_metadata.stream.get_data().decode()
    attached = [data.decode() for files in reader.attachments.values() for data in files]
    kept = [str(part) for part in parts if not isinstance(part, pypdf.generic.StreamObject)]
    return "\n".join([str(reader.metadata), xmp, *reader.attachments, *attached, *kept])


def xlsx_properties(file: bytes) -> str:
    """All that stands in a workbook beside its cells."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        cells = re.compile(r"xl/(worksheets/|sharedStrings|styles|theme)")
        inside = [name for name in archive.namelist() if not cells.match(name)]
        return "\n".join([*archive.namelist(), *(archive.read(name).decode() for name in inside)])


class Lines(logging.Handler):
    """Every line that any part of the product, or of what it is built on, would log, SQL apart."""

    def __init__(self, crawl: Crawl):
        super().__init__(logging.DEBUG)
        self.crawl, self.count = crawl, 0

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith("django.db"):
            self.count += 1
            self.crawl.read(f"log {record.name}", self.format(record))
