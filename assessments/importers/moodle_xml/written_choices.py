"""Questions in which something is chosen, paired or ordered, as Moodle XML.

Our balanced scheme is a sum of weights: with 2 right and 3 wrong options each right one is worth 1/2 and
each wrong one -1/3, and Moodle cuts the sum to 0..1 as we do.
"""

from collections.abc import Callable
from fractions import Fraction
from xml.etree import ElementTree as ET

from assessments.importers.moodle_xml.written import add_answer, add_text, switch
from assessments.importers.values import Content, QuestionRefused

Note = Callable[[str], None]
GRADING = {
    "absolute": "ABSOLUTE_POSITION",
    "all_or_nothing": "ALL_OR_NOTHING",
    "longest_increasing": "LONGEST_ORDERED_SUBSET",
}


def write_single(question: ET.Element, content: Content, note: Note) -> None:
    is_weighted = content.get("scheme") == "weights"
    _write_options(
        question,
        content,
        [
            Fraction(option["weight"]) if is_weighted else Fraction(int(option["correct"]))
            for option in content["options"]
        ],
        is_single=True,
    )


def write_multiple(question: ET.Element, content: Content, note: Note) -> None:
    scheme = content.get("scheme", "balanced")
    right = sum(option["correct"] for option in content["options"])
    wrong = len(content["options"]) - right
    if scheme == "sum_of_weights":
        shares = [Fraction(option["weight"]) for option in content["options"]]
    elif scheme in {"balanced", "right_less_wrong"} and right and wrong:
        loss = Fraction(-1, wrong if scheme == "balanced" else right)
        shares = [Fraction(1, right) if o["correct"] else loss for o in content["options"]]
    else:
        raise QuestionRefused(f"Moodle cannot mark several choices by {scheme}.")
    _write_options(question, content, shares, is_single=False)


def _write_options(
    question: ET.Element, content: Content, shares: list[Fraction], *, is_single: bool
) -> None:
    question.set("type", "multichoice")
    ET.SubElement(question, "single").text = switch(is_single)
    ET.SubElement(question, "shuffleanswers").text = switch(content.get("shuffle", True))
    for option, share in zip(content["options"], shares, strict=True):
        add_answer(question, option["text"], share, option.get("feedback", ""))


def write_true_false(question: ET.Element, content: Content, note: Note) -> None:
    question.set("type", "truefalse")
    if [option["text"] for option in content["options"]] != ["True", "False"]:
        note("Moodle itself names the two options true and false.")
    for said, option in zip(("true", "false"), content["options"], strict=True):
        share = Fraction(int(option["correct"]))
        add_answer(question, said, share, option.get("feedback", ""))


def write_matching(question: ET.Element, content: Content, note: Note) -> None:
    if content.get("scheme", "per_pair") != "per_pair":
        raise QuestionRefused("Moodle gives a share for each pair, not all or nothing.")
    question.set("type", "matching")
    ET.SubElement(question, "shuffleanswers").text = switch(content.get("shuffle", True))
    for pair in content["pairs"]:
        subquestion = add_text(question, "subquestion", pair["text"], format="plain_text")
        add_text(subquestion, "answer", pair["choice"])
    if any(pair.get("feedback") for pair in content["pairs"]):
        note("Moodle has no feedback on single pairs.")


def write_ordering(question: ET.Element, content: Content, note: Note) -> None:
    question.set("type", "ordering")
    ET.SubElement(question, "layouttype").text = "VERTICAL"
    ET.SubElement(question, "selecttype").text = "ALL"
    ET.SubElement(question, "selectcount").text = "0"
    ET.SubElement(question, "gradingtype").text = GRADING[content.get("scheme", "absolute")]
    for place, item in enumerate(content["items"], start=1):
        answer = add_text(question, "answer", item["text"], format="plain_text")
        answer.set("fraction", str(place))
