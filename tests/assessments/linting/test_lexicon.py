"""The words of each language."""

import pytest

from assessments.linting.lexicon import LEXICONS, Lexicon, lexicon_for


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
