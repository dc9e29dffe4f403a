import pytest

from assessments.grading import Question, grade, right_answer
from home.files import read_folder
from home.files.content import content_of, fields_of, parts_of, units_of
from home.files.uids import derived
from tests.home.files.every_type import with_changes
from tests.home.files.folders import write

CODES = [
    *("q-match", "q-order", "q-short", "q-hand", "q-gaps", "q-number", "q-weights"),
    *("q-base-t", "q-base", "q-other-t", "q-other", "q-third", "b1", "b2"),
]


@pytest.fixture
def rows(tmp_path):
    (module,) = read_folder(write(tmp_path, with_changes())).modules
    return {item.values["id"]: item.values for item in module.questions}


def content(rows, code: str) -> dict:
    return content_of(f"m1/{code}", rows[code])


def test_every_question_earns_its_whole_mark_with_the_right_answer(rows):
    earned = {}
    for code in rows:
        question = Question.from_json(content(rows, code))
        result = grade([question], {question.uid: right_answer(question)}, pass_mark=100)
        earned[code] = (result.earned, result.passed)

    assert earned == {code: (3 if code == "q-match" else 1, True) for code in CODES}


def test_question_has_its_names_and_tags(rows):
    found = content_of("m1/q-base", rows["q-base"], parallels=2)

    assert {key: value for key, value in found.items() if value not in ("", [], {}, None)} == {
        "uid": derived("m1/q-base"),
        "code": "q-base",
        "type": "numeric",
        "mark": 1,
        "critical": True,
        "stem": "How many babies?",
        "importance": "I",
        "difficulty": "M",
        "objective": "o1",
        "lesson": "l1",
        "sources": "S1",
        "guidance_key": "infant_tests",
        "rationale": "Count them.",
        "shuffle": True,
        "answer": "2.5",
        "tolerance": "0.25",
        "unit_penalty_of": "earned",
        "decimals": "ask",
        "match_case": False,
        "match_accents": False,
        "match_punctuation": False,
        "twin": "q-base-t",
        "parallels": 2,
    }


def test_question_without_an_answer_has_none(rows):
    assert (content(rows, "q-short")["answer"], content(rows, "q-short")["tolerance"]) == (
        None,
        "0",
    )


def test_question_holds_the_case_that_it_shares(rows):
    case = {"id": "c1", "title": "Grace", "text": "Grace comes."}

    found = content_of("m1/q-match", rows["q-match"], case=case)

    assert found["case"] == {"uid": "case", "title": "Grace", "text": "Grace comes."}
    assert (content(rows, "q-match")["case"], content(rows, "q-match")["parallels"]) == (None, 0)


def test_pairs_that_say_the_same_share_a_choice_and_an_extra_has_no_stem(rows):
    pairs = content(rows, "q-match")["pairs"]
    ids = [derived(f"m1/q-match/{each}#choice") for each in "abcd"]

    assert [pair["uid"] for pair in pairs] == [
        derived("m1/q-match/a"),
        derived("m1/q-match/b"),
        "",
        derived("m1/q-match/d"),
    ]
    assert [pair["choice_uid"] for pair in pairs] == [ids[0], ids[1], ids[2], ids[0]]
    assert pairs[0] == {
        "uid": derived("m1/q-match/a"),
        "choice_uid": ids[0],
        "text": "Test",
        "choice": "Finds out.",
        "feedback": "It finds out.",
    }


def test_pairs_are_kept_with_a_uid_each(rows):
    pairs = parts_of("m1/q-match", rows["q-match"])["pairs"]

    assert [pair["uid"] for pair in pairs] == [derived(f"m1/q-match/{each}") for each in "abcd"]
    assert [pair["text"] for pair in pairs] == ["Test", "Talk", "", "Check"]


def test_items_stand_in_the_right_order(rows):
    assert content(rows, "q-order")["items"] == [
        {"uid": derived("m1/q-order/a"), "text": "Greet her."},
        {"uid": derived("m1/q-order/b"), "text": "Ask her."},
        {"uid": derived("m1/q-order/c"), "text": "Thank her."},
    ]


def test_accepted_answers_are_named_by_their_place(rows):
    assert content(rows, "q-short")["accepted"] == [
        {
            "uid": derived("m1/q-short/accepted#0"),
            "text": "ART",
            "tolerance": "",
            "weight": "1",
            "feedback": "Yes.",
            "gap": "",
        },
        {
            "uid": derived("m1/q-short/accepted#1"),
            "text": "HIV treatment",
            "tolerance": "",
            "weight": "1/2",
            "feedback": "",
            "gap": "",
        },
    ]


def test_rubric_says_what_earns_points(rows):
    assert content(rows, "q-hand")["rubric"] == [
        {"uid": derived("m1/q-hand/a"), "text": "Greets her.", "points": 2},
        {"uid": derived("m1/q-hand/b"), "text": "Names no other woman.", "points": 1},
    ]


def test_gaps_hold_what_belongs_to_them(rows):
    found = content(rows, "q-gaps")

    assert found["gaps"] == [
        {"uid": derived("m1/q-gaps/g1"), "name": "when", "kind": "single", "weight": "1"},
        {"uid": derived("m1/q-gaps/g2"), "name": "age", "kind": "numeric", "weight": "0.5"},
        {"uid": derived("m1/q-gaps/g3"), "name": "what", "kind": "short", "weight": "1"},
    ]
    assert [(each["text"], each["weight"], each["gap"]) for each in found["options"]] == [
        ("today", "1", "when"),
        ("next year", "-0.5", "when"),
    ]
    assert [(each["text"], each["tolerance"], each["gap"]) for each in found["accepted"]] == [
        ("6", "0.5", "age"),
        ("ART", "", "what"),
    ]


def test_options_without_a_weight_have_none_for_the_engine(rows):
    assert content(rows, "q-weights")["options"][2] == {
        "uid": derived("m1/q-weights/c"),
        "text": "None of these.",
        "correct": False,
        "feedback": "",
        "safety": "neither",
        "weight": None,
        "pinned": True,
        "gap": "",
    }
    assert parts_of("m1/q-weights", rows["q-weights"])["options"][2]["weight"] == ""


def test_units_are_exact(rows):
    assert content(rows, "q-number")["other_units"] == {"cm": "100", "mm": "1000"}
    assert units_of(rows["q-number"]) == "cm=100, mm=1000"
    assert units_of(rows["q-base"]) == ""


def test_fields_are_stripped_and_spelt():
    row = {
        "stem": " Which? \n",
        "importance": "V",
        "difficulty": "E",
        "objective": "o1",
        "rationale": "So.\n",
        "scenario": "Grace.\n",
        "unit_penalty": 0.25,
        "mark": 2,
    }

    assert fields_of(row) == {
        "stem": "Which?",
        "importance": "V",
        "difficulty": "E",
        "objective": "o1",
        "rationale": "So.",
        "scheme": "",
        "scenario": "Grace.",
        "unit": "",
        "unit_penalty": "0.25",
        "unit_penalty_of": "earned",
        "decimals": "ask",
        "match_case": False,
        "match_accents": False,
        "match_punctuation": False,
        "shuffle": True,
        "mark": 2,
        "critical": False,
    }
