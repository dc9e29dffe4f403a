"""The steps of an observed skill."""

import uuid

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from assessments.grading import Step
from assessments.models.quiz import RequiredQuerySet
from assessments.models.snippet import SignedSnippet
from curriculum.models import Edition, ModulePage


class Checklist(SignedSnippet):
    """What a trainer ticks while she watches a trainee practise."""

    code = models.SlugField(max_length=20, unique=True)
    title = models.CharField(max_length=120)
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="checklists")
    minutes = models.PositiveSmallIntegerField(default=10)
    setting = models.TextField(help_text="What the trainer sets up and says, with the case.")
    pass_at = models.PositiveSmallIntegerField(
        help_text="Least number of steps done, besides every critical one."
    )
    binds_from = models.DateTimeField(null=True, blank=True, editable=False)

    objects = RequiredQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.code

    def not_ready_to_sign(self) -> str:
        """Why this checklist cannot be signed yet, or ""."""
        steps = self.steps.count()
        if self.pass_at > steps:
            return f"It asks for {self.pass_at} steps but has {steps}."
        return "" if steps else "The checklist has no step yet."

    def freeze_edition(self) -> "ChecklistEdition":
        """Freeze the steps; the first publication is from when the checklist binds."""
        edition, _ = ChecklistEdition.freeze(
            self, content=self.as_content(), at=self.last_published_at
        )
        if (
            self.binds_from != self.first_published_at
        ):  # a revision carries an older or rounded value
            self.binds_from = self.first_published_at
            self.save(update_fields=["binds_from"])
        return edition

    def as_content(self) -> dict:
        return {
            "code": self.code,
            "title": self.title,
            "module": str(self.module.translation_key),
            "module_code": self.module.slug,
            "minutes": self.minutes,
            "setting": self.setting,
            "pass_at": self.pass_at,
            "steps": [
                {
                    "uid": str(step.uid),
                    "text": step.text,
                    "critical": step.critical,
                    "help": step.help,
                }
                for step in self.steps.all()
            ],
        }

    def get_preview_template(self, request, mode_name):
        return "assessments/checklist_preview.html"

    def get_preview_context(self, request, mode_name):
        return {"content": self.as_content()}


class ChecklistStep(Orderable):
    """One step; known by its uid."""

    checklist = ParentalKey(Checklist, on_delete=models.CASCADE, related_name="steps")
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    text = models.CharField(max_length=300)
    critical = models.BooleanField(default=False)
    help = models.CharField(max_length=300, blank=True, help_text="What the trainer looks for.")

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["checklist", "uid"], name="step_uid")]

    def __str__(self):
        return self.text


class ChecklistEdition(Edition):
    """A checklist as it was signed. ``content`` is ``Checklist.as_content()``."""

    of = "checklist"

    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="editions")

    class Meta(Edition.Meta):
        constraints = [
            models.UniqueConstraint(fields=["checklist", "number"], name="checklist_edition_number")
        ]

    @property
    def steps(self) -> list[Step]:
        return [Step(step["uid"], step["critical"]) for step in self.content["steps"]]
