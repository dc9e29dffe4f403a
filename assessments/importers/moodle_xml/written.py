"""The small pieces of Moodle XML that every written question is made of."""

from fractions import Fraction
from xml.etree import ElementTree as ET

from assessments.importers import figures
from assessments.importers.parts import Part
from curriculum.tables import decimals


def add_text(parent: ET.Element, tag: str, text: str, *, format: str = "") -> ET.Element:
    """An element with its <text>."""
    element = ET.SubElement(parent, tag, {"format": format} if format else {})
    ET.SubElement(element, "text").text = text
    return element


def add_answer(
    question: ET.Element, text: str, share: Fraction, feedback: str, *, format: str = "plain_text"
) -> ET.Element:
    """An <answer> that earns a share of the mark."""
    answer = add_text(question, "answer", text, format=format)
    answer.set("fraction", figures.percent(share))
    if feedback:
        add_text(answer, "feedback", feedback, format="plain_text")
    return answer


def switch(is_on: bool) -> str:
    """A switch as Moodle writes it."""
    return "true" if is_on else "false"


def centre(accepted: Part) -> tuple[str, str]:
    """A number and its tolerance; of a range the middle and half its width."""
    low, dots, high = str(accepted["text"]).partition("..")
    if not dots:
        return low, accepted.get("tolerance", "0")
    first, last = Fraction(low), Fraction(high)
    return decimals((first + last) / 2), decimals((last - first) / 2)
