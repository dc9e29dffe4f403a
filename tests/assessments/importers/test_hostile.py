"""Files made to exhaust a server: what reading them costs, and that the guard is what saves us."""

import io
import itertools
import tracemalloc
import xml.sax
import zipfile
from xml.etree import ElementTree as ET
from xml.sax.handler import ContentHandler, feature_external_ges

import pytest
from openpyxl import load_workbook

from assessments.importers import BankRefused, read
from curriculum.tables import archive as archives
from tests.curriculum.tables.test_rows import MAIN, SHEET, sheet
from tests.curriculum.tables.workbooks import archive, workbook

MB = 1024 * 1024
ALLOWED = 60 * MB
FULL = 5 * MB - 1000


def cost(data, format):
    """The memory that reading takes at its highest; refusing is fine, any other error is not."""
    tracemalloc.start()
    try:
        read(data, format)
    except BankRefused:
        pass
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak


def full(piece, before="", after=""):
    """A file as large as is read, of one piece over and over."""
    times = (FULL - len(before) - len(after)) // len(piece.encode())
    return (before + piece * times + after).encode()


LINES = " " * 40 + "\n"


@pytest.mark.parametrize(
    "piece",
    [
        "=",
        "{",
        "}",
        "\\",
        "~%50%",
        "::",
        "\N{GRINNING FACE}",
        "<p class='",
        "a" + LINES,
        "// [id:x]" + LINES,
    ],
)
def test_gift_of_one_piece_over_and_over(piece):
    assert cost(full(piece), "gift") < ALLOWED
    assert cost(full(piece, "Why? {=a"), "gift") < ALLOWED


@pytest.mark.parametrize("piece", ["ANSWER ", "A. a" + LINES, "\N{GRINNING FACE}", LINES])
def test_aiken_of_one_piece_over_and_over(piece):
    assert cost(full(piece), "aiken") < ALLOWED


@pytest.mark.parametrize(
    "piece", [",", ";", '"', '""', "a,", "," * 40 + LINES, "\N{GRINNING FACE}"]
)
@pytest.mark.parametrize("before", ["", "type,question\n", 'type,question\nsingle,"'])
def test_csv_of_one_piece_over_and_over(piece, before):
    assert cost(full(piece, before), "csv") < ALLOWED


TEXT = '<quiz><question type="cloze"><questiontext><text>'
END = "</text></questiontext></question></quiz>"


@pytest.mark.parametrize(
    ("piece", "before", "after"),
    [
        ("<a/>", "<quiz>", "</quiz>"),
        ("<a/>", "<quiz><question>", "</question></quiz>"),
        ("<a>", "<quiz><question>", ""),
        ("ab<!---->", TEXT, END),
        ("abcdefgh" * 20 + "\n", TEXT, END),
        ("{1:SA:=a}", TEXT, END),
        ("\\~", TEXT + "{1:SA:=", END),
        ("<question type='x'/>", "<quiz>", "</quiz>"),
    ],
)
def test_moodle_xml_of_one_piece_over_and_over(piece, before, after):
    assert cost(full(piece, before, after), "moodlexml") < ALLOWED


def laughs(levels):
    """Entities each of which holds the one before ten times over."""
    names = "abcdefghij"[: levels + 1]
    entities = "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in itertools.pairwise(names)
    )
    return f'<!DOCTYPE quiz [<!ENTITY a "ha">{entities}]><quiz>&{names[-1]};</quiz>'.encode()


def test_entities_are_refused_before_they_expand():
    """The twin: a plain parser makes 200,000 letters of 400 bytes, with one level more ten times that."""
    assert len(ET.fromstring(laughs(5)).text) == 200_000

    assert cost(laughs(9), "moodlexml") < MB
    with pytest.raises(BankRefused, match="document type or entities"):
        read(laughs(5), "moodlexml")


def test_files_of_the_server_are_never_read(tmp_path):
    """The twin: a plain parser that follows addresses reads the secret."""
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    data = (
        f'<!DOCTYPE quiz [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        '<quiz><question type="description"><name><text>&x;</text></name></question></quiz>'
    ).encode()
    heard = []
    handler = ContentHandler()
    handler.characters = heard.append
    plain = xml.sax.make_parser()
    plain.setFeature(feature_external_ges, True)
    plain.setContentHandler(handler)
    plain.parse(io.BytesIO(data))

    assert "".join(heard) == "the secret"
    with pytest.raises(BankRefused, match="document type or entities"):
        read(data, "moodlexml")


def believed(data):
    """How many rows and cells openpyxl gives by itself."""
    book = load_workbook(io.BytesIO(data), read_only=True)
    widths = [len(row) for row in book.worksheets[0].iter_rows()]
    book.close()
    return len(widths), sum(widths)


def test_xlsx_that_claims_a_million_rows_is_not_filled_up():
    """The twin: where the claim is believed, one cell becomes 16,384, and one row 100,000."""
    wide = sheet('<row r="1"><c r="A1"><v>1</v></c></row>', '<dimension ref="A1:XFD1048576"/>')
    deep = sheet('<row r="100000"><c r="A100000"><v>1</v></c></row>')

    assert (believed(wide), believed(deep)) == ((1, 16_384), (100_000, 1))
    assert cost(wide, "xlsx") < 5 * MB
    assert cost(deep, "xlsx") < 5 * MB


def test_xlsx_with_entities_in_its_strings_is_refused_before_it_is_opened():
    """The twin: a plain parser expands what the archive holds."""
    strings = (
        b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&b;</t></si></sst>'
    )
    data = archive({"xl/sharedStrings.xml": strings}, base=workbook([["x"]]))

    with zipfile.ZipFile(io.BytesIO(data)) as zip:
        assert "".join(ET.fromstring(zip.read("xl/sharedStrings.xml")).itertext()) == "hahahaha"
    with pytest.raises(BankRefused, match=r"xl/sharedStrings\.xml .* document type or entities"):
        read(data, "xlsx")


def test_zip_bomb_is_refused_from_its_directory():
    """The twin: unpacked, the file of 50 KB is 48 MB."""
    bomb = f"<worksheet {MAIN}>" + " " * (48 * MB) + "</worksheet>"
    data = archive({SHEET: bomb}, base=workbook([["x"]]))

    with zipfile.ZipFile(io.BytesIO(data)) as zip:
        assert (len(data) < MB // 10, zip.getinfo(SHEET).file_size > 48 * MB) == (True, True)
    assert cost(data, "xlsx") < MB


def cells(count, cell):
    return "".join(cell.format(n=n) for n in range(count))


@pytest.mark.parametrize(
    "xml",
    [
        f'<row r="1">{cells(99_000, "<c/>")}</row>',
        cells(99_000, "<row><c/></row>"),
        cells(440_000, "<a/>"),
        cells(5_000, "<row><c><v>{n}</v></c><c/><c/><c/></row>"),
        f'<row><c r="ZZZ1"/></row>{cells(5_000, "<row><c><v>{n}</v></c></row>")}',
        '<row r="99999999999"><c><v>1</v></c></row>',
        '<row r="1e999"><c><v>1</v></c></row>',
    ],
)
def test_sheet_of_many_cells(xml, monkeypatch):
    """Also when the archive is not packed so well that it gives itself away."""
    monkeypatch.setattr(archives, "RATIO", 10_000)

    assert cost(sheet(xml), "xlsx") < ALLOWED


def test_many_shared_strings(monkeypatch):
    monkeypatch.setattr(archives, "RATIO", 10_000)
    strings = f"<sst {MAIN}>{cells(100_000, '<si><t>{n}</t></si>')}</sst>"
    data = archive({"xl/sharedStrings.xml": strings}, base=workbook([["x"]]))

    assert cost(data, "xlsx") < ALLOWED


def test_formulas_filled_down_are_refused_before_they_are_worked_out():
    filled = '<row><c r="A1"><f t="shared" si="0">1+1</f></c></row>' + cells(
        200, '<row><c r="A1"><f t="shared" si="0"/></c></row>'
    )

    with pytest.raises(BankRefused, match="paste it as values"):
        read(sheet(filled), "xlsx")
