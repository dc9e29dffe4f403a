"""Markdown lessons: front matter, text, and ::: blocks."""

import datetime as dt
import re
import shlex
from collections.abc import Collection
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from home.files.lined_yaml import mapping
from home.files.pictures import read_picture, read_steps
from home.files.references import References
from home.files.schema import LESSON

#: Tags without an end as <br />: what is left open stops the browser's editor from opening the lesson.
_MARKDOWN = MarkdownIt("zero", {"xhtmlOut": True}).enable(
    ["heading", "list", "emphasis", "newline"]
)
_MARKDOWN.core.ruler.push("tight", lambda state: _tighten(state.tokens))
_NOT_MARKDOWN = re.compile(
    r"<[a-z/!]|!?\[[^\]]*\]\(|`|^[ \t]*(?:>|\||#(?!#)|####)", re.IGNORECASE | re.MULTILINE
)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_MINUTES = re.compile(r"[1-9][0-9]?|1[01][0-9]|120")
#: Attributes of each block; those marked True must be there.
BLOCKS: dict[str, dict[str, bool]] = {
    "key": {},
    "fact": {"source": True, "mark": True, "review": True, "guidance": False},
    "guidance": {"key": True},
    "case": {"title": True},
    "role-play": {"title": True, "minutes": True},
    "reflection": {},
    "danger": {},
    "do": {},
    "dont": {},
    "myth": {"myth": True},
    "check": {"question": True},
    "picture": {"drawing": True, "alt": False},
    "steps": {},
    "facilitator": {},
}


def read_lesson(
    name: str, text: str, refs: References, *, objectives: Collection[str] | None = None
) -> dict[str, Any] | None:
    """One lesson as its front matter plus ``blocks`` (Wagtail's raw form, without ids), or None.

    Every fault is noted with its line. ``objectives``: those of its module; None: not asked.
    """
    if found := _UNPRINTABLE.search(text):
        line = 1 + text.count("\n", 0, found.start())
        refs.problems.add(name, line, "holds a sign that cannot be printed")
    lines = text.splitlines()
    if not lines or lines[0] != "---" or "---" not in lines[1:]:
        refs.problems.add(name, 1, "starts without front matter between two lines of ---")
        return None
    end = lines.index("---", 1)
    head = mapping(name, "\n".join(lines[1:end]), LESSON, refs.problems, first_line=2)
    if head is None:
        return None
    for served in head.get("objectives", []) if objectives is not None else []:
        if served not in objectives:
            reason = f"objective {served!r:.60} is not one of {', '.join(objectives)}"
            refs.problems.add(name, head.lines["objectives"], reason)
    blocks = _LessonBody(name, refs).read(lines[end + 1 :], first_line=end + 2)
    return {**head, "blocks": blocks}


class _LessonBody:
    """Reads the lines under the front matter."""

    def __init__(self, name: str, refs: References):
        self.name, self.refs = name, refs
        self.blocks: list[dict[str, Any]] = []

    def read(self, lines: list[str], *, first_line: int) -> list[dict[str, Any]]:
        opened: tuple[str, dict[str, str], int] | None = None
        held: list[str] = []
        for number, line in enumerate(lines, start=first_line):
            if not line.startswith(":::"):
                held.append(line)
                continue
            opening = line[3:].strip()
            if opened is None and opening:
                self._add_text(held, number - len(held))
                opened = (*self._open(number, opening), number)
            elif opened is not None and not opening:
                self._add_block(*opened, held)
                opened = None
            else:
                self._note(number, "a ::: block opens inside another, or closes none")
            held = []
        if opened is not None:
            self._note(opened[2], f"the block {opened[0]!r} is never closed with :::")
        else:
            self._add_text(held, first_line + len(lines) - len(held))
        if not self.blocks:
            self._note(first_line, "the lesson is empty")
        return self.blocks

    def _open(self, line: int, opening: str) -> tuple[str, dict[str, str]]:
        try:
            kind, *pairs = shlex.split(opening)
        except ValueError:
            self._note(line, "a quotation mark is not closed")
            return "key", {}
        if kind not in BLOCKS:
            self._note(line, f"{kind!r} is no block; known: {', '.join(BLOCKS)}")
            return kind, {}
        attributes = dict(pair.partition("=")[::2] for pair in pairs)
        for key in sorted(attributes.keys() - BLOCKS[kind].keys()):
            self._note(line, f"{kind} knows no {key!r}")
        for key, required in BLOCKS[kind].items():
            if required and not attributes.get(key):
                self._note(line, f"{kind} needs {key}=")
        return kind, attributes

    def _add_text(self, lines: list[str], line: int) -> None:
        if "".join(lines).strip():
            self.blocks.append({"type": "text", "value": self._html(lines, line)})

    def _add_block(
        self, kind: str, attributes: dict[str, str], line: int, lines: list[str]
    ) -> None:
        pictured = {
            "picture": lambda: ("image", read_picture(attributes, lines, line, self._note)),
            "steps": lambda: ("picture_steps", read_steps(lines, line, self._note)),
        }
        html = "" if kind in pictured else self._html(lines, line + 1)
        if not html and kind not in pictured:
            self._note(line, f"the block {kind!r} is empty")
        make = {
            "key": lambda: ("key_message", html),
            "fact": lambda: ("fact", self._fact(line, attributes, html)),
            "guidance": lambda: ("local_guidance", self._guidance(line, attributes, html)),
            "case": lambda: ("case", {"title": attributes.get("title"), "body": html}),
            "role-play": lambda: ("role_play", self._role_play(line, attributes, html)),
            "reflection": lambda: ("reflection", html),
            "danger": lambda: ("danger", html),
            "do": lambda: ("do", html),
            "dont": lambda: ("dont", html),
            "myth": lambda: ("myth", {"myth": attributes.get("myth"), "truth": html}),
            "check": lambda: ("check", {"question": attributes.get("question"), "answer": html}),
            "facilitator": lambda: ("facilitator", html),
            **pictured,
        }.get(kind)
        if make:
            block_type, value = make()
            self.blocks.append({"type": block_type, "value": value})

    def _fact(self, line: int, attributes: dict[str, str], html: str) -> dict[str, Any]:
        source, mark, review, key = (attributes.get(name, "") for name in BLOCKS["fact"])
        if source:
            self.refs.check_sources(self.name, line, [source])
        if mark and mark not in ("V", "R", "K"):
            self._note(line, "mark must be V, R or K")
        if review and not _is_date(review):
            self._note(line, "review must be a date like 2027-11-22")
        self.refs.check_key(self.name, line, key)
        return {
            "statement": html,
            "source": source,
            "mark": mark,
            "review_by": review,
            "guidance_key": key,
        }

    def _guidance(self, line: int, attributes: dict[str, str], html: str) -> dict[str, Any]:
        self.refs.check_key(self.name, line, attributes.get("key", ""))
        return {"guidance_key": attributes.get("key"), "question": html}

    def _role_play(self, line: int, attributes: dict[str, str], html: str) -> dict[str, Any]:
        minutes = attributes.get("minutes", "")
        is_whole = bool(_MINUTES.fullmatch(minutes))
        if minutes and not is_whole:
            self._note(line, "minutes must be a whole number from 1 to 120")
        return {
            "title": attributes.get("title"),
            "minutes": int(minutes) if is_whole else 1,
            "body": html,
        }

    def _html(self, lines: list[str], line: int) -> str:
        text = "\n".join(lines)
        found = _NOT_MARKDOWN.search(text)
        if found:
            at = line + text[: found.start()].count("\n")
            self._note(
                at, "only paragraphs, ## and ### headings, lists, bold and italics are known"
            )
        html = _MARKDOWN.render(text.strip("\n")).strip()
        return html.replace("em>", "i>").replace("strong>", "b>")

    def _note(self, line: int, reason: str) -> None:
        self.refs.problems.add(self.name, line, reason)


def _tighten(tokens: list[Token]) -> None:
    """No paragraph around the whole text of an item: the browser's editor would make it one, and no item."""
    for place, token in enumerate(tokens):
        if token.type != "list_item_open":
            continue
        end = next(
            end
            for end in range(place, len(tokens))
            if tokens[end].level == token.level and tokens[end].nesting < 0
        )
        inside = [
            each
            for each in tokens[place:end]
            if each.level == token.level + 1 and each.type.startswith("paragraph_")
        ]
        if len(inside) == 2:
            for each in inside:
                each.hidden = True


def _is_date(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
