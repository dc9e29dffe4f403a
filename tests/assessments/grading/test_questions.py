"""Questions read from their JSON, and those that could not be marked."""

from fractions import Fraction

import pytest

from assessments.grading import (
    SCHEMES,
    Accepted,
    Gap,
    Item,
    Option,
    Pair,
    PaperError,
    Question,
    RubricRow,
    mark,
)

F = Fraction
RIGHT, WRONG = {"uid": "r", "correct": True}, {"uid": "w"}
ENOUGH = {
    "options": [RIGHT, WRONG],
    "pairs": [{"uid": "s", "choice_uid": "c"}],
    "items": [{"uid": "i"}],
    "gaps": [{"uid": "g", "name": "n", "kind": "short"}],
    "rubric": [{"uid": "h", "points": 1}],
}


def refusal(content, uid="7"):
    with pytest.raises(PaperError) as refused:
        Question.from_json(content, uid=uid)
    return str(refused.value)


def test_question_is_read_from_the_content_of_an_edition():
    options = [{"uid": "a", "correct": True, "safety": "essential"}, {"uid": "b", "correct": False}]
    content = {"type": "multiple", "critical": True, "mark": 2, "options": options}

    found = Question.from_json(content, uid="7")

    wanted = (Option("a", True, "essential"), Option("b", False, "neither"))
    assert found == Question("7", "multiple", mark=2, critical=True, options=wanted)


def test_numbers_of_an_edition_stay_exact():
    content = {"type": "numeric", "critical": False, "answer": "0.1", "tolerance": "0.02"}

    found = Question.from_json(content, uid="7")

    assert (found.answer, found.tolerance) == (F(1, 10), F(1, 50))


def test_every_key_is_read_and_unknown_ones_are_ignored():
    content = {
        "uid": "q",
        "code": "q1",
        "type": "numeric",
        "scheme": "relative",
        "mark": 3,
        "critical": True,
        "options": [RIGHT],
        "pairs": [{"choice_uid": "c", "choice": "C"}],
        "items": [{"uid": "i"}],
        "accepted": [{"uid": "x", "text": "1..2"}],
        "gaps": [{"uid": "g", "name": "n", "kind": "short"}],
        "rubric": [{"uid": "h", "points": 2}],
        "answer": "1/3",
        "tolerance": "0.5",
        "unit": "m",
        "other_units": {"cm": "100"},
        "unit_penalty": "0.25",
        "unit_penalty_of": "whole",
        "decimals": "moodle",
        "match_case": True,
        "match_accents": True,
        "match_punctuation": True,
        "canary": "x",
    }

    assert Question.from_json(content) == Question(
        uid="q",
        kind="numeric",
        mark=3,
        critical=True,
        options=(Option("r", True),),
        answer=F(1, 3),
        tolerance=F(1, 2),
        scheme="relative",
        pairs=(Pair("", "", "c", "C"),),
        items=(Item("i"),),
        accepted=(Accepted("x", "1..2"),),
        gaps=(Gap("g", "n", "short"),),
        rubric=(RubricRow("h", 2),),
        unit="m",
        other_units=(("cm", F(100)),),
        unit_penalty=F(1, 4),
        unit_penalty_of="whole",
        decimals="moodle",
        match_case=True,
        match_accents=True,
        match_punctuation=True,
    )


@pytest.mark.parametrize(
    "nothing",
    [
        {},
        {"unit_penalty": "", "tolerance": "", "decimals": "", "unit_penalty_of": "", "scheme": ""},
        dict.fromkeys(("scheme", "options", "answer", "tolerance", "unit", "other_units")),
        dict.fromkeys(("unit_penalty", "unit_penalty_of", "decimals", "match_case", "critical")),
    ],
)
def test_keys_left_out_have_their_defaults(nothing):
    found = Question.from_json({"uid": "q", "type": "numeric"} | nothing)

    assert found == Question(
        uid="q",
        kind="numeric",
        mark=1,
        critical=False,
        answer=None,
        tolerance=F(0),
        scheme="nominal",
        unit="",
        other_units=(),
        unit_penalty=None,
        unit_penalty_of="earned",
        decimals="ask",
        match_case=False,
        match_accents=False,
        match_punctuation=False,
    )


@pytest.mark.parametrize(
    ("kind", "scheme"), [(kind, name) for kind, names in SCHEMES.items() for name in names]
)
def test_every_scheme_of_every_type_can_be_made(kind, scheme):
    found = Question.from_json(ENOUGH | {"type": kind, "scheme": scheme}, uid="q")

    assert (found.kind, found.scheme) == (kind, scheme)
    assert Question.from_json(ENOUGH | {"type": kind}, uid="q").scheme == SCHEMES[kind][0]


def test_given_uid_stands_instead_of_the_contents_own():
    content = {"uid": "own", "type": "numeric"}

    assert Question.from_json(content).uid == "own"
    assert Question.from_json(content, uid="given").uid == "given"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ([], "A question must be an object with named values."),
        (None, "A question has no uid: give it one."),
        ({"type": "numeric"}, "A question has no uid: give it one."),
        ({"uid": "", "type": "numeric"}, "A question has no uid: give it one."),
        ({"uid": 5, "type": "numeric"}, "The uid of a question must be a text."),
    ],
)
def test_question_without_a_name_is_refused(content, sentence):
    assert refusal(content, uid=None) == sentence


EXACT = ' must be a number in quotes, like "20", "2.5" or "1/3".'
MULTIPLE = {"type": "multiple", "options": [RIGHT, WRONG]}
CLOZE = {"type": "cloze", "gaps": ENOUGH["gaps"]}
NUMERIC_GAP = {"uid": "g", "name": "n", "kind": "numeric"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            {},
            'The type "" is unknown: use one of single, true_false, multiple, matching, ordering,'
            " numeric, short, cloze.",
        ),
        ({"type": ["single"]}, "The type must be a text."),
        ({"type": "single", "scheme": 1}, "The scheme must be a text."),
        (
            {"type": "single", "scheme": "balanced"},
            'A single question has no scheme "balanced": use one of one_right, weights.',
        ),
        ({"type": "single", "mark": 0}, "The mark must be a whole number from 1."),
        ({"type": "single", "mark": "1"}, "The mark must be a whole number from 1."),
        ({"type": "single", "critical": 1}, '"critical" must be true or false.'),
        ({"type": "single", "options": {}}, '"options" must be a list of objects.'),
        ({"type": "single", "pairs": {}}, '"pairs" must be a list of objects.'),
        ({"type": "single", "items": {}}, '"items" must be a list of objects.'),
        ({"type": "single", "accepted": {}}, '"accepted" must be a list of objects.'),
        ({"type": "single", "gaps": {}}, '"gaps" must be a list of objects.'),
        ({"type": "single", "rubric": {}}, '"rubric" must be a list of objects.'),
        ({"type": "single", "match_case": 1}, '"match_case" must be true or false.'),
        (
            {"type": "single", "options": [WRONG, WRONG]},
            'Two options are called "w": give each a name of its own.',
        ),
        (
            {"type": "single", "options": [WRONG | {"weight": "heavy"}]},
            "The weight of an option" + EXACT,
        ),
        (
            MULTIPLE | {"options": [WRONG]},
            "It has no right option: mark at least one as correct.",
        ),
        (
            MULTIPLE | {"options": [RIGHT]},
            "It has no wrong option: add one, or ticking all would earn the mark.",
        ),
        (
            MULTIPLE | {"options": [WRONG], "scheme": "right_less_wrong"},
            "It has no right option: mark at least one as correct.",
        ),
        ({"type": "multiple", "scheme": "each_option"}, "It has no options: add some."),
        ({"type": "matching"}, "It has no pairs: add some."),
        ({"type": "matching", "pairs": [{"choice_uid": "c"}]}, "It has no pairs: add some."),
        (
            {"type": "matching", "pairs": [{"uid": "s", "choice_uid": c} for c in "ab"]},
            'Two pairs are called "s": give each a name of its own.',
        ),
        (
            {
                "type": "matching",
                "pairs": [
                    {"uid": "s", "text": "Dry  skin", "choice_uid": "a"},
                    {"uid": "t", "text": "dry skin", "choice_uid": "b"},
                ],
            },
            'Two stems are called "dry skin": give each a name of its own.',
        ),
        (
            {
                "type": "matching",
                "pairs": [
                    {"uid": "s", "choice_uid": "a", "choice": "A"},
                    {"choice_uid": "a", "choice": "B"},
                ],
            },
            'The choice "a" stands for two texts: give each its own uid.',
        ),
        ({"type": "ordering"}, "It has no items: add some."),
        (
            {"type": "ordering", "items": [{"uid": "i"}, {"uid": "i"}]},
            'Two items are called "i": give each a name of its own.',
        ),
        ({"type": "numeric", "answer": 0.5}, "The answer" + EXACT),
        ({"type": "numeric", "tolerance": "x"}, "The tolerance" + EXACT),
        ({"type": "numeric", "tolerance": "-1"}, "A tolerance must not be below zero."),
        ({"type": "numeric", "decimals": 1}, '"decimals" must be a text.'),
        ({"type": "numeric", "decimals": "x"}, '"decimals" must be one of ask, moodle.'),
        ({"type": "numeric", "unit": 1}, "The unit must be a text."),
        (
            {"type": "numeric", "other_units": []},
            '"other_units" must be an object with named values.',
        ),
        ({"type": "numeric", "other_units": {"cm": "x"}}, 'The unit "cm"' + EXACT),
        (
            {"type": "numeric", "other_units": {"cm": "0"}},
            "A unit must be worth more than zero.",
        ),
        ({"type": "numeric", "unit_penalty": "x"}, "The unit penalty" + EXACT),
        (
            {"type": "numeric", "unit_penalty": "1.1"},
            "The unit penalty must lie between 0 and 1.",
        ),
        (
            {"type": "numeric", "unit_penalty": "-0.1"},
            "The unit penalty must lie between 0 and 1.",
        ),
        ({"type": "numeric", "unit_penalty_of": 1}, '"unit_penalty_of" must be a text.'),
        (
            {"type": "numeric", "unit_penalty_of": "all"},
            '"unit_penalty_of" must be one of earned, whole.',
        ),
        (
            {"type": "numeric", "accepted": [{"text": "many"}]},
            'The accepted answer "many"' + EXACT,
        ),
        (
            {"type": "short", "scheme": "by_hand"},
            "Its rubric gives no points: add a row with points.",
        ),
        (
            {"type": "short", "scheme": "by_hand", "rubric": [{"uid": "h", "points": 0}]},
            "Its rubric gives no points: add a row with points.",
        ),
        (
            {"type": "short", "scheme": "by_hand", "rubric": [{"uid": "h", "points": 1}] * 2},
            'Two rubric rows are called "h": give each a name of its own.',
        ),
        ({"type": "cloze"}, "Its gaps weigh nothing: add a gap with a weight above zero."),
        (
            {"type": "cloze", "gaps": [ENOUGH["gaps"][0] | {"weight": "0"}]},
            "Its gaps weigh nothing: add a gap with a weight above zero.",
        ),
        (
            {"type": "cloze", "gaps": [NUMERIC_GAP, NUMERIC_GAP | {"name": "m"}]},
            'Two gaps are called "g": give each a name of its own.',
        ),
        (
            {"type": "cloze", "gaps": [NUMERIC_GAP, NUMERIC_GAP | {"uid": "f"}]},
            'Two gaps are called "n": give each a name of its own.',
        ),
        (
            {"type": "cloze", "gaps": [NUMERIC_GAP], "accepted": [{"text": "x", "gap": "n"}]},
            'Gap "n": The accepted answer "x"' + EXACT,
        ),
    ],
)
def test_question_that_cannot_be_marked_is_refused_by_name(content, sentence):
    assert refusal(content) == f'Question "7": {sentence}'


def test_question_made_directly_is_refused_too():
    with pytest.raises(PaperError) as refused:
        Question("q", "essay")

    assert str(refused.value).startswith('The type "essay" is unknown: use one of single, ')


@pytest.mark.parametrize(
    "content",
    [
        {"type": "single"},
        {"type": "single", "options": [RIGHT, RIGHT | {"uid": "r2"}]},
        {"type": "multiple", "scheme": "right_less_wrong", "options": [RIGHT]},
        {"type": "multiple", "scheme": "all_or_nothing", "options": [WRONG]},
        {"type": "numeric", "unit_penalty": "0"},
        {"type": "numeric", "unit_penalty": "1"},
        {"type": "numeric", "unit": "m", "other_units": {"km": "1/1000"}},
        {"type": "short"},
        {"type": "ordering", "items": [{"uid": "i"}]},
        {"type": "matching", "pairs": [{"uid": s, "choice_uid": "c"} for s in "st"]},
    ],
)
def test_poor_question_that_can_be_marked_is_left_to_the_linter(content):
    question = Question.from_json(content, uid="q")

    assert mark(question, {}).state == "unanswered"


def test_stems_are_the_pairs_without_extra_choices():
    stem, extra = Pair("s", "S", "c", "C"), Pair("", "", "e", "E")

    assert Question("q", "matching", pairs=(extra, stem)).stems == (stem,)


def test_gap_is_a_question_of_its_own():
    question = Question(
        "q",
        "cloze",
        mark=3,
        critical=True,
        gaps=(Gap("g", "n", "single"), Gap("h", "m", "numeric")),
        options=(Option("a", True, gap="n"), Option("b", True, gap="m"), Option("c", True)),
        accepted=(Accepted("x", "5", gap="m"), Accepted("y", "6", gap="n")),
        decimals="moodle",
        unit="kg",
    )

    first, second = (question.gap_question(gap) for gap in question.gaps)

    option, accepted = Option("a", True, gap="n"), Accepted("x", "5", gap="m")
    assert (first.uid, first.kind, first.scheme) == ("g", "single", "weights")
    assert (first.mark, first.critical, first.options) == (1, False, (option,))
    assert second == Question(
        "h",
        "numeric",
        options=(Option("b", True, gap="m"),),
        accepted=(accepted,),
        decimals="moodle",
    )
