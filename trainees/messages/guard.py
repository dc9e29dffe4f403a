"""What a message must not say, looked for in the rendered text and in every language at once.

A message may say that something in the house asks for attention; never what belonging to it means. Refused
are the words of ``curriculum.wording.DISCLOSING``, names of programmes, modules, lessons and sites, site
codes, the worker's own name and number, and every address but our bare origin. Example: "Peer Academy: sign
in at https://peer.example" passes; "https://peer.example/learn/p1/" does not. Who is refused is told which
message and which rule, never the text: an error is logged somewhere.
"""

import enum
import re
from dataclasses import dataclass

from curriculum.wording import is_disclosing, is_in, plain_words

#: Anything that a phone would make a link of, and paths of ours.
_ADDRESS = re.compile(r"\S*//\S*|[\w-]+(?:\.[\w-]+)+(?:[:/?#]\S*)?|(?<!\S)/\w\S*")


class Rule(enum.StrEnum):
    """Why a message was refused."""

    WORD = "word"
    PLACE_OR_PROGRAMME = "place_or_programme"
    PERSON = "person"
    ADDRESS = "address"


class MessageRefused(Exception):
    """A message must not leave: says which and by which rule, and holds nothing of its text."""

    def __init__(self, message: int, rule: Rule):
        self.message, self.rule = message, rule
        super().__init__(f"Message {message} was refused ({rule}).")


@dataclass(frozen=True)
class Rendered:
    """A message as it would be read: every part of it."""

    sender: str
    subject: str
    body: str


@dataclass(frozen=True)
class Private:
    """What is private about its reader: titles and places that tell, and who she is."""

    phrases: frozenset[str] = frozenset()
    person: tuple[str, ...] = ()


@dataclass(frozen=True)
class Passed:
    """A message that the guard has passed; made by ``passed`` alone."""

    rendered: Rendered


def passed(rendered: Rendered, private: Private, *, origin: str, message: int) -> Passed:
    """Return the message as one that may leave.

    Raises:
        MessageRefused: with the message's number and the rule.
    """
    parts = (rendered.sender, rendered.subject, rendered.body)
    for rule, is_broken in (
        (Rule.WORD, any(map(is_disclosing, parts))),
        (Rule.PLACE_OR_PROGRAMME, any(_holds(part, private.phrases) for part in parts)),
        # who sends is the same for all, so it names nobody; and it is no link
        (Rule.PERSON, any(_holds(part, _words(private.person)) for part in parts[1:])),
        (Rule.ADDRESS, any(_leads_inside(part, origin) for part in parts[1:])),
    ):
        if is_broken:
            raise MessageRefused(message, rule)
    return Passed(rendered)


def _holds(text: str, phrases: frozenset[str]) -> bool:
    words = plain_words(text)
    return any(is_in(words, phrase) for phrase in phrases)


def _words(names: tuple[str, ...]) -> frozenset[str]:
    """Each part of a name by itself; an initial tells nobody."""
    parts = (part for name in names for part in plain_words(name).split())
    return frozenset(part for part in parts if len(part) > 1)


def _leads_inside(text: str, origin: str) -> bool:
    """Whether a text holds an address that is not just our front door."""
    doors = {origin, f"{origin}/", origin.partition("//")[2]}
    return any(found.rstrip(".,;:!?)") not in doors for found in _ADDRESS.findall(text))
