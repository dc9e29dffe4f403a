import pytest

from assessments.importers.gift.blocks import (
    Block,
    Question,
    blocks,
    hidden,
    shown,
    split_format,
    split_title,
    take_apart,
)
from assessments.importers.values import QuestionRefused


def found(*lines):
    return [(block.line, block.text) for block in blocks("\n".join(lines))]


def test_blocks_are_divided_by_blank_lines():
    assert found("a", "b", "", " \t", "c", "") == [(1, "a\nb"), (5, "c")]
    assert found("", "a") == [(2, "a")]
    assert found("") == []


def test_blocks_leave_comments_out():
    assert found("// one", "a", "  // two", "b // no comment", "// three") == [
        (2, "a\nb // no comment")
    ]


def test_blocks_know_their_category():
    read = list(blocks("a\n\n$CATEGORY: m2/wash \nb\n\nc\n\n $CATEGORY:top\n\nd"))

    assert [(block.text, block.category) for block in read] == [
        ("a", ""),
        ("b", "m2/wash"),
        ("c", "m2/wash"),
        ("d", "top"),
    ]


def test_blocks_know_the_id_and_tags_of_the_comments_before_them():
    read = list(
        blocks("// question: 1 [id: m2\\:04 ]\n// [tag:x] [tag:y z]\na\n\nb\n\n// [id:c]\n\nc")
    )

    assert [(block.text, block.id, block.tags) for block in read] == [
        ("a", "m2:04", ("x", "y z")),
        ("b", "", ()),
        ("c", "c", ()),
    ]


def test_blocks_forget_comments_inside_and_old_ones():
    inside = list(blocks("a\n// [id:x]\n\nb"))
    old = list(blocks("// [id:x]\n" + "//\n" * 10 + "a"))
    recent = list(blocks("// [id:x]\n" + "//\n" * 9 + "a"))

    assert [block.id for block in inside + old + recent] == ["", "", "", "x"]


def test_blocks_keep_no_more_than_a_question_can_have():
    lines = "x" * 99_999 + "\n" + "y" * 99_998 + "\n"
    fits, longer = list(blocks(lines + "\n" + lines + "z\n"))

    assert (fits.size, len(fits.text)) == (199_999, 199_998)
    assert (longer.size, len(longer.text)) == (200_001, 199_998)


@pytest.mark.parametrize("text", [r"\~\=\#\{\}\:\\", r"a\nb", r"\x", "\\"])
def test_hidden_and_shown_undo_escapes(text):
    expected = {r"\~\=\#\{\}\:\\": "~=#{}:\\", r"a\nb": "a\nb", r"\x": r"\x", "\\": "\\"}

    assert shown(hidden(text)) == expected[text]


def test_hidden_leaves_no_sign_to_find():
    assert not set(hidden(r"\~\=\#\{\}\:")) & set("~=#{}:\\")


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("::Wash  hands:: Why?", "Wash hands", " Why?"),
        (" ::a::b::c", "a", "b::c"),
        ("::a:b::c", "a:b", "c"),
        ("Why? ::a::", "", "Why? ::a::"),
        ("::never closed", "", "::never closed"),
        ("::" + hidden(r"a\:\:b") + "::c", "a::b", "c"),
        ("::::c", "", "c"),
    ],
)
def test_split_title(text, title, rest):
    assert split_title(text) == (title, rest)


@pytest.mark.parametrize(
    ("text", "format", "rest"),
    [
        (" [html]<p>", "html", "<p>"),
        ("[markdown] a", "markdown", " a"),
        ("[plain]", "plain", ""),
        ("[moodle]a", "moodle", "a"),
        ("[other]a", "default", "[other]a"),
        ("a [html]", "default", "a [html]"),
    ],
)
def test_split_format(text, format, rest):
    assert split_format(text, "default") == (format, rest)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Why? {=a ~b}", Question("moodle", "Why? ", "=a ~b", "")),
        ("[html]Why? {T} then", Question("html", "Why? ", "T", " then")),
        ("Why? { }", Question("moodle", "Why? ", "", "")),
        ("Why?", Question("moodle", "Why?", None, "")),
    ],
)
def test_take_apart(text, question):
    assert take_apart(text) == question


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("::Why? {T}", "The title begins with :: but is not closed by another ::."),
        ("=b}", "There is a } before any {: a blank line ends a question."),
        ("b} {T}", "There is a } before any {: a blank line ends a question."),
        (
            "Why? {=a",
            "The answers begin with { but no } follows: a blank line ends a question.",
        ),
        (
            "Why? {=a {b}",
            "There are more braces than one pair; write \\{ and \\} in a text.",
        ),
        (
            "{T} and {F}",
            "There are more braces than one pair; write \\{ and \\} in a text.",
        ),
        ("{T} and }", "There are more braces than one pair; write \\{ and \\} in a text."),
    ],
)
def test_take_apart_refuses_braces_that_do_not_pair(text, reason):
    with pytest.raises(QuestionRefused) as refusal:
        take_apart(text)

    assert refusal.value.reason == reason


def test_block_joins_its_lines():
    block = Block(3)
    block.add(r"a\=b")
    block.add("c")

    assert (shown(block.text), block.size) == ("a=b\nc", 7)
