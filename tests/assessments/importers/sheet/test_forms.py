import pytest

from assessments.importers.sheet.forms import SCHEMES, Cells, form_of
from assessments.importers.values import QuestionRefused
from tests.assessments.importers.banks import maker


def read(kind, **cells):
    return form_of(
        kind, Cells({key.replace("_", " "): text for key, text in cells.items()}), maker()
    )


def reason(kind, **cells):
    with pytest.raises(QuestionRefused) as refusal:
        read(kind, **cells)
    return refusal.value.reason


def parts(form, kind, *keys):
    return [tuple(part.get(key) for key in keys) for part in form[kind]]


THREE = {"option_1": "a", "option_2": "b", "option_3": "c"}


@pytest.mark.parametrize(
    "cells",
    [
        {"option_1": "a", "option_2": "* b", "option_4": "c"},
        {"option_1": "a", "option_2": "b*", "option_4": "c"},
        {"option_1": "a", "option_2": "b", "option_4": "c", "right": "2"},
    ],
)
def test_single(cells):
    form = read("single", **cells, feedback_2="yes", feedback_4="no", pinned="4")

    assert (form["type"], form["scheme"]) == ("single", "one_right")
    assert parts(form, "options", "text", "correct", "feedback", "pinned") == [
        ("a", False, "", False),
        ("b", True, "yes", False),
        ("c", False, "no", True),
    ]


def test_stars_are_letters_where_numbers_say_what_is_right():
    form = read("single", option_1="*a", option_2="b*", right="2")

    assert parts(form, "options", "text", "correct") == [("*a", False), ("b*", True)]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (THREE, "It needs one right option but has 0."),
        (THREE | {"right": "1, 2"}, "It needs one right option but has 2."),
        (THREE | {"right": "4"}, "“right” names the option “4”, which is not there."),
        ({"option_1": "*a"}, "It has fewer than two options."),
        (
            THREE | {"right": "1", "pinned": "4"},
            "“pinned” names the option “4”, which is not there.",
        ),
        ({"option_1": "*", "option_2": "b"}, "An option is empty."),
        (
            THREE | {"scheme": "balanced"},
            "“balanced” is no way to mark single; write one of: one_right.",
        ),
    ],
)
def test_single_refuses(cells, why):
    assert reason("single", **cells) == why


@pytest.mark.parametrize(
    ("scheme", "kept"), [("", "balanced"), ("balanced", "balanced"), ("Halves", "halves")]
)
def test_multiple(scheme, kept):
    form = read(
        "multiple", **THREE, right="1 2", essential="1", harmful="3", feedback_3="no", scheme=scheme,
        pinned="3",
    )  # fmt: skip

    assert (form["type"], form["scheme"]) == ("multiple", kept)
    assert parts(form, "options", "text", "correct", "feedback", "safety", "pinned") == [
        ("a", True, "", "essential", False),
        ("b", True, "", "neither", False),
        ("c", False, "no", "harmful", True),
    ]
    assert "weight" not in form["options"][0]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (THREE, "It needs at least one right and one wrong option."),
        (THREE | {"right": "1,2,3"}, "It needs at least one right and one wrong option."),
        (
            THREE | {"right": "1", "essential": "2"},
            "An essential option must be right and a harmful one wrong.",
        ),
        (
            THREE | {"right": "1", "harmful": "1"},
            "An essential option must be right and a harmful one wrong.",
        ),
        (
            THREE | {"right": "1", "essential": "5"},
            "“essential” names the option “5”, which is not there.",
        ),
        (
            THREE | {"right": "1", "harmful": "5"},
            "“harmful” names the option “5”, which is not there.",
        ),
        (
            THREE | {"right": "1", "scheme": "sum_of_weights"},
            "“sum_of_weights” is no way to mark multiple; write one of: balanced, all_or_nothing,"
            " right_less_wrong, each_option, halves.",
        ),
    ],
)
def test_multiple_refuses(cells, why):
    assert reason("multiple", **cells) == why


@pytest.mark.parametrize(
    ("answer", "right"), [("true", True), ("T", True), ("FALSE", False), ("f", False)]
)
def test_true_false(answer, right):
    form = read("true_false", answer=answer, feedback_1="yes", feedback_2="no")

    assert form["scheme"] == "one_right"
    assert parts(form, "options", "text", "correct", "feedback") == [
        ("True", right, "yes"),
        ("False", not right, "no"),
    ]


def test_true_false_in_other_words():
    form = read("true_false", answer="true", option_1="Kweli", option_2="Uongo")

    assert parts(form, "options", "text", "correct") == [("Kweli", True), ("Uongo", False)]


@pytest.mark.parametrize("answer", ["", "yes"])
def test_true_false_refuses(answer):
    assert reason("true_false", answer=answer) == (
        f"In “answer” write true or false, not “{answer}”."
    )


@pytest.mark.parametrize(
    ("scheme", "kept"), [("", "per_pair"), ("all_or_nothing", "all_or_nothing")]
)
def test_matching(scheme, kept):
    form = read("matching", option_1="a = x", option_2="b=y", option_3="= z", scheme=scheme)

    assert form["scheme"] == kept
    assert parts(form, "pairs", "text", "choice") == [("a", "x"), ("b", "y"), ("", "z")]


def test_matching_refuses_what_is_no_pair():
    assert reason("matching", option_1="a = x", option_2="b") == (
        "“b” is no pair: write left = right, and \\= in a text."
    )


def test_ordering():
    form = read("ordering", **THREE, option_12="d")

    assert form["scheme"] == "absolute"
    assert parts(form, "items", "text") == [("a",), ("b",), ("c",), ("d",)]


PENALTY = "In “unit penalty” write a number from 0 to 1."
PENALTY_OF = "In “unit penalty of” write earned or whole, not “half”."
NO_UNIT = {"unit": "", "other_units": {}, "unit_penalty": "", "unit_penalty_of": "earned"}


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        ({"answer": "20"}, {"answer": "20", "tolerance": "0"} | NO_UNIT),
        (
            {"answer": "20", "tolerance": "0.5", "scheme": "relative", "decimals": "Moodle"},
            {"answer": "20", "tolerance": "0.5", "scheme": "relative", "decimals": "moodle"} | NO_UNIT,
        ),
        (
            {
                "answer": "2",
                "unit": "m",
                "other_units": "cm = 100.0 | km=0.001",
                "unit_penalty": "0.10",
                "unit_penalty_of": "Whole",
            },
            {
                "answer": "2",
                "tolerance": "0",
                "unit": "m",
                "other_units": {"cm": "100", "km": "0.001"},
                "unit_penalty": "0.1",
                "unit_penalty_of": "whole",
            },
        ),
        ({"answer": "2", "unit": "m", "unit_penalty": "1"},
         NO_UNIT | {"answer": "2", "tolerance": "0", "unit": "m", "unit_penalty": "1"}),
    ],
)  # fmt: skip
def test_numeric(cells, form):
    usual = {"type": "numeric", "scheme": "nominal", "decimals": "ask"}

    assert read("numeric", **cells) == usual | form


def test_numeric_with_several_answers():
    form = read("numeric", answer="20 | 30..40", tolerance="1")

    assert "answer" not in form
    assert parts(form, "accepted", "text", "tolerance", "weight") == [
        ("20", "1", "1"),
        ("30..40", "1", "1"),
    ]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({}, "It has no accepted answer."),
        ({"answer": "x"}, "“x” is not a number; write it like 2.5."),
        (
            {"answer": "2", "unit": "m", "other_units": "cm"},
            "“cm” is no pair: write left = right, and \\= in a text.",
        ),
        ({"answer": "2", "unit": "m", "other_units": "cm = 0"}, "In “other units” numbers must be above 0."),
        ({"answer": "2", "unit": "m", "other_units": "cm = -1"}, "In “other units” numbers must be above 0."),
        ({"answer": "2", "other_units": "cm = 1"}, "“other units” and “unit penalty” need a “unit”."),
        ({"answer": "2", "unit_penalty": "0"}, "“other units” and “unit penalty” need a “unit”."),
        ({"answer": "2", "unit": "m", "unit_penalty": "1.1"}, PENALTY),
        ({"answer": "2", "unit": "m", "unit_penalty": "-0.1"}, PENALTY),
        ({"answer": "2", "unit_penalty_of": "half"}, PENALTY_OF),
        ({"answer": "2", "decimals": "comma"}, "In “decimals” write ask or moodle, not “comma”."),
    ],
)  # fmt: skip
def test_numeric_refuses(cells, why):
    assert reason("numeric", **cells) == why


@pytest.mark.parametrize(
    ("exact", "switches"),
    [
        ("", (False, False, False)),
        ("Case", (True, False, False)),
        ("accents, punctuation", (False, True, True)),
    ],
)
def test_short(exact, switches):
    form = read("short", accepted="soap | soap*", exact=exact)

    assert (form["scheme"], parts(form, "accepted", "text", "weight")) == (
        "rules",
        [("soap", "1"), ("soap*", "1")],
    )
    keys = ("match_case", "match_accents", "match_punctuation")
    assert tuple(form[key] for key in keys) == switches


@pytest.mark.parametrize("scheme", ["", "by_hand", "BY_HAND"])
def test_short_by_hand(scheme):
    form = read("short", rubric="2: praises: first | 1: names soap", scheme=scheme)

    assert form["scheme"] == "by_hand"
    assert parts(form, "rubric", "text", "points") == [("praises: first", 2), ("names soap", 1)]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({}, "It has no accepted answer."),
        (
            {"accepted": "a", "exact": "letters"},
            "In “exact” write case, accents, punctuation, not “letters”.",
        ),
        ({"scheme": "by_hand"}, "Marking by_hand needs a rubric."),
        ({"scheme": "rules", "rubric": "1: a"}, "A rubric is for marking by_hand."),
        ({"rubric": "a"}, "In “rubric” write points: text, not “a”."),
        ({"rubric": "1:"}, "In “rubric” write points: text, not “1:”."),
        ({"rubric": "x: a"}, "In “rubric” write a whole number from 1, not “x”."),
    ],
)
def test_short_refuses(cells, why):
    assert reason("short", **cells) == why


def test_cloze():
    form = read(
        "cloze",
        question="[[1]] [[2]] [[3]]",
        option_1="Number: 20 ± 5 | 30..40",
        option_2="short: soap | a: b",
        option_3="choice: *water | \\oil | \\*tea | \\\\ash",
        exact="case",
    )

    assert (form["scheme"], form["match_case"], form["match_accents"]) == ("weighted", True, False)
    assert parts(form, "gaps", "name", "kind", "weight") == [
        ("1", "numeric", "1"),
        ("2", "short", "1"),
        ("3", "single", "1"),
    ]
    assert parts(form, "accepted", "gap", "text", "tolerance") == [
        ("1", "20", "5"),
        ("1", "30..40", "0"),
        ("2", "soap", "0"),
        ("2", "a: b", "0"),
    ]
    assert parts(form, "options", "gap", "text", "weight", "correct") == [
        ("3", "water", "1", True),
        ("3", "\\oil", "0", False),
        ("3", "*tea", "0", False),
        ("3", "\\ash", "0", False),
    ]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"question": "x"}, "Each [[number]] in the question needs the option of that number."),
        (
            {"question": "[[1]] [[2]]", "option_1": "short: a"},
            "Each [[number]] in the question needs the option of that number.",
        ),
        ({"question": "x", "option_1": "short: a"}, "The question needs [[1]] once, for option 1."),
        (
            {"question": "[[1]] [[1]]", "option_1": "short: a"},
            "The question needs [[1]] once, for option 1.",
        ),
        (
            {"question": "[[1]]", "option_1": "soap"},
            "A gap begins with short:, number: or choice:, not with “soap”.",
        ),
        ({"question": "[[1]]", "option_1": "short:"}, "It has no accepted answer."),
        (
            {"question": "[[1]]", "option_1": "number: x"},
            "“x” is not a number; write it like 2.5.",
        ),
        (
            {"question": "[[1]]", "option_1": "choice: a | b"},
            "No answer earns the full mark: one needs the weight 100.",
        ),
        (
            {"question": "[[1]]", "option_1": "short: a", "exact": "x"},
            "In “exact” write case, accents, punctuation, not “x”.",
        ),
    ],
)
def test_cloze_refuses(cells, why):
    assert reason("cloze", **cells) == why


@pytest.mark.parametrize("kind", SCHEMES)
def test_unknown_scheme_is_refused_by_name(kind):
    assert reason(kind, scheme="lucky") == (
        f"“lucky” is no way to mark {kind}; write one of: {', '.join(SCHEMES[kind])}."
    )
