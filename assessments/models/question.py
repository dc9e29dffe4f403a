"""What is asked."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from assessments.models.snippet import SignedSnippet
from curriculum.models import Edition, GuidanceKey, ModulePage


class Question(SignedSnippet):
    """One question with its options, feedback and sources.

    Records never point here or at an option: they point at editions, and options are known by uid.
    """

    class Kind(models.TextChoices):
        SINGLE = "single", "Single choice"
        MULTIPLE = "multiple", "Multiple response"
        TRUE_FALSE = "true_false", "True or false"
        NUMERIC = "numeric", "Number"

    class Importance(models.TextChoices):
        VERY = "V", "Very important"
        IMPORTANT = "I", "Important"
        NICE = "N", "Nice to know"

    class Difficulty(models.TextChoices):
        EASY = "E", "Easy"
        MODERATE = "M", "Moderate"
        CHALLENGING = "C", "Challenging"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(max_length=20, unique=True, help_text="For example q2-05.")
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="questions")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.SINGLE)
    scenario = models.TextField(blank=True, help_text="The case, if the question is about one.")
    stem = models.TextField(help_text="What is asked, at most 60 words.")
    answer = models.DecimalField(
        max_digits=12, decimal_places=4, null=True, blank=True, help_text="Number questions only."
    )
    tolerance = models.DecimalField(max_digits=12, decimal_places=4, default=0)
    unit = models.CharField(max_length=30, blank=True)
    critical = models.BooleanField(
        default=False, help_text="A wrong answer means that the quiz is not passed."
    )
    importance = models.CharField(max_length=1, choices=Importance.choices, default="I")
    difficulty = models.CharField(max_length=1, choices=Difficulty.choices, default="M")
    objective = models.CharField(max_length=20, blank=True)
    lesson = models.ForeignKey(
        "curriculum.LessonPage",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The lesson to read again when this was missed.",
    )
    sources = models.CharField(max_length=120, blank=True, help_text="Source codes: S1, S8")
    rationale = models.TextField(blank=True, help_text="Shown to everybody after marking.")
    guidance_key = models.ForeignKey(
        GuidanceKey,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="If the answer rests on what a country decides: left out until that is signed.",
    )

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.code

    def clean(self):
        super().clean()
        if self.kind == self.Kind.NUMERIC and self.answer is None:
            raise ValidationError({"answer": "A number question needs its answer."})
        if self.tolerance < 0:
            raise ValidationError({"tolerance": "The tolerance cannot be below zero."})

    def not_ready_to_sign(self) -> str:
        """Why this question cannot be signed yet, or "": what cannot be marked fairly must not be asked."""
        if self.kind == self.Kind.NUMERIC:
            return ""  # ``clean`` has seen to it
        options = list(self.options.all())
        right = sum(option.correct for option in options)
        texts = {" ".join(option.text.casefold().split()) for option in options}
        if len(options) < 2 or len(texts) < len(options):
            return "It needs at least two options, and no two may say the same."
        if self.kind == self.Kind.MULTIPLE:
            ready = 0 < right < len(options)
            return "" if ready else "It needs at least one right and one wrong option."
        return "" if right == 1 else f"It needs one right option but has {right}."

    def freeze_edition(self) -> "QuestionEdition":
        edition, _ = QuestionEdition.freeze(
            self, content=self.as_content(), at=self.last_published_at
        )
        return edition

    def as_content(self) -> dict:
        """The question as plain JSON values; numbers as strings, so that they stay exact."""
        return {
            "uid": str(self.uid),
            "code": self.code,
            "type": self.kind,
            "scenario": self.scenario,
            "stem": self.stem,
            "answer": None if self.answer is None else f"{self.answer.normalize():f}",
            "tolerance": f"{self.tolerance.normalize():f}",
            "unit": self.unit,
            "mark": 1,
            "critical": self.critical,
            "importance": self.importance,
            "difficulty": self.difficulty,
            "objective": self.objective,
            "lesson": self.lesson.slug if self.lesson else "",
            "sources": self.sources,
            "rationale": self.rationale,
            "guidance_key": self.guidance_key.key if self.guidance_key else "",
            "options": [option.as_content() for option in self.options.all()],
        }

    preview_modes = [("", "As the trainee sees it")]

    def get_preview_template(self, request, mode_name):
        return "assessments/question_preview.html"

    def get_preview_context(self, request, mode_name):
        return {"content": self.as_content(), "options": self.as_content()["options"]}


class Option(Orderable):
    """What may be chosen; known by its uid, which stays the same through every publication."""

    class Safety(models.TextChoices):
        ESSENTIAL = "essential", "Essential: must be chosen"
        HARMFUL = "harmful", "Harmful: must not be chosen"
        NEITHER = "neither", "Neither"

    question = ParentalKey(Question, on_delete=models.CASCADE, related_name="options")
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    text = models.CharField(max_length=300)
    correct = models.BooleanField(default=False)
    feedback = models.TextField(blank=True)
    safety = models.CharField(
        max_length=10,
        choices=Safety.choices,
        default=Safety.NEITHER,
        help_text="Critical multiple response only.",
    )

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["question", "uid"], name="option_uid")]

    def __str__(self):
        return self.text

    def as_content(self) -> dict:
        return {
            "uid": str(self.uid),
            "text": self.text,
            "correct": self.correct,
            "feedback": self.feedback,
            "safety": self.safety,
        }


class QuestionEdition(Edition):
    """A question as it was signed. ``content`` is ``Question.as_content()``."""

    of = "question"

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="editions")

    class Meta(Edition.Meta):
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="question_edition_number")
        ]
