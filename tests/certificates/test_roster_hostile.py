"""Rosters made to exhaust the server, and what receiving them costs (``uploads.py``, ``rosters/``)."""

import random
import re
import tracemalloc

import pytest
from django.core import signing
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from certificates import uploads
from certificates.models import RosterCheck
from certificates.rosters import read_file
from certificates.rosters.reading import TEXT
from curriculum.models import Country
from curriculum.tables import FileRefused
from curriculum.tables import archive as archives
from tests import make
from tests.certificates import rosters
from tests.certificates.test_rosters_columns import ONE
from tests.curriculum.tables.test_rows import MAIN, SHEET, sheet
from tests.curriculum.tables.workbooks import archive, workbook

MB = 1024 * 1024
BASE = workbook([["x"]])
ENTITIES = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>'


@pytest.fixture
def chris(client, db):
    client.force_login(make.make_hr(country=Country.DEMONSTRATION))
    return client


def cells(number, cell):
    return "".join(cell.format(n=n) for n in range(number))


HOSTILE = {
    "zip bomb": lambda: archive({SHEET: f"<worksheet {MAIN}>" + " " * (48 * MB)}, base=BASE),
    "entities": lambda: archive({"xl/sharedStrings.xml": ENTITIES}, base=BASE),
    "many cells": lambda: sheet(cells(250_001, "<c/>")),
    "far row": lambda: sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
    "wide": lambda: sheet('<row r="1">' + cells(61, "<c><v>{n}</v></c>") + "</row>"),
    "huge number": lambda: sheet('<row r="1"><c r="A1"><v>1e999</v></c></row>'),
    "other encoding": lambda: archive({SHEET: "<a/>".encode("utf-16")}, base=BASE),
    "cut off": lambda: BASE[:-30],
    "binary": lambda: bytes(range(256)) * 1000,
    "commas": lambda: b"," * (5 * MB - 1),
    "lines": lambda: b"a\n" * (2 * MB),
    "quotes": lambda: b'name,number\n"' + b"x," * MB,
    "one word": lambda: b"a" * (5 * MB - 1),
    "nothing": lambda: b"",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_file_is_refused_in_bounded_memory(kind, monkeypatch):
    data = HOSTILE[kind]()
    if kind == "many cells":
        monkeypatch.setattr(archives, "RATIO", 10_000)
    tracemalloc.start()
    try:
        with pytest.raises(FileRefused):
            read_file(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 60 * MB


def test_sheet_that_claims_a_million_rows_is_read_as_it_is():
    row = f'<row r="1"><c t="inlineStr"><is><t>{ONE}</t></is></c><c t="inlineStr"><is><t>A</t></is></c></row>'

    assert len(read_file(sheet(row, '<dimension ref="A1:XFD1048576"/>')).people) == 1


@pytest.mark.parametrize("kind", ["zip bomb", "entities", "cut off", "binary", "nothing"])
def test_page_says_why_and_keeps_what_was_chosen(chris, kind):
    reply = rosters.upload(chris, HOSTILE[kind](), purpose="Question from a site")

    problem = re.search(r'id="id_file_error".*?>(.*?)</', reply.text, re.DOTALL)
    assert (reply.status_code, bool(problem)) == (400, True)
    assert 'value="Question from a site" selected' in reply.text
    assert RosterCheck.objects.count() == 0


def test_what_is_larger_is_received_but_not_kept(chris, settings):
    """Not in memory beyond the limit, and never on the disk: there is no folder for it."""
    settings.FILE_UPLOAD_TEMP_DIR = "/nowhere"

    reply = rosters.upload(chris, b"x" * (20 * MB))

    assert (reply.status_code, "The file is larger than 5 MB" in reply.text) == (400, True)


def test_without_the_guard_names_would_go_to_the_disk(chris, settings, monkeypatch):
    """The twin: Django's own way writes such a file."""
    settings.FILE_UPLOAD_TEMP_DIR = "/nowhere"
    monkeypatch.setattr(
        "certificates.views.roster.InMemoryUpload",
        lambda request: TemporaryFileUploadHandler(request),
    )

    with pytest.raises(FileNotFoundError):
        rosters.upload(chris, b"x" * 100)


def test_upload_keeps_no_more_than_is_read():
    handler = uploads.InMemoryUpload()
    handler.new_file("file", "people.csv", "text/csv", None)
    chunk = b"x" * 65_536
    for place in range(1600):  # 100 MB
        handler.receive_data_chunk(chunk, place * len(chunk))

    kept = handler.file_complete(1600 * len(chunk)).read()
    assert 5 * MB < len(kept) <= 5 * MB + len(chunk)


def test_paste_beyond_what_a_page_takes_is_told_what_to_do(chris, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    reply = rosters.paste(chris, *[(ONE, "x")] * 100)

    assert (reply.status_code, "Save the rows as a file" in reply.text) == (400, True)


@pytest.mark.parametrize("signs", [range(33, 127), range(0x4E00, 0x9FFF)], ids=["latin", "han"])
def test_the_largest_answer_comes_back_with_the_page(settings, signs):
    """However little its text can be packed."""
    chance = random.Random(1)
    letters = [chr(sign) for sign in signs if chr(sign) not in "\"',;"]
    long = TEXT // 1000 // len(letters[0].encode()) - 40
    rows = [f"{ONE}\tA\t{''.join(chance.choices(letters, k=long))}" for _ in range(990)]
    roster = read_file("\n".join(rows).encode())

    told = {"rows": [[row.number, row.cells, "no_match"] for row in roster.rows]}
    assert len(signing.dumps(told, compress=True)) < settings.DATA_UPLOAD_MAX_MEMORY_SIZE - 10_000
