"""Translations that come as a gettext file: read within limits, refused in words, all or nothing."""

import tempfile
from pathlib import Path

import polib
from django.core.files.uploadedfile import UploadedFile
from wagtail_localize.models import Translation
from wagtail_localize.strings import StringValue, validate_translation_links

#: A lesson's file has about 30 000 bytes.
MOST_BYTES = 500_000
MOST_TEXTS = 2_000
#: Words of another language are rarely twice as long.
LONGER, MORE = 4, 200
ID = "X-WagtailLocalize-TranslationID"


class FileRefused(Exception):
    """Nothing of the file was taken; the message says why."""


def take_file(upload: UploadedFile, work: Translation, *, by) -> int:
    """Take the words of a file as ``by``'s own; return how many texts have some.

    Refused (FileRefused) when the file is too big, cannot be read, is of another translation, or holds a
    text that is far too long or has other markup than plain inline tags. Then nothing is taken.
    """
    catalogue = _read(upload)
    if catalogue.metadata.get(ID) != str(work.uuid):
        raise FileRefused("This file belongs to another translation. Download it here first.")
    if len(catalogue) > MOST_TEXTS:
        raise FileRefused(f"The file holds more than {MOST_TEXTS} texts.")
    told = [entry for entry in catalogue if entry.msgstr and not entry.obsolete]
    for entry in told:
        _check(entry)
    work.import_po(catalogue, user=by, tool_name="PO file")
    return len(told)


def _read(upload: UploadedFile) -> polib.POFile:
    if upload.size > MOST_BYTES:
        raise FileRefused(f"The file is bigger than {MOST_BYTES // 1000} KB.")
    with (
        tempfile.TemporaryDirectory() as folder
    ):  # polib takes a text that names a file for that file
        path = Path(folder) / "words.po"
        path.write_bytes(upload.read())
        try:
            return polib.pofile(str(path))
        except (OSError, ValueError) as fault:
            raise FileRefused(
                "This file cannot be read. Save it as a PO file in UTF-8 and try again."
            ) from fault


def _check(entry: polib.POEntry) -> None:
    where = f"Line {entry.linenum}"
    if len(entry.msgstr) > LONGER * len(entry.msgid) + MORE:
        raise FileRefused(f"{where}: the translation is far longer than the text.")
    try:
        StringValue.from_translated_html(entry.msgstr)
        validate_translation_links(entry.msgid, entry.msgstr)
    except ValueError as fault:
        raise FileRefused(f"{where}: {fault}") from fault
