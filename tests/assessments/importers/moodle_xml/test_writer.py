import itertools
from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.importers.moodle_xml import read_moodle_xml, write_moodle_xml
from assessments.importers.sameness import comparable
from assessments.importers.values import Refused
from tests.assessments.importers import contents
from tests.assessments.importers.contents import option

LEAST = {
    "code": "q1",
    "type": "true_false",
    "scheme": "one_right",
    "stem": "Why?",
    "options": [option("True", correct=True), option("False", correct=False)],
}


def written(content):
    """The one question as XML, and the notes."""
    file = write_moodle_xml([content])
    assert file.refused == ()
    return ET.fromstring(file.data)[0], file.notes


def reason(content):
    file = write_moodle_xml([content])
    (refused,) = file.refused
    assert len(ET.fromstring(file.data)) == 0
    return refused.reason


def test_least_question_becomes_these_bytes():
    assert write_moodle_xml([LEAST]).data.decode() == (
        "<?xml version='1.0' encoding='utf-8'?>\n"
        '<quiz><question type="truefalse"><name><text>q1</text></name>'
        '<questiontext format="plain_text"><text>Why?</text></questiontext>'
        '<generalfeedback format="plain_text"><text /></generalfeedback>'
        "<defaultgrade>1</defaultgrade><penalty>0</penalty><hidden>0</hidden>"
        "<idnumber>q1</idnumber>"
        '<answer format="plain_text" fraction="100"><text>true</text></answer>'
        '<answer format="plain_text" fraction="0"><text>false</text></answer>'
        "</question></quiz>"
    )


def test_question_without_a_code_is_called_by_its_text():
    question, _ = written(LEAST | {"code": "", "stem": "Why? " * 30})

    assert question.findtext("name/text") == ("Why? " * 30)[:59] + "…"
    assert question.findtext("idnumber") in (None, "")


def test_tags_carry_what_moodle_has_no_place_for():
    question, notes = written(
        LEAST
        | {
            "mark": 3,
            "rationale": "So.",
            "critical": True,
            "importance": "V",
            "difficulty": "",
            "guidance_key": "prep.start",
        }
    )

    assert [tag.text for tag in question.findall("tags/tag/text")] == [
        "critical",
        "importance:V",
        "guidance_key:prep.start",
    ]
    assert (question.findtext("defaultgrade"), question.findtext("generalfeedback/text")) == (
        "3",
        "So.",
    )
    assert notes == ()


@pytest.mark.parametrize(
    ("case", "asked"),
    [
        ({"case": {"title": "Amina", "text": "She cooks."}}, "Amina\nShe cooks.\nWhy?"),
        ({"scenario": "She cooks."}, "She cooks.\nWhy?"),
    ],
)
def test_case_stands_above_the_question(case, asked):
    question, notes = written(LEAST | case)

    assert question.findtext("questiontext/text") == asked
    assert notes == ("q1: the case stands above the question.",)


def test_refused_questions_are_named_with_their_place():
    broken = LEAST | {"options": [option("True", correct=True), option("False", correct=True)]}
    file = write_moodle_xml([LEAST, broken | {"code": ""}, broken | {"code": "q3"}])

    why = "One of true and false needs the weight 100, the other 0."
    assert file.refused == (Refused(2, "", "Why?", why), Refused(3, "q3", "q3", why))
    assert len(ET.fromstring(file.data)) == 1


def test_safety_cannot_be_written():
    flagged = [
        option("a", correct=True, safety="essential"),
        option("b", correct=False, safety="neither"),
    ]
    content = LEAST | {"type": "multiple", "scheme": "balanced", "options": flagged}

    assert written(content)[1] == ()
    assert reason(content | {"critical": True}) == (
        "Moodle cannot judge a critical question by its safety."
    )


def test_control_character_cannot_be_written():
    assert reason(LEAST | {"stem": "a\x01"}) == "A text holds a character that XML cannot hold."


def marks_of_choices(content):
    """What every choice of options earns, by the formulas of docs/question-format.md."""
    options = content["options"]
    right = [option for option in options if option["correct"]]
    wrong = [option for option in options if not option["correct"]]
    loss = {"balanced": len(wrong), "right_less_wrong": len(right)}.get(content["scheme"])
    worth = [
        Fraction(each["weight"])
        if loss is None
        else (Fraction(1, len(right)) if each["correct"] else Fraction(-1, loss))
        for each in options
    ]
    return {
        chosen: min(max(sum(itertools.compress(worth, chosen), Fraction(0)), 0), 1)
        for chosen in itertools.product([0, 1], repeat=len(options))
    }


def marking(content):
    """What decides about marks, and all texts."""
    found = comparable(content)
    if content["type"] == "multiple":
        found["scheme"] = marks_of_choices(content)
        found["options"] = [(each["text"], each.get("feedback")) for each in content["options"]]
    return found


often = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example])


@often
@given(contents.for_moodle)
def test_what_is_written_is_read_as_the_same_question(content):
    file = write_moodle_xml([content])

    (again,) = read_moodle_xml(file.data).questions
    assert file.refused == ()
    assert marking(again.content) == marking(content)


@often
@given(st.one_of(contents.singles(), contents.clozes(), contents.numerics()))
def test_writing_what_was_read_changes_nothing_more(content):
    first = write_moodle_xml([content])
    (read,) = read_moodle_xml(first.data).questions
    second = write_moodle_xml([read.content])

    assert read_moodle_xml(second.data).questions[0].content == read.content
