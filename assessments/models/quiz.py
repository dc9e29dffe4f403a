"""The test of a module."""

import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from assessments import draw
from assessments.models.question import Question, QuestionEdition
from assessments.models.snippet import SignedSnippet
from curriculum.insert_only import InsertOnly
from curriculum.models import Edition, ModulePage


class RequiredQuerySet(models.QuerySet):
    """Shared by quizzes and checklists: what a module asks of whom."""

    def binding(self, *, module_keys, enrolled_at: dt.datetime):
        """What modules ask of somebody enrolled then: added later binds only later. Can be chained."""
        return self.filter(
            module__translation_key__in=module_keys, live=True, binds_from__lte=enrolled_at
        )


class Quiz(SignedSnippet):
    """The questions of a module with the pass mark and the rule for further tries."""

    code = models.SlugField(max_length=20, unique=True, help_text="For example m2.")
    title = models.CharField(max_length=120)
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="quizzes")
    pass_mark = models.PositiveSmallIntegerField(
        default=80, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    pass_mark_reason = models.TextField(help_text="Why this mark; kept with each edition.")
    second_after_hours = models.PositiveSmallIntegerField(
        default=24, help_text="Hours to wait before the second try; a trainer unlocks a third."
    )
    binds_from = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Whoever enrolled before need not pass it."
    )

    objects = RequiredQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "quizzes"

    def __str__(self):
        return self.code

    def not_ready_to_sign(self) -> str:
        """Why this quiz cannot be signed yet, or "".

        Every question must be signed before it, none may stand in it twice (a paper never repeats
        one), and a critical question's twin must be critical too.
        """
        slots = list(self.slots.select_related("question", "twin"))
        questions = [each for slot in slots for each in (slot.question, slot.twin) if each]
        waiting = [question.code for question in questions if not question.live]
        if waiting:
            return f"Sign these questions first: {', '.join(waiting)}."
        if len({question.pk for question in questions}) < len(questions):
            return "A question stands in it twice."
        for slot in slots:
            if slot.twin and slot.question.critical and not slot.twin.critical:
                return f"{slot.question} is critical, so its twin {slot.twin} must be too."
        return "" if slots else "The quiz has no question yet."

    def freeze_edition(self) -> "QuizEdition":
        """Freeze policy and the questions' latest editions; a question left unsigned is an error.

        The first publication is from when the quiz binds.
        """
        slots = [
            (slot.question.editions.first(), slot.twin.editions.first() if slot.twin else None)
            for slot in self.slots.select_related("question", "twin")
        ]
        edition, is_new = QuizEdition.freeze(
            self, content=self._content(slots), at=self.last_published_at
        )
        if is_new:
            for position, (question, twin) in enumerate(slots, start=1):
                QuizEditionSlot(
                    edition=edition, position=position, question=question, twin=twin
                ).save()
        if (
            self.binds_from != self.first_published_at
        ):  # a revision carries an older or rounded value
            self.binds_from = self.first_published_at
            self.save(update_fields=["binds_from"])
        return edition

    def _content(self, slots) -> dict:
        return {
            "code": self.code,
            "title": self.title,
            "module": str(self.module.translation_key),
            "module_code": self.module.slug,
            "pass_mark": self.pass_mark,
            "pass_mark_reason": self.pass_mark_reason,
            "second_after_hours": self.second_after_hours,
            "questions": [
                {"question": question.sha256, "twin": twin.sha256 if twin else None}
                for question, twin in slots
            ],
        }

    def get_preview_template(self, request, mode_name):
        return "assessments/quiz_preview.html"

    def get_preview_context(self, request, mode_name):
        return {
            "quiz": self,
            "contents": [slot.question.as_content() for slot in self.slots.all()],
        }


class QuizSlot(Orderable):
    """One place in a quiz: a question, and the country-free twin for where it must be left out."""

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="slots")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    twin = models.ForeignKey(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    def __str__(self):
        return self.question.code


class QuizEdition(Edition):
    """A quiz as it was signed; its questions are pinned, in order, by ``QuizEditionSlot``."""

    of = "quiz"

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="editions")

    class Meta(Edition.Meta):
        constraints = [
            models.UniqueConstraint(fields=["quiz", "number"], name="quiz_edition_number")
        ]

    def draw(self, *, signed_keys: set[str], seed: int) -> draw.Paper:
        """Compose a paper for a country that signed ``signed_keys``: two queries."""
        slots = self.slots.select_related("question", "twin").order_by("position")
        return draw.draw(
            [draw.Slot(_candidate(slot.question), _candidate(slot.twin)) for slot in slots],
            signed_keys=signed_keys,
            seed=seed,
        )


class QuizEditionSlot(InsertOnly):
    """One place of a quiz edition."""

    edition = models.ForeignKey(QuizEdition, on_delete=models.PROTECT, related_name="slots")
    position = models.PositiveSmallIntegerField()
    question = models.ForeignKey(QuestionEdition, on_delete=models.PROTECT, related_name="+")
    twin = models.ForeignKey(QuestionEdition, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="slot_position"),
            models.CheckConstraint(
                condition=Q(twin__isnull=True) | ~Q(twin=models.F("question")), name="twin_differs"
            ),
        ]

    def __str__(self):
        return f"{self.edition} {self.position}"


def _candidate(edition: QuestionEdition | None) -> draw.Candidate | None:
    if edition is None:
        return None
    content = edition.content
    return draw.Candidate(
        edition_id=edition.pk,
        critical=content["critical"],
        guidance_key=content["guidance_key"],
        options=tuple(option["uid"] for option in content["options"]),
        shuffle=content["type"] in (Question.Kind.SINGLE, Question.Kind.MULTIPLE),
    )
