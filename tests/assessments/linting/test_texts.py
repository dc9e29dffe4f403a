"""Normalising, sentences, words."""

import pytest

from assessments.linting.texts import (
    asking_sentence,
    asks,
    gap_names,
    longest,
    normalised,
    repeated,
    sentences,
    start,
    unquoted,
    words,
)


@pytest.mark.parametrize(
    ("text", "switches", "plain"),
    [
        ("  The\tNurse\n now. ", {}, "the nurse now"),
        ("ＡＲＴ", {}, "art"),
        ("The Nurse.", {"keep_case": True}, "The Nurse"),
        ("The Nurse.", {"keep_stop": True}, "the nurse."),
        ("Wait ..", {}, "wait ."),
        ("Wait .", {}, "wait"),
        (".", {}, ""),
    ],
)
def test_normalised(text, switches, plain):
    assert normalised(text, **switches) == plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (" Ask\n her ", "Ask her"),
        (" ", "(empty)"),
        ("x" * 40, "x" * 40),
        ("x" * 41, "x" * 39 + "…"),
        ("x" * 38 + " yz", "x" * 38 + "…"),
    ],
)
def test_start(text, shown):
    assert start(text) == shown


def test_words_are_whole_in_any_script():
    assert words("She's 6-weeks; não, ናይ!") == ["She's", "6-weeks", "não", "ናይ"]


def test_sentences_end_at_marks_and_lines():
    assert sentences("One. Two? 3.5 ml!\nFour… … ") == ["One.", "Two?", "3.5 ml!", "Four… …"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('She: "no" and "yes".', "She:   and  ."),
        ('She: "No." Then', "She: . Then"),
        ("He: “Not? ” Then", "He: . Then"),
        ("Lui: «pas!» et «non»", "Lui:   et  "),
        ("Lui: «pas!» Et «non»!", "Lui: . Et  !"),
        ('An open "quote', 'An open "quote'),
    ],
)
def test_unquoted_leaves_out_what_people_say(text, left):
    assert unquoted(text) == left


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("What now?", True),
        ('What now?" ', True),
        ("*What now?*", True),
        ("ما هذا؟", True),
        ("ምንድን ነው፧", True),
        ("Give __ at birth.", True),
        ("Give … at birth.", True),
        ("Give ... at birth.", True),
        ("Give [[what]].", True),
        ("What now.", False),
        ("What? Now.", False),
        ("Give _it_ now.", False),
    ],
)
def test_asks(sentence, answer):
    assert asks(sentence) is answer


@pytest.mark.parametrize(
    ("stem", "sentence"),
    [
        ('She says, "I am not ill." What do you say? Choose one.', "What do you say?"),
        ("Who? What? Then.", "What?"),
        ('What does "Am I ill?" mean?', "What does   mean?"),
        ("First. Then.", "Then."),
        ("", ""),
    ],
)
def test_asking_sentence(stem, sentence):
    assert asking_sentence(stem) == sentence


def test_gap_names():
    assert gap_names("At [[age]] give [[what]], [[]] and [one] [[a[b]].") == ["age", "what", ""]


def test_repeated():
    assert repeated(["a", "b", "a", "", "", "a"]) == ["a", "a"]


def test_longest():
    assert (longest([]), longest(["a", "abc", "ab"])) == (0, 3)
