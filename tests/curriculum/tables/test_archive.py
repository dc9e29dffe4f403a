import io
import struct
import zipfile

import pytest

from curriculum.tables import FileRefused, Limits
from curriculum.tables import archive as archives
from curriculum.tables.archive import SAVE_AGAIN
from tests.curriculum.tables.workbooks import archive, workbook

LIMITS = Limits("question bank", "question", rows=5000)
BASE = workbook([["x"]])
SHEET = "xl/worksheets/sheet1.xml"
NO_XLSX = f"The file is not an .xlsx file. {SAVE_AGAIN}"
FORBIDDEN = f"The .xlsx file has a part with a forbidden name. {SAVE_AGAIN}"
BOMB = "The .xlsx file unpacks to far more than a question bank can hold."
CELLS = "The sheet has far more cells than a question bank can hold."


def checked(data):
    return archives.checked(data, LIMITS)


def reason(data):
    with pytest.raises(FileRefused) as refusal:
        checked(data)
    return refusal.value.reason


def test_checked_gives_the_file_from_its_beginning():
    assert checked(BASE).read() == BASE


def test_save_again_says_how():
    assert SAVE_AGAIN == (
        "Open it in a spreadsheet program and save it again as .xlsx, or as “CSV UTF-8”."
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "The file is empty."),
        (b"no zip", NO_XLSX),
        (BASE[:-30], NO_XLSX),
        (archive({"a.xml": "<a/>"}), NO_XLSX),
        (archive({"/a.xml": "<a/>"}, base=BASE), FORBIDDEN),
        (archive({"xl/../../a": "<a/>"}, base=BASE), FORBIDDEN),
        (archive({"xl\\a": "<a/>"}, base=BASE), FORBIDDEN),
        (
            archive({f"xl/{n}": "" for n in range(501)}, base=BASE),
            f"The .xlsx file has too many parts, or two of one name. {SAVE_AGAIN}",
        ),
    ],
)  # fmt: skip
def test_checked_refuses_what_is_no_honest_archive(data, why):
    assert reason(data) == why


def test_checked_counts_parts():
    held = len(zipfile.ZipFile(io.BytesIO(BASE)).namelist())

    checked(archive({f"xl/{n}": "" for n in range(500 - held)}, base=BASE))
    assert reason(archive({f"xl/{n}": "" for n in range(501 - held)}, base=BASE)) == (
        f"The .xlsx file has too many parts, or two of one name. {SAVE_AGAIN}"
    )


def test_two_parts_of_one_name_are_refused():
    stream = io.BytesIO(BASE)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(stream, "a") as zip:
        zip.writestr(SHEET, "<worksheet/>")

    assert reason(stream.getvalue()) == (
        f"The .xlsx file has too many parts, or two of one name. {SAVE_AGAIN}"
    )


def test_part_packed_too_well_is_a_bomb():
    text = b"<a>" + b"<b/>" * 300_000

    assert reason(archive({"xl/worksheets/big.xml": text}, base=BASE)) == BOMB


def test_small_parts_may_be_packed_well():
    checked(archive({"xl/worksheets/small.xml": b" " * 100_000}, base=BASE))

    assert reason(archive({"xl/worksheets/small.xml": b" " * 100_001}, base=BASE)) == BOMB


def test_directory_that_claims_too_much_is_a_bomb(monkeypatch):
    total = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(BASE)).infolist())

    monkeypatch.setattr(archives, "UNPACKED", total)
    checked(BASE)
    monkeypatch.setattr(archives, "UNPACKED", total - 1)
    assert reason(BASE) == BOMB


def test_directory_that_lies_about_a_size_is_refused():
    """Only as much is unpacked as the directory says; then the checksum is wrong."""
    size = next(
        p for p in zipfile.ZipFile(io.BytesIO(BASE)).infolist() if p.filename == SHEET
    ).file_size
    lying = BASE.replace(struct.pack("<I", size), struct.pack("<I", 10))

    assert lying != BASE
    assert reason(lying) == NO_XLSX


@pytest.mark.parametrize(
    ("name", "limit"),
    [("xl/styles.xml", "FRAME"), ("xl/media/a.png", "FRAME"), ("xl/sharedStrings.xml", "STRINGS")],
)
def test_parts_have_their_own_limits(name, limit, monkeypatch):
    monkeypatch.setattr(archives, "FRAME", 20_000)
    monkeypatch.setattr(archives, "STRINGS", 30_000)
    most = getattr(archives, limit)

    checked(archive({name: b"x" * most}, base=BASE))
    assert reason(archive({name: b"x" * (most + 1)}, base=BASE)) == (
        f"The part {name} of the .xlsx file is too large."
    )


@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/sharedStrings.xml", SHEET, "xl/other.bin"])
@pytest.mark.parametrize("declaration", [b"<!DOCTYPE a>", b'<!ENTITY a "b">'])
@pytest.mark.parametrize("at", [0, *range(5, 30)])
def test_document_types_and_entities_are_refused(name, declaration, at, monkeypatch):
    """Also where one piece of the part ends and the next begins."""
    monkeypatch.setattr(archives, "PIECE", 16)
    text = b"<a>" + b" " * at + declaration

    assert reason(archive({name: text}, base=BASE)) == (
        f"The part {name} of the .xlsx file declares a document type or entities, which no sheet"
        f" needs. {SAVE_AGAIN}"
    )


@pytest.mark.parametrize(
    "text",
    [
        "<a/>".encode("utf-16"),
        b'<?xml version="1.0" encoding="cp037"?>' + "<!DOCTYPE a>".encode("cp037"),
        b"\xef\xbb\xbf<?xml version='1.0' encoding = 'latin-1'?><a/>",
    ],
)
def test_other_encodings_are_refused(text):
    assert reason(archive({SHEET: text}, base=BASE)) == (
        f"The part {SHEET} of the .xlsx file is not in UTF-8. {SAVE_AGAIN}"
    )


@pytest.mark.parametrize(
    "text",
    [
        b"<a/>",
        b'<?xml version="1.0" encoding="UTF-8"?><a/>',
        b"\xef\xbb\xbf<?xml version='1.0'?><a/>",
    ],
)
def test_utf8_is_taken(text):
    checked(archive({SHEET: text, "xl/media/a.png": b"\x89PNG\x00\x00"}, base=BASE))


@pytest.mark.parametrize(
    ("sign", "name", "why"),
    [
        (b"<c/>", SHEET, CELLS),
        (b'<x:c r="A1">', SHEET, CELLS),
        (b"<si>", "xl/sharedStrings.xml", CELLS),
        (
            b"<f>",
            SHEET,
            "The sheet has many formulas. Copy it, paste it as values and save it again.",
        ),
    ],
)
def test_cells_strings_and_formulas_are_counted(sign, name, why, monkeypatch):
    small = archive({"xl/workbook.xml": "<w/>"})
    most = {b"c": 9, b"f": 9, b"si": 9, b"<": 13}
    monkeypatch.setattr(archives, "most", lambda limits: most)
    monkeypatch.setattr(archives, "PIECE", 7)

    checked(archive({name: b"<a>" + sign * 9 + b"<col/><fx/><sid/>"}, base=small))
    assert reason(archive({name: b"<a>" + sign * 10}, base=small)) == why


def test_all_tags_are_counted(monkeypatch):
    small = archive({"xl/workbook.xml": "<w/>"})
    monkeypatch.setattr(archives, "most", lambda limits: {b"f": 9, b"<": 9})
    monkeypatch.setattr(archives, "PIECE", 7)

    checked(archive({SHEET: b"<a/>" * 9}, base=small))
    assert reason(archive({SHEET: b"<a/>" * 10}, base=small)) == CELLS


def test_limits_of_cells():
    assert archives.most(LIMITS) == {b"c": 100_000, b"f": 200, b"si": 100_000, b"<": 450_000}


def test_endless_text_in_a_cell_is_refused(monkeypatch):
    monkeypatch.setattr(archives, "RATIO", 10_000)
    why = "A cell of the sheet holds far more text than a question can."

    checked(archive({SHEET: b"<a>" + b"x" * (140_000 - 2)}, base=BASE))
    assert reason(archive({SHEET: b"<a>" + b"x" * (140_000 - 1)}, base=BASE)) == why
    assert reason(archive({SHEET: b" " * 200_000 + b"<a>" + b"x" * 139_999}, base=BASE)) == why
