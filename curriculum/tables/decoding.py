"""From the bytes of a text file to its letters: UTF-8, or UTF-16 that says so.

Example: a file that Excel saved as "CSV" holds é as the single byte E9 (windows-1252). Read as UTF-8
that is an error, and the refusal says how to save it; guessed, half the languages of the
programme would come out wrong and nobody would see it. Only where a wrong letter does no harm and is
seen (``Limits.guess``: a name that then does not match) is such a file read as what it most likely is.
"""

import codecs
import re
from collections.abc import Iterator

from curriculum.tables.limits import FileRefused, Limits, check_size

HOW_TO_SAVE = (
    "Save it again as UTF-8: in Excel as “CSV UTF-8”, in Notepad with “Save as” and the encoding"
    " “UTF-8”, in LibreOffice with the character set “Unicode (UTF-8)”."
)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
#: Letters looked at to find UTF-16 that does not say so.
BEGINNING = 400


def decode(data: bytes, limits: Limits) -> str:
    """The text of a file, each line ending as a single newline.

    Raises:
        FileRefused: not UTF-8 or marked UTF-16 (nor what may be guessed), control characters, too many
            lines; says what to do.
    """
    check_size(data, limits)
    text = _letters(data, limits).replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > limits.lines:
        raise FileRefused(
            f"The file has more than {limits.lines:,} lines: split it into several files."
        )
    found = CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise FileRefused(f"The file is not plain text (line {line}). {HOW_TO_SAVE}")
    return text


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line with its number from 1, one at a time: a million short ones must not fill the memory."""
    number, begin = 1, 0
    while (end := text.find("\n", begin)) >= 0:
        yield number, text[begin:end]
        number, begin = number + 1, end + 1
    yield number, text[begin:]


def _letters(data: bytes, limits: Limits) -> str:
    try:
        return data.decode(_encoding(data, limits))
    except UnicodeDecodeError as error:
        if limits.guess:
            try:
                return data.decode("windows-1252")
            except UnicodeDecodeError:
                pass  # then the first error says more
        line = data.count(b"\n", 0, error.start) + 1
        raise FileRefused(f"The file is not in UTF-8 (line {line}). {HOW_TO_SAVE}") from None


def _encoding(data: bytes, limits: Limits) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    beginning = data[: BEGINNING * 2]
    for encoding, zeros in (("utf-16-le", beginning[1::2]), ("utf-16-be", beginning[::2])):
        if limits.guess and zeros.count(0) * 2 > len(zeros):  # most letters of a table are plain
            return encoding
    return "utf-8-sig"
