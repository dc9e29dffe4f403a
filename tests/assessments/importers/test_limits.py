import pytest

from assessments.importers import limits
from assessments.importers.values import QuestionRefused

LEAST = {"stem": "Why?", "type": "single"}


def refusal(content):
    with pytest.raises(QuestionRefused) as found:
        limits.check(content)
    return found.value.reason


@pytest.mark.parametrize(
    ("content", "what", "longest"),
    [
        (lambda text: {"stem": text}, "The question text", 2000),
        (lambda text: {"scenario": text}, "The case", 2000),
        (lambda text: {"rationale": text}, "The rationale", 2000),
        (lambda text: {"unit": text}, "The unit", 30),
        (lambda text: {"objective": text}, "The objective", 20),
        (lambda text: {"lesson": text}, "The lesson", 60),
        (lambda text: {"sources": text}, "The list of sources", 120),
        (lambda text: {"guidance_key": text}, "The guidance key", 60),
        (lambda text: {"case": {"title": text}}, "The title of the case", 120),
        (lambda text: {"case": {"text": text}}, "The case", 2000),
        (lambda text: {"options": [{"text": text}]}, "An option", 300),
        (lambda text: {"options": [{"feedback": text}]}, "A feedback", 1000),
        (lambda text: {"pairs": [{"text": text}]}, "The left side of a pair", 300),
        (lambda text: {"pairs": [{"choice": text}]}, "The right side of a pair", 300),
        (lambda text: {"pairs": [{"feedback": text}]}, "A feedback", 1000),
        (lambda text: {"items": [{"text": text}]}, "An item", 300),
        (lambda text: {"accepted": [{"text": text}]}, "An accepted answer", 300),
        (lambda text: {"accepted": [{"feedback": text}]}, "A feedback", 1000),
        (lambda text: {"gaps": [{"name": text}]}, "The name of a gap", 20),
        (lambda text: {"rubric": [{"text": text}]}, "A row of the rubric", 300),
    ],
)
def test_check_refuses_a_text_longer_than_its_column(content, what, longest):
    limits.check(LEAST | content("x" * longest))

    assert refusal(LEAST | content("x" * (longest + 1))) == (
        f"{what} is {longest + 1:,} characters long; at most {longest:,} fit."
    )


@pytest.mark.parametrize("letter", ["\x00", "\r", "\x1f", "\x7f", "\x85", "\ud800"])
def test_check_refuses_control_characters(letter):
    assert refusal(LEAST | {"stem": f"a{letter}"}) == (
        "The question text holds a control character, which no page can show."
    )


def test_check_takes_lines_and_tabs():
    limits.check(LEAST | {"stem": "a\n\tb"})


@pytest.mark.parametrize("kind", ["options", "pairs", "items", "accepted", "gaps", "rubric"])
def test_check_refuses_too_many_parts(kind):
    limits.check(LEAST | {kind: [{}] * 60})

    assert refusal(LEAST | {kind: [{}] * 61}) == f"It has more than 60 {kind}."


def test_check_refuses_an_empty_question():
    assert refusal({"stem": ""}) == "The question text is empty."
