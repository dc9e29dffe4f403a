"""What a lesson is made of.

Templates get ``guidance`` from the view (a dict from key to the signed text of the reader's
country); a block never learns who reads. Where a fact rests on a key, learners see the country's
text or are sent to their supervisor: the author's draft never reaches them.
"""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtailmedia.blocks import AudioChooserBlock

from curriculum.drawings import DRAWINGS, FEWEST, LONGEST, MOST, drawing_choices
from curriculum.languages import OTHERS
from curriculum.samples import DRAWN, SAMPLES

PLAIN = ["bold", "italic", "ol", "ul"]
WITH_HEADINGS = ["h2", "h3", *PLAIN]


class ModuleNameBlock(blocks.StructBlock):
    """What a module is called on a certificate in another language."""

    language = blocks.ChoiceBlock(choices=list(OTHERS.items()))
    title = blocks.CharBlock(max_length=120)

    class Meta:
        icon = "site"
        label = "Name"


class ProgrammeNameBlock(ModuleNameBlock):
    """What a programme and its level are called there."""

    neutral_title = blocks.CharBlock(
        max_length=120, help_text="It must not tell what belonging to the programme means."
    )
    level = blocks.CharBlock(max_length=60)


class EvidenceMark(models.TextChoices):
    """How a fact's source was read."""

    READ = "V", "Read in the source"
    RESTATED = "R", "Read as a restatement"
    KNOWN = "K", "General professional knowledge"


class OverlaidBlock(blocks.StructBlock):
    """A block that may rest on what a country decides: finds the signed text for its key."""

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        key = value["guidance_key"]
        context["needs_overlay"] = bool(key)
        context["overlay"] = (context.get("guidance") or {}).get(key)
        return context


class FactBlock(OverlaidBlock):
    statement = blocks.RichTextBlock(features=PLAIN)
    source = SnippetChooserBlock("curriculum.Source")
    mark = blocks.ChoiceBlock(choices=EvidenceMark.choices)
    review_by = blocks.DateBlock(help_text="When a clinician must check this fact again.")
    guidance_key = blocks.CharBlock(
        required=False,
        max_length=60,
        help_text="If the country decides this (LOC) or a clinician must review it first (NCR): the"
        " key. Learners then see only their country's signed text.",
    )

    class Meta:
        icon = "check"
        template = "curriculum/blocks/fact.html"

    def get_preview_value(self):
        """A source that is not saved anywhere: a fresh install has none."""
        sample = dict(self.meta.preview_value)
        source = self.child_blocks["source"].model_class(**sample.pop("source"))
        value = self.normalize(sample)
        value["source"] = source
        return value


class GuidanceBlock(OverlaidBlock):
    guidance_key = blocks.CharBlock(max_length=60)
    question = blocks.RichTextBlock(features=PLAIN)

    class Meta:
        icon = "site"
        label = "Local guidance"
        template = "curriculum/blocks/guidance.html"


class CaseBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120)
    body = blocks.RichTextBlock(features=PLAIN)

    class Meta:
        icon = "user"
        template = "curriculum/blocks/case.html"


class RolePlayBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120)
    minutes = blocks.IntegerBlock(min_value=1, max_value=120)
    body = blocks.RichTextBlock(features=PLAIN)

    class Meta:
        icon = "group"
        template = "curriculum/blocks/role_play.html"


class MythBlock(blocks.StructBlock):
    myth = blocks.CharBlock(max_length=250, label="What people say")
    truth = blocks.RichTextBlock(features=PLAIN, label="What is true")

    class Meta:
        icon = "openquote"
        label = "Myth and fact"
        template = "curriculum/blocks/myth.html"


class CheckBlock(blocks.StructBlock):
    """A question to oneself: nothing is counted, and it opens without a script."""

    question = blocks.CharBlock(max_length=250)
    answer = blocks.RichTextBlock(features=PLAIN)

    class Meta:
        icon = "help"
        label = "Check yourself"
        template = "curriculum/blocks/check.html"


class DrawingSelect(forms.RadioSelect):
    """Each drawing beside its name, so that an author sees what she chooses."""

    option_template_name = "curriculum/admin/drawing.html"

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        return option | {"drawing": DRAWINGS.get(value)}

    class Media:
        css = {"all": ["css/authors.css"]}


class PictureBlock(blocks.StructBlock):
    """One of the house's drawings, or a picture of the author's own."""

    drawing = blocks.ChoiceBlock(
        choices=drawing_choices, required=False, widget=DrawingSelect(), label="A drawing"
    )
    image = ImageChooserBlock(required=False, label="Or a picture of your own")
    alt = blocks.CharBlock(
        required=False,
        max_length=LONGEST["alt"],
        label="Words for who cannot see it",
        help_text="What the picture teaches. A drawing brings words of its own: write only if"
        " others fit better here.",
    )

    def clean(self, value):
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        faults = {}
        if bool(value["drawing"]) == bool(value["image"]):
            faults["drawing"] = ValidationError("Choose a drawing or a picture of your own.")
        if value["image"] and not value["alt"]:
            faults["alt"] = ValidationError("Say what the picture teaches.")
        if faults:
            raise blocks.StructBlockValidationError(faults)
        return value

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        drawing = context["drawing"] = DRAWINGS.get(value.get("drawing"))
        context["words"] = value.get("alt") or (drawing.alt if drawing else "")
        return context


class ImageBlock(PictureBlock):
    caption = blocks.CharBlock(required=False, max_length=LONGEST["caption"])

    class Meta:
        icon = "image"
        label = "Picture"
        template = "curriculum/blocks/image.html"


class StepBlock(PictureBlock):
    text = blocks.CharBlock(max_length=LONGEST["text"], help_text="One short line.")

    class Meta:
        icon = "image"
        template = "curriculum/blocks/step.html"


class PictureStepsBlock(blocks.StructBlock):
    """A story or a list in pictures, each with one short line."""

    steps = blocks.ListBlock(StepBlock(), min_num=FEWEST, max_num=MOST)
    in_order = blocks.BooleanBlock(
        required=False,
        default=True,
        label="One after the other",
        help_text="Then they are numbered.",
    )

    class Meta:
        icon = "list-ol"
        template = "curriculum/blocks/picture_steps.html"


class AudioBlock(blocks.StructBlock):
    recording = AudioChooserBlock()
    transcript = blocks.RichTextBlock(features=PLAIN)

    class Meta:
        icon = "media"
        template = "curriculum/blocks/audio.html"


#: What a note that trainees never get is called, also where a change of one is told.
NOTE = "Note for the trainer"


class LessonBlocks(blocks.StreamBlock):
    """The blocks in the order in which an author is offered them, each with a sample."""

    text = blocks.RichTextBlock(
        features=WITH_HEADINGS, icon="pilcrow", template="curriculum/blocks/text.html"
    )
    key_message = blocks.RichTextBlock(
        features=PLAIN, icon="pick", template="curriculum/blocks/key_message.html"
    )
    fact = FactBlock()
    danger = blocks.RichTextBlock(
        features=PLAIN,
        icon="warning",
        label="Danger sign",
        template="curriculum/blocks/danger.html",
    )
    do = blocks.RichTextBlock(
        features=PLAIN, icon="circle-check", template="curriculum/blocks/do.html"
    )
    dont = blocks.RichTextBlock(
        features=PLAIN, icon="circle-xmark", label="Do not", template="curriculum/blocks/dont.html"
    )
    myth = MythBlock()
    check = CheckBlock()
    local_guidance = GuidanceBlock()
    case = CaseBlock()
    role_play = RolePlayBlock()
    reflection = blocks.RichTextBlock(
        features=PLAIN, icon="help", template="curriculum/blocks/reflection.html"
    )
    image = ImageBlock()
    picture_steps = PictureStepsBlock()
    audio = AudioBlock()
    facilitator = blocks.RichTextBlock(
        features=PLAIN,
        icon="group",
        label=NOTE,
        help_text="Trainees never get this.",
        template="curriculum/blocks/facilitator.html",
    )

    def __init__(self, local_blocks=None, **kwargs):
        super().__init__(local_blocks, **kwargs)
        # here and not where a block is made: a migration would hold every sample
        for name in SAMPLES.keys() & self.child_blocks.keys():
            block = self.child_blocks[name]
            block.meta.description, sample = SAMPLES[name]
            if name in DRAWN:
                block.meta.preview_template = DRAWN[name]
            else:
                block.meta.preview_value = sample


def guidance_keys(stream: blocks.StreamValue) -> set[str]:
    """The keys that the facts and guidance of one lesson rest on."""
    return {
        child.value["guidance_key"]
        for child in stream
        if isinstance(child.block, OverlaidBlock) and child.value["guidance_key"]
    }


def rows_of(stream: blocks.StreamValue) -> list[dict]:
    """What each block of a lesson says, in words, as ``curriculum.changes`` compares it."""
    return [
        {"key": child.id or "", "name": str(child.block.label), **_words(child.block, child.value)}
        for child in stream
    ]


def _words(block: blocks.Block, value: Any) -> dict:
    if not isinstance(value, blocks.StructValue):
        return {"text": _text(block, value), "layout": _layout(value)}
    said = _said(block, value)
    # what it is about: its running text, or its first words
    main = next(
        (name for name, each in value.items() if isinstance(each, RichText)),
        next(iter(said)),
    )
    more = {
        str(block.child_blocks[name].label).lower(): text
        for name, text in said.items()
        if name != main
    }
    return {"text": said[main], "more": more, "layout": _layout(value[main])}


def _said(block: blocks.StructBlock, value: blocks.StructValue) -> dict[str, str]:
    return {name: _text(block.child_blocks[name], each) for name, each in value.items()}


def _text(block: blocks.Block, value: Any) -> str:
    if isinstance(block, blocks.ListBlock):
        steps = [_said(block.child_block, each).values() for each in value]
        return "; ".join(", ".join(filter(None, step)) for step in steps)
    if isinstance(block, blocks.ChoiceBlock):
        return str(dict(block.field.choices).get(value) or value) if value else ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return date_format(value, "j F Y")
    text = "" if value is None else _source(value)
    return " ".join(strip_tags(re.sub(r"<(/|br)", r" <\1", text)).split())


def _layout(value: Any) -> str:
    if not isinstance(value, str | RichText):
        return ""
    return " ".join(re.findall(r"<(\w+)", _source(value)))


def _source(value: Any) -> str:
    return value.source if isinstance(value, RichText) else str(value)
