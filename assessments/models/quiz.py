"""The test of a module."""

import datetime as dt
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from assessments import grading, guessing, linting
from assessments.changes import changes_of_quiz
from assessments.models.question import Question, QuestionEdition
from assessments.models.quiz_edition import QuizEdition, QuizEditionSlot
from assessments.models.snippet import PREVIEW_MODES, SignedSnippet
from curriculum import words
from curriculum.models import ModulePage
from trainees.models import Enrolment

#: Two by the clock, the third from a trainer's hand: what chance by luck is reckoned over.
TRIES = 3


class RequiredQuerySet(models.QuerySet):
    """Shared by quizzes and checklists: what a module asks of whom."""

    def binding(self, *, module_keys, enrolled_at: dt.datetime):
        """What modules ask of somebody enrolled then: added later binds only later. Can be chained."""
        return self.filter(
            module__translation_key__in=module_keys, live=True, binds_from__lte=enrolled_at
        )


class QuizQuerySet(RequiredQuerySet):
    def binding(self, **whom):
        """As for checklists; what is only practice binds nobody. Can be chained."""
        return super().binding(**whom).filter(practice=False)

    def pretests_for(self, enrolment: Enrolment):
        """The live pre-tests that she has not handed in. Can be chained."""
        done = enrolment.attempts.handed_in().values("quiz")
        return self.filter(pretest=True, live=True).exclude(pk__in=done)


class Quiz(SignedSnippet):
    """The questions of a module with the pass mark and the rule for further tries."""

    class Overdue(models.TextChoices):
        SUBMIT = "submit", "Hand in what was saved"
        ABANDON = "abandon", "Abandon the try"

    class Review(models.TextChoices):
        PASSED = "passed", "Right answers once she has passed"
        HANDED_IN = "handed_in", "Right answers after every try"

    worded = words.QUIZ

    code = models.SlugField(max_length=20, unique=True, help_text="For example m2.")
    title = models.CharField(max_length=120)
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="quizzes")
    practice = models.BooleanField(
        default=False, help_text="Only practice: any number of tries, never counted."
    )
    pretest = models.BooleanField(
        default=False,
        help_text="Practice before the first lesson: sat once, and she reads only how many were right.",
    )
    pass_mark = models.PositiveSmallIntegerField(
        default=80, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    pass_mark_reason = models.TextField(help_text="Why this mark; kept with each edition.")
    second_after_hours = models.PositiveSmallIntegerField(
        default=24, help_text="Hours to wait before the second try; a trainer unlocks a third."
    )
    minutes = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Time limit. Empty: no hurry, which is kinder and fairer."
    )
    overdue = models.CharField(
        max_length=8,
        choices=Overdue.choices,
        default=Overdue.SUBMIT,
        help_text="What happens when the time is up.",
    )
    review = models.CharField(max_length=10, choices=Review.choices, default=Review.PASSED)
    binds_from = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Whoever enrolled before need not pass it."
    )

    objects = QuizQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "quizzes"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pretest=False) | models.Q(practice=True),
                name="pretest_is_practice",
            )
        ]

    def __str__(self):
        return self.code

    def as_content(self) -> dict:
        """What of it is words: how it is called."""
        return {"title": self.title}

    def clean(self):
        super().clean()
        if self.pretest and not self.practice:
            raise ValidationError({"pretest": "Tick practice, too: a pre-test never counts."})

    def changes_since(self, before: "Quiz | None") -> list[str]:
        """Also what changed in the questions that it takes in a newer signed form."""
        latest = self.editions.first()
        was = before and before._spoken(latest.questions() if latest else [])
        forms = [form for slot in self.slots.all() for form in slot.forms()]
        editions = [edition for pair in forms for edition in pair if edition]
        return changes_of_quiz(was, self._spoken(editions))

    def _spoken(self, editions: list[QuestionEdition]) -> dict:
        slots = [
            {
                "kind": "Pool" if slot.is_pool else "Question",
                "name": str(slot),
                "more": {"draws": str(slot.draws)} if slot.is_pool else {},
            }
            for slot in self.slots.all()
        ]
        questions = {edition.content["code"]: edition.content for edition in editions}
        return self._policy() | {"slots": slots, "questions": questions}

    def not_ready_to_sign(self) -> str:
        """Why this quiz cannot be signed yet, or "".

        Every question must be signed before it, none may stand in it twice (a paper never repeats
        one, nor two forms of one), a pool must hold what it draws, whatever the others take, and what
        takes a critical question's place must be critical too. Practice stays practice: nobody may
        pass by what she did while nothing counted. A pre-test frightens nobody and waits for nobody.
        """
        slots = list(self.slots.all())
        if not slots:
            return "The quiz has no question yet."
        first = self.editions.last()
        if first and (first.is_practice, first.is_pretest) != (self.practice, self.pretest):
            return (
                "What is only practice cannot start to count, nor the other way. Make another quiz."
            )
        fixed = [slot.question for slot in slots if slot.question]
        twins = [question.twin for question in fixed if question.twin]
        waiting = [question.code for question in fixed + twins if not question.live]
        if waiting:
            return f"Sign these questions first: {', '.join(waiting)}."
        families = [
            {form.family for form in (question, question.twin) if form} for question in fixed
        ]
        if len(set().union(*families)) < sum(len(each) for each in families):
            return "A question stands in it twice."
        faults = (slot.fault() for slot in slots)
        fault = next(filter(None, faults), "") or _crowding(slots)
        return fault or (_unfit_for_a_pretest(slots) if self.pretest else "")

    def freeze_edition(self) -> QuizEdition:
        """Freeze policy and the latest editions of the questions that each slot may draw.

        Which questions a pool holds is decided here, by a signature, and never at run time. The first
        publication is from when the quiz binds.
        """
        slots = list(self.slots.all())
        forms = [slot.forms() for slot in slots]
        edition, is_new = QuizEdition.freeze(
            self, content=self._content(slots, forms), at=self.last_published_at
        )
        if is_new:
            rows = [
                QuizEditionSlot(edition=edition, place=place, question=question, twin=twin)
                for place, each in enumerate(forms, start=1)
                for question, twin in each
            ]
            for position, row in enumerate(rows, start=1):
                row.position, row.family = position, row.question.question.family
                row.save()
        if (
            self.binds_from != self.first_published_at
        ):  # a revision carries an older or rounded value
            self.binds_from = self.first_published_at
            self.save(update_fields=["binds_from"])
        return edition

    def _policy(self) -> dict:
        return {
            "code": self.code,
            "title": self.title,
            "module": str(self.module.translation_key),
            "module_code": self.module.slug,
            "practice": self.practice,
            # silent where it is none, so that editions from before are alike
            **({"pretest": True} if self.pretest else {}),
            "pass_mark": self.pass_mark,
            "pass_mark_reason": self.pass_mark_reason,
            "second_after_hours": self.second_after_hours,
            "minutes": self.minutes,
            "overdue": self.overdue,
            "review": self.review,
        }

    def _content(self, slots: list["QuizSlot"], forms: list[list[tuple]]) -> dict:
        return self._policy() | {
            "slots": [
                {
                    "draws": slot.draws,
                    "is_pool": slot.is_pool,
                    "rule": slot.rule,
                    "forms": [
                        {"question": question.sha256, "twin": twin.sha256 if twin else None}
                        for question, twin in each
                    ],
                }
                for slot, each in zip(slots, forms, strict=True)
            ],
        }

    def findings(self) -> list[linting.Finding]:
        """Nothing of a pre-test: nobody passes it, by luck or otherwise, and it covers what it likes."""
        return [] if self.pretest else linting.lint_quiz(self.lint_facts())

    def lint_facts(self) -> linting.QuizFacts:
        """What the linter looks at: the questions as they were last signed, or as they are if never."""
        slots = list(self.slots.all())
        candidates = [slot.candidates() for slot in slots]
        contents = signed_contents([question for each in candidates for question in each])
        places = [
            linting.Place(len({question.family for question in each}), slot.draws, str(slot))
            for slot, each in zip(slots, candidates, strict=True)
        ]
        drawn = [
            contents[question.pk]
            for slot, each in zip(slots, candidates, strict=True)
            for question in each[: slot.draws]
        ]
        return linting.QuizFacts(
            questions=tuple(contents.values()),
            places=tuple(places),
            tries=TRIES,
            pass_by_luck=luck_in(TRIES, drawn, self.pass_mark),
            objectives=tuple(f"o{n}" for n in range(1, len(self.module.objectives) + 1)),
        )

    preview_modes = PREVIEW_MODES

    def get_preview_template(self, request, mode_name):
        return "assessments/quiz_preview.html"

    def get_preview_context(self, request, mode_name):
        questions = [
            question for slot in self.slots.all() for question in slot.candidates()[: slot.draws]
        ]
        return {
            "quiz": self,
            "contents": [question.as_content() for question in questions],
            "with_key": mode_name == "key",
            "to_mend": self if mode_name == "mend" else None,
        }


class QuizSlot(Orderable):
    """One slot of a quiz: a question (with its parallel forms), or a rule that draws from a pool."""

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="slots")
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    draws = models.PositiveSmallIntegerField(default=1, help_text="How many the pool gives.")
    module = models.ForeignKey(
        ModulePage,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Pool: questions of this module. Empty: of the quiz's own.",
    )
    objective = models.CharField(max_length=20, blank=True, help_text="Pool: of this objective.")
    importance = models.CharField(
        max_length=1,
        choices=Question.Importance.choices,
        blank=True,
        help_text="Pool: of this importance.",
    )

    def __str__(self):
        return self.question.code if self.question else self.rule

    def clean(self):
        super().clean()
        if self.question and (self.draws != 1 or self.module or self.objective or self.importance):
            raise ValidationError("Choose a question, or say what a pool draws from; not both.")

    @property
    def is_pool(self) -> bool:
        return self.question is None

    @property
    def rule(self) -> str:
        """What a pool draws from, in words; "" for a question."""
        if self.question:
            return ""
        parts = [
            self.module.slug if self.module else "",
            self.objective,
            self.get_importance_display() if self.importance else "",
        ]
        return ", ".join(part for part in parts if part) or "any question"

    def candidates(self) -> list[Question]:
        """The signed questions that this slot may draw, by code."""
        if self.question:
            return [self.question, *self.question.parallels.signed()]
        pool = Question.objects.askable().filter(module=self.module or self.quiz.module)
        if self.objective:
            pool = pool.filter(objective=self.objective)
        if self.importance:
            pool = pool.filter(importance=self.importance)
        return list(pool.select_related("twin", "parallel_of").distinct())

    def fault(self) -> str:
        """Why this slot cannot be signed, or ""."""
        candidates = self.candidates()
        for question in candidates:
            if question.twin and not question.twin.live:
                return f"Sign these questions first: {question.twin}."
            if question.twin and question.critical and not question.twin.critical:
                return f"{question} is critical, so its twin {question.twin} must be too."
            other = question.parallel_of
            if other and other.critical and not question.critical:
                return f"{other} is critical, so its other form {question} must be too."
        families = len({question.family for question in candidates})
        if families < self.draws or not self.draws:
            return f"The pool ({self.rule}) draws {self.draws} but holds {families}."
        return ""

    def forms(self) -> list[tuple[QuestionEdition, QuestionEdition | None]]:
        """The latest editions of what may be drawn, each with its twin's."""
        return [
            (question.editions.first(), question.twin.editions.first() if question.twin else None)
            for question in self.candidates()
        ]


def _crowding(slots: list[QuizSlot]) -> str:
    """Which pool may find too little because others, drawn before it, took of the same, or ""."""
    held = [(slot, {question.family for question in slot.candidates()}) for slot in slots]
    held.sort(key=lambda each: len(each[1]) if each[0].is_pool else 0)  # as ``draw`` goes about it
    before: list[tuple[QuizSlot, set[str]]] = []
    for slot, mine in held:
        left = len(mine) - sum(min(other.draws, len(mine & theirs)) for other, theirs in before)
        if left < slot.draws:
            return (
                f"The pool ({slot.rule}) draws {slot.draws},"
                f" but other questions of the quiz may leave it only {left}."
            )
        before.append((slot, mine))
    return ""


def _unfit_for_a_pretest(slots: list[QuizSlot]) -> str:
    """Which question a pre-test must not ask, or ""."""
    asked = [question for slot in slots for question in slot.candidates()]
    unfit = [each.code for each in asked if each.critical or each.scheme == "by_hand"]
    said = "A pre-test asks nothing critical and nothing that a person must mark"
    return f"{said}: {', '.join(unfit)}." if unfit else ""


def signed_contents(questions: list[Question]) -> dict[int, dict]:
    """What each question says, by its id: as it was last signed, or as it is if it never was."""
    newest = QuestionEdition.objects.filter(question__in=questions).order_by("number")
    signed = {edition.question_id: edition.content for edition in newest}
    return {
        question.pk: signed.get(question.pk) or question.as_content()
        for question in dict.fromkeys(questions)
    }


def luck_in(tries: int, contents: list[dict], pass_mark: int) -> Fraction | None:
    """The chance to pass by luck alone in so many tries; None where it cannot be reckoned yet."""
    try:
        paper = grading.Paper.from_json({"pass_mark": pass_mark, "questions": contents})
    except grading.PaperError:
        return None
    return guessing.pass_by_luck_in(paper, tries)
