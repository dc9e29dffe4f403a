"""The words in the blocks of a page: found, and said in another language."""

from collections.abc import Collection
from typing import Any

from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page

from curriculum.drawings import DRAWINGS
from curriculum.languages import OWN
from curriculum.words import Heard, Line, Said, Say

#: Texts that a program reads.
_CODES = {"guidance_key"}


def say_block(block: blocks.Block, value: Any, speaker: Say, kind: str) -> Any:
    """The stored value of a block with its words as ``speaker`` says them."""
    if isinstance(block, blocks.RichTextBlock):
        return speaker(Line(kind, value, is_rich=True))
    if isinstance(block, blocks.CharBlock | blocks.TextBlock):
        return value if kind in _CODES else speaker(Line(kind, value or ""))
    if isinstance(block, blocks.StructBlock):
        children = block.child_blocks
        return {
            name: say_block(children[name], each, speaker, name) if name in children else each
            for name, each in _described(value).items()
        }
    if isinstance(block, blocks.ListBlock):
        return [
            {**each, "value": say_block(block.child_block, each["value"], speaker, kind)}
            if isinstance(each, dict) and "value" in each
            else say_block(block.child_block, each, speaker, kind)
            for each in value
        ]
    if isinstance(block, blocks.StreamBlock):
        return [say_child(block, each, speaker) for each in value]
    return value


def _described(value: dict) -> dict:
    """The words that a drawing brings are said too, unless its author wrote others."""
    drawing = DRAWINGS.get(value.get("drawing"))
    return {**value, "alt": value.get("alt") or drawing.alt} if drawing else value


def say_child(stream: blocks.StreamBlock, stored: dict, speaker: Say) -> dict:
    """One stored child of a stream with its words as ``speaker`` says them."""
    kind = stored["type"]
    said = say_block(stream.child_blocks[kind], stored["value"], speaker, kind)
    return {**stored, "value": said}


def lines_of_page(page: Page) -> list[Line]:
    """The texts of a page, each once, in order."""
    heard = Heard()
    for name in page.worded:
        field = page._meta.get_field(name)
        if isinstance(field, StreamField):
            say_block(field.stream_block, getattr(page, name).get_prep_value(), heard, name)
        else:
            heard(Line(name, getattr(page, name)))
    return list(heard.lines.values())


def tell(
    page: Page,
    words: dict[str, str] | None,
    language: str,
    *,
    fields: Collection[str] | None = None,
) -> None:
    """Give a page that is read, never saved, its words in a language; None: there are none.

    ``fields``: only of these, where no more is shown.

    ``page.language`` is then what it speaks, ``page.untold`` the names of its fields and the ids of its
    blocks that speak the source language still. A block is told as a whole or not at all.
    """
    page.language, page.untold = OWN, set()
    if words is None:
        return
    page.language = language
    for name in page.worded if fields is None else fields:
        field = page._meta.get_field(name)
        if isinstance(field, StreamField):
            told = _told(field.stream_block, getattr(page, name).get_prep_value(), words, page)
            setattr(page, name, told)
        else:
            said = Said(words)
            setattr(page, name, said(Line(name, getattr(page, name))))
            if said.untold:
                page.untold.add(name)


def _told(
    stream: blocks.StreamBlock, stored: list[dict], words: dict[str, str], page: Page
) -> blocks.StreamValue:
    told = []
    for each in stored:
        said = Said(words)
        spoken = say_child(stream, each, said)
        if said.untold:
            page.untold.add(each["id"])
        told.append(each if said.untold else spoken)
    return stream.to_python(told)
