"""Reading options, pairs, forms, gaps, media and numbers."""

from fractions import Fraction

import pytest

from assessments.linting.pieces import (
    Choice,
    Form,
    Gap,
    Medium,
    Pair,
    number_of,
    rows_of,
    text_of,
)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("20", Fraction(20)),
        (" -2.5 ", Fraction(-5, 2)),
        ("1/3", Fraction(1, 3)),
        ("1e-3", Fraction(1, 1000)),
        (".5", Fraction(1, 2)),
        ("5.", Fraction(5)),
        (7, Fraction(7)),
        ("9" * 30, Fraction(10**30 - 1)),
        ("9" * 31, None),
        ("1e999", None),
        ("1/0", None),
        ("1/3/4", None),
        ("two", None),
        ("", None),
        (0.5, None),
        (None, None),
        ([1], None),
    ],
)
def test_number_of(value, number):
    assert number_of(value) == number


def test_rows_of():
    assert rows_of({"a": [{"x": 1}, None, "y", {}]}, "a") == [{"x": 1}, {}]
    assert rows_of({"a": ({"x": 1},)}, "a") == [{"x": 1}]
    assert rows_of({"a": {"x": 1}}, "a") == []
    assert rows_of({}, "a") == []


def test_text_of():
    assert (text_of({"a": "b"}, "a"), text_of({"a": 1}, "a"), text_of({}, "a")) == ("b", "", "")


@pytest.mark.parametrize(
    ("row", "scheme", "is_key"),
    [
        ({"correct": True}, "", True),
        ({"correct": False, "weight": "1"}, "", False),
        ({"correct": False, "weight": "1"}, "weights", True),
        ({"correct": True, "weight": "0.9"}, "weights", False),
        ({"correct": True}, "weights", True),
        ({"correct": False, "weight": "0.1"}, "sum_of_weights", True),
        ({"correct": True, "weight": "0"}, "sum_of_weights", False),
        ({"correct": True}, "sum_of_weights", True),
        ({}, "", False),
    ],
)
def test_choice_is_a_key_by_weight_or_flag(row, scheme, is_key):
    assert Choice.of(row, scheme) == Choice("", "", is_key, "", "", False, "")


def test_choice():
    row = {
        "uid": "u", "text": "t", "correct": True, "feedback": "f", "safety": "harmful",
        "pinned": True, "gap": "g",
    }  # fmt: skip

    assert Choice.of(row, "") == Choice("u", "t", True, "f", "harmful", True, "g")


@pytest.mark.parametrize(
    ("row", "is_extra"),
    [
        ({"uid": "u", "text": "t"}, False),
        ({"uid": "u"}, False),
        ({"text": "t"}, False),
        ({"text": " "}, True),
        ({}, True),
    ],
)
def test_pair_without_a_stem_is_an_extra_choice(row, is_extra):
    assert Pair.of(row).is_extra is is_extra


def test_pair():
    row = {"uid": "u", "text": "t", "choice_uid": "cu", "choice": "c", "feedback": "f"}

    assert Pair.of(row) == Pair("u", "t", "cu", "c", "f")


@pytest.mark.parametrize(
    ("row", "form"),
    [
        ({}, Form("", None, Fraction(1), "", "")),
        (
            {"text": "t", "tolerance": "1", "weight": "1/2", "feedback": "f", "gap": "g"},
            Form("t", Fraction(1), Fraction(1, 2), "f", "g"),
        ),
        ({"weight": "much"}, Form("", None, Fraction(0), "", "")),
    ],
)
def test_form(row, form):
    assert Form.of(row) == form


def test_gap():
    assert Gap.of({"name": "when", "kind": "short"}) == Gap("when", "short")


@pytest.mark.parametrize(
    ("row", "medium"),
    [
        (
            {"kind": "image", "alt": "a", "transcript": "t", "bytes": 9},
            Medium("image", "a", "t", 9),
        ),
        ({"bytes": "9"}, Medium("", "", "", 0)),
    ],
)
def test_medium(row, medium):
    assert Medium.of(row) == medium
