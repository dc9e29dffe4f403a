"""Words apart from everything else: what is translated, said, and refused. Pure."""

import pytest

from curriculum.words import QUESTION, Line, Said, doubt, fault, is_whole, lines_of, say

CONTENT = {
    "uid": "u",
    "stem": "How long?",
    "critical": True,
    "case": {"uid": "c", "title": "Case", "text": "Neema asks."},
    "options": [
        {"uid": "1", "text": "6 weeks", "correct": True, "feedback": "Yes."},
        {"uid": "2", "text": "12", "correct": False, "feedback": ""},
    ],
    "accepted": [{"uid": "3", "text": "10..12", "weight": "1"}],
    "rationale": "Yes.",
}


def test_lines_are_the_words_once_each_and_nothing_without_letters():
    texts = [(line.kind, line.text) for line in lines_of(CONTENT, QUESTION)]
    assert texts == [
        ("question", "How long?"),
        ("option", "6 weeks"),
        ("feedback", "Yes."),
    ]


def test_saying_changes_words_alone():
    words = {line.text: line.text.upper() for line in lines_of(CONTENT, QUESTION)}
    said = Said(words)
    told = say(CONTENT, QUESTION, said)
    assert said.untold == 0
    assert told == {
        **CONTENT,
        "stem": "HOW LONG?",
        "options": [
            {"uid": "1", "text": "6 WEEKS", "correct": True, "feedback": "YES."},
            {"uid": "2", "text": "12", "correct": False, "feedback": ""},
        ],
        "rationale": "YES.",
    }


def test_what_has_no_words_speaks_the_source_and_is_counted():
    said = Said({})
    assert say(CONTENT, QUESTION, said) == CONTENT
    assert said.untold == 4


def test_whole_is_when_each_text_has_words():
    lines = lines_of(CONTENT, QUESTION)
    words = {line.text: "w" for line in lines}
    assert is_whole(lines, words)
    assert not is_whole(lines, {text: "w" for text in words if text != "Yes."})


@pytest.mark.parametrize(
    ("text", "said", "is_rich", "is_right"),
    [
        ("Wash", "Nawa", False, True),
        ("Wash", " <b></b> ", False, False),
        ("Take [[n]] pills", "Vidonge [[n]]", False, True),
        ("Take [[n]] pills", "Vidonge [[m]]", False, False),
        ("Take [[n]] pills", "Vidonge", False, False),
        ("<p>a</p>", "<p>b</p>", True, True),
        ("<p>a</p>", "<p>b <script>x</script></p>", True, False),
        ("<p>a</p>", '<p onclick="x">b</p>', True, False),
        ("<p>a <b>b</b></p>", "<p>b</p>", True, True),
        ("a < b", "b > <i>", False, True),
    ],
)
def test_fault(text, said, is_rich, is_right):
    assert (fault(Line("text", text, is_rich), said) == "") is is_right


@pytest.mark.parametrize(
    ("text", "said", "is_alike"),
    [
        ("6 weeks, 12 pills", "12 vidonge, wiki 6", True),
        ("6 weeks", "wiki 9", False),
        ("1.5 ml", "ml", False),
    ],
)
def test_numbers_that_differ_raise_a_doubt(text, said, is_alike):
    assert (doubt(Line("text", text), said) == "") is is_alike
