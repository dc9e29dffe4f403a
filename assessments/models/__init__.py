"""How what is taught is tested: what is asked, what was answered, what was seen."""

from assessments.models.attempt import (
    Attempt,
    AttemptRefused,
    AttemptState,
    PaperQuestion,
    Response,
)
from assessments.models.checklist import Checklist, ChecklistEdition, ChecklistStep
from assessments.models.grading import Grading
from assessments.models.observation import Observation, ObservationRefused, ObservationState
from assessments.models.question import Option, Question, QuestionEdition
from assessments.models.quiz import Quiz, QuizEdition, QuizEditionSlot, QuizSlot
from assessments.models.standing import ModuleStanding, report_standing, standing_of, standings_of
from assessments.models.unlock import AttemptUnlock

__all__ = [
    "Attempt",
    "AttemptRefused",
    "AttemptState",
    "AttemptUnlock",
    "Checklist",
    "ChecklistEdition",
    "ChecklistStep",
    "Grading",
    "ModuleStanding",
    "Observation",
    "ObservationRefused",
    "ObservationState",
    "Option",
    "PaperQuestion",
    "Question",
    "QuestionEdition",
    "Quiz",
    "QuizEdition",
    "QuizEditionSlot",
    "QuizSlot",
    "Response",
    "report_standing",
    "standing_of",
    "standings_of",
]
