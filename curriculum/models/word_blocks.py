"""What a sheet of words is made of: texts, each by what it is."""

from wagtail import blocks

#: Plain texts by kind, with what a translator reads beside them.
PLAIN = {
    "title": "Title",
    "summary": "In short",
    "objective": "Objective",
    "scenario": "Case",
    "question": "Question",
    "option": "Option",
    "feedback": "What she reads after choosing it",
    "pair": "What belongs together",
    "item": "To put in order",
    "accepted": "Answer that is accepted",
    "unit": "Unit",
    "rubric": "What the trainer looks for",
    "rationale": "Why it is right",
    "setting": "What the trainer sets up and says",
    "step": "Step",
    "help": "Help for the trainer",
    "myth": "What people say",
    "alt": "Words for who cannot see the picture",
    "caption": "Below the picture",
    "word": "Hard word",
    "meaning": "What it means",
    "instead": "We say",
    "words": "Words",
}
#: Texts with bold words and lists.
RICH = {
    "text": "Text",
    "key_message": "Key message",
    "statement": "Fact",
    "danger": "Danger sign",
    "do": "Do",
    "dont": "Do not",
    "truth": "What is true",
    "answer": "Answer",
    "body": "Text",
    "transcript": "What is said in the recording",
    "reflection": "To think about",
    "facilitator": "Note for the trainer",
    "rich": "Text",
}


#: For a stream of texts. A kind without a name of its own here goes as ``words`` or ``rich``.
WORD_BLOCKS = [
    *((name, blocks.TextBlock(label=label)) for name, label in PLAIN.items()),
    *((name, blocks.RichTextBlock(label=label)) for name, label in RICH.items()),
]


def block_name(kind: str, is_rich: bool) -> str:
    """The block that holds a text of this kind."""
    known, other = (RICH, "rich") if is_rich else (PLAIN, "words")
    return kind if kind in known else other
