"""HTML as authors paste it, to the plain text a cheap phone shows; in one pass, however it is broken.

Paragraphs become line breaks, entities their letters, digits above and below the line their own
characters, so that 10<sup>3</sup> never becomes 103. What plain text cannot say refuses the
question: a picture, a sound, a formula, words struck through. Formatting that only looks is dropped
with a note. A "<" that begins no known tag stays a "<".

Example: "<p>CD4 &lt; 350<br>cells</p>" is "CD4 < 350" and "cells" on two lines.
"""

import html
import re
from collections.abc import Callable, Iterator

from assessments.importers.limits import MARKED_UP_TEXT
from assessments.importers.values import QuestionRefused

TAG = re.compile(r"<(?P<end>/?)(?P<name>!--|[a-zA-Z][a-zA-Z0-9:]*)")
TAG_END = re.compile(r"[\"'>]")
BLANKS = re.compile(r"[^\S\n]+")
ALL_BLANKS = re.compile(r"\s+")

BLOCKS = frozenset(
    "address article blockquote br caption center dd div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section tbody tfoot thead"
    " tr ul".split()
)
CELLS = frozenset(["td", "th"])
LOOKS = frozenset(
    "abbr acronym b big cite code dfn em font i ins kbd label mark q samp small strong tt u"
    " var".split()
)
NEUTRAL = frozenset("!-- bdi bdo body col colgroup head html o:p span time wbr".split())
UNSEEN = frozenset(["script", "style", "title"])
RAISED = {"sup": "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "sub": "₀₁₂₃₄₅₆₇₈₉₊₋"}
DIGITS = "0123456789+-"
REFUSED = (
    dict.fromkeys(["img", "picture", "svg", "canvas", "map", "v:shape"], "a picture")
    | dict.fromkeys(["audio", "video", "source", "track"], "a sound or a film")
    | dict.fromkeys(["embed", "iframe", "object", "applet"], "an embedded page")
    | dict.fromkeys(["math", "m:omath"], "a formula")
    | dict.fromkeys(["del", "s", "strike"], "words struck through")
    | dict.fromkeys(["button", "input", "select", "textarea"], "a form field")
)
KNOWN = BLOCKS | CELLS | LOOKS | NEUTRAL | UNSEEN | {"a", "table", *RAISED, *REFUSED}


def plain_text(marked_up: str, note: Callable[[str], None], *, keep_lines: bool = False) -> str:
    """The text of a piece of HTML.

    Args:
        note: is told in a sentence what was left out.
        keep_lines: line breaks of the source are line breaks of the text (Moodle's "auto format").

    Raises:
        QuestionRefused: something in it cannot be said in plain text, or it is too long.
    """
    if len(marked_up) > MARKED_UP_TEXT:
        raise QuestionRefused(f"A text is longer than {MARKED_UP_TEXT:,} characters.")
    if "@@PLUGINFILE@@" in marked_up:
        raise QuestionRefused("A text points at an attached file, which cannot be carried over.")
    if "<" not in marked_up and "&" not in marked_up:
        return tidy(marked_up if keep_lines else ALL_BLANKS.sub(" ", marked_up))
    blanks = BLANKS if keep_lines else ALL_BLANKS
    pieces: list[str] = []
    raised: tuple[int, str] | None = None
    for piece, name, is_end in _tokens(marked_up):
        pieces.append(blanks.sub(" ", html.unescape(piece)))
        if raised and (name in RAISED or not name):
            begin, kind = raised
            pieces[begin:] = [_raise("".join(pieces[begin:]), kind)]
            raised = None
        if name in RAISED and not is_end:
            raised = len(pieces), name
        pieces.append(_meaning(name, is_end, note))
    return tidy("".join(pieces))


def tidy(text: str) -> str:
    """No blanks at the ends of lines, no empty lines at either end nor two in a row."""
    lines = [BLANKS.sub(" ", line).strip() for line in text.split("\n")]
    return "\n".join(line for line in lines if line)


def _tokens(marked_up: str) -> Iterator[tuple[str, str, bool]]:
    """Each piece of text with the name of the tag after it, and whether that closes.

    Every search goes on where the last one ended, and the first tag that never ends makes the rest
    text, so hostile input costs one pass.
    """
    begin, look_from = 0, 0
    while found := TAG.search(marked_up, look_from):
        name = found["name"].lower()
        look_from = found.end()
        if name not in KNOWN:
            continue
        end = _end_of_tag(marked_up, found)
        if end is None:
            break
        yield marked_up[begin : found.start()], name, bool(found["end"])
        begin = look_from = end
    yield marked_up[begin:], "", False


def _end_of_tag(marked_up: str, tag: re.Match[str]) -> int | None:
    if tag["name"] == "!--":
        return _after(marked_up, "-->", tag.end())
    position: int | None = tag.end()
    while position is not None and (found := TAG_END.search(marked_up, position)):
        position = found.end()
        if found[0] == ">":
            if tag["name"].lower() in UNSEEN and not tag["end"]:
                return _after(marked_up, f"</{tag['name']}>", position)
            return position
        position = _after(marked_up, found[0], position)
    return None


def _after(text: str, what: str, position: int) -> int | None:
    found = text.find(what, position)
    return None if found < 0 else found + len(what)


def _meaning(name: str, is_end: bool, note: Callable[[str], None]) -> str:
    """What stands in the text for a tag."""
    if name in REFUSED:
        raise QuestionRefused(f"A text holds {REFUSED[name]}, which cannot be carried over.")
    if name in LOOKS:
        note("Bold, italics and other formatting was left out.")
    elif name == "a":
        note("The address of a link was left out; its words stay.")
    elif name == "table":
        note("A table became lines of text.")
    elif name in UNSEEN:
        note("A script or style sheet was left out.")
    if name in CELLS:
        return " | " if is_end else ""
    return "\n" if name in BLOCKS else ""


def _raise(text: str, name: str) -> str:
    if all(letter in DIGITS for letter in text):
        return text.translate(str.maketrans(DIGITS, RAISED[name]))
    return text if text.isalpha() else f"{'^' if name == 'sup' else '_'}({text})"
