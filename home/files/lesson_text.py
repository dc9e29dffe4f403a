"""A lesson's values as the Markdown file that they were read from, or could have been."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from home.files.pictures import picture_text, steps_text
from home.files.rich import Unsayable, markdown_of, parts_of
from home.files.yaml_text import dumped

HEAD = ("title", "minutes", "summary", "objectives")
#: How each block is opened: its name, its attributes with the field they come from, its text.
WAYS: dict[str, tuple[str, dict[str, str], str]] = {
    "fact": (
        "fact",
        {"source": "source", "mark": "mark", "review": "review_by", "guidance": "guidance_key"},
        "statement",
    ),
    "local_guidance": ("guidance", {"key": "guidance_key"}, "question"),
    "case": ("case", {"title": "title"}, "body"),
    "role_play": ("role-play", {"title": "title", "minutes": "minutes"}, "body"),
    "myth": ("myth", {"myth": "myth"}, "truth"),
    "check": ("check", {"question": "question"}, "answer"),
    **{
        name: (word, {}, "")
        for name, word in {
            "key_message": "key",
            "reflection": "reflection",
            "danger": "danger",
            "do": "do",
            "dont": "dont",
            "facilitator": "facilitator",
        }.items()
    },
}
PICTURES = {"image": picture_text, "picture_steps": steps_text}
_BARE = re.compile(r"[\w.-]+")


def lesson_text(values: Mapping[str, Any]) -> str:
    """The file of a lesson.

    Raises:
        Unsayable: a block holds what is no text.
    """
    head = dumped({name: values[name] for name in HEAD if name in values})
    return f"---\n{head}---\n" + "\n".join(_blocks(values["blocks"]))


def _blocks(blocks: list[dict[str, Any]]) -> Iterator[str]:
    for block in blocks:
        kind, value = block["type"], block["value"]
        if kind == "text":
            yield markdown_of(parts_of(value)) + "\n"
            continue
        if kind in PICTURES:
            yield PICTURES[kind](value)
            continue
        if kind not in WAYS:
            raise Unsayable(f"a block of the kind {kind}")
        word, attributes, text = WAYS[kind]
        said = [
            f"{name}={_quoted(str(value[field]))}"
            for name, field in attributes.items()
            if value.get(field) not in ("", None)
        ]
        body = markdown_of(parts_of(value[text] if text else value))
        yield f"{' '.join(['::: ' + word, *said])}\n{body}\n:::\n"


def _quoted(text: str) -> str:
    if _BARE.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
