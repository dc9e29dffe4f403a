import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.importers import aiken
from assessments.importers.aiken import read_aiken
from assessments.importers.gathering import id_from_text
from tests.assessments.importers.banks import only, refused, said


def read(*lines):
    return read_aiken(("\n".join(lines) + "\n").encode(), name="bank.txt")


def test_aiken_reads_a_question():
    bank = read("What do you wear?", "A. Gloves", "B) A ring", "C. Nothing", "ANSWER: A")
    content = only(bank)

    assert (bank.format, bank.name) == ("aiken", "bank.txt")
    assert bank.questions[0].external_id == id_from_text("What do you wear?")
    assert (content["type"], content["scheme"]) == ("single", "one_right")
    assert content["stem"] == "What do you wear?"
    assert said(content["options"]) == [("Gloves", True), ("A ring", False), ("Nothing", False)]


def test_aiken_reads_many_with_and_without_blank_lines_between():
    bank = read(
        "", "One?", "A. a", "B. b", "ANSWER: A", "Two?", "A. a", "B. b", "ANSWER:B", "", "",
        "Three?", "A. a", "B. b", "ANSWER: B", "",
    )  # fmt: skip

    assert refused(bank) == []
    assert [(q.line, q.content["stem"]) for q in bank.questions] == [
        (2, "One?"),
        (6, "Two?"),
        (12, "Three?"),
    ]


def test_aiken_takes_all_letters():
    options = [f"{letter}. {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]

    assert len(only(read("All?", *options, "ANSWER: Z"))["options"]) == 26


@pytest.mark.parametrize(
    ("lines", "line", "reason"),
    [
        (
            ["One?", "A. a", "C. c", "ANSWER: A"],
            3,
            "Expected “B. ” and an option, with no blank line; found “C. c”.",
        ),
        (
            ["One?", "goes on", "A. a", "B. b", "ANSWER: A"],
            2,
            "Expected “A. ” and an option, with no blank line; found “goes on”.",
        ),
        (
            ["One?", "A. a", "ANSWER: A"],
            3,
            "Expected “B. ” and an option, with no blank line; found “ANSWER: A”.",
        ),
        (
            ["One?", "A. a", "B. b", "D. d", "ANSWER: A"],
            4,
            "Expected “C. ” and an option, or “ANSWER: ” and a letter, with no blank line;"
            " found “D. d”.",
        ),
        (
            ["One?", "A. a", "", "B. b", "ANSWER: A"],
            4,
            "Expected “B. ” and an option, with no blank line; found a blank line and “B. b”.",
        ),
        (
            ["One?", "A. a", "B. b", "", "ANSWER: A"],
            5,
            "Expected “C. ” and an option, or “ANSWER: ” and a letter, with no blank line;"
            " found a blank line and “ANSWER: A”.",
        ),
        (
            ["One?", "A. a", "B. b", "ANSWER: C"],
            4,
            "Expected “ANSWER: ” and one letter from A to B; found “ANSWER: C”.",
        ),
        (
            ["One?", "A. a", "B. b", "ANSWER: AB"],
            4,
            "Expected “ANSWER: ” and one letter from A to B; found “ANSWER: AB”.",
        ),
        (["One?", "A. a", "B. b"], 3, "It has no line “ANSWER: ” with a letter."),
        (["One?"], 1, "It has no line “ANSWER: ” with a letter."),
        (["A. a", "B. b", "ANSWER: A"], 1, "Expected the question on one line; found “A. a”."),
        (["ANSWER: A"], 1, "Expected the question on one line; found “ANSWER: A”."),
        (
            ["One?", "x" * 41],
            2,
            f"Expected “A. ” and an option, with no blank line; found “{'x' * 40}…”.",
        ),
        (
            ["One?", "x" * 40],
            2,
            f"Expected “A. ” and an option, with no blank line; found “{'x' * 40}”.",
        ),
        (
            ["One?", "a. lower", "B. b", "ANSWER: A"],
            2,
            "Expected “A. ” and an option, with no blank line; found “a. lower”.",
        ),
    ],
)
def test_aiken_names_the_line_that_breaks_the_form(lines, line, reason):
    assert refused(read(*lines)) == [(line, reason)]


def test_aiken_refuses_a_27th_option():
    options = [f"{letter}. {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    bank = read("All?", *options, "Z. again", "ANSWER: A")

    assert refused(bank) == [
        (
            28,
            "Expected “ANSWER: ” and a letter, with no blank line; found “Z. again”.",
        )
    ]


@pytest.mark.parametrize(
    "broken", [["Broken?", "A. a", "B. b"], ["Broken?", "A. a", ""], ["Broken?", ""]]
)
def test_aiken_loses_no_neighbour_of_a_broken_question(broken):
    bank = read(*broken, "Sound?", "A. a", "B. b", "ANSWER: A")

    assert [each.name for each in bank.refused] == ["Broken?"]
    assert [each.content["stem"] for each in bank.questions] == ["Sound?"]


def test_aiken_refuses_the_same_question_twice():
    bank = read("One?", "A. a", "B. b", "ANSWER: A", "one?", "A. c", "B. d", "ANSWER: A")

    assert refused(bank) == [
        (5, "Line 1 has the same id or text; give each question an id of its own.")
    ]


def test_aiken_keeps_no_more_lines_than_a_question_can_have():
    blocks = list(aiken._blocks(aiken.Line(n, "text") for n in range(1, 1000)))

    assert [len(block) for block in blocks] == [30]


@given(st.lists(st.sampled_from(["One?", "A. a", "B. b", "C. c", "ANSWER: A", "ANSWER", ""])))
def test_aiken_names_every_line_of_text(lines):
    """What is not read is refused: each line "One?" begins a question or is the fault of one."""
    bank = read(*lines)
    begun = [each.line for each in bank.questions] + [each.line for each in bank.refused]

    assert len(begun) == len(set(begun))
    assert (begun == []) == ("".join(lines) == "")
