"""A programme as one ZIP: packed the same twice, and looked through before anything in it is believed.

What is refused is refused for the whole archive: a name that leads out of it or that nothing here is
called, two files of one name, a link, a locked file, more or larger files than a programme has, and what
unpacks to more than it says. Sizes are counted while unpacking; what an archive says of itself is only
asked first because that is cheap.
"""

import io
import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping

#: The starter has 93 files and 0.6 MB; the largest of them, a quiz, 50 kB.
PACKED = 5 * 1024 * 1024
FILES = 1000
LARGEST = 512 * 1024
UNPACKED = 6 * 1024 * 1024
#: The first moment that a ZIP can tell: the same files are the same archive, whenever they are packed.
MOMENT = (1980, 1, 1, 0, 0, 0)
NAMES = re.compile(
    r"(?:programme|sources|guidance|glossary)\.yaml"
    r"|[a-z]{1,3}[0-9]{1,3}/(?:(?:module|quiz|checklist|pretest)\.yaml|[a-z]{1,3}[0-9]{1,3}\.md)"
)
#: What computers put into a folder by themselves, and the licence that may lie beside the files.
LITTER = re.compile(r"(?:.*/)?(?:__MACOSX/.*|\.DS_Store|Thumbs\.db|desktop\.ini|LICENCE\.md)")
_LINK = re.compile(r"^[a-zA-Z]:|^/|\\|(?:^|/)\.\.?(?:/|$)|//")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class ArchiveRefused(Exception):
    """The archive is not opened; the message says why."""


def packed(texts: Mapping[str, str]) -> bytes:
    """An archive of the files; the same bytes for the same files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in sorted(texts.items()):
            info = zipfile.ZipInfo(name, MOMENT)
            info.create_system = 3  # else it tells on which computer it was made
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode())
    return stream.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files of an archive by their names, without the one folder that they may all lie in.

    Raises:
        ArchiveRefused: it is no honest archive of a programme's files.
    """
    if len(data) > PACKED:
        raise ArchiveRefused(f"The archive is larger than {_size(PACKED)}.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
            check_directory(archive.infolist())
            return _by_name(dict(_contents(archive, parts)))
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ):
        raise ArchiveRefused("The file is not a ZIP archive, or it is damaged.") from None


def check_directory(parts: list[zipfile.ZipInfo]) -> None:
    """What the archive says of itself.

    Raises:
        ArchiveRefused: enough to let it lie.
    """
    if len(parts) > FILES:
        raise ArchiveRefused(
            f"The archive has {len(parts)} files; a programme has at most {FILES}."
        )
    for part in parts:
        if fault := _fault(part):
            raise ArchiveRefused(f"{_named(part.filename)} {fault}")
    # one computer tells capital letters apart, the next does not
    twice = Counter(part.filename.casefold() for part in parts)
    name, count = max(twice.items(), key=lambda each: each[1], default=("", 0))
    if count > 1:
        raise ArchiveRefused(f"{_named(name)} is in the archive twice.")
    if sum(part.file_size for part in parts) > UNPACKED:
        raise ArchiveRefused(f"The archive unpacks to more than {_size(UNPACKED)}.")


def _fault(part: zipfile.ZipInfo) -> str:
    kind = stat.S_IFMT(part.external_attr >> 16)
    if _LINK.search(part.orig_filename) or not part.orig_filename.isprintable():
        return "is a name that leads out of the archive."
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a link, and only files can be read."
    if part.flag_bits & 0x1:
        return "is locked with a password."
    if part.compress_type not in _METHODS:
        return "is packed in a way that is not known here."
    return f"is larger than {_size(LARGEST)}." if part.file_size > LARGEST else ""


def _contents(
    archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]
) -> Iterator[tuple[str, bytes]]:
    """The files, as many bytes of them as are allowed and not one more."""
    left = UNPACKED
    for part in parts:
        if LITTER.fullmatch(part.filename):
            continue
        with archive.open(part) as stream:
            content = stream.read(min(LARGEST, left) + 1)
        left -= len(content)
        if len(content) > LARGEST or left < 0:
            raise ArchiveRefused(f"{_named(part.filename)} unpacks to more than it may.")
        yield part.filename, content


def _by_name(contents: dict[str, bytes]) -> dict[str, bytes]:
    if "programme.yaml" not in contents:
        tops = {name.partition("/")[0] for name in contents}
        top = next(iter(tops)) if len(tops) == 1 else ""
        if f"{top}/programme.yaml" not in contents:
            raise ArchiveRefused("There is no programme.yaml in the archive.")
        contents = {name.removeprefix(f"{top}/"): content for name, content in contents.items()}
    for name in contents:
        if not NAMES.fullmatch(name):
            raise ArchiveRefused(f"{_named(name)} is no file of a programme. Take it out.")
    return contents


def _named(name: str) -> str:
    return ascii(name[:80])


def _size(bytes_: int) -> str:
    return f"{bytes_ // 1024} kB"
