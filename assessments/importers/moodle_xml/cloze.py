"""Moodle's embedded answers: gaps written into the text, like {2:SHORTANSWER:=Soap~%50%Ash}.

The number is the gap's weight, then its type, then the alternatives: "=" is right, "%50%" earns half,
anything else nothing; "#" begins the feedback; a backslash before ~ } # takes their meaning away.
A gap becomes [[1]], [[2]] in the text, in their order. Gaps are found before HTML is read, as Moodle does.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from assessments.importers import figures
from assessments.importers.html_text import plain_text
from assessments.importers.limits import PARTS
from assessments.importers.moodle_xml.header import Reading, mark
from assessments.importers.parts import (
    AS_IN_MOODLE,
    Accepted,
    Choice,
    Maker,
    Part,
    check_number,
)
from assessments.importers.texts import to_plain
from assessments.importers.values import Content, QuestionRefused

#: Moodle's names of a gap's type, to ours, whether capitals count, and whether options are shuffled.
KINDS: dict[str, tuple[str, bool, bool]] = (
    dict.fromkeys(["SHORTANSWER", "SA", "MW"], ("short", False, False))
    | dict.fromkeys(["SHORTANSWER_C", "SAC", "MWC"], ("short", True, False))
    | dict.fromkeys(["NUMERICAL", "NM"], ("numeric", False, False))
    | dict.fromkeys(
        ["MULTICHOICE", "MC", "MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH"],
        ("single", False, False),
    )
    | dict.fromkeys(
        ["MULTICHOICE_S", "MCS", "MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS"],
        ("single", False, True),
    )
)
GAP = re.compile(r"\{(\d{0,4}):([A-Z_]{2,20}):")
WEIGHT = re.compile(r"%(-?[\d.,]{1,12})%")
#: What ends an alternative or a gap; "&#" begins an entity of HTML, not a feedback.
SIGN = re.compile(r"\\[~}#]|&#|[~}#]")


@dataclass(frozen=True)
class Alternative:
    """One answer of a gap, as HTML."""

    share: Fraction
    text: str
    feedback: str


@dataclass(frozen=True)
class Gap:
    """One gap: its weight against the others, Moodle's name of its type, its alternatives."""

    weight: int
    kind: str
    alternatives: list[Alternative]


def cloze(reading: Reading) -> Content:
    """The gaps with their answers; the question's text with their places."""
    source = reading.element.find("questiontext")
    inner = source.find("text") if source else None
    format = source.attributes.get("format", "html") if source else "html"
    text, gaps = take_out_gaps(inner.text if inner else "")
    kinds = [KINDS[gap.kind] for gap in gaps]
    cases = {is_case for kind, is_case, _ in kinds if kind == "short"}
    shuffles = {is_shuffled for kind, _, is_shuffled in kinds if kind == "single"}
    if len(cases) == 2 or len(shuffles) == 2:
        raise QuestionRefused(
            "Its gaps differ in whether capitals count or options are shuffled; here they agree."
        )
    stem = to_plain(text, format, reading.maker.note)
    if stem.count("[[") != len(gaps):
        raise QuestionRefused("Its text holds [[, which marks a gap here.")
    form: Content = {
        "stem": stem,
        "type": "cloze",
        "scheme": "weighted",
        "gaps": [],
        "options": [],
        "accepted": [],
        "match_case": True in cases,
        "shuffle": True in shuffles,
        "decimals": "moodle",
        "mark": mark(reading, Fraction(sum(gap.weight for gap in gaps))),
    }
    for place, gap in enumerate(gaps, start=1):
        kind, name = KINDS[gap.kind][0], str(place)
        uid = reading.maker.uid("gap", name)
        form["gaps"].append({"uid": uid, "name": name, "kind": kind, "weight": str(gap.weight)})
        if kind == "single":
            form["options"] += _options(reading.maker, gap, name)
        else:
            form["accepted"] += _accepted(reading.maker, gap, name, is_number=kind == "numeric")
    return form | AS_IN_MOODLE


def take_out_gaps(source: str) -> tuple[str, list[Gap]]:
    """The text with [[1]], [[2]] in place of its gaps, and these.

    Raises:
        QuestionRefused: a gap of a type we do not have, one that never ends, or no gap at all.
    """
    pieces: list[str] = []
    gaps: list[Gap] = []
    position = 0
    while found := GAP.search(source, position):
        weight, kind = found[1], found[2]
        if kind not in KINDS:
            raise QuestionRefused(f"A gap of the type {kind} cannot be carried over.")
        alternatives, end = _alternatives(source, found.end())
        gaps.append(Gap(int(weight or "1"), kind, alternatives))
        pieces += [source[position : found.start()], f"[[{len(gaps)}]]"]
        position = end
        if len(gaps) > PARTS:
            raise QuestionRefused(f"It has more than {PARTS} gaps.")
    if not gaps:
        raise QuestionRefused("Its text has no gaps.")
    if not any(gap.weight for gap in gaps):
        raise QuestionRefused("None of its gaps has a weight.")
    return "".join([*pieces, source[position:]]), gaps


def _alternatives(source: str, position: int) -> tuple[list[Alternative], int]:
    """The alternatives from here on, and the place behind the closing brace."""
    found: list[Alternative] = []
    text: list[str] = []
    feedback: list[str] | None = None
    while sign := SIGN.search(source, position):
        current = text if feedback is None else feedback
        current.append(source[position : sign.start()])
        position = sign.end()
        if sign[0] == "#" and feedback is None:
            feedback = []
        elif sign[0] in {"~", "}"}:
            found.append(_alternative("".join(text), "".join(feedback or [])))
            text, feedback = [], None
            if sign[0] == "}":
                return found, position
        else:
            current.append(sign[0].removeprefix("\\"))
        if len(found) > PARTS:
            break
    raise QuestionRefused(f"A gap has no closing }} or more than {PARTS} answers.")


def _alternative(text: str, feedback: str) -> Alternative:
    text = text.strip()
    weight = WEIGHT.match(text)
    if weight:
        return Alternative(figures.share(weight[1]), text[weight.end() :], feedback)
    is_right = text.startswith("=")
    return Alternative(Fraction(int(is_right)), text[is_right:], feedback)


def _line(maker: Maker, marked_up: str) -> str:
    return " ".join(plain_text(marked_up, maker.note).split())


def _options(maker: Maker, gap: Gap, name: str) -> list[Part]:
    choices = [
        Choice(_line(maker, each.text), each.share, _line(maker, each.feedback))
        for each in gap.alternatives
    ]
    return maker.gap_options(choices, gap=name)


def _accepted(maker: Maker, gap: Gap, name: str, *, is_number: bool) -> list[Part]:
    answers = []
    for each in gap.alternatives:
        text, tolerance = _line(maker, each.text), "0"
        if is_number and text == "*" and not each.share:
            maker.note("Feedback on any other number was left out.")
            continue
        if is_number:
            text, _, tolerance = text.partition(":")
            text, tolerance = figures.exact(text), figures.exact(tolerance or "0")
            check_number(text, tolerance)
        answers.append(Accepted(text, each.share, _line(maker, each.feedback), tolerance))
    return maker.accepted(answers, gap=name)
