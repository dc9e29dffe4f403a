"""What is done of an enrolment: lessons studied, modules completed."""

from django.db import models

from curriculum.insert_only import InsertOnly
from curriculum.models import LessonPage, ModulePage


class LessonProgress(models.Model):
    """That she studied one lesson. Personal data: what she read and when; kept with the enrolment."""

    enrolment = models.ForeignKey(
        "trainees.Enrolment", on_delete=models.PROTECT, related_name="lesson_progress"
    )
    lesson = models.ForeignKey(LessonPage, on_delete=models.PROTECT, related_name="+")
    lesson_key = models.UUIDField(help_text="Translation key: a lesson counts in every language.")
    studied_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "lesson_key"], name="studied_once")
        ]

    def __str__(self):
        return f"{self.enrolment} studied {self.lesson_id}"


class Completion(InsertOnly):
    """A module done, when, on what evidence. Personal data: as the enrolment. Never changed."""

    enrolment = models.ForeignKey(
        "trainees.Enrolment", on_delete=models.PROTECT, related_name="completions"
    )
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="+")
    module_key = models.UUIDField()
    completed_at = models.DateTimeField()
    evidence = models.JSONField()

    class Meta:
        ordering = ["completed_at"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "module_key"], name="completed_once")
        ]

    def __str__(self):
        return f"{self.enrolment} completed {self.module_id}"
