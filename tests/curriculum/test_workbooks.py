import codecs
import csv
import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from curriculum.workbooks import Mark, comma_separated, workbook


def cells(file: bytes, name: str) -> list[list[tuple]]:
    sheet = load_workbook(io.BytesIO(file))[name]
    return [[(cell.value, cell.data_type) for cell in row] for row in sheet.rows]


def test_rows_come_back_as_text():
    file = workbook({"Answers": [["trainee", "q1"], ["10001", "1/2"]], "Questions": [["x"]]})

    assert cells(file, "Answers") == [
        [("trainee", "s"), ("q1", "s")],
        [("10001", "s"), ("1/2", "s")],
    ]
    assert cells(file, "Questions") == [[("x", "s")]]


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1"])
def test_nothing_typed_becomes_a_formula(text):
    sheet = load_workbook(io.BytesIO(workbook({"S": [[text]]})))["S"]

    cell = sheet["A1"]
    assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")
    assert cell.quotePrefix is True


def test_titles_stand_out_and_stay_in_sight():
    sheet = load_workbook(io.BytesIO(workbook({"S": [["title"], ["text"]]})))["S"]

    assert (sheet["A1"].font.bold, sheet["A2"].font.bold) == (True, False)
    assert sheet.freeze_panes == "B2"


def test_empty_text_is_an_empty_cell():
    assert cells(workbook({"S": [["a", "", "b"]]}), "S") == [[("a", "s"), (None, "n"), ("b", "s")]]


def test_signs_that_no_sheet_may_hold_are_left_out():
    assert cells(workbook({"S": [["a\x0bb"]]}), "S") == [[("ab", "s")]]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_comma_separated_defuses_formulas(text):
    (row,) = csv.reader(io.StringIO(comma_separated([[text, "é"]]).decode("utf-8-sig"), newline=""))

    assert row == [f"'{text}", "é"]


MARK = Mark(by="=chris & co", on=dt.date(2026, 3, 2))


def test_mark_stands_on_a_sheet_of_its_own_and_at_the_foot_of_each():
    file = workbook({"A": [["title"], ["x"]], "B": [["title"]]}, MARK)

    book = load_workbook(io.BytesIO(file))
    assert (book.sheetnames, cells(file, "A")) == (
        ["A", "B", "About this file"],
        [[("title", "s")], [("x", "s")]],
    )
    assert [*book["About this file"].values] == [
        ("Made by", "=chris & co"),
        ("Made on", "2026-03-02"),
        ("Reason", "None given"),
        ("Destroy by", "2026-04-01"),
    ]
    foot = "Made by: =chris && co. Made on: 2026-03-02. Reason: None given. Destroy by: 2026-04-01"
    assert {sheet.oddFooter.left.text for sheet in book} == {foot}


def test_foot_fits_into_what_a_sheet_may_hold():
    book = load_workbook(io.BytesIO(workbook({"A": [["x"]]}, Mark(by="y" * 400, on=MARK.on))))

    assert len(book["A"].oddFooter.left.text) == 250


def test_comma_separated_marks_every_row_at_its_end():
    rows = comma_separated([["title"], ["x"]], MARK).decode("utf-8-sig").splitlines()

    assert rows == [
        "title,Made by,Made on,Reason,Destroy by",
        "x,'=chris & co,2026-03-02,None given,2026-04-01",
    ]


def test_file_without_a_mark_says_nothing_of_itself():
    book = load_workbook(io.BytesIO(workbook({"A": [["x"]]})))

    assert (book.sheetnames, book["A"].oddFooter.left.text) == (["A"], None)


def test_comma_separated_says_its_encoding_and_leaves_the_rest_alone():
    assert comma_separated([["a", "b,c", "2026-01-02", ""]]) == (
        codecs.BOM_UTF8 + b'a,"b,c",2026-01-02,\r\n'
    )
