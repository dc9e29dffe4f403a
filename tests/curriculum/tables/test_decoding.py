import codecs
import dataclasses

import pytest

from curriculum.tables import HOW_TO_SAVE, FileRefused, Limits, numbered_lines
from curriculum.tables import decode as decode_within

LIMITS = Limits("roster", "person", rows=10, lines=100_000)
FILE_BYTES = 5 * 1024 * 1024


def decode(data, **limits):
    return decode_within(data, dataclasses.replace(LIMITS, **limits))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("é\r\nb\rc\n".encode(), "é\nb\nc\n"),
        ("é".encode("utf-8-sig"), "é"),
        (codecs.BOM_UTF16_LE + "é".encode("utf-16-le"), "é"),
        (codecs.BOM_UTF16_BE + "é".encode("utf-16-be"), "é"),
        (b"\ta", "\ta"),
    ],
)
def test_decode_reads_what_says_its_encoding(data, text):
    assert decode(data) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "The file is empty."),
        (b"a" * (FILE_BYTES + 1), "The file is larger than 5 MB: split it into several files."),
        ("a\né".encode("windows-1252"), f"The file is not in UTF-8 (line 2). {HOW_TO_SAVE}"),
        (codecs.BOM_UTF16_LE + b"a", f"The file is not in UTF-8 (line 1). {HOW_TO_SAVE}"),
        ("ab".encode("utf-16-le"), f"The file is not plain text (line 1). {HOW_TO_SAVE}"),
        (b"a\nb\x1b", f"The file is not plain text (line 2). {HOW_TO_SAVE}"),
        (b"\x7f", f"The file is not plain text (line 1). {HOW_TO_SAVE}"),
    ],
)
def test_decode_refuses_and_says_how_to_save(data, reason):
    with pytest.raises(FileRefused) as refusal:
        decode(data)

    assert refusal.value.reason == reason


def test_how_to_save_names_the_programs():
    assert HOW_TO_SAVE == (
        "Save it again as UTF-8: in Excel as “CSV UTF-8”, in Notepad with “Save as” and the encoding"
        " “UTF-8”, in LibreOffice with the character set “Unicode (UTF-8)”."
    )


def test_decode_takes_a_file_of_the_largest_size():
    assert len(decode(b"a" * FILE_BYTES)) == FILE_BYTES


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [(1, "")]),
        ("a", [(1, "a")]),
        ("a\n\nb", [(1, "a"), (2, ""), (3, "b")]),
        ("a\n", [(1, "a"), (2, "")]),
    ],
)
def test_numbered_lines_count_from_one(text, lines):
    assert list(numbered_lines(text)) == lines


def test_decode_takes_no_more_lines_than_allowed():
    assert len(decode(b"\n" * 100_000)) == 100_000
    with pytest.raises(FileRefused) as refusal:
        decode(b"\r\n" * 100_001)

    assert (
        refusal.value.reason == "The file has more than 100,000 lines: split it into several files."
    )


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-16-le", "utf-16-be", "utf-8", "utf-16"])
def test_what_says_nothing_is_guessed_only_where_that_is_allowed(encoding):
    text = "number;name\n7K3M;Zoé Mutesi\n"
    data = text.encode(encoding)

    assert decode(data, guess=True) == text
    if encoding not in ("utf-8", "utf-16"):
        with pytest.raises(FileRefused):
            decode(data)


@pytest.mark.parametrize("data", [b"\x81\xfe", bytes(range(256)), b"\x00" * 99, b"\x7fELF\xff\x00"])
def test_junk_is_refused_where_guessing_is_allowed(data):
    with pytest.raises(FileRefused, match=r"not plain text|not in UTF-8"):
        decode(data, guess=True)
