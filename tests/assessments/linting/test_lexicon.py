"""The words of each language."""

import pytest

from assessments.linting.lexicon import (
    LEXICONS,
    Lexicon,
    lettered,
    letters,
    lexicon_for,
    phrases,
    whole,
)


def test_lists_that_a_native_reader_has_seen():
    assert {language: words.reviewed for language, words in LEXICONS.items()} == {
        "en": True,
        "pt": False,
        "sw": False,
        "fr": False,
    }


@pytest.mark.parametrize(
    ("language", "key"),
    [("en", "en"), ("EN", "en"), ("pt-mz", "pt"), ("pt_BR", "pt"), ("sw", "sw"), ("fr", "fr")],
)
def test_lexicon_for(language, key):
    assert lexicon_for(language) is LEXICONS[key]


@pytest.mark.parametrize("language", ["zu", "", "english"])
def test_language_without_lists_has_no_words(language):
    words = lexicon_for(language)

    assert words == Lexicon()
    assert (words.reviewed, words.everyday) == (False, frozenset())
    assert words.negatives.search("not") is None
    assert words.asking.search("anything") is not None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It is NEVER so", "NEVER"),
        ("as a.b says", "a.b"),
        ("as axb says", None),
        ("nevertheless", None),
        ("whenever", None),
    ],
)
def test_phrases_are_found_whole_in_capitals_or_not(text, said):
    match = phrases("never", "a.b").search(text)

    assert (match and match[0]) == said


def test_whole_takes_any_of_its_patterns():
    pattern = whole("all of [a-z]+", "none")

    assert pattern.fullmatch("all of these")
    assert pattern.fullmatch("none")
    assert not pattern.fullmatch("none of")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("A and C", True),
        ("A or C", True),
        ("both A and C", True),
        ("Only A, B, D AND H are right", True),
        ("A, and B", True),
        ("A and B fit", True),
        ("a and B", False),
        ("A and I", False),
        ("A with C", False),
        ("A", False),
        ("neither A and C", False),
        ("A and C again", False),
    ],
)
def test_letters(text, answer):
    pattern = letters(["both", "only"], ["and", "or"], ["are right", "fit"])

    assert bool(pattern.fullmatch(text)) is answer


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("See OPTION B.", "OPTION B"),
        ("See answer A", "answer A"),
        ("See option b", None),
        ("See option Be", None),
        ("See adoption B", None),
        ("See option I", None),
    ],
)
def test_lettered(text, said):
    match = lettered("option", "answer").search(text)

    assert (match and match[0]) == said
