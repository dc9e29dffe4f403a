"""The elements of an XML file, one question at a time, each knowing its line.

The parser refuses a document type and entities before it expands anything, follows no address, and a
question is forgotten as soon as it was taken; so a hostile file costs no more than an honest one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

from defusedxml import DefusedXmlException
from defusedxml.sax import parseString

from assessments.importers.limits import BANK, MARKED_UP_TEXT
from assessments.importers.values import BankRefused
from curriculum.tables import check_size

DEEPEST = 12
#: Elements in one question; Moodle writes about five for each option.
ELEMENTS = 2000
EXPORT_AGAIN = "Export the questions from Moodle again, as “Moodle XML format”."


@dataclass
class Element:
    """One element; ``text`` is what stands directly in it."""

    tag: str
    attributes: dict[str, str]
    line: int
    children: list["Element"] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    size: int = 0

    def add(self, text: str) -> None:
        """Keep a piece of text, until there is more than any text may have."""
        if self.size <= MARKED_UP_TEXT:
            self.pieces.append(text)
            self.size += len(text)

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def all(self, tag: str) -> list["Element"]:
        """The children of a name, in order."""
        return [child for child in self.children if child.tag == tag]

    def find(self, tag: str) -> "Element | None":
        """The first child of a name."""
        return next(iter(self.all(tag)), None)

    def value(self, tag: str, default: str = "") -> str:
        """The bare text of a child, or of the <text> in it; blank counts as missing."""
        child = self.find(tag)
        inner = (child and child.find("text")) or child
        return (inner.text.strip() if inner else "") or default

    def walk(self) -> Iterator["Element"]:
        """This element and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


def each_question(
    data: bytes, take: Callable[[Element], None], stray: Callable[[Element], None]
) -> None:
    """Hand every <question> of the file to ``take``, and any other element beside them to ``stray``.

    Raises:
        BankRefused: it is not XML, not Moodle's, or tries what only an attack needs.
    """
    check_size(data, BANK)
    try:
        parseString(data, _Builder(take, stray), forbid_dtd=True)
    except DefusedXmlException:
        raise BankRefused(
            "The file declares a document type or entities, which a question bank never needs."
            f" {EXPORT_AGAIN}"
        ) from None
    except SAXParseException as error:
        raise BankRefused(
            f"The file is not well-formed XML (line {error.getLineNumber()}). {EXPORT_AGAIN}"
        ) from None


class _Builder(ContentHandler):
    def __init__(self, take: Callable[[Element], None], stray: Callable[[Element], None]) -> None:
        super().__init__()
        self._take = take
        self._stray = stray
        self._open: list[Element] = []
        self._elements = 0
        self._where: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:
        self._where = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        line = (self._where.getLineNumber() if self._where else None) or 0
        if not self._open and name != "quiz":
            raise BankRefused(
                f"This is XML but no question bank of Moodle: it begins with <{name[:30]}>,"
                f" not with <quiz>. {EXPORT_AGAIN}"
            )
        self._elements = 0 if len(self._open) == 1 else self._elements + 1
        if len(self._open) >= DEEPEST or self._elements > ELEMENTS:
            raise BankRefused(
                f"The file is nested too deep or too much (line {line}). {EXPORT_AGAIN}"
            )
        self._open.append(Element(name, dict(attrs.items()), line))

    def characters(self, content: str) -> None:
        if len(self._open) > 1:
            self._open[-1].add(content)

    def endElement(self, name: str) -> None:
        element = self._open.pop()
        if len(self._open) > 1:
            self._open[-1].children.append(element)
        elif self._open and name == "question":
            self._take(element)
        elif self._open:
            self._stray(element)
