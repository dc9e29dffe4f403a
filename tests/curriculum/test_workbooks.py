import codecs
import csv
import io

import pytest
from openpyxl import load_workbook

from curriculum.workbooks import comma_separated, workbook


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


def test_comma_separated_says_its_encoding_and_leaves_the_rest_alone():
    assert comma_separated([["a", "b,c", "2026-01-02", ""]]) == (
        codecs.BOM_UTF8 + b'a,"b,c",2026-01-02,\r\n'
    )
