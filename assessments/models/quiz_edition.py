"""A quiz as it was signed, and what papers are drawn from it."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from assessments import draw
from assessments.models.question import Question, QuestionEdition
from curriculum.insert_only import InsertOnly
from curriculum.models import Edition


class QuizEdition(Edition):
    """A quiz as it was signed; its questions are pinned, in order, by ``QuizEditionSlot``."""

    of = "quiz"

    quiz = models.ForeignKey("assessments.Quiz", on_delete=models.PROTECT, related_name="editions")

    class Meta(Edition.Meta):
        constraints = [
            models.UniqueConstraint(fields=["quiz", "number"], name="quiz_edition_number")
        ]

    @property
    def minutes(self) -> int | None:
        return self.content.get("minutes")

    @property
    def is_practice(self) -> bool:
        return self.content.get("practice", False)

    @property
    def is_pretest(self) -> bool:
        return self.content.get("pretest", False)

    def questions(self) -> list[QuestionEdition]:
        """The editions that it may ask, twins included: one query."""
        rows = self.slots.select_related("question", "twin")
        return [edition for row in rows for edition in (row.question, row.twin) if edition]

    def draw_slots(self, rows: Iterable["QuizEditionSlot"] | None = None) -> list[draw.Slot]:
        """What a paper is drawn from, in plain values: one query, unless its rows are given in order."""
        rules = self.content.get("slots", [])
        slots: dict[int, list[draw.Form]] = {}
        if rows is None:
            rows = self.slots.select_related("question", "twin").order_by("position")
        for row in rows:
            form = draw_form(row.question, row.twin, str(row.family) if row.family else "")
            slots.setdefault(row.place or row.position, []).append(form)
        return [
            draw.Slot(
                tuple(forms),
                draws=rules[place - 1]["draws"] if rules else 1,
                is_pool=rules[place - 1]["is_pool"] if rules else False,
            )
            for place, forms in sorted(slots.items())
        ]


class QuizEditionSlot(InsertOnly):
    """One form that a slot of a quiz edition may draw: a question's edition and its twin's.

    ``place`` is the slot's; empty in editions from before slots could hold more than one.
    """

    edition = models.ForeignKey(QuizEdition, on_delete=models.PROTECT, related_name="slots")
    position = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField(null=True)
    family = models.UUIDField(null=True, help_text="Shared by parallel forms of one question.")
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


def draw_form(
    question: QuestionEdition, twin: QuestionEdition | None = None, family: str = ""
) -> draw.Form:
    """One form of a question in plain values."""
    return draw.Form(_candidate(question), _candidate(twin) if twin else None, family)


def _candidate(edition: QuestionEdition) -> draw.Candidate:
    content = edition.content
    case = content.get("case")
    return draw.Candidate(
        edition_id=edition.pk,
        uid=content["uid"],
        critical=content["critical"],
        guidance_key=content["guidance_key"],
        case=case["uid"] if case else "",
        groups=tuple(_groups(content)),
    )


def _groups(content: dict) -> list[draw.Group]:
    """What a question shows in an order of its own, by its type."""
    kind, shuffle = content["type"], content.get("shuffle", True)
    if kind == Question.Kind.MATCHING:
        choices = dict.fromkeys(pair["choice_uid"] for pair in content["pairs"])
        return [draw.Group(tuple(choices))]
    if kind == Question.Kind.ORDERING:
        return [draw.Group(tuple(each["uid"] for each in content["items"]), not_as_given=True)]
    names = [gap["name"] for gap in content.get("gaps", [])] or [""]
    return [
        draw.Group(
            tuple(each["uid"] for each in options),
            frozenset(each["uid"] for each in options if each.get("pinned")),
            shuffle=shuffle and kind != Question.Kind.TRUE_FALSE,
        )
        for name in names
        if (options := [each for each in content["options"] if each.get("gap", "") == name])
    ]
