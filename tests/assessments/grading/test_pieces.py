"""What a question is made of, and how each piece is read."""

from dataclasses import FrozenInstanceError
from fractions import Fraction

import pytest

from assessments.grading import Accepted, Gap, Item, Option, Pair, PaperError, RubricRow


@pytest.mark.parametrize(
    ("piece", "row", "found"),
    [
        (Option, {"uid": "a"}, Option("a", False, "neither", None, "")),
        (
            Option,
            {
                "uid": "a",
                "correct": True,
                "safety": "harmful",
                "weight": "-1/3",
                "gap": "g",
                "x": 1,
            },
            Option("a", True, "harmful", Fraction(-1, 3), "g"),
        ),
        (Pair, {"choice_uid": "c", "choice": "C"}, Pair("", "", "c", "C")),
        (
            Pair,
            {"uid": "s", "text": "S", "choice_uid": "c", "choice": "C"},
            Pair("s", "S", "c", "C"),
        ),
        (Item, {"uid": "a", "text": "A"}, Item("a")),
        (Accepted, {"text": "5"}, Accepted("", "5", Fraction(0), Fraction(1), "")),
        (
            Accepted,
            {"uid": "a", "text": "5", "tolerance": "0.5", "weight": "0.25", "gap": "g"},
            Accepted("a", "5", Fraction(1, 2), Fraction(1, 4), "g"),
        ),
        (Accepted, {"text": "5", "tolerance": ""}, Accepted("", "5")),
        (Gap, {"uid": "g", "name": "n", "kind": "short"}, Gap("g", "n", "short", Fraction(1))),
        (
            Gap,
            {"uid": "g", "name": "n", "kind": "single", "weight": "3"},
            Gap("g", "n", "single", Fraction(3)),
        ),
        (RubricRow, {"uid": "h", "points": 0}, RubricRow("h", 0)),
    ],
)
def test_piece_is_read_from_its_json(piece, row, found):
    assert piece.from_json(row) == found


EXACT = ' must be a number in quotes, like "20", "2.5" or "1/3".'
WEIGHT = "A weight must lie between -1 and 1."


@pytest.mark.parametrize(
    ("piece", "row", "sentence"),
    [
        (Option, {"uid": 1}, "The uid of an option must be a text."),
        (Option, {"correct": 1}, '"correct" of an option must be true or false.'),
        (Option, {"safety": 1}, "The safety of an option must be a text."),
        (Option, {"weight": "x"}, "The weight of an option" + EXACT),
        (Option, {"gap": 1}, "The gap of an option must be a text."),
        (Option, {"weight": "1.01"}, WEIGHT),
        (Option, {"weight": "-1.01"}, WEIGHT),
        (
            Option,
            {"safety": "safe"},
            "The safety of an option must be one of essential, harmful, neither.",
        ),
        (Pair, {"uid": 1}, "The uid of a pair must be a text."),
        (Pair, {"text": 1}, "The text of a pair must be a text."),
        (Pair, {"choice_uid": 1}, "The choice_uid of a pair must be a text."),
        (Pair, {"choice": 1}, "The choice of a pair must be a text."),
        (Pair, {"uid": "a"}, "A choice has no choice_uid: give it one."),
        (
            Pair,
            {"text": "Fever", "choice_uid": "c"},
            'The stem "Fever" has no uid: give it one.',
        ),
        (Item, {"uid": 1}, "The uid of an item must be a text."),
        (Accepted, {"uid": 1}, "The uid of an accepted answer must be a text."),
        (Accepted, {"text": 1}, "The text of an accepted answer must be a text."),
        (Accepted, {"tolerance": "x"}, "The tolerance of an accepted answer" + EXACT),
        (Accepted, {"weight": None}, "The weight of an accepted answer" + EXACT),
        (Accepted, {"gap": 1}, "The gap of an accepted answer must be a text."),
        (Accepted, {"text": " "}, "An accepted answer is empty: write it or take it away."),
        (Accepted, {"text": "5", "tolerance": "-1"}, "A tolerance must not be below zero."),
        (Accepted, {"text": "5", "weight": "2"}, WEIGHT),
        (Gap, {"uid": 1}, "The uid of a gap must be a text."),
        (Gap, {"name": 1}, "The name of a gap must be a text."),
        (Gap, {"kind": 1}, "The kind of a gap must be a text."),
        (Gap, {"weight": "x"}, "The weight of a gap" + EXACT),
        (
            Gap,
            {"kind": "short"},
            "A gap has no name: give it the one that stands in the text.",
        ),
        (
            Gap,
            {"name": "n", "kind": "cloze"},
            "The kind of a gap must be one of single, numeric, short.",
        ),
        (
            Gap,
            {"name": "n", "kind": "short", "weight": "-1"},
            "The weight of a gap must not be below zero.",
        ),
        (RubricRow, {"uid": 1, "points": 1}, "The uid of a rubric row must be a text."),
        (RubricRow, {}, "The points of a rubric row must be a whole number from 0."),
    ],
)
def test_piece_of_another_form_is_refused(piece, row, sentence):
    with pytest.raises(PaperError) as refused:
        piece.from_json(row)

    assert str(refused.value) == sentence


@pytest.mark.parametrize("weight", [-1, 1])
def test_weight_may_be_the_whole_either_way(weight):
    assert Option("a", True, weight=Fraction(weight)).weight == weight


def test_gap_may_weigh_nothing():
    assert Gap("g", "n", "short", Fraction(0)).weight == 0


@pytest.mark.parametrize(("text", "is_anything"), [("*", True), (" * ", True), ("**", False)])
def test_lone_star_is_anything(text, is_anything):
    assert Accepted("", text).is_anything is is_anything


def test_choices_that_read_the_same_have_one_name():
    names = [
        Pair("s", "S", uid, choice).choice_name for uid, choice in (("a", "A  b"), ("c", "a B"))
    ]

    assert names == [("words", "a b"), ("words", "a b")]


def test_piece_cannot_be_changed():
    pieces = [
        Option("a", True),
        Pair("s", "S", "c"),
        Item("i"),
        Accepted("x", "5"),
        Gap("g", "n", "short"),
        RubricRow("h", 1),
    ]
    for piece in pieces:
        with pytest.raises(FrozenInstanceError):
            piece.uid = "another"


def test_pieces_have_their_defaults():
    assert Option("a", True) == Option("a", True, "neither", None, "")
    assert Accepted("x", "5") == Accepted("x", "5", Fraction(0), Fraction(1), "")
    assert Gap("g", "n", "short").weight == 1
    assert Option("a", True).weight is None
    assert (Option("a", True).gap, Accepted("x", "5").gap, Pair("s", "S", "c").choice) == (
        "",
        "",
        "",
    )


def test_pair_with_a_uid_is_a_stem():
    assert Pair("s", "", "c").is_stem is True
    assert Pair("", "", "c").is_stem is False


def test_choice_without_words_is_named_by_its_uid():
    assert Pair("s", "S", "words", " ").choice_name == ("uid", "words")
