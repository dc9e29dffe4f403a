"""L06, L12 and L13."""

import pytest

from tests.assessments.linting.contents import (
    by_hand,
    cloze,
    found,
    matching,
    multiple,
    numeric,
    option,
    ordering,
    places,
    short,
    single,
    true_false,
)

PUZZLE = "A negative question with a second negative is a puzzle: ask for what is right."
TOO_SHORT = "The stem is too short to answer with the options covered: ask a whole question."
ASKS_NOTHING = "The stem asks nothing: end it with a question or a blank to fill."
UNFOCUSED = "The stem cannot be answered with the options covered: say what it is about."


def quiet(word):
    return f"“{word}” is easily overread: ask for what is right, or write {word.upper()}."


@pytest.mark.parametrize(
    ("stem", "language", "word"),
    [
        ("Which of these is not safe?", "en", "not"),
        ("All help, except which?", "en", "except"),
        ("What do you never do?", "en", "never"),
        ("Which helps least here?", "en", "least"),
        ("Which step isn't safe?", "en", "isn't"),
        ("What cannot wait here?", "en", "cannot"),
        ("Which of these is NOT safe?", "en", ""),
        ("Which of these is *not* safe?", "en", ""),
        ("Which of these is _not_ safe?", "en", ""),
        ("Which takes at least a day?", "en", ""),
        ("What is in a knot here?", "en", ""),
        ("She does not drink. What now?", "en", ""),
        ('Who says "I am not ill"? And why?', "en", ""),
        ("O que não é seguro?", "pt", "não"),
        ("Ni ipi siyo salama?", "sw", "siyo"),
        ("Que ne faites-vous jamais ici?", "fr", "jamais"),
        ("Which of these is not safe?", "zu", ""),
    ],
)
def test_negative_word_that_does_not_stand_out(stem, language, word):
    expected = [(quiet(word), "stem")] if word else []

    assert found("L06", single(stem=stem), language) == expected


def test_first_quiet_negative_is_named():
    assert found("L06", single(stem="What is NOT what you never do, except now?")) == [
        (quiet("never"), "stem"),
        (PUZZLE, "stem"),
    ]


def test_true_false_statement_is_the_question():
    stem = "She must not wait. Is this true or false?"

    assert places("L06", true_false(stem=stem)) == ["stem"]
    assert places("L06", single(stem=stem)) == []


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (single("Go.", "Do not go.", "Sit.", stem="Which is NOT safe?"), 1),
        (single("Go.", 'Say "not now".', "Sit.", stem="Which is NOT safe?"), 0),
        (single("Go.", "Do not go.", "Sit."), 0),
        (single(stem="Which is NOT unsafe?"), 0),
        (single(stem="What do you NEVER do, EXCEPT at night?"), 1),
    ],
)
def test_two_negatives(content, count):
    assert found("L06", content) == [(PUZZLE, "stem")] * count


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"stem": "So " * 59 + "what?"}, []),
        ({"stem": "So " * 60 + "what?"}, [("Case and stem have 61 words: 60 are enough.", "stem")]),
        (
            {
                "case": {"uid": "c", "title": "Not read", "text": "So. " * 20},
                "scenario": "So. " * 30,
                "stem": "So. " * 10 + "What?",
            },
            [("Case and stem have 61 words: 60 are enough.", "stem")],
        ),
        ({"scenario": "So. " * 59, "stem": "What?", "case": None}, []),
    ],
)
def test_words_of_case_and_stem(parts, expected):
    assert found("L12", single(**parts)) == expected


def test_words_of_an_option():
    content = single("So. " * 20, "No. " * 21, "Sit.")

    assert found("L12", content) == [
        ("This option has 21 words: 20 are enough.", "No. No. No. No. No. No. No. No. No. No.…")
    ]


def test_reading_grade_in_english():
    hard = "Pharmacological adherence facilitates sustained virological suppression."
    content = single("Monitor.", "Wait.", "Sit.", stem=hard)

    assert found("L12", content) == [
        ("This reads like school year 22: use shorter sentences and plainer words.", "question")
    ]
    assert found("L12", content, "pt") == []


def test_reading_grade_counts_the_options():
    texts = [f"Pharmacological suppression facilitates adherence {place}." for place in "abc"]

    assert places("L12", single(*texts)) == ["question"]


@pytest.mark.parametrize(
    ("grade", "expected"),
    [(7, []), (7.01, ["question"])],
)
def test_highest_reading_grade(monkeypatch, grade, expected):
    monkeypatch.setattr("assessments.linting.stems.reading_grade", lambda text: grade)

    assert places("L12", single()) == expected


@pytest.mark.parametrize("language", ["pt", "zu"])
def test_sentences_in_other_languages(language):
    content = single(scenario="Si " * 15 + ".", stem="Um " * 15 + "dois? Si tres?")

    assert found("L12", content, language) == [
        (
            "This sentence has 16 words: make two of at most 15.",
            "Um Um Um Um Um Um Um Um Um Um Um Um Um…",
        )
    ]


@pytest.mark.parametrize(
    ("content", "language", "expected"),
    [
        (single(stem="What now?"), "en", TOO_SHORT),
        (single(stem=""), "en", TOO_SHORT),
        (single(stem="What happens now?"), "en", None),
        (true_false(stem="It helps."), "en", TOO_SHORT),
        (true_false(stem="It always helps."), "en", None),
        (cloze(), "en", None),
        (cloze(stem="The test. [[when]] [[what]]"), "en", None),
        (cloze(stem="The baby is tested early."), "en", None),
        (single(stem="The tests of a baby."), "en", ASKS_NOTHING),
        (single(stem="The nurse should then:"), "en", ASKS_NOTHING),
        (numeric(stem="The days in four weeks."), "en", ASKS_NOTHING),
        (short(stem="The name of it."), "en", None),
        (short(stem="The nurse starts ____ at birth."), "en", None),
        (short(stem="The nurse starts … at birth. Use one word."), "en", None),
        (by_hand("a", stem="Describe how you greet her."), "en", None),
        (multiple(stem="What does she bring? Take your time."), "en", None),
        (single(stem='What does it mean: "Am I ill?"'), "en", None),
        (single(stem='She says: "Am I ill?" The nurse is away.'), "en", ASKS_NOTHING),
        (single(stem='She says: "Tick this." The nurse is away.'), "en", ASKS_NOTHING),
        (matching(stem="The days and their tests."), "en", ASKS_NOTHING),
        (ordering("a", "b", stem="Put these in order."), "en", None),
        (single(stem="Os testes do bebé."), "pt", ASKS_NOTHING),
        (single(stem="Escolha o primeiro passo."), "pt", None),
        (single(stem="Vipimo vya mtoto mchanga."), "sw", ASKS_NOTHING),
        (single(stem="Chagua hatua ya kwanza."), "sw", None),
        (single(stem="Les tests du bébé."), "fr", ASKS_NOTHING),
        (single(stem="Choisissez la première étape."), "fr", None),
        (single(stem="Izivivinyo zomntwana osandul' ukuzalwa."), "zu", None),
        (single(stem="A baby is ill. Which is true?"), "en", UNFOCUSED),
        (single(stem="Which of the following statements is correct?"), "en", UNFOCUSED),
        (single(stem="Which of these are not true?"), "en", UNFOCUSED),
        (single(stem="Which of these facts is true?"), "en", None),
        (single(stem="Which is true of a newborn?"), "en", None),
        (single(stem="Qual das seguintes afirmações é verdadeira?"), "pt", UNFOCUSED),
        (single(stem="Sentensi ipi ni sahihi?"), "sw", UNFOCUSED),
        (single(stem="Quelle affirmation est vraie ?"), "fr", UNFOCUSED),
    ],
)
def test_stem_that_asks(content, language, expected):
    assert found("L13", content, language) == ([(expected, "stem")] if expected else [])


def test_options_of_gaps_are_read_too():
    content = cloze()
    content["options"] = [*content["options"][:2], option("So. " * 21, gap="when")]

    assert places("L12", content) == ["So. So. So. So. So. So. So. So. So. So.…"]
