"""The hard words of a programme, said in plain ones."""

from itertools import groupby

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from curriculum import linting
from curriculum.models.editing import CHECKS_PANEL, TITLE_PANEL, how_to
from curriculum.models.page import CodedPage
from curriculum.querysets import CodedManager
from curriculum.wording import MEANING, meaning_fault


class WordBlock(blocks.StructBlock):
    """One hard word."""

    word = blocks.CharBlock(max_length=60)
    meaning = blocks.TextBlock(
        max_length=300,
        help_text=f"What it means, in at most {MEANING} plain words. No rule, no amount: those"
        " stand in lessons, with their source.",
    )
    instead = blocks.CharBlock(
        required=False, max_length=120, label="We say", help_text="What we say to her instead."
    )

    class Meta:
        icon = "openquote"
        label = "Word"

    def clean(self, value):
        cleaned = super().clean(value)
        if fault := meaning_fault(cleaned["meaning"]):
            raise blocks.StructBlockValidationError({"meaning": ValidationError(fault)})
        return cleaned


class GlossaryPage(CodedPage):
    """The list of hard words of one programme; read through the learner's door, as lessons are."""

    code_letter = "g"
    worded = ("title", "words")
    parent_page_types = ["curriculum.ProgrammePage"]
    subpage_types = []
    max_count_per_parent = 1
    template = "curriculum/glossary_preview.html"

    words = StreamField([("word", WordBlock())])

    objects = CodedManager()

    content_panels = [how_to("glossary"), CHECKS_PANEL, TITLE_PANEL, FieldPanel("words")]

    class Meta:
        verbose_name = "page of hard words"

    def spoken(self) -> dict:
        rows = [
            {
                "key": block.value["word"],
                "name": "Word",
                "text": block.value["word"],
                "more": {"meaning": block.value["meaning"], "we say": block.value["instead"]},
            }
            for block in self.words
        ]
        return {"title": self.title, "rows": rows}

    def as_taught(self) -> linting.Page:
        return linting.glossary(self.title, [block.value for block in self.words])

    def by_letter(self) -> list[tuple[str, list]]:
        """The words in the order of the alphabet, under the letters that they begin with."""
        words = sorted((block.value for block in self.words), key=lambda word: _order(word["word"]))
        return [
            (letter, list(group))
            for letter, group in groupby(words, key=lambda word: _order(word["word"])[0].upper())
        ]


def _order(word: str) -> str:
    return "".join(filter(str.isalnum, word.casefold())) or "-"
