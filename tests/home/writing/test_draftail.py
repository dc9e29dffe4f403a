"""What the browser's editor makes of a lesson when it is opened and saved: its own HTML, the same words."""

import re

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks import RichTextBlock

from curriculum.models import LessonPage
from home.files import read_archive, read_folder
from home.files.written import written
from home.loading import load
from tests.home.files.test_lessons import blocks
from tests.home.test_loading_edits import edit
from tests.home.writing.test_round_trip import (
    STARTER,
    archive,
    load_every_type,
    load_starter,
    said,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]


def saved(value, block):
    """The value of a block as it comes back from the browser."""
    if isinstance(block, RichTextBlock):
        editor = ContentstateConverter(block.features)
        return editor.to_database_format(editor.from_database_format(value))
    if isinstance(value, dict):
        return {name: saved(value[name], inner) for name, inner in block.child_blocks.items()}
    return value


def open_and_save(lesson: LessonPage, *, word: str = "", other: str = "") -> None:
    """An author's draft of a lesson in the editor's HTML, with one word for another."""
    body = lesson.get_latest_revision_as_object().body
    stream = [
        block | {"value": saved(block["value"], body.stream_block.child_blocks[block["type"]])}
        for block in body.get_prep_value()
    ]
    for block in stream:
        if block["type"] == "text":
            block["value"] = block["value"].replace(word, other)
    edit(lesson, body=stream)


def words(texts: dict[str, str]) -> dict[str, list[str]]:
    """The files without how their lines were wrapped, which the editor does not keep."""
    return {name: text.split() for name, text in texts.items()}


def test_lessons_that_were_only_saved_in_the_editor_are_written_as_they_were():
    load_starter()
    for lesson in LessonPage.objects.all():
        open_and_save(lesson)
    html = str(LessonPage.objects.first().get_latest_revision_as_object().body.get_prep_value())
    files = read_archive(archive().data)

    assert "data-block-key" in html
    assert words(written(files)) == words(written(read_folder(STARTER)))
    assert said(load(files)) == {"unchanged": len(files.items())}


def test_word_changed_in_the_editor_is_the_only_word_that_changes():
    load_starter()
    before = written(read_archive(archive().data))
    lesson = LessonPage.objects.get(slug="l1", url_path__contains="/m2/")
    open_and_save(lesson, word="Draw this journey", other="Sketch &amp; draw this <b>journey </b>")
    after = written(read_archive(archive().data))

    told = before["m2/l1.md"].replace("Draw this journey", "Sketch & draw this **journey**")
    assert [name for name in after if after[name] != before[name]] == ["m2/l1.md"]
    assert words(after)["m2/l1.md"] == told.split()


def test_every_block_comes_through_the_editor_but_for_what_it_does_not_know():
    """It counts every list from one and has no headings inside blocks."""
    load_every_type()
    before = written(read_archive(archive().data))
    open_and_save(LessonPage.objects.get())
    files = read_archive(archive().data)

    before["m1/l1.md"] = (
        before["m1/l1.md"]
        .replace("*so*,\nand", "*so*, and")
        .replace("7. seven\n8. eight", "1. seven\n2. eight")
        .replace("### Lead", "Lead")
    )
    assert written(files) == before
    assert said(load(files)) == {"unchanged": len(files.items())}


@pytest.mark.parametrize(
    ("text", "items"),
    [("One  \ntwo", 0), ("- a\n\n- b", 2), ("- a\n\n  more\n- b", 2), ("- a\n\n  1. x", 2)],
)
def test_editor_opens_whatever_a_file_can_say(text, items):
    (block,) = blocks(text)

    assert saved(block["value"], RichTextBlock(features=["ol", "ul"])).count("<li") == items


def test_editor_would_not_open_what_is_left_open():
    """The twin: what files became before their tags were closed."""
    with pytest.raises(AssertionError, match="Unmatched tags"):
        saved("<p>One<br>two</p>", RichTextBlock(features=["ol", "ul"]))


def test_editor_would_take_words_out_of_a_list_with_paragraphs_inside():
    html = saved("<ul>\n<li>\n<p>a</p>\n</li>\n</ul>", RichTextBlock(features=["ul"]))

    assert re.sub(r" data-block-key=.{7}", "", html) == "<ul><li></li></ul><p>a</p>"
