"""Pictures of a lesson as a file says them: one drawing with a caption, or steps with a line each.

Worked example: ``1. fever "A hot woman": A fever`` is the first of numbered steps, with words of its own
for who cannot see it; ``- fever: A fever`` is one of several signs in no order.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from curriculum.drawings import DRAWINGS, FEWEST, LONGEST, MOST

Note = Callable[[int, str], None]
_STEP = re.compile(r'(\d+\.|-) +([^\s":]+)(?: +"((?:[^"\\]|\\.)*)")? *: +(\S.*)')
STEP = "a step is one line, such as 1. fever: She is hot and shivers."


def read_picture(
    attributes: Mapping[str, str], lines: Sequence[str], line: int, note: Note
) -> dict[str, Any]:
    """The value of a picture's block; ``line`` is the one that opens it."""
    value = {
        "drawing": attributes.get("drawing", ""),
        "image": None,
        "alt": attributes.get("alt", ""),
        "caption": _plain(" ".join(lines)),
    }
    _check(value, line, note)
    return value


def read_steps(lines: Sequence[str], line: int, note: Note) -> dict[str, Any]:
    """The value of a block of steps; its lines follow the ``line`` that opens it."""
    steps, marks = [], set()
    for number, text in enumerate(lines, start=line + 1):
        if not text.strip():
            continue
        found = _STEP.fullmatch(text.strip())
        if not found:
            note(number, STEP)
            continue
        mark, drawing, alt, said = found.groups()
        marks.add(mark == "-")
        value = {"drawing": drawing, "image": None, "alt": _unquoted(alt or "")}
        value["text"] = _plain(said)
        _check(value, number, note)
        steps.append({"type": "item", "value": value})
    if len(marks) > 1:
        note(line, "steps are all numbered, or all begin with -")
    if not FEWEST <= len(steps) <= MOST:
        note(line, f"{FEWEST} to {MOST} steps make a row of pictures")
    return {"steps": steps, "in_order": marks != {True}}


def pictures_of(value: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The pictures within the value of either block."""
    yield from (step["value"] for step in value["steps"]) if "steps" in value else [value]


def words_of(value: Mapping[str, Any]) -> list[Any]:
    """What either block says, without how it was stored: two that say the same are equal."""
    said = [
        tuple(_plain(picture.get(name) or "") for name in ("drawing", *LONGEST))
        for picture in pictures_of(value)
    ]
    return [value.get("in_order"), *said]


def picture_text(value: Mapping[str, Any]) -> str:
    """A picture's block as a file says it."""
    own = f" alt={_quoted(value['alt'])}" if value.get("alt") else ""
    caption = _plain(value.get("caption") or "")
    return f"::: picture drawing={value['drawing']}{own}\n" + (caption and f"{caption}\n") + ":::\n"


def steps_text(value: Mapping[str, Any]) -> str:
    """A block of steps as a file says it."""
    rows = []
    for number, step in enumerate(pictures_of(value), start=1):
        mark = f"{number}." if value["in_order"] else "-"
        own = f" {_quoted(step['alt'])}" if step.get("alt") else ""
        rows.append(f"{mark} {step['drawing']}{own}: {_plain(step['text'])}\n")
    return f"::: steps\n{''.join(rows)}:::\n"


def _check(value: Mapping[str, Any], line: int, note: Note) -> None:
    name = value["drawing"]
    if name and name not in DRAWINGS:
        note(line, f"{name!r:.60} is no drawing; known: {', '.join(DRAWINGS)}")
    for part, longest in LONGEST.items():
        if len(value.get(part, "")) > longest:
            note(line, f"{part} is longer than {longest} letters")


def _plain(text: str) -> str:
    return " ".join(text.split())


def _quoted(text: str) -> str:
    return '"' + _plain(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
