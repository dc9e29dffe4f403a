"""Her signature under the code of conduct."""

from django.db import models

from curriculum.insert_only import InsertOnly
from curriculum.models import ProgrammeEdition
from trainees.models.enrolment import Enrolment


class ConductSignature(InsertOnly):
    """That she read the rules of conduct of her pinned edition and signed them herself. Never taken back.

    Moved up to an edition with other rules, she signs those too; under the same rules one is enough.

    Personal data: that and when she signed; herself and her trainers; with the enrolment.
    """

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, related_name="conduct_signatures"
    )
    edition = models.ForeignKey(ProgrammeEdition, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, help_text="Of the list of rules that she read.")
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "sha256"], name="conduct_signed_once")
        ]

    def __str__(self):
        return f"{self.enrolment} conduct signed"
