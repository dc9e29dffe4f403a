import pytest

from tests.assessments.importers.contents import accepted
from tests.assessments.importers.moodle_xml.test_writer import LEAST, reason, written

BASE = {key: LEAST[key] for key in ("code", "stem")}
EXACT = {"match_accents": True, "match_punctuation": True}
SHORT = BASE | {"type": "short", "scheme": "rules"} | EXACT
NUMBER = BASE | {"type": "numeric", "decimals": "moodle", "answer": "2"}


def answers(question):
    return [
        (
            each.findtext("text"),
            each.get("fraction"),
            each.findtext("feedback/text"),
            each.findtext("tolerance"),
        )
        for each in question.findall("answer")
    ]


@pytest.mark.parametrize(("match_case", "usecase"), [(True, "1"), (False, "0"), (None, "0")])
def test_short_answer(match_case, usecase):
    content = SHORT | {"accepted": [{"text": "soap*"}, accepted("ash", "1/2", "rather not")]}
    if match_case is not None:
        content["match_case"] = match_case
    question, notes = written(content)

    assert (question.get("type"), question.findtext("usecase"), notes) == (
        "shortanswer",
        usecase,
        (),
    )
    assert answers(question) == [("soap*", "100", None, None), ("ash", "50", "rather not", None)]


@pytest.mark.parametrize("switch", ["match_accents", "match_punctuation"])
@pytest.mark.parametrize("lax", [{}, {"set": False}])
def test_short_answer_that_is_laxer_than_moodle_cannot_be_written(switch, lax):
    content = SHORT | {"accepted": [accepted("soap")]}
    del content[switch]
    content |= {switch: False} if lax else {}

    assert reason(content) == (
        "Moodle compares accents and punctuation to the letter; this question does not."
    )


def test_essay_with_one_point():
    rubric = [{"text": "Names soap.", "points": 1}]
    question, _ = written(BASE | {"type": "short", "scheme": "by_hand", "rubric": rubric})

    assert (question.get("type"), question.findtext("graderinfo/text")) == ("essay", "Names soap.")


@pytest.mark.parametrize("points", [[2], [1, 1], []])
def test_essay_with_other_points_cannot_be_written(points):
    rubric = [{"text": "Names soap.", "points": each} for each in points]

    assert reason(BASE | {"type": "short", "scheme": "by_hand", "rubric": rubric}) == (
        "Moodle's essay has no rubric with points."
    )


def test_number_with_its_tolerance():
    question, notes = written(NUMBER | {"tolerance": "0.5"})

    assert (question.get("type"), answers(question), notes) == (
        "numerical",
        [("2", "100", None, "0.5")],
        (),
    )
    assert question.find("units") is None
    assert answers(written(NUMBER)[0]) == [("2", "100", None, "0")]


def test_numbers_and_ranges():
    content = NUMBER | {
        "scheme": "nominal",
        "answer": None,
        "accepted": [{"text": "18..22"}, accepted("30", "1/2", "near", tolerance="1")],
    }

    assert answers(written(content)[0]) == [
        ("20", "100", None, "2"),
        ("30", "50", "near", "1"),
    ]


@pytest.mark.parametrize("decimals", [{"decimals": "ask"}, {}])
def test_number_that_asks_is_noted(decimals):
    content = {key: NUMBER[key] for key in NUMBER if key != "decimals"} | decimals

    assert written(content)[1] == (
        "q1: Moodle reads a lone comma as a decimal sign and does not ask.",
    )


@pytest.mark.parametrize("scheme", ["relative", "geometric"])
def test_tolerance_that_is_a_share_cannot_be_written(scheme):
    assert reason(NUMBER | {"scheme": scheme}) == (
        "Moodle's file holds only tolerances that are added, not shares."
    )


NOT_SHOWN = ("q1: Moodle does not show the unit “m”: name it in the question.",)


@pytest.mark.parametrize(
    ("form", "grading", "penalty", "shown", "notes"),
    [
        ({"unit_penalty": ""}, "0", "0", "3", NOT_SHOWN),
        ({}, "0", "0", "3", NOT_SHOWN),
        ({"unit_penalty": "0"}, "0", "0", "0", ()),
        ({"unit_penalty": "0.1"}, "1", "0.1", "0", ()),
        ({"unit_penalty": "0.1", "unit_penalty_of": "earned"}, "1", "0.1", "0", ()),
        ({"unit_penalty": "1", "unit_penalty_of": "whole"}, "2", "1", "0", ()),
    ],
)
def test_units(form, grading, penalty, shown, notes):
    question, told = written(NUMBER | {"unit": "m", "other_units": {"cm": "100"}} | form)

    assert [question.findtext(tag) for tag in ("unitgradingtype", "unitpenalty", "showunits")] == [
        grading,
        penalty,
        shown,
    ]
    assert [
        (unit.findtext("multiplier"), unit.findtext("unit_name"))
        for unit in question.findall("units/unit")
    ] == [("1", "m"), ("100", "cm")]
    assert told == notes


def test_one_unit_alone():
    question, _ = written(NUMBER | {"unit": "m"})

    assert len(question.findall("units/unit")) == 1
