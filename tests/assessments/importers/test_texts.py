import pytest

from assessments.importers.texts import to_plain
from assessments.importers.values import QuestionRefused

TEX = "A formula in TeX stays as it is typed."
MARKDOWN = "A text in Markdown stays as it is typed."


@pytest.mark.parametrize(
    ("text", "format", "plain", "told"),
    [
        ("<p>a</p>\nb &amp; c", "html", "a\nb & c", []),
        ("a\nb", "html", "a b", []),
        ("<p>a</p>\nb\nc", "moodle", "a\nb\nc", []),
        ("a\nb", "moodle_auto_format", "a\nb", []),
        ("<p>a</p> &amp;\n\nb", "plain_text", "<p>a</p> &amp;\nb", []),
        ("<p>a</p>", "plain", "<p>a</p>", []),
        ("*a*", "markdown", "*a*", [MARKDOWN]),
        (r"\(x^2\)", "plain", r"\(x^2\)", [TEX]),
        (r"\[x\]", "plain", r"\[x\]", [TEX]),
        ("$$x$$", "html", "$$x$$", [TEX]),
        ("$5 (or 6)", "html", "$5 (or 6)", []),
    ],
)
def test_to_plain_by_format(text, format, plain, told):
    notes = []

    assert (to_plain(text, format, notes.append), notes) == (plain, told)


def test_to_plain_refuses_a_picture_in_markdown():
    with pytest.raises(QuestionRefused) as refusal:
        to_plain("See ![a](b.png)", "markdown", [].append)

    assert refusal.value.reason == "A text holds a picture, which cannot be carried over."
