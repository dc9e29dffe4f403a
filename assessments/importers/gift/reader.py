"""From a GIFT file to a bank."""

from functools import partial

from assessments.importers.gathering import Gathering, id_from_text
from assessments.importers.gift.answers import Reader
from assessments.importers.gift.blocks import (
    BLANK,
    Block,
    Question,
    blocks,
    shown,
    split_title,
    take_apart,
)
from assessments.importers.limits import BANK, PARAGRAPH
from assessments.importers.parts import Maker
from assessments.importers.values import Bank, Content, QuestionRefused
from curriculum.tables import decode


def read_gift(data: bytes, *, name: str = "") -> Bank:
    """Read a bank; what is refused is named with the line its question begins on.

    A question's id is the one in a comment before it ("// [id:m2-04]"), else its title, else drawn
    from its text.
    """
    gathering = Gathering("gift", name)
    for block in blocks(decode(data, BANK)):
        title, text = split_title(block.text)
        asked = shown(text.partition("{")[0])
        gathering.take(
            block.line,
            block.id or title or id_from_text(asked),
            title or asked,
            partial(_content, block=block, text=text),
        )
    return gathering.bank


def _content(maker: Maker, *, block: Block, text: str) -> Content:
    if block.size > PARAGRAPH:
        raise QuestionRefused(f"It is longer than {PARAGRAPH:,} characters.")
    question = take_apart(text)
    if question.answers is None:
        raise QuestionRefused("This is a text without a question.")
    reader = Reader(maker, question.format)
    answers, _, general = question.answers.partition("####")
    stem = reader.text(_sentence(question))
    form = reader.read(answers.strip())
    if block.category:
        maker.note(f"Its category “{block.category}” was left out.")
    if block.tags:
        maker.note(f"Its tags were left out: {', '.join(block.tags)}.")
    return maker.question(stem, form | {"rationale": reader.line(general)})


def _sentence(question: Question) -> str:
    """The text; where it goes on after the answers, a blank stands for them."""
    if not question.after.strip():
        return question.before
    return f"{question.before.rstrip()} {BLANK} {question.after.lstrip()}"
