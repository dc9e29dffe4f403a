"""Reading grade and shaming words, and that the starter curriculum keeps to both."""

import re

import pytest

from curriculum.wording import count_syllables, reading_grade, shaming_words
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
