"""The learner's record: who she is, where she learns, what she did."""

from trainees.models.conduct import ConductSignature
from trainees.models.contact import Contact, ContactChoice, ContactRefused
from trainees.models.done import Completion, LessonProgress
from trainees.models.enrolment import Enrolment
from trainees.models.enrolment_state import EnrolmentRefused, EnrolmentState
from trainees.models.message import Channel, Message, MessageEvent, Wording
from trainees.models.place import Cohort, Site, StaffScope
from trainees.models.practicum import PracticumEntry, PracticumRefused, PracticumVoid
from trainees.models.relearned import Relearned, to_relearn
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
    "Relearned",
    "Site",
    "StaffScope",
    "Trainee",
    "TraineeRefused",
    "User",
    "Wording",
    "to_relearn",
]
