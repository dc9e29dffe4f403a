"""Who may observe whom, on which checklist: what stands before every observation and sheet."""

from django.db import models

from assessments.models.checklist import Checklist
from curriculum.refusals import Refused
from trainees.models import Enrolment, EnrolmentState, User
from trainees.progress import still_open


class ObservationRefused(Refused):
    """An observation could not be made or changed; ``reason`` is one of ``Reason``."""

    class Reason(models.TextChoices):
        HERSELF = "herself", "Nobody observes herself. Ask another trainer."
        NOT_ACTIVE = "not_active", "This enrolment is not active any more."
        NOT_OPEN = "not_open", "This checklist is not open, or not part of her programme."
        MODULES_LEFT = "modules_left", "This opens when her other modules are complete."
        NOT_YOURS = "not_yours", "Another trainer began this observation. Begin your own."
        FINAL = "final", "This observation is final. If it is wrong, void it and observe again."
        NO_RATING = "no_rating", "Choose how she did on the whole. Your ticks are saved."
        NO_DAY = "no_day", "Write the day on which you watched her. Your ticks are saved."
        DAY_TO_COME = "day_to_come", "That day is still to come. Look at the date on the sheet."
        BEFORE_PRINT = (
            "before_print",
            "On that day the sheet was not printed yet. Look at the date on the sheet.",
        )
        SHEET_TAKEN = (
            "sheet_taken",
            "Another trainer typed this sheet in. If she did not watch it, she voids hers first.",
        )
        NOT_WAITING = "not_waiting", "Nothing here waits for a second trainer."
        OWN = "own", "Somebody else must countersign."
        HERS = "hers", "Nobody countersigns what she did herself. Ask another trainer."
        COUNTERSIGNED = "countersigned", "Another trainer has countersigned this already."


def refuse_herself(enrolment: Enrolment, by: User) -> None:
    """Refuse who observes herself."""
    if enrolment.trainee.user_id == by.pk:
        raise ObservationRefused(ObservationRefused.Reason.HERSELF)


def refuse_unless_active(enrolment: Enrolment) -> None:
    """Refuse an enrolment that is not active."""
    if enrolment.state != EnrolmentState.ACTIVE:
        raise ObservationRefused(ObservationRefused.Reason.NOT_ACTIVE)


def refuse_unless_open(enrolment: Enrolment, checklist: Checklist) -> None:
    """Refuse an enrolment that is not active; a checklist not live, not hers, or not open before others."""
    refuse_unless_active(enrolment)
    required = enrolment.requirements().filter(module_key=checklist.module.translation_key)
    if not checklist.live or not required.exists():
        raise ObservationRefused(ObservationRefused.Reason.NOT_OPEN)
    left = enrolment.left_before(checklist.module)
    if left:
        raise ObservationRefused(ObservationRefused.Reason.MODULES_LEFT, still_open(left))
