"""Reading grade and shaming words, and that the starter curriculum keeps to both."""

import re

import pytest

from curriculum.wording import (
    DISCLOSING,
    count_syllables,
    counted_medicines,
    doses,
    holds,
    is_disclosing,
    reading_grade,
    retired_messages,
    sentences,
    shaming_words,
    tells_outsiders,
    words,
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


@pytest.mark.parametrize(
    "text",
    [
        "Stop breastfeeding at 6 months.",
        "Mothers should stop all breastfeeding by six months",
        "Wean the baby at the age of six months.",
        "Never breastfeed for longer than six months.",
        "Check AFASS first.",
        "Every woman with HIV needs a caesarean.",
        "A caesarean is best for all women with HIV.",
        "Avoid dolutegravir in early pregnancy.",
        "TLD is not safe when she wants to conceive.",
        "Wait for her CD4 count, then start.",
        "She starts ART only when the CD4 is low.",
        "Give single-dose nevirapine.",
        "An undetectable mother has no risk through breast milk.",
        "Undetectable: she cannot pass HIV by breastfeeding.",
        "Mixed feeding is worse than no breastfeeding.",
    ],
)
def test_old_messages_are_heard(text):
    assert [heard.is_denied for heard in retired_messages(text)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "Breastfeed only, for the first six months. Then add soft food.",
        "The final test is 6 weeks after breastfeeding ends.",
        "Some women need a caesarean.",
        "Dolutegravir is safe in pregnancy.",
        "Treatment starts today, and the CD4 test comes later.",
        "The baby takes nevirapine every day.",
        "Undetectable: no risk through sex. In breast milk the chance is very low.",
        "Advanced HIV disease means a CD4 count under 200.",
    ],
)
def test_messages_of_today_are_left_alone(text):
    assert retired_messages(text) == []


def test_an_old_message_that_is_denied_is_told_apart():
    heard = retired_messages("It is not true that you stop breastfeeding at six months. Sit down.")

    assert [(each.words, each.is_denied) for each in heard] == [
        ("stop breastfeeding at six months", True)
    ]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Give 10 mg", ["10 mg"]),
        ("5 ml,\nthen 2.5 ml", ["5 ml", "2.5 ml"]),
        ("one tablet twice a day", ["one tablet twice a day"]),
        ("two pills daily", ["two pills daily"]),
        ("take tablets three times a day", ["tablets three times a day"]),
        ("dois comprimidos por dia", ["dois comprimidos por dia"]),
        ("vidonge viwili kwa siku", ["vidonge viwili kwa siku"]),
        ("deux comprimés par jour", ["deux comprimés par jour"]),
        ("She missed two pills", []),
        ("Take your pills every day", []),
        ("50 copies/ml", []),
    ],
)
def test_doses_are_amounts_or_how_many_how_often(text, given):
    assert doses(text) == given


def test_tablets_that_are_only_counted():
    assert counted_medicines("Two pills, half a tablet, one drop of blood") == [
        "Two pills",
        "half a tablet",
    ]


def test_words_and_sentences_in_any_script():
    assert sentences("Sit. Bem-vinda!\n12\nKaribu") == ["Sit.", "Bem-vinda!", "Karibu"]
    assert words("Mãe 12 d’água") == ["Mãe", "d’água"]


def test_a_neutral_title_may_say_what_kind_of_work_it_is():
    assert tells_outsiders("Certificate in Community Peer Education") is False
    assert tells_outsiders("Peer education at the clinic") is True
