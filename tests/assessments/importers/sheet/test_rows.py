import pytest

from assessments.importers.sheet.rows import row_of
from assessments.importers.values import QuestionRefused
from tests.assessments.importers.contents import accepted, option


def filled(content):
    """The cells that hold something, by title."""
    return {title: text for title, text in row_of({"stem": "Why?"} | content).items() if text}


BASE = {"question": "Why?", "critical": "no"}


def test_row_of_a_single_choice_with_every_tag():
    content = {
        "code": "q1", "type": "single", "mark": 2, "critical": True, "importance": "V",
        "difficulty": "E", "objective": "o", "lesson": "l", "sources": "S1", "rationale": "So.",
        "guidance_key": "g", "shuffle": False, "scenario": "She cooks.",
        "options": [
            option("*a", correct=False, said="No."),
            option("b", correct=True, pinned=True),
        ],
    }  # fmt: skip

    assert filled(content) == {
        "id": "q1", "type": "single", "mark": "2", "critical": "yes", "importance": "V",
        "difficulty": "E", "objective": "o", "lesson": "l", "sources": "S1", "rationale": "So.",
        "guidance": "g", "shuffle": "no", "case text": "She cooks.", "question": "Why?",
        "option 1": "*a", "option 2": "b", "feedback 1": "No.", "right": "2", "pinned": "2",
    }  # fmt: skip


def test_row_of_a_multiple_choice():
    options = [
        option("a", correct=True, safety="essential"),
        option("b", correct=True),
        option("c", correct=False, safety="harmful"),
    ]

    assert filled({"type": "multiple", "scheme": "halves", "options": options}) == BASE | {
        "type": "multiple", "scheme": "halves", "right": "1, 2", "essential": "1", "harmful": "3",
        "option 1": "a", "option 2": "b", "option 3": "c",
    }  # fmt: skip


@pytest.mark.parametrize(("right", "answer"), [(True, "true"), (False, "false")])
def test_row_of_true_and_false(right, answer):
    options = [option("True", correct=right, said="yes"), option("False", correct=not right)]

    assert filled({"type": "true_false", "options": options, "shuffle": False}) == BASE | {
        "type": "true_false", "answer": answer, "option 1": "True", "option 2": "False",
        "feedback 1": "yes",
    }  # fmt: skip


def test_row_of_pairs_and_items():
    pairs = [{"text": "a = b", "choice": "x"}, {"text": "", "choice": "y"}]

    assert filled({"type": "matching", "pairs": pairs}) == BASE | {
        "type": "matching",
        "option 1": r"a \= b = x",
        "option 2": "= y",
    }
    assert filled({"type": "ordering", "scheme": "absolute", "items": [{"text": "a"}]}) == BASE | {
        "type": "ordering",
        "option 1": "a",
    }


def test_row_of_numbers():
    assert filled({"type": "numeric", "answer": "2", "tolerance": "0.5"}) == BASE | {
        "type": "numeric", "answer": "2", "tolerance": "0.5", "unit penalty of": "earned",
        "decimals": "ask",
    }  # fmt: skip
    assert filled({"type": "numeric", "answer": "2"})["tolerance"] == "0"
    assert filled(
        {
            "type": "numeric",
            "scheme": "relative",
            "accepted": [accepted("2", tolerance="1"), accepted("3..4", tolerance="1")],
            "unit": "m",
            "other_units": {"cm": "100", "k=m": "0.001"},
            "unit_penalty": "0.1",
            "unit_penalty_of": "whole",
            "decimals": "moodle",
        }
    ) == BASE | {
        "type": "numeric", "scheme": "relative", "answer": "2 | 3..4", "tolerance": "1", "unit": "m",
        "other units": r"cm = 100 | k\=m = 0.001", "unit penalty": "0.1", "unit penalty of": "whole",
        "decimals": "moodle",
    }  # fmt: skip


def test_row_of_short_answers():
    content = {"type": "short", "accepted": [accepted("a | b"), accepted("c*")]}
    rubric = [{"text": "praises", "points": 2}, {"text": "names soap", "points": 1}]

    assert filled(content | {"match_case": True, "match_punctuation": True}) == BASE | {
        "type": "short", "accepted": r"a \| b | c*", "exact": "case, punctuation",
    }  # fmt: skip
    assert filled({"type": "short", "scheme": "by_hand", "rubric": rubric}) == BASE | {
        "type": "short", "scheme": "by_hand", "rubric": "2: praises | 1: names soap",
    }  # fmt: skip


def test_row_of_gaps():
    content = {
        "type": "cloze",
        "gaps": [
            {"name": "1", "kind": "numeric"},
            {"name": "2", "kind": "short"},
            {"name": "3", "kind": "single"},
        ],
        "accepted": [
            accepted("20", gap="1", tolerance="5"),
            {"text": "30", "gap": "1"},
            accepted("soap", gap="2"),
        ],
        "options": [
            option("*water", correct=True, gap="3"),
            option("*oil", correct=False, gap="3"),
            option(r"\tea", correct=False, gap="3"),
        ],
    }

    assert filled(content) == BASE | {
        "type": "cloze",
        "option 1": "number: 20 ± 5 | 30 ± 0",
        "option 2": "short: soap",
        "option 3": r"choice: *\*water | \*oil | \\tea",
    }


def test_row_of_a_case():
    content = {"type": "ordering", "items": [], "case": {"title": "Amina", "text": "She cooks."}}

    assert filled(content) == BASE | {
        "type": "ordering",
        "case": "Amina",
        "case text": "She cooks.",
    }


def test_row_holds_one_case():
    with pytest.raises(QuestionRefused) as refusal:
        row_of({"stem": "", "type": "ordering", "case": {"title": "a"}, "scenario": "b"})

    assert refusal.value.reason == "A row of the sheet holds one case, not two."
