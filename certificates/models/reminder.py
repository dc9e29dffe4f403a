"""That a certificate's holder was reminded of something, once."""

from django.db import models

from certificates.models.certificate import Certificate
from curriculum.insert_only import InsertOnly
from trainees.models import Message


class Reminder(InsertOnly):
    """One reminder of one certificate, with the message that said it; one message may say several.

    ``step`` is the days before the last day, or the number of the edition that changed a critical fact, or
    0. Personal data: that she was reminded of what; as the message; with the certificate.
    """

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="reminders")
    kind = models.CharField(max_length=9, choices=Message.Kind.choices)
    step = models.PositiveIntegerField(default=0)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "kind", "step"], name="each_reminder_once"
            )
        ]

    def __str__(self):
        return f"{self.certificate} {self.kind} {self.step}"
