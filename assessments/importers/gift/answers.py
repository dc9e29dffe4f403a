"""What stands between the braces of a GIFT question, kind by kind.

Example: "~%50%Gloves ~%50%Apron ~%-100%Ring#Never" are three options of which several may be chosen.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from assessments.importers import figures
from assessments.importers.gift.blocks import shown, split_format
from assessments.importers.limits import PARTS
from assessments.importers.parts import AS_IN_MOODLE, Accepted, Choice, Maker, check_number
from assessments.importers.texts import to_plain
from assessments.importers.values import Content, QuestionRefused

SIGN = re.compile(r"[=~]")
WEIGHT = re.compile(r"%([^%]*)%")
TRUE_FALSE = {"t": True, "true": True, "f": False, "false": False}


@dataclass(frozen=True)
class Answer:
    """One answer, escapes hidden: "=" or "~", its weight if it names one, its text and feedback."""

    sign: str
    weight: Fraction | None
    text: str
    feedback: str

    @property
    def share(self) -> Fraction:
        """Its weight; without one, all for "=" and nothing for "~"."""
        if self.weight is not None:
            return self.weight
        return Fraction(int(self.sign == "="))


def split(answers: str) -> list[Answer]:
    """The answers in order; each begins with = or ~."""
    if answers.count("=") + answers.count("~") > PARTS:
        raise QuestionRefused(f"It has more than {PARTS} answers; write \\= and \\~ in a text.")
    found = list(SIGN.finditer(answers))
    if not found or answers[: found[0].start()].strip():
        raise QuestionRefused("The answers must begin with = or ~, or be T, F or a number after #.")
    ends = [each.start() for each in found[1:]] + [len(answers)]
    return [
        _answer(each[0], answers[each.end() : end]) for each, end in zip(found, ends, strict=True)
    ]


def _answer(sign: str, text: str) -> Answer:
    text = text.strip()
    weight = WEIGHT.match(text)
    if weight:
        text = text[weight.end() :]
    text, _, feedback = text.partition("#")
    share = figures.share(weight[1]) if weight else None
    return Answer(sign, share, text.strip(), feedback.strip())


@dataclass(frozen=True)
class Reader:
    """Reads the answers of one question; ``format`` is that of its texts unless they name another."""

    maker: Maker
    format: str

    def text(self, raw: str) -> str:
        """A text as plain text, its lines kept."""
        format, raw = split_format(raw, self.format)
        return to_plain(shown(raw), format, self.maker.note)

    def line(self, raw: str) -> str:
        """A text on one line: answers may be wrapped and indented as their author likes."""
        return " ".join(self.text(raw).split())

    def read(self, answers: str) -> Content:
        """Find out the kind and read it."""
        if not answers:
            return self._essay()
        if answers.startswith("#"):
            return self._numeric(answers[1:].strip())
        head, _, feedback = answers.partition("#")
        if head.strip().lower() in TRUE_FALSE:
            return self._true_false(TRUE_FALSE[head.strip().lower()], feedback)
        found = split(answers)
        if any("->" in answer.text for answer in found):
            return self._matching(found)
        if all(answer.sign == "=" for answer in found):
            return self._short(found)
        choices = [
            Choice(self.line(each.text), each.share, self.line(each.feedback)) for each in found
        ]
        has_right = any(answer.sign == "=" for answer in found)
        return self.maker.single(choices) if has_right else self.maker.multiple(choices)

    def _essay(self) -> Content:
        self.maker.note("An essay: a person marks it, with one point for a sound answer.")
        rubric = self.maker.rubric([("The answer is sound.", 1)])
        return {"type": "short", "scheme": "by_hand", "rubric": rubric}

    def _true_false(self, answer: bool, feedback: str) -> Content:
        if_wrong, _, if_right = (self.line(each) for each in feedback.partition("#"))
        said = (if_right, if_wrong) if answer else (if_wrong, if_right)
        return self.maker.true_false(answer, if_true=said[0], if_false=said[1])

    def _matching(self, found: list[Answer]) -> Content:
        pairs = []
        for answer in found:
            left, arrow, right = answer.text.partition("->")
            if answer.sign != "=" or not arrow or answer.weight is not None:
                raise QuestionRefused("In a matching question each answer is “= left -> right”.")
            if answer.feedback:
                self.maker.note("Feedback on single pairs was left out.")
            pairs.append((self.line(left), self.line(right)))
        return {"type": "matching", "scheme": "per_pair", "pairs": self.maker.pairs(pairs)}

    def _short(self, found: list[Answer]) -> Content:
        answers = [
            Accepted(" ".join(shown(each.text).split()), each.share, self.line(each.feedback))
            for each in found
        ]
        accepted = self.maker.accepted(answers)
        return {"type": "short", "scheme": "rules", "accepted": accepted} | AS_IN_MOODLE

    def _numeric(self, answers: str) -> Content:
        if not answers.startswith(("=", "~")):
            text, _, feedback = answers.partition("#")
            found = [Answer("=", None, text.strip(), feedback.strip())]
        else:
            found = split(answers)
        numbers = [self._number(answer) for answer in found if answer.text]
        if len(numbers) < len(found):
            self.maker.note("Feedback on any other number was left out.")
        return self.maker.numeric(numbers) | {"decimals": "moodle"}

    def _number(self, answer: Answer) -> Accepted:
        text, _, tolerance = shown(answer.text).partition(":")
        tolerance = figures.exact(tolerance or "0")
        low, dots, high = text.partition("..")
        text = figures.exact(low)
        if dots:
            text = f"{text}..{figures.exact(high)}"
        check_number(text, tolerance)
        return Accepted(text, answer.share, self.line(answer.feedback), tolerance)
