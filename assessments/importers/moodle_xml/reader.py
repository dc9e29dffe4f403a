"""From Moodle XML to a bank: a type we have becomes ours, any other is refused by its name."""

from collections.abc import Callable
from functools import partial

from assessments.importers.gathering import Gathering, id_from_text
from assessments.importers.moodle_xml.choices import (
    READ_BY_ORDERING,
    matching,
    multiple_choice,
    ordering,
    true_false,
)
from assessments.importers.moodle_xml.cloze import cloze
from assessments.importers.moodle_xml.elements import EXPORT_AGAIN, Element, each_question
from assessments.importers.moodle_xml.header import Reading, header, note_the_rest
from assessments.importers.moodle_xml.typed import (
    READ_BY_ESSAY,
    READ_BY_NUMERICAL,
    essay,
    numerical,
    short_answer,
)
from assessments.importers.parts import Maker
from assessments.importers.values import Bank, BankRefused, Content, QuestionRefused

Form = Callable[[Reading], Content]
#: So many elements beside the questions are named one by one.
MOST_STRAYS = 100
ANSWERS = frozenset(["answer"])
#: Moodle's type to what reads it and the elements that are read for it.
FORMS: dict[str, tuple[Form, frozenset[str]]] = {
    "multichoice": (multiple_choice, ANSWERS | {"single", "shuffleanswers"}),
    "truefalse": (true_false, ANSWERS),
    "shortanswer": (short_answer, ANSWERS | {"usecase"}),
    "numerical": (numerical, READ_BY_NUMERICAL),
    "matching": (matching, frozenset(["subquestion", "shuffleanswers"])),
    "match": (matching, frozenset(["subquestion", "shuffleanswers"])),
    "ordering": (ordering, READ_BY_ORDERING),
    "cloze": (cloze, frozenset()),
    "multianswer": (cloze, frozenset()),
    "essay": (essay, READ_BY_ESSAY),
}


def read_moodle_xml(data: bytes, *, name: str = "") -> Bank:
    """Read a bank. A question's id is its idnumber, else its name, else drawn from its text."""
    gathering = Gathering("moodlexml", name)
    category = ""

    def take(element: Element) -> None:
        nonlocal category
        if element.attributes.get("type") == "category":
            category = element.value("category")
            return
        called = " ".join(element.value("name").split())
        asked = element.value("questiontext")
        gathering.take(
            element.line,
            element.value("idnumber") or called or id_from_text(asked),
            called or asked,
            partial(_content, element=element, category=category),
        )

    def stray(element: Element) -> None:
        if len(gathering.bank.notes) >= MOST_STRAYS:
            raise BankRefused(
                f"The file holds little but elements that are no questions. {EXPORT_AGAIN}"
            )
        gathering.bank.notes.append(
            f"Line {element.line}: <{element.tag}> is no question and was not read."
        )

    each_question(data, take, stray)
    return gathering.bank


def _content(maker: Maker, *, element: Element, category: str) -> Content:
    kind = element.attributes.get("type", "")
    if kind == "description":
        raise QuestionRefused("This is a text without a question.")
    if kind not in FORMS:
        raise QuestionRefused(f"Questions of the type “{kind}” cannot be carried over.")
    form, read = FORMS[kind]
    reading = Reading(element, maker)
    content = header(reading)
    stem = {"stem": reading.text(element.find("questiontext"))}
    content = maker.question("", content | stem | form(reading))
    note_the_rest(reading, read)
    if category:
        maker.note(f"Its category “{category}” was left out.")
    return content
