"""The answer that earns the whole mark, for demonstrations and tests.

Candidates are made from what the question accepts, and the first that marking finds right is given.

Worked example: a numeric question with the key 1/8 gives {"number": "0.1250"}: with three decimals the
reader would have to ask.
"""

from collections.abc import Callable, Iterator
from decimal import Context
from fractions import Fraction
from typing import Any

from assessments.grading.marking import mark
from assessments.grading.questions import Question
from assessments.grading.refusals import PaperError
from assessments.grading.results import RIGHT
from assessments.grading.tolerances import window

#: Significant digits of a typed number, few enough to leave room for its sign and exponent.
_DIGITS = Context(prec=22)
_WIDEST = 25


def right_answer(question: Question) -> dict[str, Any]:
    """An answer that earns the whole mark, in the form of responses.

    Raises:
        PaperError: no answer does, for example when no option is right, or when a geometric tolerance
            of zero leaves only a third, which nobody can type.
    """
    for answer in _CANDIDATES[question.kind](question):
        if mark(question, answer).state == RIGHT:
            return answer
    raise PaperError(f'Nothing earns the whole mark of question "{question.uid}": add what does.')


def _one(question: Question) -> Iterator[dict[str, Any]]:
    for option in question.options:
        yield {"chosen": [option.uid]}


def _several(question: Question) -> Iterator[dict[str, Any]]:
    yield {"chosen": [option.uid for option in question.options if option.correct]}
    yield {"chosen": [option.uid for option in question.options if (option.weight or 0) > 0]}


def _pairs(question: Question) -> Iterator[dict[str, Any]]:
    yield {"pairs": {stem.uid: stem.choice_uid for stem in question.stems}}


def _places(question: Question) -> Iterator[dict[str, Any]]:
    yield {"places": {item.uid: place for place, item in enumerate(question.items, 1)}}


def _numbers(question: Question) -> Iterator[dict[str, Any]]:
    asked = f" {question.unit}" if question.unit and question.unit_penalty is not None else ""
    if question.answer is not None:
        yield {"number": as_typed(question.answer) + asked}
    for accepted in question.accepted:
        low, high = window(accepted, question.scheme) or (Fraction(1), Fraction(1))
        for number in ((low + high) / 2, low, high):
            yield {"number": as_typed(number) + asked}


def _words(question: Question) -> Iterator[dict[str, Any]]:
    if question.scheme == "by_hand":
        yield {"text": "…", "points": {row.uid: row.points for row in question.rubric}}
    for accepted in question.accepted:
        for run in ("", "x"):
            yield {"text": run.join(_unstarred(accepted.text))}


def _unstarred(rule: str) -> list[str]:
    return [piece.replace("\0", "*") for piece in rule.replace(r"\*", "\0").split("*")]


def _gaps(question: Question) -> Iterator[dict[str, Any]]:
    yield {
        "gaps": {
            gap.uid: right_answer(question.gap_question(gap)) for gap in question.gaps if gap.weight
        }
    }


_CANDIDATES: dict[str, Callable[[Question], Iterator[dict[str, Any]]]] = {
    "single": _one,
    "true_false": _one,
    "multiple": _several,
    "matching": _pairs,
    "ordering": _places,
    "numeric": _numbers,
    "short": _words,
    "cloze": _gaps,
}


def as_typed(number: Fraction) -> str:
    """A number as a person could type it, rounded to 22 digits; never with three decimals."""
    value = _DIGITS.divide(number.numerator, number.denominator).normalize(_DIGITS)
    plain = f"{value:f}"
    if len(plain) > _WIDEST:
        plain = f"{value:e}"
    digits, power, exponent = plain.partition("e")
    if len(digits.partition(".")[2]) == 3:
        digits += "0"
    return digits + power + exponent
