"""The parts of a question in the form of docs/question-format.md, and what makes them markable.

Uids are derived from the format, the question's external id and the part's own text, so importing
twice gives the same uids, a reordered list keeps them, and a reworded option is another option.

Example: two answers of weight 1 and 0 make a single choice marked by ``one_right``; with a third of
weight 1/2 it is marked by ``weights``.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from assessments.importers.values import Content, QuestionRefused, derived_uid

#: What ``Question.code`` can hold; any other external id is kept beside the question only.
CODE = re.compile(r"[A-Za-z0-9_-]{1,20}")
Part = dict[str, Any]
#: How Moodle compares a short answer: accents and punctuation to the letter, capitals not.
AS_IN_MOODLE: Content = {"match_accents": True, "match_punctuation": True}


@dataclass(frozen=True)
class Choice:
    """An option as read: its share of the mark, from -1 to 1."""

    text: str
    weight: Fraction
    feedback: str = ""


@dataclass(frozen=True)
class Accepted:
    """An accepted answer as read; ``tolerance`` for numbers."""

    text: str
    weight: Fraction = Fraction(1)
    feedback: str = ""
    tolerance: str = "0"


@dataclass
class Maker:
    """Makes the parts of one question, and collects the notes on it."""

    format: str
    external_id: str
    notes: list[str] = field(default_factory=list)
    _made: Counter[tuple[str, str]] = field(default_factory=Counter)

    def uid(self, kind: str, text: str) -> str:
        """The uid of a part; of two that say the same, the second gets another."""
        self._made[kind, text] += 1
        again = self._made[kind, text]
        return derived_uid(self.format, self.external_id, kind, text, str(again) * (again > 1))

    def note(self, sentence: str) -> None:
        """Say once what was changed or left behind."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def question(self, stem: str, form: Content) -> Content:
        """A whole question from its text and what its type adds."""
        code = self.external_id if CODE.fullmatch(self.external_id) else ""
        return {"uid": self.uid("question", ""), "code": code, "stem": stem} | form

    def options(
        self, choices: Iterable[Choice], *, weighted: bool, several: bool = False, gap: str = ""
    ) -> list[Part]:
        """Options; right is what earns the full mark, or where several may be chosen, what adds to it."""
        return [
            {
                "uid": self.uid(f"option {gap}".strip(), choice.text),
                "text": choice.text,
                "correct": choice.weight > 0 if several else choice.weight == 1,
                "feedback": choice.feedback,
            }
            | ({"weight": str(choice.weight)} if weighted else {})
            | ({"gap": gap} if gap else {})
            for choice in choices
        ]

    def gap_options(self, choices: list[Choice], *, gap: str) -> list[Part]:
        """The options of one gap of a cloze, with their weights."""
        _check_choices(choices)
        _check_full_mark(choices)
        return self.options(choices, weighted=True, gap=gap)

    def single(self, choices: list[Choice]) -> Content:
        """One may be chosen: ``one_right``, or ``weights`` where there are other weights."""
        _check_choices(choices)
        _check_full_mark(choices)
        right = [choice for choice in choices if choice.weight == 1]
        if len(right) == 1 and all(choice.weight in (0, 1) for choice in choices):
            options = self.options(choices, weighted=False)
            return {"type": "single", "scheme": "one_right", "options": options}
        options = self.options(choices, weighted=True)
        return {"type": "single", "scheme": "weights", "options": options}

    def multiple(self, choices: list[Choice]) -> Content:
        """Several may be chosen, marked by the sum of their weights as in Moodle."""
        _check_choices(choices)
        total = sum((choice.weight for choice in choices if choice.weight > 0), Fraction(0))
        if total != 1:
            raise QuestionRefused(
                f"The weights above 0 add up to {total} of the mark, not to all of it;"
                " a third is written 33.33333."
            )
        everything = max(Fraction(0), sum((choice.weight for choice in choices), Fraction(0)))
        self.note(
            "Marked by the sum of the chosen weights; ticking every option earns"
            f" {everything} of the mark."
        )
        return {
            "type": "multiple",
            "scheme": "sum_of_weights",
            "options": self.options(choices, weighted=True, several=True),
        }

    def true_false(self, answer: bool, *, if_true: str = "", if_false: str = "") -> Content:
        """True and false, with what is said to each."""
        choices = [
            Choice("True", Fraction(int(answer)), if_true),
            Choice("False", Fraction(int(not answer)), if_false),
        ]
        return {
            "type": "true_false",
            "scheme": "one_right",
            "options": self.options(choices, weighted=False),
        }

    def accepted(self, answers: list[Accepted], *, gap: str = "") -> list[Part]:
        """Accepted answers, the first that fits wins; one at least earns the full mark."""
        if not answers:
            raise QuestionRefused("It has no accepted answer.")
        if any(not answer.text for answer in answers):
            raise QuestionRefused("An accepted answer is empty.")
        _check_full_mark(answers)
        return [
            {
                "uid": self.uid(f"accepted {gap}".strip(), answer.text),
                "text": answer.text,
                "tolerance": answer.tolerance,
                "weight": str(answer.weight),
                "feedback": answer.feedback,
            }
            | ({"gap": gap} if gap else {})
            for answer in answers
        ]

    def numeric(self, answers: list[Accepted]) -> Content:
        """Numbers; one plain number is kept as the answer and its tolerance."""
        accepted = self.accepted(answers)
        form: Content = {"type": "numeric", "scheme": "nominal"}
        only = answers[0]
        if len(answers) == 1 and ".." not in only.text and not only.feedback:
            return form | {"answer": only.text, "tolerance": only.tolerance}
        return form | {"accepted": accepted}

    def pairs(self, pairs: Iterable[tuple[str, str]]) -> list[Part]:
        """Pairs of a left and a right side; no left side: an extra choice. Equal choices are one."""
        pairs = list(pairs)
        lefts = [left for left, _ in pairs if left]
        if len(lefts) < 2:
            raise QuestionRefused("It has fewer than two pairs.")
        if len(set(lefts)) < len(lefts):
            raise QuestionRefused("Two pairs have the same left side.")
        if any(not right for _, right in pairs):
            raise QuestionRefused("A pair has no right side.")
        return [
            {
                "uid": self.uid("pair", left) if left else "",
                "text": left,
                "choice_uid": derived_uid(self.format, self.external_id, "choice", right),
                "choice": right,
            }
            for left, right in pairs
        ]

    def items(self, texts: Iterable[str]) -> list[Part]:
        """The items of an ordering, in the right order."""
        texts = list(texts)
        if len(texts) < 2:
            raise QuestionRefused("It has fewer than two items to order.")
        if not all(texts):
            raise QuestionRefused("An item is empty.")
        return [{"uid": self.uid("item", text), "text": text} for text in texts]

    def rubric(self, rows: Iterable[tuple[str, int]]) -> list[Part]:
        """The rows by which a person marks, each with its points."""
        return [
            {"uid": self.uid("rubric", text), "text": text, "points": points}
            for text, points in rows
        ]


def _check_choices(choices: list[Choice]) -> None:
    if len(choices) < 2:
        raise QuestionRefused("It has fewer than two options.")
    if any(not choice.text for choice in choices):
        raise QuestionRefused("An option is empty.")


def _check_full_mark(answers: list[Choice] | list[Accepted]) -> None:
    if max(answer.weight for answer in answers) != 1:
        raise QuestionRefused("No answer earns the full mark: one needs the weight 100.")
    if min(answer.weight for answer in answers) < -1:
        raise QuestionRefused("A weight is below -100.")


def check_number(text: str, tolerance: str) -> None:
    """Refuse what no number can meet: an upside-down range, a tolerance below zero."""
    low, dots, high = text.partition("..")
    if dots and Fraction(low) > Fraction(high):
        raise QuestionRefused(f"The range {text} ends before it begins.")
    if Fraction(tolerance) < 0:
        raise QuestionRefused("The tolerance is below zero.")
