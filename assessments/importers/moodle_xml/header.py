"""What every question in Moodle XML has, whatever its type: name, text, mark, tags, what is left out.

Moodle has no critical questions, importance and so on. We write them as tags ("critical",
"importance:V") and read them back; every other tag is named in a note.
"""

from dataclasses import dataclass
from fractions import Fraction

from assessments.importers import figures
from assessments.importers.moodle_xml.elements import Element
from assessments.importers.parts import Maker
from assessments.importers.texts import to_plain
from assessments.importers.values import Content, QuestionRefused
from curriculum.tables import decimals

CRITICAL = "critical"
TAGGED = ("importance", "difficulty", "objective", "lesson", "sources", "guidance_key")
IMPORTANCES = ("V", "I", "N")
DIFFICULTIES = ("E", "M", "C")
CODED = {"importance": IMPORTANCES, "difficulty": DIFFICULTIES}
#: Layout and bookkeeping that mean nothing here; each of the rest is read or named in a note.
MEANINGLESS = frozenset(
    ["answernumbering", "showstandardinstruction", "shownumcorrect", "coursetagcounts"]
)
OVERALL = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
READ = frozenset(
    ["name", "questiontext", "generalfeedback", "defaultgrade", "penalty", "hidden", "idnumber",
     "tags", "hint", *OVERALL]
)  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """One <question> and what makes its parts."""

    element: Element
    maker: Maker

    def text(self, element: Element | None) -> str:
        """The plain text of an element that holds <text>, in the format it names."""
        if element is None:
            return ""
        inner = element.find("text")
        format = element.attributes.get("format", "moodle_auto_format")
        return to_plain(inner.text if inner else "", format, self.maker.note)

    def line(self, element: Element | None) -> str:
        """The same on one line, for options, pairs and items."""
        return " ".join(self.text(element).split())

    def feedback(self, answer: Element) -> str:
        return self.line(answer.find("feedback"))

    def share(self, answer: Element) -> Fraction:
        """The share of the mark that an answer's fraction, in percent, means."""
        return figures.share(answer.attributes.get("fraction", "0"))

    def is_on(self, tag: str, default: str) -> bool:
        """Whether a switch is on; Moodle writes 1, 0, true and false."""
        return self.element.value(tag, default).lower() in {"1", "true"}


def header(reading: Reading) -> Content:
    """Mark, rationale and tags of a question; notes what is left out.

    Raises:
        QuestionRefused: it has an attached file.
    """
    element, note = reading.element, reading.maker.note
    for each in element.walk():
        if each.tag == "file":
            name = each.attributes.get("name", "")
            raise QuestionRefused(
                f"It has an attached file, “{name}”, which cannot be carried over."
            )
    form = _tags(reading) | {"rationale": reading.text(element.find("generalfeedback"))}
    if Fraction(figures.exact(element.value("penalty", "0"))):
        note("The penalty for further tries was left out.")
    hints = sum(bool(reading.text(hint)) for hint in element.all("hint"))
    if hints:
        note(f"Hints for further tries were left out: {hints}.")
    if any(element.value(tag) for tag in OVERALL):
        note("Feedback on the answer as a whole was left out.")
    if reading.is_on("hidden", "0"):
        note("It is hidden in Moodle.")
    return form


def mark(reading: Reading, default: Fraction = Fraction(1)) -> int:
    """The most it can earn; ours are whole numbers, so others become 1 with a note."""
    written = reading.element.value("defaultgrade")
    worth = Fraction(figures.exact(written)) if written else default
    if worth.denominator == 1 and worth >= 1:
        return int(worth)
    reading.maker.note(f"Its mark of {decimals(worth)} became 1: marks are whole numbers.")
    return 1


def note_the_rest(reading: Reading, read: frozenset[str]) -> None:
    """Name every element that nobody has read."""
    unread = sorted(
        {
            child.tag
            for child in reading.element.children
            if child.tag not in READ | MEANINGLESS | read and (child.children or child.text.strip())
        }
    )
    if unread:
        reading.maker.note(f"Left out: {', '.join(f'<{tag}>' for tag in unread)}.")


def _tags(reading: Reading) -> Content:
    form: Content = {}
    others = []
    tags = reading.element.find("tags")
    for tag in tags.all("tag") if tags else []:
        said = tag.value("text")
        key, _, value = said.partition(":")
        if said == CRITICAL:
            form["critical"] = True
        elif key in TAGGED and value in CODED.get(key, (value,)):
            form[key] = value
        else:
            others.append(said)
    if others:
        reading.maker.note(f"Its tags were left out: {', '.join(others)}.")
    return form
