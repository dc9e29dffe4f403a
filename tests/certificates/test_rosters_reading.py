"""From a file or pasted rows to a roster (``rosters/reading.py``)."""

import codecs

import pytest

from certificates.rosters import read_file, read_paste
from certificates.rosters import reading as readings
from certificates.rosters.columns import Columns
from curriculum.tables import FileRefused, Row
from tests.certificates.test_rosters_columns import ONE, TWO
from tests.curriculum.tables.workbooks import workbook

TABLE = [["Name", "Phone", "Certificate"], ["Zoé Mutesi", "0821", ONE], ["M. Phiri", "+27", TWO]]


def lines(delimiter):
    return "\r\n".join(delimiter.join(row) for row in TABLE)


def reason(read, what):
    with pytest.raises(FileRefused) as refusal:
        read(what)
    return refusal.value.reason


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("windows-1252"),
    ],
)
def test_file_is_read_whatever_excel_made_of_it(delimiter, encode):
    roster = read_file(encode(lines(delimiter)))

    assert [list(row.cells) for row in roster.rows] == TABLE
    assert (roster.titles, roster.columns) == (1, Columns(2, (0,)))


def test_workbook_and_paste_are_read_alike():
    assert read_file(workbook(TABLE)) == read_paste(lines("\t")) == read_file(lines(";").encode())


def test_rows_without_titles_all_ask():
    roster = read_paste(f"{ONE}\tLindiwe Dlamini\n\n{TWO}\tMary Phiri")

    assert (roster.titles, [row.number for row in roster.people]) == (0, [1, 3])


def test_rows_above_the_titles_do_not_ask():
    roster = read_paste(f"Staff\n\nName\tCertificate\nLindiwe\t{ONE}")

    assert (len(roster.rows), roster.people) == (3, [Row(4, ("Lindiwe", ONE))])


@pytest.mark.parametrize(
    ("read", "what", "why"),
    [
        (read_file, b"", "The file is empty."),
        (read_file, b"\xd0\xcf\x11\xe0" + bytes(99), "This is an old Excel file, or one with a password."),
        (read_file, b"PK\x03\x04 no zip", "The file is not an .xlsx file."),
        (read_file, bytes(range(256)), "The file is not in UTF-8 (line 2)."),
        (read_file, b"x" * (5 * 1024 * 1024 + 1), "The file is larger than 5 MB"),
        (read_paste, "Name;Phone\nLindiwe;0821", "The columns were not found."),
        (read_paste, "Name;Certificate", "There is nobody in the roster"),
        (read_paste, 'Name,Certificate\n"x,y', "The file is not well-formed CSV: near line 2"),
    ],
)  # fmt: skip
def test_what_is_no_roster_is_refused_in_a_sentence(read, what, why):
    assert reason(read, what).startswith(why)


def test_roster_has_ten_thousand_people_at_most():
    people = f"{ONE},Lindiwe\n" * 10_000

    assert len(read_paste(people).people) == 10_000
    assert (
        reason(read_paste, people + people[:30])
        == "The roster has more than 10,000 people. Split it."
    )


def test_text_is_bounded_so_that_the_page_can_carry_it(monkeypatch):
    monkeypatch.setattr(readings, "TEXT", len(f"{ONE}é") + 1 + 2 * 4)

    assert read_paste(f"{ONE},é").people
    assert reason(read_paste, f"{ONE},éé").startswith("The roster holds too much text.")
