"""Attempts as plain values, for tests of what many of them say."""

from assessments.analysis.sittings import Answer, Sitting
from assessments.models import QuestionEdition

CONTENT = {
    "code": "q1",
    "stem": "What about q1?",
    "type": "single",
    "critical": False,
    "mark": 1,
    "options": [
        {"uid": "a", "text": "yes", "correct": True},
        {"uid": "b", "text": "no", "correct": False},
    ],
}
RIGHT, WRONG = ("right", 1, {"chosen": ["a"]}), ("wrong", 0, {"chosen": ["b"]})


def edition(code: str = "q1", number: int = 1, **content) -> QuestionEdition:
    """An edition that stands in no database."""
    return QuestionEdition(number=number, content=CONTENT | {"code": code} | content)


def answer(to: QuestionEdition, state: str, numerator: int, said: dict) -> Answer:
    mark = {"numerator": numerator, "denominator": 1, "possible": 1, "state": state}
    return Answer(to, mark | {"possible": to.content["mark"]}, said)


def sitting(place: int, answers: dict[int, Answer], **values) -> Sitting:
    """The attempt of the person with this number."""
    told = {"site": "s1", "tries": 1, "language": "en", "state": "graded", "passed": True}
    told |= {"submitted_at": None, "percent": 50}
    return Sitting(number=str(place), answers=answers, **told | values)


def sat(*outcomes: tuple, to: QuestionEdition | None = None, **values) -> list[Sitting]:
    """One attempt of one question for each outcome; question 1."""
    to = to or edition()
    return [
        sitting(place, {1: answer(to, *outcome)}, **values)
        for place, outcome in enumerate(outcomes, start=1)
    ]
