"""What is asked."""

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import models

from assessments import grading, linting
from assessments.changes import changes_of_question
from assessments.models.case import Case
from assessments.models.parts import share_field
from assessments.models.snippet import PREVIEW_MODES, SignedSnippet
from curriculum import words
from curriculum.models import Edition, GuidanceKey, ModulePage


class QuestionQuerySet(models.QuerySet):
    def signed(self):
        """Live questions. Can be chained."""
        return self.filter(live=True)

    def askable(self):
        """Signed questions that stand in a place of their own: no twin of another. Can be chained."""
        return self.signed().filter(twin_of__isnull=True)


class Question(SignedSnippet):
    """One question with its options, feedback and sources.

    Records never point here or at a part of it: they point at editions, and parts are known by uid.
    ``twin`` stands in where a country has not signed ``guidance_key``; a question with
    ``parallel_of`` is another form of the same question, for when it is asked again.
    """

    class Kind(models.TextChoices):
        SINGLE = "single", "Single choice"
        MULTIPLE = "multiple", "Multiple response"
        TRUE_FALSE = "true_false", "True or false"
        MATCHING = "matching", "Matching"
        ORDERING = "ordering", "Ordering"
        NUMERIC = "numeric", "Number"
        SHORT = "short", "Short answer"
        CLOZE = "cloze", "Text with gaps"

    class Scheme(models.TextChoices):
        ONE_RIGHT = "one_right", "One right option"
        WEIGHTS = "weights", "Weight of the chosen option"
        BALANCED = "balanced", "Right share less wrong share"
        ALL_OR_NOTHING = "all_or_nothing", "All or nothing"
        SUM_OF_WEIGHTS = "sum_of_weights", "Sum of weights (Moodle)"
        RIGHT_LESS_WRONG = "right_less_wrong", "Right less wrong (Canvas)"
        EACH_OPTION = "each_option", "Each option by itself (Open edX)"
        HALVES = "halves", "Half for each error (Open edX)"
        PER_PAIR = "per_pair", "Each pair by itself"
        ABSOLUTE = "absolute", "Each item in its place"
        LONGEST_INCREASING = "longest_increasing", "Longest run in order"
        NOMINAL = "nominal", "Tolerance as a number"
        RELATIVE = "relative", "Tolerance as a share"
        GEOMETRIC = "geometric", "Tolerance as a factor"
        RULES = "rules", "First accepted text that fits"
        BY_HAND = "by_hand", "A trainer marks by the rubric"
        WEIGHTED = "weighted", "Gaps by their weight"

    class Importance(models.TextChoices):
        VERY = "V", "Very important"
        IMPORTANT = "I", "Important"
        NICE = "N", "Nice to know"

    class Difficulty(models.TextChoices):
        EASY = "E", "Easy"
        MODERATE = "M", "Moderate"
        CHALLENGING = "C", "Challenging"

    class PenaltyOf(models.TextChoices):
        EARNED = "earned", "Of what was earned"
        WHOLE = "whole", "Of the whole mark"

    class Decimals(models.TextChoices):
        ASK = "ask", "Ask when 1,234 could be two numbers"
        MOODLE = "moodle", "A lone comma is the decimal sign"

    worded = words.QUESTION

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(max_length=20, unique=True, help_text="For example q2-05.")
    external_id = models.CharField(
        max_length=255, blank=True, editable=False, help_text="What an imported file calls it."
    )
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="questions")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.SINGLE)
    scheme = models.CharField(
        max_length=20,
        choices=Scheme.choices,
        blank=True,
        help_text="How it is marked. Empty: the usual way for its type.",
    )
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="questions"
    )
    scenario = models.TextField(blank=True, help_text="A case of its own, if it is about one.")
    stem = models.TextField(help_text="What is asked, at most 60 words.")
    answer = models.DecimalField(
        max_digits=12, decimal_places=4, null=True, blank=True, help_text="Number questions only."
    )
    tolerance = models.DecimalField(max_digits=12, decimal_places=4, default=0)
    unit = models.CharField(max_length=30, blank=True)
    other_units = models.CharField(
        max_length=120, blank=True, help_text="Such as cm=100, mm=1000: so many make one unit."
    )
    unit_penalty = share_field(
        blank=True, help_text="Lost for a wrong unit. Empty: the unit stands beside the field."
    )
    unit_penalty_of = models.CharField(
        max_length=6, choices=PenaltyOf.choices, default=PenaltyOf.EARNED
    )
    decimals = models.CharField(max_length=6, choices=Decimals.choices, default=Decimals.ASK)
    match_case = models.BooleanField(default=False)
    match_accents = models.BooleanField(default=False)
    match_punctuation = models.BooleanField(default=False)
    shuffle = models.BooleanField(default=True, help_text="Show the options in a drawn order.")
    mark = models.PositiveSmallIntegerField(default=1)
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
    twin = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="twin_of",
        help_text="The country-free question that takes its place until then.",
    )
    parallel_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parallels",
        help_text="The question of which this is another form.",
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["module", "external_id"],
                condition=~models.Q(external_id=""),
                name="one_question_per_external_id",
            )
        ]

    def __str__(self):
        return self.code

    def clean(self):
        super().clean()
        faults = {}
        if self.tolerance < 0:
            faults["tolerance"] = "The tolerance cannot be below zero."
        if self.scheme and self.scheme not in grading.SCHEMES.get(self.kind, ()):
            faults["scheme"] = "This type of question is not marked that way. Leave it empty."
        if self.mark < 1:
            faults["mark"] = "A question earns at least 1."
        for name in ("twin", "parallel_of"):
            other = getattr(self, name)
            if other and (other.pk == self.pk or getattr(other, f"{name}_id")):
                faults[name] = "Choose another question: one that stands by itself."
        try:
            read_units(self.other_units)
        except ValueError:
            faults["other_units"] = "Write it like cm=100, mm=1000."
        if faults:
            raise ValidationError(faults)

    def validate_constraints(self, exclude=None):
        """Without an external id there is none to be taken; Django would ask at length all the same."""
        unsaid = set() if self.external_id else {"external_id"}
        super().validate_constraints(exclude=unsaid.union(exclude or ()))

    @property
    def family(self) -> str:
        """What it shares with its parallel forms: the uid of the question they are forms of."""
        return str(self.parallel_of.uid if self.parallel_of else self.uid)

    def changes_since(self, before: "Question | None") -> list[str]:
        was, now = (
            each and each.as_content() | {"twin": each.twin.code if each.twin else ""}
            for each in (before, self)
        )
        return changes_of_question(was, now)

    def not_ready_to_sign(self) -> str:
        """Why this question cannot be signed yet, or "": what cannot be marked fairly must not be asked."""
        if self.case and not self.case.live:
            return f"Sign the case {self.case} first."
        blocks = linting.blocking(self.findings())
        return blocks[0].sentence if blocks else ""

    def findings(self) -> list[linting.Finding]:
        return linting.lint_question(self.lint_content())

    def lint_content(self, content: dict | None = None) -> dict:
        """What the linter looks at: the content (this draft's, unless given), and what stands beside it."""
        is_form = bool(self.parallel_of_id or (self.pk and self.twin_of.exists()))
        parallels = self.parallels.count() if self.pk and not is_form else int(is_form)
        return (content or self.as_content()) | {
            "twin": self.twin.code if self.twin else "",
            "parallels": parallels,
        }

    def freeze_edition(self, at: dt.datetime | None = None) -> "QuestionEdition":
        edition, _ = QuestionEdition.freeze(
            self, content=self.as_content(), at=at or self.last_published_at
        )
        return edition

    def as_content(self) -> dict:
        """The question as plain JSON values (``docs/question-format.md``); numbers as strings, exact."""
        case = self.case and self.case.editions.first()
        return {
            "uid": str(self.uid),
            "code": self.code,
            "type": self.kind,
            "scheme": self.scheme or grading.SCHEMES[self.kind][0],
            "case": case and case.content,
            "scenario": self.scenario,
            "stem": self.stem,
            "answer": None if self.answer is None else f"{self.answer.normalize():f}",
            "tolerance": f"{self.tolerance.normalize():f}",
            "unit": self.unit,
            "other_units": read_units(self.other_units),
            "unit_penalty": self.unit_penalty,
            "unit_penalty_of": self.unit_penalty_of,
            "decimals": self.decimals,
            "match_case": self.match_case,
            "match_accents": self.match_accents,
            "match_punctuation": self.match_punctuation,
            "shuffle": self.shuffle,
            "mark": self.mark,
            "critical": self.critical,
            "importance": self.importance,
            "difficulty": self.difficulty,
            "objective": self.objective,
            "lesson": self.lesson.slug if self.lesson else "",
            "sources": self.sources,
            "rationale": self.rationale,
            "guidance_key": self.guidance_key.key if self.guidance_key else "",
            "options": [option.as_content() for option in self.options.all()],
            "pairs": self._pairs(),
            "items": [item.as_content() for item in self.items.all()],
            "accepted": [each.as_content() for each in self.accepted.all()],
            "gaps": [gap.as_content() for gap in self.gaps.all()],
            "rubric": [row.as_content() for row in self.rubric.all()],
        }

    def _pairs(self) -> list[dict]:
        """The pairs; two that say the same on the right share one choice, or the other were wrong."""
        choices: dict[str, str] = {}
        pairs = []
        for pair in self.pairs.all():
            said = " ".join(pair.choice.casefold().split())
            pairs.append(
                {
                    "uid": str(pair.uid) if pair.text.strip() else "",
                    "text": pair.text,
                    "choice_uid": choices.setdefault(said, str(pair.choice_uid)),
                    "choice": pair.choice,
                    "feedback": pair.feedback,
                }
            )
        return pairs

    preview_modes = PREVIEW_MODES

    def get_preview_template(self, request, mode_name):
        return "assessments/question_preview.html"

    def get_preview_context(self, request, mode_name):
        content = self.as_content()
        return {
            "content": content,
            "contents": [content],
            "with_key": mode_name == "key",
            "to_mend": self if mode_name == "mend" else None,
        }


class QuestionEdition(Edition):
    """A question as it was signed. ``content`` is ``Question.as_content()``."""

    of = "question"

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="editions")

    class Meta(Edition.Meta):
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="question_edition_number")
        ]


def read_units(text: str) -> dict[str, str]:
    """``"cm=100, mm=1000"`` as ``{"cm": "100", "mm": "1000"}``; raises ValueError."""
    units = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        unit, sign, number = (each.strip() for each in part.partition("="))
        if not (unit and sign and number.replace(".", "", 1).isdigit()):
            raise ValueError(part)
        units[unit] = number
    return units
