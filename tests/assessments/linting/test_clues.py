"""L08: wording that gives the key away."""

import pytest

from assessments.linting.clues import content_roots, takes_an
from assessments.linting.lexicon import ENGLISH, lexicon_for
from tests.assessments.linting.contents import found, multiple, option, single


@pytest.mark.parametrize(
    ("stem", "texts", "word"),
    [
        ("When is the vaccine due?", ["Read the vaccine card.", "Wait.", "Sit."], "vaccine"),
        ("What is counselling?", ["Giving counsel.", "Waiting.", "Sitting."], "counsel"),
        ("Who reads the charts?", ["One who has a Chart.", "Her aunt.", "A man."], "chart"),
        ("When is the vaccine due?", ["Read the vaccine card.", "No vaccines.", "Sit."], ""),
        ("When is the vaccine due?", ["Wait.", "Read the vaccine card.", "Sit."], ""),
        ("Who helps a mother?", ["Another mother.", "An aunt.", "A man."], ""),
        ("Whose mothers help?", ["Other mothers.", "An aunt.", "A man."], ""),
        ("Who has milk?", ["Milk women.", "An aunt.", "A man."], ""),
        ('She says "vaccine". Why?', ["The vaccine hurts.", "An aunt.", "A man."], ""),
    ],
)
def test_word_that_stem_and_key_share(stem, texts, word):
    sentence = (
        f"Of all options the right one alone repeats “{word}” from the stem:"
        " use another word there, or the same word in the others."
    )

    assert found("L08", single(*texts, stem=stem)) == ([(sentence, texts[0])] if word else [])


def test_first_shared_word_is_named():
    content = single("Guide pumps.", "Wait.", "Sit.", stem="Do pumps need a guide?")

    assert [sentence.split("”")[0] for sentence, _ in found("L08", content)] == [
        "Of all options the right one alone repeats “guide"
    ]


def test_shared_words_matter_where_one_is_right():
    stem = "When is the vaccine due?"
    two = single(
        stem=stem, options=[option("Vaccine card.", correct=True), option("b", correct=True)]
    )

    assert found("L08", two) == []
    assert found("L08", multiple(right=("Vaccine card.",), stem=stem)) == []


def test_everyday_words_are_those_of_the_language():
    content = single("Outra mulher.", "Ninguém.", "Um homem.", stem="Quem ajuda a mulher?")

    assert (len(found("L08", content)), found("L08", content, "pt")) == (1, [])


def test_content_roots():
    assert content_roots("Counsel about charts, chart, counselling", ENGLISH) == {
        "counse": "counsel",
        "chart": "charts",
    }
    assert content_roots("Ask 12345", lexicon_for("zu")) == {"12345": "12345"}


@pytest.mark.parametrize(
    ("stem", "texts", "article"),
    [
        ("She eats an", ["orange", "egg", "apple"], ""),
        ("She eats an", ["orange", "banana", "apple"], "an"),
        ("She eats a ____.", ["banana", "egg", "pear"], "a"),
        ("She eats a…", ["banana", "egg", "pear"], "a"),
        ("What is a ___?", ["banana", "egg", "pear"], "a"),
        ("a", ["banana", "egg", "pear"], "a"),
        ("Which has vitamin A?", ["banana", "egg", "pear"], ""),
        ("She eats a:", ["banana", "pear", "plum"], ""),
        ("She eats a/an", ["banana", "egg", "pear"], ""),
        ("She eats bana", ["banana", "egg", "pear"], ""),
        ("She eats a banana?", ["Yes", "Always", "No"], ""),
    ],
)
def test_article_at_the_end_of_the_stem(stem, texts, article):
    sentence = (
        f"The stem ends with “{article}”, which rules out some options:"
        " write “a/an”, or put the article into the options."
    )

    assert found("L08", single(*texts, stem=stem)) == ([(sentence, "stem")] if article else [])


def test_article_is_english():
    content = single("banana", "egg", "pear", stem="She eats a")

    assert (len(found("L08", content)), found("L08", content, "zu")) == (1, [])


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("egg", True), ("Apple pie", True), ("banana", False),
        ("hour", True), ("honest answer", True), ("honour", True), ("honor", True), ("heir", True),
        ("house", False), ("unit", False), ("useful card", False), ("usual dose", False),
        ("European", False), ("one card", False), ("uncle", True), ("onion", True),
        ("HIV test", True), ("ART card", True), ("TB test", False), ("UN worker", False),
        ("A", True), ("B", False), ("U turn", False), ("“egg”", True), ("", False),
    ],
)  # fmt: skip
def test_takes_an(text, answer):
    assert takes_an(text) is answer
