import pytest

from tests.assessments.importers.contents import option
from tests.assessments.importers.moodle_xml.test_writer import LEAST, reason, written


def choices(scheme, *rights, kind="multiple", **more):
    options = [option(f"o{n}", correct=right) for n, right in enumerate(rights)]
    return LEAST | {"type": kind, "scheme": scheme, "options": options} | more


def without_scheme(**form):
    return {key: LEAST[key] for key in ("code", "stem")} | form


def fractions(question):
    return [answer.get("fraction") for answer in question.findall("answer")]


def test_single_choice():
    content = choices("one_right", True, False, kind="single", shuffle=False)
    content["options"][1] |= {"feedback": "No.", "weight": "1/2"}  # a weight that does not count
    question, notes = written(content)

    assert (question.get("type"), notes) == ("multichoice", ())
    assert (question.findtext("single"), question.findtext("shuffleanswers")) == ("true", "false")
    assert fractions(question) == ["100", "0"]
    assert [each.findtext("text") for each in question.findall("answer")] == ["o0", "o1"]
    assert [each.findtext("feedback/text") for each in question.findall("answer")] == [None, "No."]


def test_single_choice_by_weights():
    content = choices("weights", True, False, kind="single")
    for each, weight in zip(content["options"], ["1", "-1/3"], strict=True):
        each["weight"] = weight
    question, _ = written(content)

    assert fractions(question) == ["100", "-33.33333"]
    assert question.findtext("shuffleanswers") == "true"


@pytest.mark.parametrize(
    ("scheme", "shares"),
    [
        ("balanced", ["50", "50", "-33.33333", "-33.33333", "-33.33333"]),
        ("right_less_wrong", ["50", "50", "-50", "-50", "-50"]),
    ],
)
def test_several_choices_as_a_sum_of_weights(scheme, shares):
    question, _ = written(choices(scheme, True, True, False, False, False))

    assert (question.get("type"), question.findtext("single")) == ("multichoice", "false")
    assert fractions(question) == shares


def test_several_choices_are_balanced_unless_they_say_otherwise():
    content = choices("", True, False)
    del content["scheme"]

    assert fractions(written(content)[0]) == ["100", "-100"]


def test_sum_of_weights_is_written_as_it_is():
    content = choices("sum_of_weights", True, True, False)
    for each, weight in zip(content["options"], ["1/3", "2/3", "0"], strict=True):
        each["weight"] = weight

    assert fractions(written(content)[0]) == ["33.33333", "66.66667", "0"]


@pytest.mark.parametrize(
    ("scheme", "rights"),
    [
        ("all_or_nothing", [True, False]),
        ("each_option", [True, False]),
        ("halves", [True, False]),
        ("balanced", [True, True]),
        ("balanced", [False, False]),
    ],
)
def test_several_choices_that_moodle_cannot_mark(scheme, rights):
    assert reason(choices(scheme, *rights)) == f"Moodle cannot mark several choices by {scheme}."


def test_weight_that_moodle_cannot_hold():
    content = choices("weights", True, False, kind="single")
    for each, weight in zip(content["options"], ["1", "3/23"], strict=True):
        each["weight"] = weight

    assert reason(content) == "Moodle cannot hold the weight 3/23 exactly."


@pytest.mark.parametrize(
    ("texts", "notes"),
    [
        (["True", "False"], ()),
        (["Kweli", "Uongo"], ("q1: Moodle itself names the two options true and false.",)),
    ],
)
def test_true_and_false(texts, notes):
    options = [option(text, correct=n == 1, said=f"f{n}") for n, text in enumerate(texts)]
    question, told = written(LEAST | {"options": options})

    assert (question.get("type"), told) == ("truefalse", notes)
    assert [
        (each.findtext("text"), each.get("fraction"), each.findtext("feedback/text"))
        for each in question.findall("answer")
    ] == [("true", "0", "f0"), ("false", "100", "f1")]


PAIRS = [
    {"text": "a", "choice": "x"},
    {"text": "b", "choice": "y"},
    {"text": "", "choice": "z"},
]


def test_matching():
    question, notes = written(LEAST | {"type": "matching", "scheme": "per_pair", "pairs": PAIRS})

    assert (question.get("type"), question.findtext("shuffleanswers"), notes) == (
        "matching",
        "true",
        (),
    )
    assert [
        (each.get("format"), each.findtext("text") or "", each.findtext("answer/text"))
        for each in question.findall("subquestion")
    ] == [("plain_text", "a", "x"), ("plain_text", "b", "y"), ("plain_text", "", "z")]


def test_matching_notes_feedback_and_keeps_its_order():
    pairs = [*PAIRS, {"text": "c", "choice": "x", "feedback": "No."}]
    question, notes = written(without_scheme(type="matching", pairs=pairs, shuffle=False))

    assert question.findtext("shuffleanswers") == "false"
    assert notes == ("q1: Moodle has no feedback on single pairs.",)


def test_matching_of_all_or_nothing_cannot_be_written():
    content = LEAST | {"type": "matching", "scheme": "all_or_nothing", "pairs": PAIRS}

    assert reason(content) == "Moodle gives a share for each pair, not all or nothing."


@pytest.mark.parametrize(
    ("scheme", "grading"),
    [
        ({"scheme": "absolute"}, "ABSOLUTE_POSITION"),
        ({}, "ABSOLUTE_POSITION"),
        ({"scheme": "longest_increasing"}, "LONGEST_ORDERED_SUBSET"),
        ({"scheme": "all_or_nothing"}, "ALL_OR_NOTHING"),
    ],
)
def test_ordering(scheme, grading):
    items = [{"text": "one"}, {"text": "two"}]
    question, _ = written(without_scheme(type="ordering", items=items, **scheme))

    assert question.get("type") == "ordering"
    assert [
        question.findtext(tag) for tag in ("layouttype", "selecttype", "selectcount", "gradingtype")
    ] == ["VERTICAL", "ALL", "0", grading]
    assert [
        (each.get("fraction"), each.get("format"), each.findtext("text"))
        for each in question.findall("answer")
    ] == [("1", "plain_text", "one"), ("2", "plain_text", "two")]
