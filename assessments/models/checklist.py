"""The steps of an observed skill."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from assessments.changes import changes_of_checklist
from assessments.grading import Step
from assessments.models.quiz import RequiredQuerySet
from assessments.models.snippet import SignedSnippet
from curriculum import words
from curriculum.languages import OWN
from curriculum.models import Edition, ModulePage, WordEdition


class Rating(models.IntegerChoices):
    """How a performance was on the whole, whatever the steps say."""

    CLEAR_FAIL = 1, "Clear fail"
    BORDERLINE = 2, "Borderline"
    PASS = 3, "Pass"
    GOOD = 4, "Good"
    EXCELLENT = 5, "Excellent"


class Checklist(SignedSnippet):
    """What a trainer ticks while she watches a trainee practise."""

    #: What an author finds chosen in a new checklist. The column's default is 0, so that rows,
    #: drafts and files from before the rating was there go on asking for none.
    PROPOSED_RATING = Rating.PASS

    worded = words.CHECKLIST

    code = models.SlugField(max_length=20, unique=True)
    title = models.CharField(max_length=120)
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="checklists")
    minutes = models.PositiveSmallIntegerField(default=10)
    setting = models.TextField(help_text="What the trainer sets up and says, with the case.")
    pass_at = models.PositiveSmallIntegerField(
        help_text="Least number of points, besides every critical step. A step gives one unless it says more."
    )
    rating_at_least = models.PositiveSmallIntegerField(
        "rating needed",
        choices=[(0, "No rating asked"), *Rating.choices],
        default=0,
        help_text="The trainer also rates the whole; competent needs at least this.",
    )
    countersigned = models.BooleanField(
        "A second trainer must countersign",
        default=False,
        help_text="Competent counts only when another trainer has countersigned it.",
    )
    binds_from = models.DateTimeField(null=True, blank=True, editable=False)

    objects = RequiredQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rating_at_least__lte=Rating.EXCELLENT), name="rating_needed_is_a_rating"
            )
        ]

    def __str__(self):
        return self.code

    def changes_since(self, before: "Checklist | None") -> list[str]:
        return changes_of_checklist(before and before.as_content(), self.as_content())

    def not_ready_to_sign(self) -> str:
        """Why this checklist cannot be signed yet, or ""."""
        points = [step.points for step in self.steps.all()]
        if self.pass_at > sum(points):
            return f"It asks for {self.pass_at} points but its steps give {sum(points)}."
        return "" if points else "The checklist has no step yet."

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
            "rating_at_least": self.rating_at_least,
            "countersigned": self.countersigned,
            "steps": [
                {
                    "uid": str(step.uid),
                    "text": step.text,
                    "critical": step.critical,
                    "points": step.points,
                    "help": step.help,
                }
                for step in self.steps.all()
            ],
        }

    def get_preview_template(self, request, mode_name):
        return "assessments/checklist_preview.html"

    def get_preview_context(self, request, mode_name):
        return {"content": self.as_content(), "rating": self.get_rating_at_least_display()}


class ChecklistStep(Orderable):
    """One step; known by its uid."""

    checklist = ParentalKey(Checklist, on_delete=models.CASCADE, related_name="steps")
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    text = models.CharField(max_length=300)
    critical = models.BooleanField(default=False)
    points = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    help = models.CharField(max_length=300, blank=True, help_text="What the trainer looks for.")

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["checklist", "uid"], name="step_uid"),
            models.CheckConstraint(condition=Q(points__gte=1), name="step_gives_a_point"),
        ]

    def __str__(self):
        return self.text


class ChecklistEdition(Edition):
    """A checklist as it was signed. ``content`` is ``Checklist.as_content()``.

    Editions from before points, ratings and countersigning hold no such keys.
    """

    of = "checklist"

    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="editions")

    class Meta(Edition.Meta):
        constraints = [
            models.UniqueConstraint(fields=["checklist", "number"], name="checklist_edition_number")
        ]

    def in_language(self, language: str) -> Mapping[str, Any]:
        """Its content in a language, if there are signed words for all of it; else as it is.

        One query; none for the source's language.
        """
        if language == OWN:
            return self.content
        lines = words.lines_of(self.content, words.CHECKLIST)
        kind = ContentType.objects.get_for_model(Checklist)
        shown = WordEdition.objects.shown_in(language)
        for edition in shown.filter(subject_type=kind, subject_id=self.checklist_id):
            if words.is_whole(lines, edition.words):
                return words.say(self.content, words.CHECKLIST, words.Said(edition.words))
        return self.content

    @property
    def steps(self) -> list[Step]:
        return [
            Step(step["uid"], step["critical"], step.get("points", 1))
            for step in self.content["steps"]
        ]

    @property
    def rating_at_least(self) -> int:
        """The least rating of the whole that is competent; 0: none is asked."""
        return self.content.get("rating_at_least", 0)

    @property
    def countersigned(self) -> bool:
        """Whether competent counts only when a second trainer has countersigned it."""
        return self.content.get("countersigned", False)
