"""The learner's record: who she is, where she learns, what she did."""

from trainees.models.conduct import ConductSignature
from trainees.models.contact import Contact, ContactChoice, ContactRefused
from trainees.models.enrolment import (
    Completion,
    Enrolment,
    EnrolmentRefused,
    EnrolmentState,
    LessonProgress,
)
from trainees.models.message import Channel, Message, MessageEvent, Wording
from trainees.models.place import Cohort, Site, StaffScope
from trainees.models.practicum import PracticumEntry, PracticumRefused, PracticumVoid
from trainees.models.trainee import Trainee, TraineeRefused
from trainees.models.user import User

__all__ = [
    "Channel",
    "Cohort",
    "Completion",
    "ConductSignature",
    "Contact",
    "ContactChoice",
    "ContactRefused",
    "Enrolment",
    "EnrolmentRefused",
    "EnrolmentState",
    "LessonProgress",
    "Message",
    "MessageEvent",
    "PracticumEntry",
    "PracticumRefused",
    "PracticumVoid",
    "Site",
    "StaffScope",
    "Trainee",
    "TraineeRefused",
    "User",
    "Wording",
]
