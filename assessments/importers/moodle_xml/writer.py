"""From questions to Moodle XML: what Moodle would mark otherwise is refused by name, never bent.

Each question is read back before it is let through, so what is written can be read. Texts are
written as plain text; what Moodle has no place for (critical, importance, lesson ...) goes into tags.
"""

from collections.abc import Callable, Iterable
from xml.etree import ElementTree as ET

from assessments.importers.gathering import shortened
from assessments.importers.moodle_xml.header import CRITICAL, TAGGED
from assessments.importers.moodle_xml.reader import read_moodle_xml
from assessments.importers.moodle_xml.written import add_text
from assessments.importers.moodle_xml.written_choices import (
    write_matching,
    write_multiple,
    write_ordering,
    write_single,
    write_true_false,
)
from assessments.importers.moodle_xml.written_cloze import write_cloze
from assessments.importers.moodle_xml.written_typed import write_numeric, write_short
from assessments.importers.values import BankRefused, Content, QuestionRefused, Refused, Written

Note = Callable[[str], None]
WRITERS: dict[str, Callable[[ET.Element, Content, Note], None]] = {
    "single": write_single,
    "multiple": write_multiple,
    "true_false": write_true_false,
    "matching": write_matching,
    "ordering": write_ordering,
    "numeric": write_numeric,
    "short": write_short,
    "cloze": write_cloze,
}


def write_moodle_xml(contents: Iterable[Content]) -> Written:
    """Write a bank.

    Returns:
        The file; the questions it cannot hold, with their place from 1 and the reason; and notes on
        what Moodle will show otherwise.
    """
    quiz = ET.Element("quiz")
    refused: list[Refused] = []
    notes: list[str] = []
    for place, content in enumerate(contents, start=1):
        name = content.get("code") or shortened(content["stem"])
        told: list[str] = []
        try:
            question = _question(content, name, told.append)
            _check_readable(question)
        except QuestionRefused as refusal:
            refused.append(Refused(place, content.get("code", ""), name, refusal.reason))
        else:
            quiz.append(question)
            notes += [f"{name}: {sentence}" for sentence in told]
    return Written(_file(quiz), tuple(refused), tuple(notes))


def _question(content: Content, name: str, note: Note) -> ET.Element:
    question = ET.Element("question")
    add_text(question, "name", name)
    add_text(question, "questiontext", _asked(content, note), format="plain_text")
    add_text(question, "generalfeedback", content.get("rationale", ""), format="plain_text")
    ET.SubElement(question, "defaultgrade").text = str(content.get("mark", 1))
    ET.SubElement(question, "penalty").text = "0"
    ET.SubElement(question, "hidden").text = "0"
    ET.SubElement(question, "idnumber").text = content.get("code", "")
    if content.get("critical") and any(
        option.get("safety", "neither") != "neither" for option in content.get("options", ())
    ):
        raise QuestionRefused("Moodle cannot judge a critical question by its safety.")
    WRITERS[content["type"]](question, content, note)
    tags = [CRITICAL] if content.get("critical") else []
    tags += [f"{key}:{content[key]}" for key in TAGGED if content.get(key)]
    if tags:
        tagged = ET.SubElement(question, "tags")
        for tag in tags:
            add_text(tagged, "tag", tag)
    return question


def _asked(content: Content, note: Note) -> str:
    """The stem, below its case: Moodle has no cases."""
    case = content.get("case") or {}
    above = [case.get("title", ""), case.get("text", ""), content.get("scenario", "")]
    if any(above):
        note("the case stands above the question.")
    return "\n".join(text for text in [*above, content["stem"]] if text)


def _check_readable(question: ET.Element) -> None:
    quiz = ET.Element("quiz")
    quiz.append(question)
    try:
        bank = read_moodle_xml(_file(quiz))
    except BankRefused:
        raise QuestionRefused("A text holds a character that XML cannot hold.") from None
    for refused in bank.refused:
        raise QuestionRefused(refused.reason)


def _file(quiz: ET.Element) -> bytes:
    written: bytes = ET.tostring(quiz, encoding="utf-8", xml_declaration=True)
    return written
