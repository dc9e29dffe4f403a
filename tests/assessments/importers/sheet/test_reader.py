import datetime as dt

import pytest

from assessments.importers.gathering import id_from_text
from assessments.importers.sheet import read_csv, read_xlsx
from assessments.importers.values import BankRefused, derived_uid
from tests.assessments.importers.banks import only, refused
from tests.curriculum.tables.workbooks import workbook

HEADER = "id,type,question,answer"


def read(*lines):
    return read_csv("\n".join(lines).encode(), name="bank.csv")


def row(**cells):
    """A sheet with this one question, true or false."""
    cells = {"id": "q1", "type": "true_false", "question": "Why?", "answer": "true"} | {
        key.replace("_", " "): text for key, text in cells.items()
    }
    return read(",".join(cells), ",".join(cells.values()))


def test_sheet_reads_the_same_from_csv_and_xlsx():
    rows = [HEADER.split(","), ["q1", "true_false", "Why?", "true"]]
    csv = read_csv("\n".join(map(",".join, rows)).encode(), name="bank")
    xlsx = read_xlsx(workbook(rows), name="bank")

    assert csv.questions == xlsx.questions
    assert (csv.format, xlsx.format, csv.name, xlsx.name) == ("csv", "xlsx", "bank", "bank")
    assert only(csv)["uid"] == derived_uid("sheet", "q1", "question", "", "")


def test_sheet_reads_every_tag():
    content = only(
        row(
            critical="yes", mark="2", importance="v", difficulty="E", objective="m2-o1", lesson="l1",
            sources="S1", rationale="So.", guidance="prep.start", case_text="She cooks.",
        )
    )  # fmt: skip

    assert {key: content[key] for key in content if key not in ("uid", "options")} == {
        "code": "q1",
        "stem": "Why?",
        "type": "true_false",
        "scheme": "one_right",
        "critical": True,
        "mark": 2,
        "shuffle": False,
        "importance": "V",
        "difficulty": "E",
        "objective": "m2-o1",
        "lesson": "l1",
        "sources": "S1",
        "rationale": "So.",
        "guidance_key": "prep.start",
        "scenario": "She cooks.",
    }


def test_sheet_has_defaults():
    content = only(row())

    assert (content["critical"], content["mark"], content["importance"]) == (False, 1, "")
    assert (content["difficulty"], content["scenario"]) == ("", "")


@pytest.mark.parametrize(("cell", "shuffle"), [("", True), ("yes", True), ("no", False)])
def test_sheet_shuffles_unless_told_not_to(cell, shuffle):
    bank = read("type,question,option 1,option 2,shuffle", f"single,Why?,*a,b,{cell}")

    assert only(bank)["shuffle"] is shuffle


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("True/False", "true_false"),
        ("true or false", "true_false"),
        ("TRUE FALSE", "true_false"),
        ("true_false", "true_false"),
    ],
)
def test_sheet_forgives_names_of_types(said, kind):
    assert only(row(type=said))["type"] == kind


@pytest.mark.parametrize(
    ("said", "cells", "kind"),
    [
        ("single choice", "*a,b", "single"),
        ("multiple choice", "*a,b", "multiple"),
        ("multiple response", "*a,b", "multiple"),
        ("order", "a,b", "ordering"),
    ],
)
def test_sheet_forgives_other_names_of_types(said, cells, kind):
    assert only(read("type,question,option 1,option 2", f"{said},Why?,{cells}"))["type"] == kind


@pytest.mark.parametrize("said", ["number", "numerical"])
def test_sheet_forgives_names_of_numbers(said):
    assert only(row(type=said, answer="2"))["type"] == "numeric"


def test_sheet_forgives_names_of_texts():
    assert only(row(type="short answer", accepted="a"))["type"] == "short"
    assert only(row(type="gaps", question="[[1]]", option_1="short: a"))["type"] == "cloze"


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (
            {"type": "essay"},
            "The type “essay” is not known; write one of: single, multiple, true_false, matching,"
            " ordering, numeric, short, cloze.",
        ),
        (
            {"type": ""},
            "The type “” is not known; write one of: single, multiple, true_false, matching,"
            " ordering, numeric, short, cloze.",
        ),
        ({"question": ""}, "The question text is empty."),
        ({"critical": "maybe"}, "In “critical” write yes or no, not “maybe”."),
        ({"shuffle": "maybe"}, "In “shuffle” write yes or no, not “maybe”."),
        ({"mark": "0"}, "In “mark” write a whole number from 1, not “0”."),
        ({"importance": "X"}, "In “importance” write V, I, N, not “X”."),
        ({"difficulty": "X"}, "In “difficulty” write E, M, C, not “X”."),
        ({"case": "Amina"}, "The case “Amina” has no text in any row."),
        ({"answer": "yes"}, "In “answer” write true or false, not “yes”."),
    ],
)
def test_sheet_refuses_with_row_and_reason(cells, why):
    assert refused(row(**cells)) == [(2, why)]


def test_sheet_names_rows_ids_and_questions():
    bank = read("", "A title", HEADER, "", "q1,true_false,Why?,true", ",,,", ",essay,What?,")

    assert [(each.line, each.external_id) for each in bank.questions] == [(5, "q1")]
    assert [(each.line, each.external_id, each.name) for each in bank.refused] == [
        (7, id_from_text("What?"), "What?")
    ]


def test_sheet_refuses_the_same_id_twice():
    bank = read(HEADER, "q1,true_false,Why?,true", "q1,true_false,What?,true")

    assert refused(bank) == [
        (3, "Row 2 has the same id or text; give each question an id of its own.")
    ]


CASES = "id,type,question,answer,case,case text"


def test_questions_share_a_case_by_its_title():
    bank = read(
        CASES,
        "q1,true_false,Why?,true,Amina,",
        "q2,true_false,What?,true,Amina,She cooks.",
        "q3,true_false,Who?,true,Amina,She cooks.",
    )

    assert refused(bank) == []
    assert [question.content["case"] for question in bank.questions] == [
        {"uid": derived_uid("sheet", "case", "Amina"), "title": "Amina", "text": "She cooks."}
    ] * 3


def test_case_with_two_texts_is_refused():
    bank = read(
        CASES,
        "q1,true_false,Why?,true,Amina,She cooks.",
        "q2,true_false,What?,true,Amina,She eats.",
        "q3,true_false,Who?,true,Amina",
    )

    assert refused(bank) == [(3, "The case “Amina” has another text in an earlier row.")]
    assert [question.external_id for question in bank.questions] == ["q1", "q3"]


def test_unknown_columns_are_named():
    bank = read("Type,QUESTION,answer,notes, ,more", "true_false,Why?,true,x,y,z")

    assert bank.notes == [
        "The column “notes” is not known and was not read.",
        "The column “more” is not known and was not read.",
    ]
    assert refused(bank) == []


def test_cells_under_unknown_columns_do_not_matter():
    assert read(HEADER + ",notes", ",,,,only a note").questions == []
    assert read(HEADER + ",notes", ",,,,only a note").refused == []


HEADLESS = (
    "No header row was found: one of the first rows must hold the titles “type” and “question”."
    " Start from the template."
)


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["a,b", "c,d"], HEADLESS),
        (["type,answer"], HEADLESS),
        ([*["x"] * 10, HEADER], HEADLESS),
        (["type,question,Stem"], "Two columns are called “question”: rename one of them."),
    ],
)
def test_sheet_without_a_header_row_is_refused(lines, why):
    with pytest.raises(BankRefused) as refusal:
        read(*lines)

    assert refusal.value.reason == why


def test_header_row_may_stand_in_row_ten():
    assert len(read(*["x"] * 9, HEADER, "q1,true_false,Why?,true").questions) == 1


def test_faulty_cells_refuse_their_question():
    bank = read_xlsx(
        workbook(
            [
                ["type", "question", "answer", "option 1", "notes"],
                ["true_false", "Why?", "true", dt.date(2026, 1, 2), ""],
                ["true_false", "What?", "true", "", dt.date(2026, 1, 2)],
            ]
        )
    )

    assert refused(bank) == [
        (
            2,
            "The cell “option 1” was turned into a date; format the column as text and type it again.",
        )
    ]
    assert len(bank.questions) == 1
