"""How answers are marked: exactly, from plain values, the same on every machine.

Marks are fractions. Each type of question has its schemes (SCHEMES); docs/question-format.md holds
their formulas and the forms of papers, answers and results.

``grade`` marks a paper, ``mark`` one question; a paper that cannot be marked raises ``PaperError``, an
answer never raises. ``read_number`` says what was understood of a typed number. ``right_answer`` gives
an answer that earns the whole mark. ``judge`` decides about an observed skill. ``behaviours`` has the
rules for several tries, for imported results.

Worked example: four right options and one wrong, three right chosen: 3/4. With the wrong one too:
3/4 - 1/1 < 0, so 0. Nine questions right and this one at 0 of ten: 90 %.
"""

from assessments.grading.keys import right_answer
from assessments.grading.marking import mark
from assessments.grading.numbers import Typed, parse_number, read_number
from assessments.grading.observing import RATINGS, Step, Verdict, judge
from assessments.grading.papers import Paper, grade
from assessments.grading.pieces import Accepted, Gap, Item, Option, Pair, RubricRow
from assessments.grading.questions import Question
from assessments.grading.refusals import PaperError
from assessments.grading.results import Mark, Part, Result
from assessments.grading.schemes import SCHEMES

#: Named in every grading, so that a later rule never passes for this one.
VERSION = "2"

__all__ = [
    "RATINGS",
    "SCHEMES",
    "VERSION",
    "Accepted",
    "Gap",
    "Item",
    "Mark",
    "Option",
    "Pair",
    "Paper",
    "PaperError",
    "Part",
    "Question",
    "Result",
    "RubricRow",
    "Step",
    "Typed",
    "Verdict",
    "grade",
    "judge",
    "mark",
    "parse_number",
    "read_number",
    "right_answer",
]
