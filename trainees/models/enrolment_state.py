"""The states of an enrolment, and why a transition is refused."""

from django.db import models

from curriculum.refusals import Refused


class EnrolmentState(models.TextChoices):
    ACTIVE = "active", "Active"
    COMPLETED = "completed", "Completed"
    WITHDRAWN = "withdrawn", "Withdrawn"


class EnrolmentRefused(Refused):
    """A transition of an enrolment was refused; ``reason`` is one of ``Reason``."""

    class Reason(models.TextChoices):
        UNSIGNED = (
            "unsigned",
            "This programme has parts that no clinical reviewer has signed. Nobody can start it yet.",
        )
        NOT_PUBLISHED = "not_published", "This programme is not published yet."
        NOT_ACTIVE = "not_active", "This enrolment is not active any more."
        NOT_REQUIRED = "not_required", "This module is not part of her programme."
        NOT_NEWEST = "not_newest", "There is a newer edition by now. Read again what it asks."
        ENROLLED_AGAIN = (
            "enrolled_again",
            "She was enrolled in this programme again, and that enrolment is active.",
        )
        NOT_HERS = "not_hers", "Only she herself signs the code of conduct."
        NO_CONDUCT = "no_conduct", "This programme asks for no signature."
        HERS_TO_READ = "hers_to_read", "She reads the lesson again by herself."
        OTHER_RULES = "other_rules", "The rules have changed. Read them again, then sign."
