"""From the bytes of a text file to its letters: UTF-8, or UTF-16 that says so; nothing is guessed.

Example: a file that Excel saved as "CSV" holds é as the single byte E9 (windows-1252). Read as UTF-8
that is an error, and the refusal says how to save it; guessed, half the languages of the
programme would come out wrong and nobody would see it.
"""

import codecs
import re
from collections.abc import Iterator

from assessments.importers.limits import LINES, check_size
from assessments.importers.values import BankRefused

HOW_TO_SAVE = (
    "Save it again as UTF-8: in Excel as “CSV UTF-8”, in Notepad with “Save as” and the encoding"
    " “UTF-8”, in LibreOffice with the character set “Unicode (UTF-8)”."
)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def decode(data: bytes) -> str:
    """The text of a file, each line ending as a single newline.

    Raises:
        BankRefused: not UTF-8 or marked UTF-16, control characters, too many lines; says what to do.
    """
    check_size(data)
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BankRefused(f"The file is not in UTF-8 (line {line}). {HOW_TO_SAVE}") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > LINES:
        raise BankRefused(f"The file has more than {LINES:,} lines: split it into several files.")
    found = CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise BankRefused(f"The file is not plain text (line {line}). {HOW_TO_SAVE}")
    return text


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line with its number from 1, one at a time: a million short ones must not fill the memory."""
    number, begin = 1, 0
    while (end := text.find("\n", begin)) >= 0:
        yield number, text[begin:end]
        number, begin = number + 1, end + 1
    yield number, text[begin:]


def _encoding(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig"
