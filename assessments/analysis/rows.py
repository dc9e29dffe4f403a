"""Attempts and item analysis as rows of text, for a spreadsheet. Numbers of trainees, never names."""

from collections.abc import Sequence

from assessments.analysis.quizzes import QuestionAnalysis, QuizAnalysis
from assessments.analysis.sittings import Sitting
from assessments.analysis.words import FEW
from assessments.models import AttemptState
from assessments.statistics import wilson

Rows = list[list[str]]
_FIXED = ["trainee", "try", "language", "state", "handed in", "percent", "passed"]
_ITEM_TITLES = [
    "question", "what is asked", "critical", "editions", "attempts", "full mark", "nothing",
    "percent of the mark", "from", "to", "index", "look at it",
]  # fmt: skip


def answer_rows(sittings: Sequence[Sitting]) -> Rows:
    """A title row, and one row an attempt: what each question earned, exactly; empty: not asked."""
    codes = {
        question: answer.edition.content["code"]
        for sitting in sittings
        for question, answer in sitting.answers.items()
    }
    order = sorted(codes, key=lambda question: codes[question])
    titles = _FIXED + [codes[question] for question in order]
    return [titles, *(_about(sitting) + _marks(sitting, order) for sitting in sittings)]


def _about(sitting: Sitting) -> list[str]:
    return [
        sitting.number,
        str(sitting.tries),
        sitting.language,
        str(AttemptState(sitting.state).label),
        sitting.submitted_at.isoformat(timespec="minutes") if sitting.submitted_at else "",
        "" if sitting.percent is None else str(sitting.percent),
        {None: "", True: "yes", False: "no"}[sitting.passed],
    ]


def _marks(sitting: Sitting, order: Sequence[int]) -> list[str]:
    asked = sitting.answers
    return [str(asked[each].earned) if each in asked else "" for each in order]


def item_rows(analysis: QuizAnalysis) -> Rows:
    """A title row, and one row a question; below ``FEW`` attempts only the counts."""
    return [_ITEM_TITLES, *(_item(question) for question in analysis.questions)]


def _item(question: QuestionAnalysis) -> list[str]:
    content, item = question.edition.content, question.item
    figures = ["", "", "", ""]
    if question.facility is not None:
        ends = wilson(question.facility, n=item.n)
        index = item.discrimination
        figures = [str(round(100 * share)) for share in (question.facility, *ends)]
        figures.append("" if index is None else str(round(index)))
    advice = [each.sentence for each in question.findings if each.is_flagged]
    return [
        content["code"],
        content["stem"],
        "yes" if content["critical"] else "no",
        ", ".join(map(str, question.editions)),
        str(item.n),
        str(item.full),
        str(item.nothing),
        *figures,
        " ".join(advice) if item.n >= FEW else "",
    ]
