"""A paper, and what a set of answers to it earns.

Passed means: earned x 100 >= pass mark x possible, compared as whole numbers, no critical question
failed, and nothing waits for a person. The shown percentage is rounded down.

Worked example: nine questions right and one at 0 of ten: 90 %, passed at a pass mark of 90.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from assessments.grading.marking import mark
from assessments.grading.questions import Question
from assessments.grading.readings import rows, table, whole
from assessments.grading.refusals import PaperError, refuse_repeats
from assessments.grading.results import Result


@dataclass(frozen=True)
class Paper:
    """The questions of one sitting, each with a uid of its own; ``pass_mark`` in percent, 1 to 100."""

    questions: tuple[Question, ...]
    pass_mark: int

    def __post_init__(self) -> None:
        whole(self.pass_mark, "The pass mark", least=1, most=100)
        refuse_repeats((question.uid for question in self.questions), "questions")

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> "Paper":
        """Read ``{"pass_mark": 80, "questions": […]}``. Raises PaperError, naming the question."""
        content = table(content, "A paper")
        questions = rows(content.get("questions"), '"questions"')
        return cls(tuple(map(Question.from_json, questions)), content.get("pass_mark", 0))


def grade(
    paper: Paper | Mapping[str, Any] | Iterable[Question],
    responses: Mapping[str, Any],
    *,
    pass_mark: int | None = None,
) -> Result:
    """Mark a whole paper.

    Args:
        paper: a Paper, its JSON, or its questions, each once.
        responses: uid of the question to its answer; a missing or junk answer is unanswered or
            unreadable, never an error.
        pass_mark: percent, a whole number from 1 to 100; needed when ``paper`` is only questions, and
            otherwise instead of the paper's own.

    Returns:
        The exact result. An empty paper is never passed.

    Raises:
        PaperError: the paper, not the answers, could not be marked.
    """
    known = _paper(paper, pass_mark)
    given = responses if isinstance(responses, Mapping) else {}
    marks = tuple(mark(question, given.get(question.uid)) for question in known.questions)
    return Result.of(marks, known.pass_mark)


def _paper(paper: Paper | Mapping[str, Any] | Iterable[Question], pass_mark: int | None) -> Paper:
    if isinstance(paper, Mapping):
        own = {} if pass_mark is None else {"pass_mark": pass_mark}
        return Paper.from_json({**paper, **own})
    if isinstance(paper, Paper):
        return paper if pass_mark is None else replace(paper, pass_mark=pass_mark)
    if pass_mark is None:
        raise PaperError("Say which pass mark holds: questions alone have none.")
    return Paper(tuple(paper), pass_mark)
