"""Reading grade and shaming words, and that the starter curriculum keeps to both."""

import re

import pytest

from curriculum.wording import (
    DISCLOSING,
    count_syllables,
    holds,
    is_disclosing,
    reading_grade,
    shaming_words,
)
from tests.conftest import ROOT

LESSONS = sorted((ROOT / "curriculum" / "starter").glob("m*/l*.md"))


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("a", 1), ("talk", 1), ("mother", 2), ("medicine", 3), ("table", 2), ("take", 1), ("wanted", 2),
        ("asked", 1), ("nurses", 2), ("clinic’s", 2), ("hmm", 1), ("",1),
    ],
)  # fmt: skip
def test_syllables(word, syllables):
    assert count_syllables(word) == syllables


def test_reading_grade_of_the_worked_example():
    assert reading_grade("Ask her. She may not want to talk.") == pytest.approx(-2.23)


def test_reading_grade_of_nothing():
    assert reading_grade(" 12 … ") == 0.0


def test_harder_text_has_a_higher_grade():
    plain = "She takes her tablets every day. The nurse checks her blood."
    hard = "Continuous pharmacological adherence facilitates sustained virological suppression."

    assert reading_grade(plain) < reading_grade(hard)


def test_shaming_words_are_found_whole():
    assert shaming_words("An infected  woman is a\ndefaulter.") == ["defaulter", "infected"]
    assert shaming_words("Disinfected tables") == []


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_starter_lesson_reads_at_grade_eight_or_below(lesson):
    body = lesson.read_text().split("---", 2)[2]
    text = re.sub(r"^:::.*$|[#*]|^- ", "", body, flags=re.MULTILINE)

    assert reading_grade(text) <= 8.0
    assert shaming_words(text) == []


@pytest.mark.parametrize("language", DISCLOSING)
def test_every_disclosing_word_is_found_in_a_sentence(language):
    missed = [
        word
        for word in DISCLOSING[language]
        if not is_disclosing(f"(Today) {word.replace('*', 's').upper()}, please.")
    ]

    assert missed == []


@pytest.mark.parametrize(
    "text",
    [
        "HIV", "your hiv-test", "H.I.V.", "h i v", "H\u200bIV", "ＨＩＶ", "hiv_status", "m 2 m",
        "Résultats", "résultats", "mães mentoras", "The CLINIC’s phone", "Mentor\nMother",
    ],
)  # fmt: skip
def test_disclosing_words_are_found_however_they_are_written(text):
    assert is_disclosing(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "", "archive", "aid", "Start", "part of it", "Peer Academy", "A date asks for your attention.",
        "hi v",
    ],
)  # fmt: skip
def test_harmless_words_are_let_through(text):
    assert is_disclosing(text) is False


def test_phrase_is_found_as_whole_words():
    assert [holds("See you in Room 4.", phrase) for phrase in ("room 4", "room", "oom", "see*", "")] == [
        True, True, False, True, False,
    ]  # fmt: skip
