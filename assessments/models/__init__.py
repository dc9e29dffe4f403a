"""How what is taught is tested: what is asked, what was answered, what was seen."""

from assessments.models.attempt import Attempt
from assessments.models.attempt_manager import AttemptRefused, AttemptState, missed_critical
from assessments.models.case import Case, CaseEdition
from assessments.models.checklist import Checklist, ChecklistEdition, ChecklistStep, Rating
from assessments.models.countersignature import Countersignature
from assessments.models.grading import Grading
from assessments.models.observation import Observation, ObservationState
from assessments.models.observing import ObservationRefused
from assessments.models.parts import Accepted, Gap, Option, OrderItem, Pair, RubricRow
from assessments.models.pass_mark import AngoffEstimate, PassMarkDecision
from assessments.models.question import Question, QuestionEdition
from assessments.models.quiz import Quiz, QuizSlot
from assessments.models.quiz_edition import QuizEdition, QuizEditionSlot
from assessments.models.quiz_words import QuizWords, words_of_quiz, words_of_quizzes
from assessments.models.regrade import Mode, Regrade, RegradeRefused
from assessments.models.response import Acceptance, HandMark, PaperQuestion, Posting, Response
from assessments.models.sheet import ObservationSheet
from assessments.models.standing import ModuleStanding, report_standing, standing_of, standings_of
from assessments.models.turn import QuizTurn, turn_for, turns_for
from assessments.models.unlock import AttemptUnlock

__all__ = [
    "Acceptance",
    "Accepted",
    "AngoffEstimate",
    "Attempt",
    "AttemptRefused",
    "AttemptState",
    "AttemptUnlock",
    "Case",
    "CaseEdition",
    "Checklist",
    "ChecklistEdition",
    "ChecklistStep",
    "Countersignature",
    "Gap",
    "Grading",
    "HandMark",
    "Mode",
    "ModuleStanding",
    "Observation",
    "ObservationRefused",
    "ObservationSheet",
    "ObservationState",
    "Option",
    "OrderItem",
    "Pair",
    "PaperQuestion",
    "PassMarkDecision",
    "Posting",
    "Question",
    "QuestionEdition",
    "Quiz",
    "QuizEdition",
    "QuizEditionSlot",
    "QuizSlot",
    "QuizTurn",
    "QuizWords",
    "Rating",
    "Regrade",
    "RegradeRefused",
    "Response",
    "RubricRow",
    "missed_critical",
    "report_standing",
    "standing_of",
    "standings_of",
    "turn_for",
    "turns_for",
    "words_of_quiz",
    "words_of_quizzes",
]
