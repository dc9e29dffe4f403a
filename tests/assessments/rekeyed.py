"""Questions signed anew with another key, and who answered what, for tests of marking again."""

from assessments.models import QuestionEdition
from tests import make


def rekey(question, place: int = 1, **values) -> QuestionEdition:
    """Sign a choice question anew with the option at ``place`` right; returns the new edition."""
    options = list(question.options.all())
    for position, option in enumerate(options):
        option.correct = position == place
    question.options.set(options)
    return resign(question, **values)


def resign(question, **values) -> QuestionEdition:
    """Sign a question anew with other values; returns the new edition."""
    for name, value in values.items():
        setattr(question, name, value)
    question.save_revision()
    make.sign(question)
    return question.editions.first()


def choose(attempt, *places: int) -> dict:
    """Answers that choose, question by question, the option at this place of the authors' order."""
    return {
        item.pk: {"chosen": [item.question.content["options"][place]["uid"]]}
        for item, place in zip(attempt.paper(), places, strict=True)
    }


def sit(enrolment, quiz, *places: int, at=make.NOW):
    """A try handed in with these options chosen."""
    attempt = make.start(enrolment, quiz, at=at)
    make.submit(attempt, choose(attempt, *places), at=at)
    attempt.refresh_from_db()
    return attempt


def marks_of(attempt) -> list[tuple]:
    """What the current grading says, for comparison."""
    graded = attempt.current_grading
    return [graded.marks, graded.percent, graded.passed, graded.earned, graded.possible]
