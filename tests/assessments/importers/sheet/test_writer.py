import io
import re
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from assessments.importers.parts import Maker
from assessments.importers.sameness import comparable
from assessments.importers.sheet import read_xlsx, write_sheet, write_template
from assessments.importers.sheet.columns import COLUMNS, EXAMPLES, titles
from assessments.importers.sheet.forms import FORMS, Cells
from assessments.importers.sheet.reader import content_of
from assessments.importers.sheet.rows import row_of
from assessments.importers.values import QuestionRefused, Refused
from tests.assessments.importers import contents
from tests.assessments.importers.banks import refused
from tests.assessments.importers.contents import accepted, option

LEAST = {
    "code": "q1",
    "type": "true_false",
    "scheme": "one_right",
    "stem": "Why?",
    "options": [option("True", correct=True), option("False", correct=False)],
}
A, B = option("a", correct=True), option("b", correct=False)
SINGLE = LEAST | {"type": "single", "options": [A, B]}
SHORT = {"stem": "Why?", "type": "short", "scheme": "rules", "accepted": [accepted("a")]}
CONTROL = "The question text holds a control character, which no page can show."


def sheets(data):
    return load_workbook(io.BytesIO(data)).worksheets


def cells(data):
    return {cell.value: cell for row in sheets(data)[0].iter_rows() for cell in row if cell.value}


def reason(content):
    file = write_sheet([content])
    assert len(list(sheets(file.data)[0].iter_rows())) == 1
    (refusal,) = file.refused
    return refusal.reason


def test_template_has_an_example_of_each_type_that_can_be_read():
    bank = read_xlsx(write_template())

    assert (refused(bank), bank.notes) == ([], [])
    assert [question.external_id for question in bank.questions] == [
        example["id"] for example in EXAMPLES
    ]
    assert {question.content["type"] for question in bank.questions} == set(FORMS)


def test_template_explains_each_column_on_a_second_sheet():
    questions, explained = sheets(write_template())

    assert (questions.title, explained.title) == ("Questions", "Columns")
    assert [cell.value for cell in questions[1]] == titles()
    rows = [tuple(cell.value for cell in row) for row in explained.iter_rows()]
    assert rows[0] == ("column", "what goes in")
    assert [text for _, text in rows[1:]] == [column.explains for column in COLUMNS]
    assert [name for name, _ in rows if " to " in name] == ["option 1 to 6", "feedback 1 to 6"]


def test_template_is_laid_out_to_be_filled():
    questions, explained = sheets(write_template())

    assert (questions.freeze_panes, explained.freeze_panes) == ("A2", "A2")
    assert (questions["A1"].font.bold, questions["A2"].font.bold) == (True, False)
    widths = {
        questions.cell(1, place).value: questions.column_dimensions[column].width
        for column, place in [("A", 1), ("H", 8), ("I", 9)]
    }
    assert widths == {"id": 14, "question": 30, "option 1": 30}
    assert explained.column_dimensions["B"].width == 100
    assert questions.column_dimensions["A"].number_format == "@"
    filled = questions["A2"]
    assert (filled.alignment.wrap_text, filled.alignment.vertical) == (True, "top")


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("x")', "+27 82", "-a", "@a", "'a", "=\tcmd|' /C calc'!A0"]
)
def test_written_cells_are_text_never_formulas(text):
    file = write_sheet([LEAST | {"stem": text}])
    cell = cells(file.data)[text]

    assert (cell.data_type, cell.quotePrefix, cell.number_format) == ("s", True, "@")
    with zipfile.ZipFile(io.BytesIO(file.data)) as zip:
        assert re.findall(rb"<f[\s>]", zip.read("xl/worksheets/sheet1.xml")) == []
    assert read_xlsx(file.data).questions[0].content["stem"] == text


def test_sheet_has_as_many_options_as_its_questions():
    many = SINGLE | {"options": [A, *(option(f"b{n}", correct=False) for n in range(11))]}
    data = write_sheet([SINGLE, many | {"code": "q2"}]).data

    assert [cell.value for cell in sheets(data)[0][1]] == titles(12)
    assert [len(q.content["options"]) for q in read_xlsx(data).questions] == [2, 12]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (
            SINGLE | {"options": [A, *[option(f"{n}", correct=False) for n in range(12)]]},
            "A row of the sheet cannot hold its options.",
        ),
        (
            SINGLE | {"scheme": "weights", "options": [A, B | {"weight": "1/2"}]},
            "“weights” is no way to mark single; write one of: one_right.",
        ),
        (
            SHORT | {"accepted": [accepted("a"), accepted("b", "1/2")]},
            "A row of the sheet cannot hold its accepted.",
        ),
        (SHORT | {"future": 1}, "A row of the sheet cannot hold its future."),
        (
            SHORT | {"future": 1, "accepted": [accepted("a", said="Yes.")]},
            "A row of the sheet cannot hold its accepted, future.",
        ),
        (SHORT | {"stem": "a\r"}, CONTROL),
        (LEAST | {"stem": "a\x01"}, CONTROL),
        (LEAST | {"case": {"title": "a"}, "scenario": "b"}, "A row of the sheet holds one case, not two."),
    ],
)  # fmt: skip
def test_what_a_row_cannot_hold_is_refused(content, why):
    assert reason(content) == why


def test_refused_questions_are_named_with_their_place():
    broken = LEAST | {"code": "", "future": 1}
    file = write_sheet([LEAST, broken, broken | {"code": "q3"}])

    why = "A row of the sheet cannot hold its future."
    assert file.refused == (Refused(2, "", "Why?", why), Refused(3, "q3", "q3", why))
    assert len(read_xlsx(file.data).questions) == 1


def test_cases_are_shared_by_their_title():
    case = {"uid": "c", "title": "Amina", "text": "She cooks."}
    file = write_sheet([LEAST | {"case": case}, LEAST | {"code": "q2", "case": case}])
    found = [question.content["case"] for question in read_xlsx(file.data).questions]

    assert [(each["title"], each["text"]) for each in found] == [("Amina", "She cooks.")] * 2


for_sheet = st.one_of(
    contents.singles(("one_right",)),
    contents.multiples(("balanced", "all_or_nothing", "halves", "each_option")),
    contents.true_falses(),
    contents.matchings(("per_pair", "all_or_nothing")),
    contents.orderings(),
    contents.numerics("ask", False),
    contents.shorts(False, False),
    contents.essays(),
    contents.clozes(False).map(lambda content: content | {"decimals": "ask", "shuffle": True}),
)
often = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example])


@often
@given(for_sheet)
def test_row_is_read_as_the_same_question(content):
    row = Cells({title: text for title, text in row_of(content).items() if text})

    again = content_of(Maker("sheet", content["code"]), row=row, cases={})

    assert comparable(again) == comparable(content)


@settings(max_examples=60)
@given(
    st.lists(for_sheet, max_size=5, unique_by=lambda content: content["code"] or content["stem"])
)
def test_sheet_is_read_as_the_same_questions(questions):
    """Fewer examples: each one packs and unpacks a workbook."""
    file = write_sheet(questions)

    again = [question.content for question in read_xlsx(file.data).questions]
    assert file.refused == ()
    assert [comparable(each) | {"code": ""} for each in again] == [
        comparable(each) | {"code": ""} for each in questions
    ]


def test_refusal_while_writing_is_about_one_question():
    with pytest.raises(QuestionRefused):
        content_of(Maker("sheet", ""), row=Cells({}), cases={})
