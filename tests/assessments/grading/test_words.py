"""Marking words: rules with stars, and what counts when they are compared."""

from fractions import Fraction
from time import process_time

import pytest

from assessments.grading import mark
from tests.assessments.grading.make import accepting


def fits(rule, said, **switches):
    return mark(accepting("short", rule, **switches), {"text": said}).state == "right"


@pytest.mark.parametrize(
    ("rule", "said", "fitting"),
    [
        ("rest", "rest", True),
        ("rest", "resting", False),
        ("rest", "unrest", False),
        ("rest*", "resting", True),
        ("rest*", "rest", True),
        ("*rest", "unrest", True),
        ("*rest*", "unrested", True),
        ("a*c", "abc", True),
        ("a*c", "ac", True),
        ("a*c", "acb", False),
        ("a*c", "bac", False),
        ("ab*ba", "aba", False),  # the ends may not overlap
        ("ab*ba", "abba", True),
        ("a*b*c", "a-c-b-c", True),
        ("a*b*c", "acbc", True),
        ("a*b*c", "acc", False),
        ("a*b*b*c", "abc", False),
        ("a*b*b*c", "abbc", True),
        ("*b*a*", "ab", False),
        ("a*bc*c", "abc", False),  # a piece may not reach into the last one
        ("ab*b*c", "abc", False),  # nor into the first
        ("*", "anything", True),
        ("**", "anything", True),
        (r"2\*3", "2*3", True),
        (r"2\*3", "2x3", False),
        (r"2\*3", r"2\*3", False),
        (r"\**", "*5", True),
        (r"\**", "5", False),
        (r"a\b", r"a\b", True),
        ("a.c", "abc", False),
        ("[ab]", "a", False),
    ],
)
def test_rule_fits_the_whole_answer(rule, said, fitting):
    assert fits(rule, said) is fitting


@pytest.mark.parametrize(
    ("rule", "said", "switch"),
    [
        ("Rest", "rEST", "match_case"),
        ("STRASSE", "straße", "match_case"),
        ("Élan", "elan", "match_accents"),
        ("nino", "niño", "match_accents"),
        ("don't", "don’t", "match_punctuation"),
        ("‘a’ “b”", "'a' \"b\"", "match_punctuation"),
        ("rest", "rest.", "match_punctuation"),
        ("rest.", "rest", "match_punctuation"),
        ("rest", "rest . ", "match_punctuation"),
    ],
)
def test_what_does_not_count_counts_when_its_switch_is_on(rule, said, switch):
    assert fits(rule, said) is True
    assert fits(rule, said, **{switch: True}) is False


@pytest.mark.parametrize("switch", ["match_case", "match_accents", "match_punctuation"])
def test_switches_do_not_touch_each_other(switch):
    others = {"match_case", "match_accents", "match_punctuation"} - {switch}

    assert fits("été’s", "ETE's.", **{switch: True}) is False
    assert fits("été’s", "été’s", **dict.fromkeys(others, True)) is True


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("e\u0301te", "\u00e9te"),  # one letter with an accent, or a letter and an accent
        ("wash  your hands", " wash\u00a0your \n hands "),
    ],
)
def test_blanks_and_composed_letters_never_count(rule, said):
    switches = {"match_case": True, "match_accents": True, "match_punctuation": True}

    assert fits(rule, said, **switches) is True


def test_only_one_full_stop_is_dropped():
    assert fits("rest", "rest..") is False


SEVERAL = accepting("short", ("rest", "1/2"), ("re*", "1"), ("no", "-1"), ("*", "1/10"))


@pytest.mark.parametrize(
    ("said", "earned", "state"),
    [
        ("rest", Fraction(1, 2), "partial"),
        ("relax", 1, "right"),
        ("no", 0, "wrong"),
        ("other", Fraction(1, 10), "partial"),
        (".", Fraction(1, 10), "partial"),
        (" \n", 0, "unanswered"),
        ("", 0, "unanswered"),
        (None, 0, "unanswered"),
        (5, 0, "unreadable"),
        (["rest"], 0, "unreadable"),
        ("re" + "x" * 1998, 1, "right"),
        ("re" + "x" * 1999, 0, "unreadable"),
        ("x" * 10_000_000, 0, "unreadable"),
        ("\ud800", Fraction(1, 10), "partial"),
    ],
)
def test_first_rule_that_fits_gives_its_weight(said, earned, state):
    found = mark(SEVERAL, {"text": said})

    assert (found.earned, found.state, found.parts) == (earned, state, ())


def test_answer_that_no_rule_fits_is_wrong():
    found = mark(accepting("short", "rest"), {"text": "run"})

    assert (found.earned, found.state) == (0, "wrong")


def test_worked_example_of_the_module():
    assert fits("*wash*hands*", "First, WASH your hands.") is True


def test_many_stars_do_not_make_matching_slow():
    question = accepting("short", "*".join("a" * 900) + "*b")
    started = process_time()

    found = mark(question, {"text": "a" * 2000})

    assert found.state == "wrong"
    assert process_time() - started < 1
