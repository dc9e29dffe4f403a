import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.importers.gathering import id_from_text
from assessments.importers.gift import read_gift
from assessments.importers.values import BankRefused
from curriculum.tables import HOW_TO_SAVE
from tests.assessments.importers.banks import only, refused


def read(text):
    return read_gift(f"{text}\n".encode(), name="bank.gift")


def test_gift_reads_a_question_with_title_and_general_feedback():
    bank = read("// a comment\n::Wash:: [html]<p>Why \\{now\\}?</p> {T#no#yes ####Because\nso.}")
    content = only(bank)

    assert (bank.format, bank.name) == ("gift", "bank.gift")
    assert (bank.questions[0].external_id, bank.questions[0].line) == ("Wash", 2)
    assert (content["code"], content["type"]) == ("Wash", "true_false")
    assert (content["stem"], content["rationale"]) == ("Why {now}?", "Because so.")
    assert [option["feedback"] for option in content["options"]] == ["yes", "no"]


@pytest.mark.parametrize(
    ("text", "external_id"),
    [
        ("// [id:m2-04]\n::Wash:: Why? {T}", "m2-04"),
        ("::Wash:: Why? {T}", "Wash"),
        ("Why? {T}", id_from_text("Why?")),
    ],
)
def test_gift_takes_the_id_from_comment_title_or_text(text, external_id):
    assert read(text).questions[0].external_id == external_id


def test_gift_puts_a_blank_where_the_answers_stood():
    assert only(read("Two plus {=two =2} equals four."))["stem"] == ("Two plus _____ equals four.")
    assert only(read("Two plus two is {=four} "))["stem"] == "Two plus two is"


def test_gift_keeps_the_lines_of_a_question():
    assert only(read("Amina cooks.\n  She asks:\\nWhy? {}"))["stem"] == (
        "Amina cooks.\nShe asks:\nWhy?"
    )


def test_gift_names_what_it_leaves_out():
    bank = read("// [tag:x] [tag:y]\n$CATEGORY: m2\nWhy? {T}")

    assert bank.questions[0].notes == (
        "Its category “m2” was left out.",
        "Its tags were left out: x, y.",
    )


def test_gift_refuses_with_line_name_and_reason():
    bank = read("A text.\n\n::Broken::Why? {=a\n\n~b}\n\nWhy? {T}")

    assert [(each.line, each.external_id, each.name, each.reason) for each in bank.refused] == [
        (1, id_from_text("A text."), "A text.", "This is a text without a question."),
        (
            3,
            "Broken",
            "Broken",
            "The answers begin with { but no } follows: a blank line ends a question.",
        ),
        (
            5,
            id_from_text("~b}"),
            "~b}",
            "There is a } before any {: a blank line ends a question.",
        ),
    ]
    assert [question.line for question in bank.questions] == [7]


def test_gift_refuses_a_paragraph_longer_than_any_question():
    assert refused(read("Why? {T}\n" + "x" * 200_000)) == [
        (1, "It is longer than 200,000 characters.")
    ]


def test_gift_refuses_a_picture():
    assert refused(read('Why? <img src="a.png"> {T}')) == [
        (1, "A text holds a picture, which cannot be carried over.")
    ]


def test_gift_in_windows_1252_is_refused_with_how_to_save():
    with pytest.raises(BankRefused) as refusal:
        read_gift("Why?\n\nPourquoi à midi? {T}".encode("windows-1252"))

    assert refusal.value.reason == f"The file is not in UTF-8 (line 3). {HOW_TO_SAVE}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_gift_reads_every_encoding_that_says_its_name(encoding):
    assert only(read_gift("Où? {T}".encode(encoding)))["stem"] == "Où?"


PIECES = ["::", "{", "}", "=", "~", "#", "->", "%50%", "%", "a", "b", "1", "..", ":", "\\", "\n", "T",
          "////", "[html]", "<b>", "$CATEGORY:", "####"]  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(PIECES), min_size=1).map("".join), max_size=4))
def test_gift_keeps_or_refuses_every_paragraph(paragraphs):
    """Whatever comes, each paragraph that holds something is in one of the two lists."""
    text = "\n\n".join(paragraphs)
    bank = read(text)
    held = [
        line
        for line in text.split("\n")
        if line.strip() and not line.lstrip().startswith(("//", "$CATEGORY:"))
    ]

    assert bool(bank.questions or bank.refused) == bool(held)
    assert len(bank.questions) + len(bank.refused) <= len(held)
    assert bank == read(text)
