"""The learner's record: who she is, where she learns, what she did."""

from trainees.models.enrolment import (
    Completion,
    Enrolment,
    EnrolmentRefused,
    EnrolmentState,
    LessonProgress,
)
from trainees.models.place import Cohort, Site, StaffScope
from trainees.models.trainee import Trainee, TraineeRefused
from trainees.models.user import User

__all__ = [
    "Cohort",
    "Completion",
    "Enrolment",
    "EnrolmentRefused",
    "EnrolmentState",
    "LessonProgress",
    "Site",
    "StaffScope",
    "Trainee",
    "TraineeRefused",
    "User",
]
