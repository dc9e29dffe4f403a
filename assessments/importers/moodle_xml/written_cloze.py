"""Gaps written into the text as Moodle's embedded answers.

Signs that mean something there ({ } ~ # and the backslash) are written as entities, which Moodle and
our reader turn back into letters after the gaps were found: a "}" in an answer is "&#125;".
"""

import html
import re
from collections.abc import Callable
from fractions import Fraction
from math import lcm
from xml.etree import ElementTree as ET

from assessments.importers import figures
from assessments.importers.moodle_xml.written import centre
from assessments.importers.moodle_xml.written_typed import check_exactness
from assessments.importers.parts import Part
from assessments.importers.values import Content, QuestionRefused

Note = Callable[[str], None]
PLACE = re.compile(r"\[\[([^\[\]]{1,20})\]\]")
ENTITIES = str.maketrans({sign: f"&#{ord(sign)};" for sign in "{}~#\\"} | {"\n": "<br>"})
LARGEST_WEIGHT = 9999


def write_cloze(question: ET.Element, content: Content, note: Note) -> None:
    question.set("type", "cloze")
    gaps = {gap["name"]: gap for gap in content["gaps"]}
    if any(gap["kind"] == "short" for gap in gaps.values()):
        check_exactness(content)
    text = question.find("questiontext")
    assert text is not None, "the header has been written"
    text.set("format", "html")
    inner = text[0]
    before, *rest = PLACE.split(inner.text or "")
    names = rest[::2]
    if sorted(names) != sorted(gaps):
        raise QuestionRefused("Each gap needs its one place, [[name]], in the text.")
    weights = _whole_weights([gaps[name] for name in names])
    if sum(weights) != content.get("mark", 1):
        note(f"Moodle will give {sum(weights)} marks, the sum of its gaps.")
    pieces = [_escaped(before)]
    for name, weight, after in zip(names, weights, rest[1::2], strict=True):
        pieces += [_gap(content, gaps[name], weight), _escaped(after)]
    inner.text = "".join(pieces)


def _whole_weights(gaps: list[Part]) -> list[int]:
    """The weights as whole numbers in the same proportion, as small as can be if they are none yet."""
    weights = [Fraction(gap.get("weight", "1")) for gap in gaps]
    scale = lcm(*(weight.denominator for weight in weights))
    whole = [int(weight * scale) for weight in weights]
    if max(whole) > LARGEST_WEIGHT or min(whole) < 0:
        raise QuestionRefused("The weights of its gaps are no small whole numbers.")
    return whole


def _gap(content: Content, gap: Part, weight: int) -> str:
    if gap["kind"] == "single":
        kind = "MULTICHOICE_S" if content.get("shuffle", True) else "MULTICHOICE"
        answers = [
            (_escaped(option["text"]), option.get("weight", str(int(option["correct"]))), option)
            for option in content["options"]
            if option.get("gap") == gap["name"]
        ]
    else:
        kind = "NUMERICAL" if gap["kind"] == "numeric" else _kind_of_short(content)
        answers = [
            (_typed(each, gap["kind"]), each.get("weight", "1"), each)
            for each in content["accepted"]
            if each.get("gap") == gap["name"]
        ]
    alternatives = [
        f"{_sign(Fraction(share))}{text}" + _feedback(part) for text, share, part in answers
    ]
    return f"{{{weight}:{kind}:{'~'.join(alternatives)}}}"


def _kind_of_short(content: Content) -> str:
    return "SHORTANSWER_C" if content.get("match_case") else "SHORTANSWER"


def _typed(accepted: Part, kind: str) -> str:
    return ":".join(centre(accepted)) if kind == "numeric" else _escaped(accepted["text"])


def _sign(share: Fraction) -> str:
    return "=" if share == 1 else f"%{figures.percent(share)}%"


def _feedback(part: Part) -> str:
    return "#" + _escaped(part["feedback"]) if part.get("feedback") else ""


def _escaped(text: str) -> str:
    return html.escape(text, quote=False).translate(ENTITIES)
