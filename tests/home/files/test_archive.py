"""Archives: the same twice, and refused in words when they are hostile."""

import io
import re
import stat
import struct
import tracemalloc
import warnings
import zipfile
from contextlib import suppress

import pytest

from home.files import BrokenFiles, archive, read_archive, read_folder
from home.files.archive import ArchiveRefused, packed, unpacked
from tests.home.files.folders import FILES, write

GOOD = {name: text.encode() for name, text in FILES.items()}
ONE = b"code: p1\n"
#: 20 MB of nothing pack into 20 kB.
BOMB = 20 * 1024 * 1024


def zipped(*files, method=zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of (name or info, bytes) pairs, however hostile."""
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w", method) as made:
        warnings.simplefilter("ignore")
        for name, content in files:
            made.writestr(name, content, method)
    return stream.getvalue()


def info(name: str, **said) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    for key, value in said.items():
        setattr(made, key, value)
    return made


def lying(content: bytes) -> bytes:
    """An archive whose directory says that its file has one byte."""
    data = bytearray(zipped(("programme.yaml", content)))
    struct.pack_into("<I", data, data.rindex(b"PK\x01\x02") + 24, 1)
    return bytes(data)


def locked() -> bytes:
    """An archive whose file says in both places that it needs a password."""
    data = bytearray(zipped(("programme.yaml", ONE)))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def test_archive_is_the_same_twice_whatever_the_order():
    assert packed(FILES) == packed(dict(reversed(FILES.items())))


def test_archive_holds_no_moment_and_no_computer():
    with zipfile.ZipFile(io.BytesIO(packed(FILES))) as made:
        said = {
            (part.date_time, part.create_system, part.external_attr >> 16) for part in made.filelist
        }

    assert said == {((1980, 1, 1, 0, 0, 0), 3, stat.S_IFREG | 0o644)}


def test_archive_reads_like_its_folder(tmp_path):
    one, other = read_archive(packed(FILES)), read_folder(write(tmp_path))

    assert [item.sha256 for item in one.items()] == [item.sha256 for item in other.items()]


def test_one_folder_around_all_and_what_computers_add_do_not_matter():
    data = zipped(
        ("mine/", b""),
        *((f"mine/{name}", content) for name, content in GOOD.items()),
        *(
            (name, b"x")
            for name in (
                "mine/.DS_Store",
                "__MACOSX/mine/._l1.md",
                "mine/Thumbs.db",
                "mine/LICENCE.md",
            )
        ),
    )

    assert unpacked(data) == GOOD


def test_files_that_nothing_names_are_listed():
    more = {"m1/l9.md": "x", "m7/quiz.yaml": "x"}

    assert read_archive(packed(FILES | more)).unread == ["m1/l9.md", "m7/quiz.yaml"]


HOSTILE = {
    "absolute": (zipped(("/programme.yaml", ONE)), "leads out"),
    "up": (zipped(("m1/../programme.yaml", ONE)), "leads out"),
    "only up": (zipped(("..", ONE)), "leads out"),
    "drive": (zipped(("C:programme.yaml", ONE)), "leads out"),
    "backslash": (zipped(("m1\\l1.md", ONE)), "leads out"),
    "line": (zipped(("m1/l1.md\n", ONE)), "leads out"),
    "link": (
        zipped((info("m1/l1.md", external_attr=(stat.S_IFLNK | 0o777) << 16), "/etc")),
        "link",
    ),
    "pipe": (zipped((info("m1/l1.md", external_attr=stat.S_IFIFO << 16), b"")), "link"),
    "twice": (zipped(("m1/l1.md", ONE), ("m1/l1.md", ONE)), "twice"),
    "twice but for case": (zipped(("m1/l1.md", ONE), ("M1/L1.md", ONE)), "twice"),
    "wrong case": (zipped(("Programme.yaml", ONE)), "no programme.yaml"),
    "wrong case in a folder": (
        zipped(("programme.yaml", ONE), ("M1/l1.md", ONE)),
        "'M1/l1.md' is no file",
    ),
    "locked": (locked(), "password"),
    "many": (zipped(*((f"m{n}/x", b"") for n in range(1001))), "1001 files"),
    "large": (zipped(("programme.yaml", b"a" * (512 * 1024 + 1))), "larger than 512 kB"),
    "bomb": (zipped(("programme.yaml", bytes(BOMB))), "larger than 512 kB"),
    "much": (
        zipped(*((f"m1/l{n}.md", b"a" * 500_000) for n in range(14))),
        "unpacks to more than 6144 kB",
    ),
    "lzma": (zipped(("programme.yaml", ONE), method=zipfile.ZIP_LZMA), "not known"),
    "no archive": (b"code: p1\n", "not a ZIP"),
    "empty": (b"", "not a ZIP"),
    "damaged": (zipped(("programme.yaml", ONE))[:-30], "not a ZIP"),
    "lying": (lying(b"a" * 3_000_000), "not a ZIP|more than it may"),
    "nothing": (zipped(), "no programme.yaml"),
    "two folders": (zipped(("a/programme.yaml", ONE), ("b/x", ONE)), "no programme.yaml"),
    "foreign": (zipped(("programme.yaml", ONE), ("m1/run.sh", ONE)), "'m1/run.sh' is no file"),
    "picture": (zipped(("programme.yaml", ONE), ("m1/l1.png", ONE)), "'m1/l1.png' is no file"),
    "long": (bytes(5 * 1024 * 1024 + 1), "larger than 5120 kB"),
}


@pytest.mark.parametrize(("data", "said"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_archive_is_refused_in_words(data, said):
    with pytest.raises(ArchiveRefused, match=said):
        unpacked(data)


@pytest.mark.parametrize(
    "kind", ["absolute", "up", "drive", "backslash", "link", "twice", "many", "bomb", "much"]
)
def test_without_looking_it_would_have_come_in(kind, monkeypatch):
    """The twin: with the guards off, what is refused above is read."""
    monkeypatch.setattr(archive, "check_directory", lambda parts: None)
    monkeypatch.setattr(archive, "LARGEST", 1 << 40)
    monkeypatch.setattr(archive, "UNPACKED", 1 << 40)
    monkeypatch.setattr(archive, "_by_name", lambda contents: contents)

    assert unpacked(HOSTILE[kind][0]) != {}


def test_without_names_in_one_spelling_a_computer_would_have_two_files_in_one_place(monkeypatch):
    monkeypatch.setattr(archive, "check_directory", lambda parts: None)
    monkeypatch.setattr(archive, "_by_name", lambda contents: contents)

    assert set(unpacked(HOSTILE["twice but for case"][0])) == {"m1/l1.md", "M1/L1.md"}


def test_foreign_file_would_have_come_in_if_names_did_not_matter(monkeypatch):
    monkeypatch.setattr(archive, "NAMES", re.compile(".*"))

    for kind in ("foreign", "picture", "wrong case in a folder"):
        assert len(unpacked(HOSTILE[kind][0])) == 2


@pytest.mark.parametrize("kind", ["large", "bomb", "much"])
def test_bytes_are_counted_while_unpacking_whatever_the_directory_says(kind, monkeypatch):
    monkeypatch.setattr(archive, "check_directory", lambda parts: None)

    with pytest.raises(ArchiveRefused, match="unpacks to more than it may"):
        unpacked(HOSTILE[kind][0])


@pytest.mark.parametrize(("largest", "is_small"), [(archive.LARGEST, True), (1 << 40, False)])
def test_bomb_never_fills_the_memory_and_would_if_bytes_were_not_counted(
    largest, is_small, monkeypatch
):
    monkeypatch.setattr(archive, "check_directory", lambda parts: None)
    monkeypatch.setattr(archive, "LARGEST", largest)
    monkeypatch.setattr(archive, "UNPACKED", largest)
    data = HOSTILE["bomb"][0]
    assert len(data) < BOMB / 500

    tracemalloc.start()
    try:
        with suppress(ArchiveRefused):
            unpacked(data)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert (most < BOMB / 4) == is_small


def test_file_that_is_not_utf8_is_named():
    with pytest.raises(BrokenFiles) as broken:
        read_archive(zipped(*(GOOD | {"m1/l1.md": b"---\n\xff\xfe"}).items()))

    assert [str(each) for each in broken.value.problems] == ["m1/l1.md:1: save this file as UTF-8"]


def test_number_that_no_column_holds_is_refused():
    broken_programme = FILES["programme.yaml"].replace("hours: 10", "hours: 99999999999999999999")

    with pytest.raises(BrokenFiles, match="'hours' cannot be 9999"):
        read_archive(packed(FILES | {"programme.yaml": broken_programme}))
