"""What a trainer reads from many attempts or observations at once, joined from the records.

``analyse_quiz`` and ``analyse_checklist`` are the ways in; ``answer_rows`` and ``item_rows`` are what a
spreadsheet says of the same. Below ``FEW`` only counts are told: a share of six women is a rumour, and
may point at one of them.
"""

from assessments.analysis.checklists import ChecklistAnalysis, analyse_checklist, count_checklists
from assessments.analysis.quizzes import QuestionAnalysis, QuizAnalysis, analyse_quiz
from assessments.analysis.regrades import PlanSummary, summarise
from assessments.analysis.rows import answer_rows, item_rows
from assessments.analysis.sittings import Sitting, sittings_of
from assessments.analysis.words import FEW, QuizCounts, count_quizzes

__all__ = [
    "FEW",
    "ChecklistAnalysis",
    "PlanSummary",
    "QuestionAnalysis",
    "QuizAnalysis",
    "QuizCounts",
    "Sitting",
    "analyse_checklist",
    "analyse_quiz",
    "answer_rows",
    "count_checklists",
    "count_quizzes",
    "item_rows",
    "sittings_of",
    "summarise",
]
