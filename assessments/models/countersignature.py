"""A second trainer stands behind what the first one saw."""

from django.conf import settings
from django.db import models

from curriculum.insert_only import InsertOnly
from trainees.encrypted import EncryptedTextField


class Countersignature(InsertOnly):
    """That a second trainer countersigned one observation (``Observation.countersign``).

    Personal data: who signed, and a remark (encrypted); as the observation. Never deleted.
    """

    observation = models.OneToOneField(
        "assessments.Observation", on_delete=models.PROTECT, related_name="countersignature"
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField()
    remark = EncryptedTextField(blank=True, default="")

    def __str__(self):
        return f"{self.observation} countersigned"
