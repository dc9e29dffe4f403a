"""How what is taught is tested: what is asked, what was answered, what was seen."""

from assessments.models.attempt import (
    Attempt,
    AttemptRefused,
    AttemptState,
    PaperQuestion,
    Response,
)
from assessments.models.checklist import Checklist, ChecklistEdition, ChecklistStep, Rating
from assessments.models.countersignature import Countersignature
from assessments.models.grading import Grading
from assessments.models.observation import Observation, ObservationState
from assessments.models.observing import ObservationRefused
from assessments.models.question import Option, Question, QuestionEdition
from assessments.models.quiz import Quiz, QuizEdition, QuizEditionSlot, QuizSlot
from assessments.models.sheet import ObservationSheet
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
    "Countersignature",
    "Grading",
    "ModuleStanding",
    "Observation",
    "ObservationRefused",
    "ObservationSheet",
    "ObservationState",
    "Option",
    "PaperQuestion",
    "Question",
    "QuestionEdition",
    "Quiz",
    "QuizEdition",
    "QuizEditionSlot",
    "QuizSlot",
    "Rating",
    "Response",
    "report_standing",
    "standing_of",
    "standings_of",
]
