"""Collects what a reader finds: each question ends in exactly one of two lists."""

import hashlib
from collections.abc import Callable

from assessments.importers import limits
from assessments.importers.parts import Maker
from assessments.importers.values import (
    Bank,
    BankRefused,
    Content,
    Imported,
    QuestionRefused,
    Refused,
)

LONGEST_NAME = 60


class Gathering:
    """The bank while it is read."""

    def __init__(self, format: str, name: str, *, family: str = "", place: str = "Line") -> None:
        """Args:
        family: what uids are derived from, if two formats hold the same questions (a sheet's).
        place: what ``line`` counts, as a word for sentences.
        """
        self.bank = Bank(format, name)
        self._family = family or format
        self._place = place
        self._first_lines: dict[str, int] = {}
        self._read = 0

    def take(
        self, line: int, external_id: str, name: str, make: Callable[[Maker], Content]
    ) -> None:
        """Make one question and keep it, or keep the reason why not.

        Raises:
            BankRefused: there are more questions than a bank may hold.
        """
        self._count()
        maker = Maker(self._family, external_id)
        try:
            self._check_id(external_id, line)
            content = make(maker)
            limits.check(content)
        except QuestionRefused as refusal:
            self._refuse(refusal.line or line, external_id, name, refusal.reason)
        else:
            self._first_lines[external_id] = line
            self.bank.questions.append(Imported(external_id, line, content, tuple(maker.notes)))

    def _count(self) -> None:
        self._read += 1
        if self._read > limits.QUESTIONS:
            raise BankRefused(
                f"The file holds more than {limits.QUESTIONS:,} questions: split it into several."
            )

    def _refuse(self, line: int, external_id: str, name: str, reason: str) -> None:
        self.bank.refused.append(
            Refused(line, external_id[: limits.EXTERNAL_ID], shortened(name), reason)
        )

    def _check_id(self, external_id: str, line: int) -> None:
        if len(external_id) > limits.EXTERNAL_ID:
            raise QuestionRefused(f"Its id is longer than {limits.EXTERNAL_ID} characters.")
        if external_id in self._first_lines:
            first = self._first_lines[external_id]
            raise QuestionRefused(
                f"{self._place} {first} has the same id or text; give each question an id of its own."
            )


def shortened(name: str) -> str:
    """A name that fits into one line of a list."""
    plain = " ".join(name[: LONGEST_NAME * 4].split())
    return plain if len(plain) <= LONGEST_NAME else plain[: LONGEST_NAME - 1] + "…"


def id_from_text(text: str) -> str:
    """The id of a question that has none: the same as long as it asks the same."""
    plain = " ".join(text.casefold().split())
    return "text-" + hashlib.sha256(plain.encode()).hexdigest()[:12]
