import dataclasses
import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from curriculum import tables
from curriculum.tables import FileRefused, Limits, Row
from curriculum.tables.archive import SAVE_AGAIN
from tests.curriculum.tables.workbooks import archive, workbook

SHEET = "xl/worksheets/sheet1.xml"
DAY = dt.date(2026, 1, 2)
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


LIMITS = Limits("question bank", "question", rows=5000)


def titles(cells):
    return len({"type", "question", "answer"} & set(cells))


def xlsx_rows(data, **limits):
    return tables.xlsx_rows(data, dataclasses.replace(LIMITS, **limits))


def csv_rows(data, **limits):
    return tables.csv_rows(data, dataclasses.replace(LIMITS, **limits), titles)


def reason(read, data, **limits):
    with pytest.raises(FileRefused) as refusal:
        read(data, **limits)
    return refusal.value.reason


def sheet(rows, before=""):
    """An XLSX whose first sheet is this XML."""
    xml = f"<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData></worksheet>"
    return archive({SHEET: xml}, base=workbook([["x"]]))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("soap", "soap"),
        (" a\nb ", "a\nb"),
        (20, "20"),
        (20.0, "20"),
        (0.1, "0.1"),
        (-2.5, "-2.5"),
        (1e-7, "0.0000001"),
        (True, "true"),
        (False, "false"),
        ("=1+1", "=1+1"),
        ("+27 82", "+27 82"),
        ("-a", "-a"),
        ("@a", "@a"),
    ],
)
def test_xlsx_cells_become_text(value, text):
    assert xlsx_rows(workbook([[value]])) == [Row(1, (text,))]
    assert xlsx_rows(workbook([[value]], literal=True)) == [Row(1, (text,))]


def test_xlsx_array_formula_is_its_text():
    data = sheet('<row r="1"><c r="A1"><f t="array" ref="A1">1+1</f><v>2</v></c></row>')

    assert xlsx_rows(data) == [Row(1, ("=1+1",))]


def test_xlsx_lines_end_in_one_way():
    data = sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>a&#13;&#10;b</t></is></c></row>')

    assert xlsx_rows(data) == [Row(1, ("a\nb",))]


@pytest.mark.parametrize(
    "value",
    [DAY, dt.datetime.combine(DAY, dt.time(3, 4)), dt.time(1, 2), dt.timedelta(hours=30)],
)
def test_xlsx_dates_are_faults(value):
    assert xlsx_rows(workbook([["a", value]])) == [
        Row(
            1,
            ("a", ""),
            {1: "was turned into a date; format the column as text and type it again"},
        )
    ]


def test_xlsx_errors_are_faults():
    data = sheet('<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>')

    assert xlsx_rows(data) == [Row(1, ("",), {0: "holds the error #N/A"})]


def test_xlsx_rows_keep_their_numbers():
    data = sheet(
        '<row r="2"><c r="B2"><v>1</v></c></row><row r="4"/><row r="5"><c r="A5"><v>2</v></c></row>'
    )

    assert xlsx_rows(data) == [Row(2, ("", "1")), Row(5, ("2",))]


@pytest.mark.parametrize("claim", ["A1", "A1:XFD1048576", "A1:B2"])
def test_xlsx_claims_about_its_size_are_not_believed(claim):
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 4))

    assert len(xlsx_rows(sheet(rows, f'<dimension ref="{claim}"/>'))) == 3


def test_xlsx_reads_the_first_sheet_only():
    book = load_workbook(io.BytesIO(workbook([["first"]])))
    book.create_sheet("second")["A1"] = "second"
    stream = io.BytesIO()
    book.save(stream)

    assert xlsx_rows(stream.getvalue()) == [Row(1, ("first",))]


def test_rows_and_columns_have_limits():
    few = {"rows": 2, "above": 1}
    wide = ["x"] * 60

    assert len(xlsx_rows(workbook([wide, wide, wide]), **few)) == 3
    assert csv_rows(",".join([*wide, "", ""]).encode()) == [Row(1, tuple(wide))]
    assert (
        reason(xlsx_rows, workbook([["x"], [], [*wide, "y"]])) == "Row 3 has more than 60 columns."
    )
    assert reason(csv_rows, b"x\n" + ",".join([*wide, "y"]).encode()) == (
        "Row 2 has more than 60 columns."
    )
    assert reason(csv_rows, b"x\n" * 4, **few) == (
        "The sheet has more than 2 rows. Delete the empty rows below the last question, or split it."
    )


def test_row_far_below_is_refused_before_it_is_reached():
    data = sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')

    assert reason(xlsx_rows, data) == (
        "The sheet has more than 5,000 rows. Delete the empty rows below the last question, or split it."
    )


@pytest.mark.parametrize(
    "xml",
    [
        "<worksheet>",
        f'<worksheet {MAIN}><sheetData><row r="x"/></sheetData></worksheet>',
        f'<worksheet {MAIN}><sheetData><row><c t="s"><v>99</v></c></row></sheetData></worksheet>',
    ],
)
def test_xlsx_that_is_damaged_is_refused(xml):
    data = archive({SHEET: xml}, base=workbook([["x"]]))

    assert reason(xlsx_rows, data) == f"The .xlsx file is damaged. {SAVE_AGAIN}"


@pytest.mark.parametrize("name", ["[Content_Types].xml", SHEET])
def test_xlsx_without_a_part_is_refused(name):
    data = archive({name: None}, base=workbook([["x"]]))

    assert reason(xlsx_rows, data) == f"The .xlsx file is damaged. {SAVE_AGAIN}"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_finds_its_delimiter_in_the_header_row(delimiter):
    lines = ["A title, with; both", delimiter.join(["type", '"question"', "answer"]), "a;b,c\td"]

    rows = csv_rows("\n".join(lines).encode())

    assert rows[1] == Row(2, ("type", "question", "answer"))


def test_csv_reads_quotes_lines_and_blanks():
    rows = csv_rows(b'type,question\n\n"a ""b""", "c\nd"\n  e  ,"f\ng"\n')

    assert rows == [
        Row(1, ("type", "question")),
        Row(3, ('a "b"', '"c')),
        Row(4, ('d"',)),
        Row(5, ("e", "f\ng")),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_reads_every_encoding_that_says_its_name(encoding):
    assert csv_rows("type,question\né,ŵ".encode(encoding))[1] == Row(2, ("é", "ŵ"))


@pytest.mark.parametrize(
    ("data", "line"), [(b'type,question\na,"b\nc', 3), (b'type,question\n"a"b,c\nd', 2)]
)
def test_csv_with_a_stray_quotation_mark_is_refused(data, line):
    assert reason(csv_rows, data) == (
        f"The file is not well-formed CSV: near line {line} a quotation mark is not closed or"
        " stands inside a cell."
    )


def test_csv_line_of_endless_columns_is_refused_unread():
    fits = b'type,question\n"' + b"," * 9999 + b'",x'

    assert len(csv_rows(fits)) == 2
    assert reason(csv_rows, b"type,question\n" + b"," * 10_001) == (
        "Line 2 has more than 60 columns."
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (" a ", " a "),
        (DAY, "2026-01-02"),
        (dt.datetime.combine(DAY, dt.time(3, 4)), "2026-01-02 03:04:00"),
        ("+27 82", "+27 82"),
        ("0821", "0821"),
        (27821234567, "27821234567"),
    ],
)
def test_cells_can_be_kept_as_shown(value, text):
    assert xlsx_rows(workbook([["x", value]]), as_shown=True) == [Row(1, ("x", text))]


def test_shown_are_values_of_formulas_and_errors():
    data = sheet('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="e"><v>#N/A</v></c></row>')

    assert xlsx_rows(data, as_shown=True) == [Row(1, ("2", "#N/A"))]


def test_csv_can_be_kept_as_typed():
    rows = csv_rows(b"type\tquestion\n\t 0821 \n \t \n", as_shown=True)

    assert rows[1:] == [Row(2, ("", " 0821 "))]
