"""Rich text as plain parts, and the Markdown that a person would write for it.

Two texts say the same when their parts are equal: where a blank stands in bold or the editor's own keys
do not matter. ``markdown_of`` does not promise that Markdown can say it: whoever asks reads the result
back and compares, for a text like ``* not a list`` cannot be said.

Worked example: ``<p><b>Ask </b>first.</p>`` becomes ``**Ask** first.``
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import groupby

BLOCKS = ("p", "h2", "h3", "li")
LISTS = ("ul", "ol")
STYLES = {"b": "b", "strong": "b", "i": "i", "em": "i"}
#: A line that ends where the author wanted it to.
BREAK = "\v"
NEW_LINE = "\n"
BLANKS = " \t\r\n\v"
#: Of several blanks the last of these stays.
_WEIGHT = " \n\v"
MARKS = {"": "", "b": "**", "i": "*", "bi": "***"}


class Unsayable(Exception):
    """Holds something for which the format has no words; the message names it."""


@dataclass
class Part:
    """A paragraph, a heading or an item: its letters, each with its styles.

    ``lists``: the lists it stands in, from outside, each as its tag, its place among all lists and the
    number it begins with. ``continued``: a further paragraph of the item above.
    """

    tag: str
    lists: tuple[tuple[str, int, int], ...] = ()
    continued: bool = False
    is_loose: bool = field(default=False, compare=False)
    letters: list[tuple[str, str]] = field(default_factory=list)


def parts_of(html: str) -> list[Part]:
    """What a text says, part by part; empty ones are left out.

    Raises:
        Unsayable: it holds a picture, a link or anything else that is no text.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    for part in reader.parts:
        part.letters = _tidied(part.letters)
    return [part for part in reader.parts if part.letters]


def says_the_same(one: list[Part], other: list[Part]) -> bool:
    """Whether two texts read alike; a line that was only wrapped is one line."""
    return [_as_read(part) for part in one] == [_as_read(part) for part in other]


def markdown_of(parts: list[Part]) -> str:
    """The parts as Markdown, without an end of line."""
    lines: list[str] = []
    numbers: dict[int, int] = {}
    for before, part in zip([None, *parts], parts, strict=False):
        if before and not _is_next_to(before, part):
            lines.append("")
        lead, deep = _lead(part, numbers)
        text = _text(part).split("\n")
        lines += [lead + text[0], *(" " * deep + line for line in text[1:])]
    return "\n".join(lines)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts: list[Part] = []
        self.lists: list[tuple[str, int, int]] = []
        self.styles: list[str] = []
        self.open: list[str] = []
        self.count = 0

    def handle_starttag(self, tag, attrs):
        if tag in LISTS:
            self.count += 1
            start = dict(attrs).get("start") or "1"
            self.lists.append((tag, self.count, int(start) if start.isdigit() else 1))
        elif tag == "p" and self.lists:
            self._paragraph_of_item()
        elif tag in BLOCKS:
            self.parts.append(Part(tag, tuple(self.lists)))
        elif tag in STYLES:
            self.styles.append(STYLES[tag])
        elif tag == "br":
            self._add(BREAK)
        else:
            raise Unsayable(f"<{tag}>")
        if tag in BLOCKS:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in LISTS and self.lists:
            self.lists.pop()
        elif tag in STYLES and STYLES[tag] in self.styles:
            self.styles.remove(STYLES[tag])
        elif tag in BLOCKS and tag in self.open:
            self.open.remove(tag)

    def handle_data(self, data):
        if self.open or data.strip():
            self._add(data)

    def _add(self, text: str) -> None:
        if not self.parts or not self.open:
            self.parts.append(Part("p"))
            self.open.append("p")
        style = "".join(sorted(set(self.styles)))
        self.parts[-1].letters += [(letter, style) for letter in text]

    def _paragraph_of_item(self) -> None:
        last = self.parts[-1] if self.parts else None
        if last and last.tag == "li" and not _tidied(last.letters):
            last.is_loose = True
        else:
            self.parts.append(Part("li", tuple(self.lists), continued=True, is_loose=True))


def _tidied(letters: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Blanks one by one and without a style at the ends of one; ends of lines where they were."""
    found: list[tuple[str, str]] = []
    for letter, style in letters:
        if letter not in BLANKS:
            found.append((letter, style))
            continue
        mark = letter if letter in (NEW_LINE, BREAK) else " "
        if found and found[-1][0] in BLANKS:
            found[-1] = (max(found[-1][0], mark, key=_WEIGHT.index), "")
        elif found:
            found.append((mark, ""))
    if found and found[-1][0] in BLANKS:
        found.pop()
    for place, (letter, _) in enumerate(found):
        if letter in BLANKS and found[place - 1][1] == found[place + 1][1]:
            found[place] = (letter, found[place - 1][1])
    return found


def _as_read(part: Part) -> tuple:
    letters = [(" " if letter == "\n" else letter, style) for letter, style in part.letters]
    return part.tag, part.lists, part.continued, letters


def _text(part: Part) -> str:
    runs = groupby(part.letters, key=lambda letter: letter[1])
    said = [
        MARKS[style] + "".join(letter for letter, _ in run) + MARKS[style] for style, run in runs
    ]
    return "".join(said).replace(BREAK, "  \n")


def _lead(part: Part, numbers: dict[int, int]) -> tuple[str, int]:
    """What stands before a part's first line, and how far its other lines are moved in."""
    if part.tag in ("h2", "h3"):
        return "#" * int(part.tag[1]) + " ", 0
    if not part.lists:
        return "", 0
    *outer, (kind, place, start) = part.lists
    deep = sum(3 if outside == "ol" else 2 for outside, _, _ in outer)
    if part.continued:
        deep += 3 if kind == "ol" else 2
        return " " * deep, deep
    numbers[place] = numbers.get(place, start - 1) + 1
    bullet = f"{numbers[place]}. " if kind == "ol" else "- "
    return " " * deep + bullet, deep + len(bullet)


def _is_next_to(before: Part, part: Part) -> bool:
    """Whether two parts stand in lines next to each other: items of one tight list, or within one."""
    is_one_list = bool(before.lists and part.lists) and before.lists[0] == part.lists[0]
    return is_one_list and not (before.is_loose or part.is_loose)
