import pytest

from assessments.importers.moodle_xml import read_moodle_xml
from tests.assessments.importers.banks import answer, only, question, quiz, refused


def read(kind, inside):
    return read_moodle_xml(quiz(question(kind, inside)))


def reason(kind, inside):
    ((_, why),) = refused(read(kind, inside))
    return why


def number(text, fraction="100", tolerance="0", feedback=""):
    return answer(text, fraction, feedback, f"<tolerance>{tolerance}</tolerance>")


def unit(name, multiplier):
    return f"<unit><multiplier>{multiplier}</multiplier><unit_name>{name}</unit_name></unit>"


METRES = f"<units>{unit('m', 1)}{unit('cm', '100.00')}</units>"


@pytest.mark.parametrize(("usecase", "match_case"), [("", False), ("0", False), ("1", True)])
def test_shortanswer_is_taken_to_the_letter(usecase, match_case):
    content = only(
        read(
            "shortanswer",
            f"<usecase>{usecase}</usecase><defaultgrade>2</defaultgrade>"
            + answer("a &lt;b&gt;  c*", "100", "yes")
            + answer("d", "66.66667")
            + answer("*", "0", "no"),
        )
    )

    assert {key: content[key] for key in content if key not in ("uid", "accepted")} == {
        "code": "q1",
        "stem": "Why?",
        "rationale": "",
        "type": "short",
        "scheme": "rules",
        "match_case": match_case,
        "match_accents": True,
        "match_punctuation": True,
        "mark": 2,
    }
    assert [(a["text"], a["weight"], a["feedback"]) for a in content["accepted"]] == [
        ("a <b> c*", "1", "yes"),
        ("d", "2/3", ""),
        ("*", "0", "no"),
    ]


def test_numerical_with_one_number():
    bank = read("numerical", number("20.50", tolerance="0.50") + "<defaultgrade>2</defaultgrade>")
    content = only(bank)

    assert {key: content[key] for key in content if key not in ("uid", "code", "rationale")} == {
        "stem": "Why?",
        "type": "numeric",
        "scheme": "nominal",
        "answer": "20.5",
        "tolerance": "0.5",
        "decimals": "moodle",
        "mark": 2,
    }
    assert bank.questions[0].notes == ()


def test_numerical_without_a_tolerance():
    assert only(read("numerical", answer("20", "100")))["tolerance"] == "0"


def test_numerical_with_several_numbers():
    bank = read(
        "numerical",
        number("20", "100", "1", "yes") + number("30", "50") + answer("*", "0", "no"),
    )

    assert [
        (a["text"], a["tolerance"], a["weight"], a["feedback"]) for a in only(bank)["accepted"]
    ] == [("20", "1", "1", "yes"), ("30", "0", "1/2", "")]
    assert bank.questions[0].notes == ("Feedback on any other number was left out.",)


@pytest.mark.parametrize(
    ("inside", "why"),
    [
        (number("x"), "“x” is not a number; write it like 2.5."),
        (number("1", tolerance="x"), "“x” is not a number; write it like 2.5."),
        (number("1", tolerance="-1"), "The tolerance is below zero."),
        (
            number("1") + answer("*", "50"),
            "Any other number (*) earns marks; that cannot be marked here.",
        ),
        ("", "It has no accepted answer."),
    ],
)
def test_numerical_refuses_what_cannot_be_marked(inside, why):
    assert reason("numerical", inside) == why


@pytest.mark.parametrize(
    ("inside", "form"),
    [
        (
            METRES,
            {"unit": "m", "other_units": {"cm": "100"}, "unit_penalty": "0"},
        ),
        (
            METRES + "<showunits>3</showunits>",
            {"unit": "m", "other_units": {"cm": "100"}, "unit_penalty": ""},
        ),
        (
            METRES + "<unitgradingtype>1</unitgradingtype><unitpenalty>0.2000</unitpenalty>",
            {"unit": "m", "other_units": {"cm": "100"}, "unit_penalty": "0.2", "unit_penalty_of": "earned"},
        ),
        (
            METRES + "<unitgradingtype>2</unitgradingtype><unitpenalty>1</unitpenalty>",
            {"unit": "m", "other_units": {"cm": "100"}, "unit_penalty": "1", "unit_penalty_of": "whole"},
        ),
        (
            METRES + "<unitgradingtype>2</unitgradingtype>",
            {"unit": "m", "other_units": {"cm": "100"}, "unit_penalty": "0.1", "unit_penalty_of": "whole"},
        ),
        (
            METRES + "<unitgradingtype>1</unitgradingtype><unitpenalty>0</unitpenalty>",
            {"unit": "m", "other_units": {"cm": "100"}, "unit_penalty": "0", "unit_penalty_of": "earned"},
        ),
        (
            f"<units>{unit('cm', 100)}{unit('m', 1)}</units>",
            {"unit": "m", "other_units": {"cm": "100"}, "unit_penalty": "0"},
        ),
        (
            "<units><unit><unit_name>m</unit_name></unit></units>",
            {"unit": "m", "other_units": {}, "unit_penalty": "0"},
        ),
        ("<units/>", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_numerical_with_units(inside, form):
    bank = read("numerical", number("2") + inside)
    content = only(bank)

    found = {key: content[key] for key in content if "unit" in key}
    assert (found, bank.questions[0].notes) == (form, ())


@pytest.mark.parametrize("shown", ["1", "2"])
def test_units_picked_from_a_list_are_noted(shown):
    bank = read("numerical", number("2") + METRES + f"<showunits>{shown}</showunits>")

    assert bank.questions[0].notes == ("The unit is typed here, not picked from a list.",)


UNITS = "Its units need names, multipliers above 0 and one of them 1."


@pytest.mark.parametrize(
    ("inside", "why"),
    [
        (f"<units>{unit('cm', 100)}</units>", UNITS),
        (f"<units>{unit('', 1)}</units>", UNITS),
        (f"<units>{unit('m', 1)}{unit('cm', 0)}</units>", UNITS),
        (f"<units>{unit('m', 1)}{unit('cm', -1)}</units>", UNITS),
        (
            METRES + "<unitgradingtype>1</unitgradingtype><unitpenalty>1.1</unitpenalty>",
            "The penalty for a wrong unit must lie between 0 and 1.",
        ),
        (
            METRES + "<unitgradingtype>1</unitgradingtype><unitpenalty>-0.1</unitpenalty>",
            "The penalty for a wrong unit must lie between 0 and 1.",
        ),
    ],
)
def test_units_that_cannot_be_carried_over(inside, why):
    assert reason("numerical", number("2") + inside) == why


@pytest.mark.parametrize(
    ("inside", "row"),
    [
        ("", "The answer is sound."),
        (
            "<graderinfo format='html'><text>&lt;p&gt;Names soap&lt;/p&gt;</text></graderinfo>",
            "Names soap",
        ),
    ],
)
def test_essay_is_marked_by_a_person(inside, row):
    bank = read("essay", inside + "<defaultgrade>4</defaultgrade>")
    content = only(bank)

    assert (content["type"], content["scheme"], content["mark"]) == ("short", "by_hand", 4)
    assert [(each["text"], each["points"]) for each in content["rubric"]] == [(row, 1)]
    assert bank.questions[0].notes == (
        "An essay: a person marks it, with one point for a sound answer.",
    )


def test_essay_names_what_it_leaves_out():
    bank = read("essay", "<attachmentsrequired>1</attachmentsrequired>")

    assert bank.questions[0].notes[1] == "Left out: <attachmentsrequired>."
