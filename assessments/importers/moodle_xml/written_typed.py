"""Questions that are answered by typing, as Moodle XML."""

from collections.abc import Callable
from fractions import Fraction
from xml.etree import ElementTree as ET

from assessments.importers.moodle_xml.typed import NO_UNITS, PENALTY_OF, TYPED
from assessments.importers.moodle_xml.written import add_answer, add_text, centre
from assessments.importers.values import Content, QuestionRefused

Note = Callable[[str], None]
PENALTY_TYPES = {of: number for number, of in PENALTY_OF.items()}


def write_short(question: ET.Element, content: Content, note: Note) -> None:
    if content.get("scheme") == "by_hand":
        _write_essay(question, content)
        return
    check_exactness(content)
    question.set("type", "shortanswer")
    ET.SubElement(question, "usecase").text = str(int(content.get("match_case", False)))
    for each in content["accepted"]:
        share = Fraction(each.get("weight", "1"))
        add_answer(question, each["text"], share, each.get("feedback", ""))


def check_exactness(content: Content) -> None:
    """Refuse typed words that we would accept and Moodle would not."""
    if not (content.get("match_accents") and content.get("match_punctuation")):
        raise QuestionRefused(
            "Moodle compares accents and punctuation to the letter; this question does not."
        )


def _write_essay(question: ET.Element, content: Content) -> None:
    if [row["points"] for row in content["rubric"]] != [1]:
        raise QuestionRefused("Moodle's essay has no rubric with points.")
    question.set("type", "essay")
    add_text(question, "graderinfo", content["rubric"][0]["text"], format="plain_text")


def write_numeric(question: ET.Element, content: Content, note: Note) -> None:
    if content.get("scheme", "nominal") != "nominal":
        raise QuestionRefused("Moodle's file holds only tolerances that are added, not shares.")
    if content.get("decimals", "ask") == "ask":
        note("Moodle reads a lone comma as a decimal sign and does not ask.")
    question.set("type", "numerical")
    only = {"text": content.get("answer"), "tolerance": content.get("tolerance", "0")}
    for each in content.get("accepted") or [only]:
        number, tolerance = centre(each)
        share = Fraction(each.get("weight", "1"))
        answer = add_answer(question, number, share, each.get("feedback", ""))
        ET.SubElement(answer, "tolerance").text = tolerance
    if content.get("unit"):
        _write_units(question, content, note)


def _write_units(question: ET.Element, content: Content, note: Note) -> None:
    penalty = content.get("unit_penalty", "")
    is_asked = penalty != ""
    is_penalised = is_asked and Fraction(penalty) > 0
    if not is_asked:
        note(f"Moodle does not show the unit “{content['unit']}”: name it in the question.")
    of = PENALTY_TYPES[content.get("unit_penalty_of", "earned")]
    ET.SubElement(question, "unitgradingtype").text = of if is_penalised else "0"
    ET.SubElement(question, "unitpenalty").text = penalty or "0"
    ET.SubElement(question, "showunits").text = TYPED if is_asked else NO_UNITS
    units = ET.SubElement(question, "units")
    for name, multiplier in ({content["unit"]: "1"} | content.get("other_units", {})).items():
        unit = ET.SubElement(units, "unit")
        ET.SubElement(unit, "multiplier").text = multiplier
        ET.SubElement(unit, "unit_name").text = name
