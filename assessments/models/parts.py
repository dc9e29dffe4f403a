"""What a question is made of: one level of rows below it, each known by its uid.

A uid stays the same through every publication, which primary keys do not; so records and answers name
uids, and an answer can be marked by a later edition.
"""

import uuid
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable


def validate_share(text: str) -> None:
    """Refuse what is no share of a mark: 1, 0.5, 1/3 or -1/2."""
    try:
        share = Fraction(text)
    except (ValueError, ZeroDivisionError):
        share = None
    if share is None or not -1 <= share <= 1:
        raise ValidationError("Write a share of the mark, like 1, 0.5, 1/3 or -1/2.")


def share_field(**more) -> models.CharField:
    """A share of the mark, kept as it is written, so that a third stays a third."""
    return models.CharField(max_length=12, validators=[validate_share], **more)


class Option(Orderable):
    """What may be chosen."""

    class Safety(models.TextChoices):
        ESSENTIAL = "essential", "Essential: must be chosen"
        HARMFUL = "harmful", "Harmful: must not be chosen"
        NEITHER = "neither", "Neither"

    question = ParentalKey("assessments.Question", on_delete=models.CASCADE, related_name="options")
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
    weight = share_field(blank=True, help_text="Only where the marking scheme uses weights.")
    pinned = models.BooleanField(default=False, help_text="Keeps its place when others move.")
    gap = models.CharField(max_length=20, blank=True, help_text="The gap that it belongs to.")

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
            "weight": self.weight or None,
            "pinned": self.pinned,
            "gap": self.gap,
        }


class Pair(Orderable):
    """What belongs together. Without its left side it is only one more choice.

    The two sides have different uids: one uid for both would tell the key.
    """

    question = ParentalKey("assessments.Question", on_delete=models.CASCADE, related_name="pairs")
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    choice_uid = models.UUIDField(default=uuid.uuid4, editable=False)
    text = models.CharField(
        max_length=300, blank=True, help_text="Empty: the right side is one choice more."
    )
    choice = models.CharField(max_length=300)
    feedback = models.TextField(blank=True)

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["question", "uid"], name="pair_uid")]

    def __str__(self):
        return self.text or self.choice


class OrderItem(Orderable):
    """One thing to be put in its place; the rows stand in the right order."""

    question = ParentalKey("assessments.Question", on_delete=models.CASCADE, related_name="items")
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    text = models.CharField(max_length=300)

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["question", "uid"], name="order_item_uid")]

    def __str__(self):
        return self.text

    def as_content(self) -> dict:
        return {"uid": str(self.uid), "text": self.text}


class Accepted(Orderable):
    """A text or number that earns something; the first that fits wins."""

    question = ParentalKey(
        "assessments.Question", on_delete=models.CASCADE, related_name="accepted"
    )
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    text = models.CharField(
        max_length=300,
        help_text="Words (* stands for anything), a number, or a range such as 10..12.",
    )
    tolerance = models.CharField(max_length=20, blank=True, default="")
    weight = share_field(default="1")
    feedback = models.TextField(blank=True)
    gap = models.CharField(max_length=20, blank=True, help_text="The gap that it belongs to.")

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["question", "uid"], name="accepted_uid")]

    def __str__(self):
        return self.text

    def as_content(self) -> dict:
        return {
            "uid": str(self.uid),
            "text": self.text,
            "tolerance": self.tolerance or "0",
            "weight": self.weight,
            "feedback": self.feedback,
            "gap": self.gap,
        }


class Gap(Orderable):
    """A place in the text that is filled in; ``[[name]]`` marks it in the question."""

    class Kind(models.TextChoices):
        SINGLE = "single", "Choose one"
        NUMERIC = "numeric", "Number"
        SHORT = "short", "Words"

    question = ParentalKey("assessments.Question", on_delete=models.CASCADE, related_name="gaps")
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=20)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.SINGLE)
    weight = share_field(default="1", help_text="What it counts against the other gaps.")

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["question", "uid"], name="gap_uid")]

    def __str__(self):
        return self.name

    def as_content(self) -> dict:
        return {
            "uid": str(self.uid),
            "name": self.name,
            "kind": self.kind,
            "weight": self.weight,
        }


class RubricRow(Orderable):
    """What a person who marks by hand looks for, and what it is worth."""

    question = ParentalKey("assessments.Question", on_delete=models.CASCADE, related_name="rubric")
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    text = models.CharField(max_length=300)
    points = models.PositiveSmallIntegerField(default=1)

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["question", "uid"], name="rubric_row_uid")]

    def __str__(self):
        return self.text

    def as_content(self) -> dict:
        return {"uid": str(self.uid), "text": self.text, "points": self.points}


#: What a question is made of, by the name of the relation.
PARTS = {
    "options": Option,
    "pairs": Pair,
    "items": OrderItem,
    "accepted": Accepted,
    "gaps": Gap,
    "rubric": RubricRow,
}
