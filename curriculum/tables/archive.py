"""What an XLSX file is made of, looked at before anything opens it.

An XLSX is a zip of XML files. From the zip's directory alone: how many parts, how large unpacked, how
much smaller packed, and whether a name leads out of the archive. Then the parts themselves, piece by
piece: a document type, an entity, a foreign encoding, endless texts, more cells or formulas than such
a table can hold. Only then may openpyxl see the file.
"""

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator

from curriculum.tables.limits import FileRefused, Limits, check_size

PARTS = 500
UNPACKED = 50 * 1024 * 1024
#: Unpacked to packed; XML of honest sheets reaches about 30.
RATIO = 200
#: Ratios of small parts mean nothing.
SMALL = 100_000
#: Workbook, styles and the like become objects a hundred times their size.
FRAME = 1024 * 1024
STRINGS = 10 * 1024 * 1024
#: A spreadsheet program keeps 32,767 letters in a cell.
LONGEST_RUN = 140_000
PIECE = 256 * 1024
TOKEN = re.compile(rb"<(?:!(DOCTYPE|ENTITY)|(?:[^\s<>/:!?]*:)?(c|f|si)[\s>/])")
ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"']{1,40})[\"']")
ENCODINGS = (b"utf-8", b"us-ascii")
SAVE_AGAIN = "Open it in a spreadsheet program and save it again as .xlsx, or as “CSV UTF-8”."


def most(limits: Limits) -> dict[bytes, int]:
    """In one part: cells, formulas, strings that cells share, and all tags."""
    return {
        b"c": limits.cells,
        b"f": limits.formulas,
        b"si": limits.cells,
        b"<": limits.cells * 9 // 2,
    }


def checked(data: bytes, limits: Limits) -> io.BytesIO:
    """The file, ready to be opened.

    Raises:
        FileRefused: it is no XLSX, or no honest one.
    """
    check_size(data, limits)
    stream = io.BytesIO(data)
    try:
        with zipfile.ZipFile(stream) as archive:
            _check_directory(archive.infolist(), limits)
            for part in archive.infolist():
                _check_part(part.filename, _pieces(archive, part), limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise FileRefused(f"The file is not an .xlsx file. {SAVE_AGAIN}") from None
    stream.seek(0)
    return stream


def _check_directory(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    names = [part.filename for part in parts]
    if len(parts) > PARTS or len(set(names)) < len(names):
        raise FileRefused(f"The .xlsx file has too many parts, or two of one name. {SAVE_AGAIN}")
    if any(name.startswith("/") or "\\" in name or ".." in name.split("/") for name in names):
        raise FileRefused(f"The .xlsx file has a part with a forbidden name. {SAVE_AGAIN}")
    is_bomb = sum(part.file_size for part in parts) > UNPACKED or any(
        part.file_size > SMALL and part.file_size > RATIO * part.compress_size for part in parts
    )
    if is_bomb:
        raise FileRefused(f"The .xlsx file unpacks to far more than a {limits.what} can hold.")
    if "xl/workbook.xml" not in names:
        raise FileRefused(f"The file is not an .xlsx file. {SAVE_AGAIN}")
    for part in parts:
        if part.file_size > _largest(part.filename):
            raise FileRefused(f"The part {part.filename} of the .xlsx file is too large.")


def _largest(name: str) -> int:
    if name.startswith("xl/worksheets/"):
        return UNPACKED
    return STRINGS if name == "xl/sharedStrings.xml" else FRAME


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while piece := stream.read(PIECE):
            yield piece


def _check_part(name: str, pieces: Iterator[bytes], limits: Limits) -> None:
    """Look for what no sheet needs. Each piece is searched with the open tag that the last one ends in."""
    counts: Counter[bytes] = Counter()
    is_text = name.endswith((".xml", ".rels", ".vml"))
    before = b""
    for place, piece in enumerate(pieces):
        if is_text and place == 0:
            _check_encoding(name, piece)
        text = before + piece
        end = 0
        for found in TOKEN.finditer(text):
            end = found.end()
            if found[1]:
                raise FileRefused(
                    f"The part {name} of the .xlsx file declares a document type or entities,"
                    f" which no sheet needs. {SAVE_AGAIN}"
                )
            counts[found[2]] += 1
        counts[b"<"] += piece.count(b"<")
        before = text[max(end, text.rfind(b"<")) :]
        if is_text and max(map(len, text.split(b"<"))) > LONGEST_RUN:
            raise FileRefused(f"A cell of the sheet holds far more text than a {limits.row} can.")
        _check_counts(counts, limits)


def _check_counts(counts: Counter[bytes], limits: Limits) -> None:
    allowed = most(limits)
    if counts[b"f"] > allowed[b"f"]:
        raise FileRefused(
            "The sheet has many formulas. Copy it, paste it as values and save it again."
        )
    if any(counts[sign] > number for sign, number in allowed.items()):
        raise FileRefused(f"The sheet has far more cells than a {limits.what} can hold.")


def _check_encoding(name: str, beginning: bytes) -> None:
    """UTF-8 only: in another encoding the search for what is forbidden would find nothing."""
    declared = ENCODING.match(beginning.removeprefix(b"\xef\xbb\xbf"))
    if b"\x00" in beginning[:8] or (declared and declared[1].lower() not in ENCODINGS):
        raise FileRefused(f"The part {name} of the .xlsx file is not in UTF-8. {SAVE_AGAIN}")
