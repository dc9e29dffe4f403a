import codecs

import pytest

from assessments.importers.decoding import HOW_TO_SAVE, decode, numbered_lines
from assessments.importers.limits import FILE_BYTES
from assessments.importers.values import BankRefused


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
    with pytest.raises(BankRefused) as refusal:
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


def test_decode_takes_no_more_lines_than_questions_have():
    assert len(decode(b"\n" * 100_000)) == 100_000
    with pytest.raises(BankRefused) as refusal:
        decode(b"\r\n" * 100_001)

    assert (
        refusal.value.reason == "The file has more than 100,000 lines: split it into several files."
    )
