"""What is read, written and read again: the whole starter, every type of question, every block."""

import pytest

from home.files import Files, read_folder, read_programme
from home.files.lined_yaml import parse
from home.files.places import Contents
from home.files.problems import Problems
from home.files.rich import Unsayable, markdown_of, parts_of, says_the_same
from home.files.written import written
from home.files.yaml_text import dumped
from tests.conftest import ROOT
from tests.home.files.every_type import with_changes
from tests.home.files.folders import LESSON, write

STARTER = ROOT / "curriculum" / "starter"


def again(files: Files) -> Files:
    return read_programme(Contents({name: text.encode() for name, text in written(files).items()}))


def hashes(files: Files) -> dict[str, str]:
    return {item.path: item.sha256 for item in files.items()}


def test_whole_starter_says_the_same_when_written_and_read():
    files = read_folder(STARTER)

    assert hashes(again(files)) == hashes(files)
    assert written(again(files)) == written(files)


def test_every_type_of_question_says_the_same(tmp_path):
    files = read_folder(write(tmp_path, with_changes()))

    assert hashes(again(files)) == hashes(files)


BLOCKS = """
::: myth myth="She said \\"no\\" \\\\ twice"
It is **not** *so*,
and ***never*** was.
:::

::: check question="Is it 5 o'clock?"
1. One
2. Two
   - inside
   - too
:::

::: do
- first

- apart
:::

Text, broken  
on purpose.

7. seven
8. eight

::: dont
Not & <3 "this".
:::

::: danger
Go.
:::

::: picture drawing=fever alt="She is \\"hot\\" \\\\ ill"
A line, *as it
stands*.
:::

::: steps
1. fever: Hot: very hot.
2. baby_fits "Arms: \\"shake\\"": Fits
:::

::: steps
- fever: Hot
- bleeding: Blood
:::

::: facilitator
### Lead
:::
"""


def test_every_block_says_the_same(tmp_path):
    files = read_folder(write(tmp_path, {"m1/l1.md": LESSON + BLOCKS}))

    assert hashes(again(files)) == hashes(files)


@pytest.mark.parametrize(
    "text",
    [
        *("yes", "12:30", "010", "1e3", "null", "", " # no", "- a", "a: b", "'", '"', "{x", "a\nb"),
        *("a\n\nb\n", "  led in\nlines", "trailing \nblank", "\ttab", "word " * 60, "x" * 300),
        *("two  blanks " * 20, "é ñ 🙂", "\u2028", "a\n", "> a", "@", "%", "key: |"),
    ],
)
def test_text_is_read_as_it_was_written(text):
    assert parse("a", dumped({"a": [{"b": text}]}), Problems()) == {"a": [{"b": text}]}


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<p data-block-key="x"><b>Ask </b>first.</p>', "**Ask** first."),
        ("<p>a<b>b</b><b>c</b></p><p></p>", "a**bc**"),
        ("<h3>Title</h3><ul><li>a</li><li><i>b</i></li></ul>", "### Title\n\n- a\n- *b*"),
        ('<ol start="3"><li>c</li><li>d</li></ol>', "3. c\n4. d"),
        ("<p>a<br/>b</p>", "a  \nb"),
        ("<ul><li>a<ol><li>b</li></ol></li></ul>", "- a\n  1. b"),
    ],
)
def test_rich_text_becomes_what_a_person_would_write(html, text):
    assert markdown_of(parts_of(html)) == text


@pytest.mark.parametrize("html", ['<a href="x">a</a>', '<embed id="1"/>', "<h4>x</h4>", "<hr/>"])
def test_what_is_no_text_is_named(html):
    with pytest.raises(Unsayable, match=html[1:2]):
        parts_of(html)


def test_texts_that_read_alike_say_the_same_and_others_do_not():
    one = parts_of("<p>A <b>word </b>here.</p>")

    assert says_the_same(one, parts_of("<p>A <b>word</b>\nhere.</p>"))
    assert not says_the_same(one, parts_of("<p>A word here.</p>"))
    assert not says_the_same(one, parts_of("<ul><li>A <b>word</b> here.</li></ul>"))


def test_what_the_editor_makes_of_a_lesson_is_written_alike():
    """Its keys, its line breaks and the blanks that it leaves in bold words say nothing."""
    editors = (
        '<h2 data-block-key="k1">Ask</h2><p data-block-key="k2"></p><p data-block-key="k3">Is she '
        '<b>safe </b>today?<br/>Ask &amp; wait.</p><ol><li data-block-key="k4">One</li></ol>'
    )

    assert markdown_of(parts_of(editors)) == (
        "## Ask\n\nIs she **safe** today?  \nAsk & wait.\n\n1. One"
    )
