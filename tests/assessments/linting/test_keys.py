"""L01: one clear key, no empty or equal texts."""

import pytest

from tests.assessments.linting.contents import (
    by_hand,
    cloze,
    form,
    found,
    matching,
    multiple,
    numeric,
    option,
    ordering,
    pair,
    places,
    short,
    single,
    true_false,
)

NO_KEY = [("No option is right: mark the right one.", "options")]
TWO_KEYS = [("2 options are right but one can be chosen: keep one.", "options")]
ALL_KEYS = [("Every option is right: add at least one that is wrong.", "options")]
NO_FORM = [
    ("No accepted answer earns the whole mark: add one with the weight 1.", "accepted answers")
]
TOO_FEW_ITEMS = "Ordering needs at least three items: two give the order away."


def options(*flags, **more):
    return [option(f"Say {place}.", correct=flag, **more) for place, flag in enumerate(flags)]


def weighed(*weights):
    return [option(f"Say {place}.", weight=each) for place, each in enumerate(weights)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (single(options=options(False, False, False)), NO_KEY),
        (single(options=options(True, True, False)), TWO_KEYS),
        (single(options=options(True)), ALL_KEYS),
        (single(options=[]), NO_KEY),
        (single(options=options(False, True, False)), []),
        (true_false(options=options(True, True)), TWO_KEYS),
        (multiple(options=options(False, False, False)), NO_KEY),
        (multiple(options=options(True, True, True)), ALL_KEYS),
        (multiple(options=options(True, True, False)), []),
        (multiple(options=options(True, False, False)), []),
        (single(scheme="weights", options=weighed("1", "0.5", "0")), []),
        (single(scheme="weights", options=weighed("0.9", "0.5", "0")), NO_KEY),
        (single(scheme="weights", options=weighed("1", "1", "0")), TWO_KEYS),
        (multiple(scheme="sum_of_weights", options=weighed("0.5", "0.5", "-1")), []),
        (multiple(scheme="sum_of_weights", options=weighed("0", "0", "-1")), NO_KEY),
        (cloze(options=options(False, False, False, gap="when")), [(NO_KEY[0][0], "when")]),
        (cloze(options=options(True, True, False, gap="when")), [(TWO_KEYS[0][0], "when")]),
    ],
)
def test_number_of_keys(content, expected):
    assert found("L01", content) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (short(accepted=[]), NO_FORM),
        (short(accepted=[form("ART", weight="0.9"), form("ARV", weight="1/2")]), NO_FORM),
        (short(accepted=[form("ART", weight="0.9"), form("ARV", weight="1")]), []),
        (short(accepted=[form("ART"), form("ARV", weight="0")]), []),
        (numeric(answer=None), NO_FORM),
        (numeric(answer="0"), []),
        (numeric(answer=None, accepted=[form("28")]), []),
        (numeric(answer=None, accepted=[form("28", weight="0.5")]), NO_FORM),
        (numeric(accepted=[form("28", weight="0.5")]), []),
        (
            cloze(accepted=[]),
            [("No accepted answer earns the whole mark: add one with the weight 1.", "what")],
        ),
    ],
)
def test_accepted_answer_that_earns_all(content, expected):
    assert found("L01", content) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            matching(pair("Birth", "Medicine"), pair("", "Rest")),
            [("Matching needs at least two pairs: add what is missing.", "pairs")],
        ),
        (matching(pair("Birth", "Medicine"), pair("Noon", "Rest")), []),
        (ordering("Greet", "Ask"), [(TOO_FEW_ITEMS, "items")]),
        (ordering("Greet", "Ask", "Listen"), []),
        (by_hand(), [("Nobody can mark this by hand yet: say what earns points.", "rubric")]),
        (by_hand("Greets her."), []),
    ],
)
def test_enough_rows(content, expected):
    assert found("L01", content) == expected


@pytest.mark.parametrize(
    ("content", "noun"),
    [
        (single("Now.", " ", "Later."), "option"),
        (single("Now.", ".", "Later."), "option"),
        (short("ART", "ARV", ""), "accepted answer"),
        (numeric(accepted=[form("", tolerance="1")]), "accepted answer"),
        (matching(pair("Birth", "Card"), pair(" ", "Rest", uid="s"), pair("a", "b")), "stem"),
        (matching(pair("Birth", "Card"), pair("Noon", "", choice_uid="c")), "choice"),
        (ordering("Greet", "", "Listen"), "item"),
        (by_hand("Greets her.", ""), "rubric row"),
    ],
)
def test_empty_text(content, noun):
    assert found("L01", content) == [
        (f"An empty {noun} stands here: write it or take it away.", noun)
    ]


@pytest.mark.parametrize(
    ("content", "noun", "where"),
    [
        (single("Now.", "Later.", " later"), "option", "later"),
        (short("ART", "art."), "accepted answer", "art"),
        (short("ART", "ＡＲＴ", match_case=True), "accepted answer", "ART"),
        (short("art.", "art.", match_punctuation=True), "accepted answer", "art."),
        (
            numeric(accepted=[form("28", tolerance="1"), form("28", tolerance="1.0")]),
            "accepted answer",
            "28 ± 1",
        ),
        (numeric(accepted=[form("28"), form("28", tolerance="0")]), "accepted answer", "28 ± 0"),
        (matching(pair("Birth", "Card"), pair("BIRTH", "Rest", uid="s2")), "stem", "birth"),
        (
            matching(pair("Birth", "Card"), pair("Noon", "card", choice_uid="c2")),
            "choice",
            "card",
        ),
        (ordering("Greet", "Ask", "greet"), "item", "greet"),
        (by_hand("Greets her.", "greets her"), "rubric row", "greets her"),
    ],
)
def test_equal_texts(content, noun, where):
    assert found("L01", content) == [
        (f"Two {noun}s say the same: change one or take it away.", where)
    ]


@pytest.mark.parametrize(
    "content",
    [
        single("Now.", "Later.", "Not now."),
        short("ART", "art", match_case=True),
        short("art", "art.", match_punctuation=True),
        numeric(accepted=[form("28", tolerance="1"), form("28", tolerance="2", weight="0.5")]),
        matching(pair("Birth", "Card"), pair("Noon", "Card")),
        matching(pair("Birth", "Card"), pair("Noon", "Rest"), pair("", "Sleep"), pair("", "Eat")),
        single() | {"pairs": [pair("a", "b"), pair("A", "b")], "items": [{"text": ""}]},
    ],
)
def test_texts_that_differ(content):
    assert found("L01", content) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"gaps": [], "options": [], "accepted": [], "stem": "The baby is tested early."},
            [("This text has no gap: mark one in it, such as [[when]].", "stem")],
        ),
        (
            {"stem": "Tested [[when]]. Given [[what]] by [[whom]] and [[whom]]."},
            [
                ("The text marks a gap that is not set up: add it or unmark it.", "whom"),
                ("This gap has two places in the text: give each its own gap.", "whom"),
            ],
        ),
        (
            {"stem": "The baby is tested [[when]]."},
            [("This gap has no place in the text: mark it there.", "what")],
        ),
        (
            {"stem": "Tested [[when]], [[when]]. Given [[what]]."},
            [("This gap has two places in the text: give each its own gap.", "when")],
        ),
        (
            {"accepted": [form("ART", gap="what"), form("x", gap="who"), form("y")]},
            [
                ("An answer belongs to no gap that is there: name its gap.", "who"),
                ("An answer belongs to no gap that is there: name its gap.", "no name"),
            ],
        ),
    ],
)
def test_gaps_and_their_places(changes, expected):
    assert found("L01", cloze(**changes)) == expected


def test_options_of_no_gap():
    content = cloze()
    content["options"] = [*content["options"], option("x", gap="who")]

    assert places("L01", content) == ["who"]


def test_gap_names_are_neither_empty_nor_equal():
    gaps = cloze()["gaps"]
    twice = cloze(gaps=[*gaps, gaps[1]])
    empty = cloze(gaps=[*gaps, {"uid": "g3", "name": " ", "kind": "short"}])

    assert ("Two gap names say the same: change one or take it away.", "what") in found(
        "L01", twice
    )
    assert ("An empty gap name stands here: write it or take it away.", "gap name") in found(
        "L01", empty
    )


def test_gaps_matter_in_a_cloze_alone():
    assert found("L01", single(stem="What is [[this]] here?")) == []
